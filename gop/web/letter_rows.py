"""Letters to the citizen as rows: on the case, and on the page of what is to be printed and posted."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from accounts.actor import Actor
from accounts.danish import day_date, long_moment, short_moment
from accounts.words import counted
from gop.enums import LetterChannel, LetterKind, LetterState
from gop.selectors.case_letters import Board, letters_of

if TYPE_CHECKING:
    from gop.models import Case, CaseLetter, PlanVersion

TONE = {
    LetterState.WAITING: "info",
    LetterState.PRINTING: "warning",
    LetterState.DELIVERED: "success",
    LetterState.POSTED: "success",
    LetterState.REFUSED: "error",
    LetterState.STOPPED: "",
}


def letters_panel(actor: Actor, case: "Case", version: "PlanVersion | None") -> dict[str, Any] | None:
    """Every letter of the case, newest first. One query."""
    found = letters_of(case)
    return {"rows": [_row(one) for one in found], "board": reverse("gop:letters")} if found else None


def _row(letter: "CaseLetter") -> dict[str, Any]:
    return {
        "url": reverse("gop:sent_letter", args=[letter.case_id, letter.id]),
        "kind": LetterKind(letter.kind).label,
        "channel": LetterChannel(letter.channel).label,
        "about": f"Møde {short_moment(letter.meeting_at)}" if letter.meeting_at else letter.trainer_name,
        "made": f"{short_moment(letter.made_at)}, {letter.by_name}",
        "state": LetterState(letter.state).label,
        "tone": TONE[LetterState(letter.state)],
        "when": _when(letter),
        "why": letter.last_error,
    }


def _when(letter: "CaseLetter") -> str:
    if letter.delivered_at:
        return short_moment(letter.delivered_at)
    return day_date(letter.posted_on) if letter.posted_on else ""


def board_rows(found: Board) -> dict[str, Any]:
    """What holds may be ticked as posted; what does not is only taken off the list."""
    rows = [_on_board(one.letter) | {"stale": one.stale} for one in found.printing]
    return {
        "printing": [row for row in rows if not row["stale"]],
        "stale": [row for row in rows if row["stale"]],
        "late": [_on_board(one) | {"attempts": counted(one.attempts, "forsøg", "forsøg"), "why": one.last_error} for one in found.late],
        "more": found.more,
    }


def _on_board(letter: "CaseLetter") -> dict[str, Any]:
    case = letter.case
    return {
        "id": str(letter.id),
        "url": reverse("gop:sent_letter", args=[letter.case_id, letter.id]),
        "case_url": reverse("gop:case", args=[letter.case_id]),
        "stop_url": reverse("gop:letter_stop", args=[letter.id]),
        "name": case.citizen_name,
        "kind": LetterKind(letter.kind).label,
        "about": long_moment(letter.meeting_at) if letter.meeting_at else letter.trainer_name,
        "made": f"{short_moment(letter.made_at)}, {letter.by_name}",
        "exempt": case.digital_post_exempt is True,
    }
