"""Meetings in words: a row of a list, a line of the history, and what the other side said when both changed at once."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from accounts.clock import local
from accounts.danish import clock_time, day_date, long_moment, short_moment
from gop.enums import CaseAction, MeetingKind, MeetingState
from gop.registry import meeting_roles
from gop.rules.meetings import differences
from gop.services.meeting_rows import CALLED, CANCELLED, CHANGED, HELD, MOVED, version_of

if TYPE_CHECKING:
    from gop.models import CoordinationMeeting

TONE = {MeetingState.CALLED: "info", MeetingState.HELD: "success", MeetingState.CANCELLED: "warning"}
NO_CLOCK = "Mødet er mellem sygehus og kommune. Det ændrer ingen frist og tæller ikke som første møde."
LABELS = {
    "kind": "Møde", "state": "Tilstand", "at": "Tid", "place": "Sted", "agenda": "Dagsorden",
    "participants": "Deltagere", "goals": "Fælles mål", "tasks": "Hvem gør hvad", "reason": "Begrundelse",
}  # fmt: skip
WHAT = {CALLED: "Indkaldt til", MOVED: "Flyttet:", CANCELLED: "Aflyst:", HELD: "Holdt:", CHANGED: "Rettet:"}


def people_text(participants: Sequence[Sequence[str]]) -> str:
    """'Patienten\nVisitator fra kommunen: Ida Test'"""
    labels = {role.code: role.label for role in meeting_roles()}
    return "\n".join(f"{labels.get(role, role)}: {name}" if name else labels.get(role, role) for role, name in participants)


def tasks_text(tasks: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"{who}: {what}" for who, what in tasks)


def value_text(name: str, said: Mapping[str, Any]) -> str:
    value = said[name]
    match name:
        case "kind":
            return MeetingKind(value).label
        case "state":
            return MeetingState(value).label
        case "at":
            return long_moment(datetime.fromisoformat(value) if isinstance(value, str) else value)
        case "participants":
            return people_text(value)
        case "tasks":
            return tasks_text(value)
        case _:
            return str(value)


def facts(row: "CoordinationMeeting") -> list[dict[str, str]]:
    """What the meeting is, and what came of it; what nobody has said is left out."""
    said = version_of(row)
    shown = ("kind", "at", "place", "participants", "agenda", "reason", "goals", "tasks")
    rows = [{"label": LABELS[name], "value": value_text(name, said)} for name in shown if said[name]]
    return [*rows, {"label": "Sidst ændret", "value": f"{row.changed_by_name}, {short_moment(row.changed_at)}"}]


def clash_rows(row: "CoordinationMeeting") -> list[dict[str, str]]:
    """What the other change said differently; empty when nothing gave way."""
    if not row.clash:
        return []
    return [{"label": LABELS[name], "value": value_text(name, row.clash) or "Tomt"} for name in differences(version_of(row), row.clash)]


def clash_text(row: "CoordinationMeeting") -> str:
    return f"Mødet blev ændret to steder på samme tid. Ændringen fra {row.clash['by_name']} gælder ikke, men står her. Ret mødet, hvis den skal gælde."


def history(row: "CoordinationMeeting") -> list[dict[str, Any]]:
    """For components/timeline.html, the latest first: every version, as it was said."""
    shown, before = [], None
    for said in row.history:
        what = "Indkaldt" if before is None else ", ".join(LABELS[name].lower() for name in differences(said, before)) or "det samme"
        title = what if before is None else f"Ændret: {what}"
        at = datetime.fromisoformat(said["changed_at"])
        text = value_text("at", said) if before is None else said["reason"]
        shown.append({"when": at, "who": said["by_name"], "title": title, "text": text, "url": "", "url_text": ""})
        before = said
    return shown[::-1]


def line(row: "CoordinationMeeting", today: date) -> dict[str, Any]:
    """A row of a list: when as words, and whether its outcome is missing."""
    day = local(row.at).date()
    when = "i dag" if day == today else day_date(day)
    waits = row.state == MeetingState.CALLED and day < today
    return {
        "id": row.id,
        "name": row.citizen_name or "Uden navn",
        "kind": MeetingKind(row.kind).label,
        "when": f"{when} {clock_time(row.at)}",
        "place": row.place,
        "people": people_text(row.participants).replace("\n", ", "),
        "with": row.other_name,
        "state": "Mangler udfald" if waits else MeetingState(row.state).label,
        "tone": "warning" if waits or row.clash else TONE[MeetingState(row.state)],
        "clash": bool(row.clash),
        "goals": row.goals,
        "tasks": tasks_text(row.tasks),
        "past": row.state != MeetingState.CALLED,
    }


def told(data: Mapping[str, Any]) -> tuple[str, str]:
    """(title, text) of a line in the history of a case or a plan."""
    kind = MeetingKind(data["kind"]).label.lower()
    title = f"{WHAT.get(data['what'], 'Møde:')} {kind} {long_moment(datetime.fromisoformat(data['at']))}"
    parts = [data["place"], data["reason"]]
    if data["what"] == HELD or data["goals"] or data["tasks"]:
        parts += [f"Fælles mål: {data['goals']}" if data["goals"] else "", tasks_text(data["tasks"])]
    return title, "\n".join(part for part in parts if part)


TOLD_MEETINGS: Mapping[str, Callable[[Mapping[str, Any]], tuple[str, str]]] = {CaseAction.MEETING: told}
