"""The pages of a meeting at either side: call one, and see, move, cancel or write up one. A look is logged by whoever opens it."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from accounts import clock
from accounts.clock import local
from accounts.danish import short_moment
from accounts.enums import Kind
from gop.enums import MeetingKind, MeetingState, PlanType
from gop.errors import AlreadyDone, NotFound, Refused
from gop.rules import TransitionNotAllowed
from gop.selectors.meetings import meeting_of
from gop.services.meetings import MeetingAsked, cancel_meeting, change_meeting, record_outcome
from gop.web import meeting_words as words
from gop.web.meeting_forms import CancelMeetingForm, MeetingForm, OutcomeForm

if TYPE_CHECKING:
    from gop.models import CoordinationMeeting

BAD, CONFLICT, OK = 400, 409, 200
MOVE, CANCEL, OUTCOME = "flyt", "aflys", "udfald"
SAID = {MOVE: "Mødet er ændret. Den anden part får det at vide.", CANCEL: "Mødet er aflyst.", OUTCOME: "Udfaldet er gemt hos begge parter."}
Call = Callable[[UUID, MeetingAsked], object]


def new_meeting(request: Any, about: dict[str, Any], call: Call) -> HttpResponse:
    """`about`: {name, other, back, back_text, rehabilitation}. The form brings the meeting's id, so that it makes one."""
    authority = request.actor.organisation
    if request.method != "POST":
        return _form(request, about, MeetingForm(authority=authority))
    form = MeetingForm(request.POST)
    problem, status = _tried(form, lambda: call(form.cleaned_data.get("meeting") or uuid4(), form.asked()))
    if status != OK:
        return _form(request, about, form, problem, status)
    messages.success(request, f"Mødet er indkaldt. {about['other']} får det at vide.")
    return redirect(about["back"])


def _tried(form: Any, do: Callable[[], object]) -> tuple[str, int]:
    """(sentence for the top of the page, status)."""
    try:
        if not form.is_valid():
            return "", BAD
        with transaction.atomic():
            do()
    except NotFound as error:
        raise Http404 from error
    except Refused as refused:
        form.refuse(refused.messages)
        return "", BAD
    except AlreadyDone as done:
        return f"{done.by_name} har ændret noget om mødet {short_moment(done.at)}. Se ændringen, og gem igen.", CONFLICT
    except TransitionNotAllowed as error:
        return error.message, CONFLICT
    return "", OK


def _form(request: Any, about: dict[str, Any], form: MeetingForm, problem: str = "", status: int = OK) -> HttpResponse:
    context = {"about": about, "form": form, "problem": problem, "seen": clock.now().isoformat(), "no_clock": words.NO_CLOCK}
    return render(request, "gop/meeting_new.html", context, status=status)


def only(request: Any, kind: Kind) -> None:
    """Both sides have the verb; the other side's pages are not there for them. Raises Http404 before any row is read."""
    if request.actor.kind != kind:
        raise Http404


def meeting_or_404(actor: Any, meeting_id: UUID) -> "CoordinationMeeting":
    row = meeting_of(actor, meeting_id)
    if row is None:
        raise Http404
    return row


def one_meeting(request: Any, row: "CoordinationMeeting", back: str, back_text: str) -> HttpResponse:
    """See it; or do one of the three, as `handling` says."""
    if request.method != "POST":
        return _shown(request, row, back, back_text)
    what, shown = request.POST.get("handling", ""), _number(request.POST.get("shown", ""))
    form: Any = {MOVE: MeetingForm, CANCEL: CancelMeetingForm, OUTCOME: OutcomeForm}.get(what, CancelMeetingForm)(
        request.POST, **({"row": row} if what != CANCEL and what in SAID else {})
    )
    problem, status = _tried(form, lambda: _do(request.actor, row.id, shown, what, form))
    if status != OK:
        return _shown(request, meeting_or_404(request.actor, row.id), back, back_text, (what, form), problem, status)
    messages.success(request, SAID[what])
    return redirect(request.path)


def _do(actor: Any, meeting_id: UUID, shown: int, what: str, form: Any) -> None:
    said = form.cleaned_data
    match what:
        case "flyt":
            change_meeting(actor, meeting_id, shown, form.asked(), said.get("reason", ""))
        case "aflys":
            cancel_meeting(actor, meeting_id, shown, said["reason"])
        case "udfald":
            record_outcome(actor, meeting_id, shown, said["goals"], form.tasks())
        case _:
            raise Refused("Vælg, hvad der skal ske med mødet.")


def seen_in(request: Any) -> datetime | None:
    """When the page that sent the form was made; anything unreadable counts as never."""
    try:
        at = datetime.fromisoformat(request.POST.get("seen", ""))
    except ValueError:
        return None
    return at if at.tzinfo else None


def _number(text: str) -> int:
    """The change the page was made of; anything else is none that ever was."""
    return int(text) if text.isdecimal() and len(text) < 5 else 0


def _shown(
    request: Any,
    row: "CoordinationMeeting",
    back: str,
    back_text: str,
    bound: tuple[str, Any] | None = None,
    problem: str = "",
    status: int = OK,
) -> HttpResponse:
    what, form = bound or ("", None)
    called, today = row.state == MeetingState.CALLED, clock.today()
    may_write = row.state == MeetingState.HELD or (called and local(row.at).date() <= today)
    context = {
        "row": row,
        "line": words.line(row, today),
        "heading": f"{MeetingKind(row.kind).label}: {row.citizen_name}",
        "facts": words.facts(row),
        "clash": words.clash_rows(row),
        "clash_text": words.clash_text(row) if row.clash else "",
        "history": words.history(row),
        "no_clock": words.NO_CLOCK,
        "person": "patienten" if request.actor.kind == Kind.AUTHOR else "borgeren",
        "back": back,
        "back_text": back_text,
        "problem": problem,
        "bound": form,
        "outcome": (form if what == OUTCOME else OutcomeForm(row=row)) if may_write else None,
        "move": (form if what == MOVE else MeetingForm(row=row)) if called else None,
        "cancel": (form if what == CANCEL else CancelMeetingForm()) if called else None,
        "open": what,
        "early": called and not may_write,
    }
    return render(request, "gop/meeting.html", context, status=status)


def proposal(plan_type: str, rows: list[Any]) -> str:
    """A proposal, never made by itself: specialist rehabilitation is planned by both sides."""
    if plan_type != PlanType.SPECIALIST_REHABILITATION or any(row.state != MeetingState.CANCELLED for row in rows):
        return ""
    return "Ved rehabilitering på specialiseret niveau kan et samarbejdsmøde mellem sygehus og kommune være en god begyndelse."
