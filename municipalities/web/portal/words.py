"""An assignment in words: its clock, its next meeting, what is asked of it, and its history."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from accounts.clock import local
from accounts.danish import clock_time, day_date, long_date, short_date, short_moment
from deadlines.words import in_days
from gop.enums import (
    AssignmentAction,
    AssignmentKind,
    AssignmentState,
    ConsentBy,
    ConsentHow,
    ContactForm,
    ContactState,
    GeneralLevel,
    GoalReached,
    ReportKind,
    TrainingField,
)
from gop.web.plan_people import BY

if TYPE_CHECKING:
    from gop.models import Assignment, AssignmentEvent, AssignmentGoal, AssignmentMeeting, AssignmentReport, DocumentationRequest

Clock = dict[str, Any]
SOON = 1  # day before the last one
TONE = {ContactState.PLANNED: "info", ContactState.HELD: "success", ContactState.MISSED: "warning"}
REACHED_TONE = {GoalReached.YES: "success", GoalReached.PARTLY: "info", GoalReached.NO: "warning"}
STATE_TONE = {AssignmentState.SENT: "warning", AssignmentState.ACCEPTED: "success"}


def label(codes: Any, stored: str) -> str:
    return str(codes(stored).label) if stored else ""


def work_of(one: "Assignment") -> str:
    """'Hofte, ben og fod, kirurgisk. Basalt niveau'"""
    return ". ".join(part for part in (label(TrainingField, one.training_field), label(GeneralLevel, one.level)) if part) or "Ikke angivet"


def _tone(day: date, today: date) -> str:
    left = (day - today).days
    return "overdue" if left < 0 else "today" if left == 0 else "soon" if left <= SOON else "ok"


def _clock(kind: str, day: date, today: date, at: str = "") -> Clock:
    """In short, for lists on a phone: what a clock says of its day is never broken over two lines."""
    due = f"senest {short_date(day)}{f' {at}' if at else ''}"
    return {"kind_label": kind, "due_text": due, "words": in_days(day, today), "tone": _tone(day, today)}


def answer_clock(one: "Assignment", now: datetime) -> Clock:
    """The limit lies at midnight after the last day, which is the day one says."""
    last = local(one.answer_by - timedelta(seconds=1))
    at = "" if local(one.answer_by).time() == local(one.answer_by).time().min else clock_time(one.answer_by)
    found = _clock("Svar", last.date(), local(now).date(), at)
    return found | {"words": "fristen er gået", "tone": "overdue"} if one.answer_by <= now else found


def next_clock(one: "Assignment", planned: tuple[datetime | None, datetime | None], now: datetime) -> Clock:
    """What happens next in a course under way, or that nothing does."""
    today, (past, ahead) = local(now).date(), planned
    if one.first_meeting_on is None:
        if one.first_meeting_at is None:
            if one.start_by is None:
                return _said("Aftal første møde", "", "soon")
            return _clock("Aftal og hold første møde", one.start_by, today)
        day = local(one.first_meeting_at).date()
        words = "er det holdt?" if one.first_meeting_at <= now else in_days(day, today)
        return {"kind_label": "Første møde", "due_text": short_moment(one.first_meeting_at), "words": words, "tone": _near(day, today)}
    if past is not None:
        return {"kind_label": "Møde", "due_text": short_moment(past), "words": "er det holdt?", "tone": "today"}
    if ahead is None:
        return _said("Intet møde planlagt", "", "ok")
    return {"kind_label": "Næste møde", "due_text": short_moment(ahead), "words": in_days(local(ahead).date(), today), "tone": "ok"}


def _near(day: date, today: date) -> str:
    return "today" if day <= today else "ok"


def _said(kind: str, due: str, tone: str) -> Clock:
    return {"kind_label": kind, "due_text": due, "words": "", "tone": tone}


def documentation_clock(request: "DocumentationRequest", today: date) -> Clock:
    return _clock("Dokumentation", request.due_on, today)


def access_text(one: "Assignment", today: date) -> str:
    """'til og med fredag 4. december, om 11 dage'"""
    if one.access_until is None:
        return "Ikke fastsat"
    return f"til og med {day_date(one.access_until)}, {in_days(one.access_until, today)}"


def ended_text(one: "Assignment") -> str:
    at = one.withdrawn_at or one.ended_at
    what = "Trukket tilbage" if one.state == AssignmentState.WITHDRAWN else "Afsluttet"
    return f"{what} {short_date(local(at).date())}" if at else what


def facts_of(one: "Assignment", phone: str = "") -> list[dict[str, str]]:
    """What is needed before anything is done. `phone`: the citizen's, where it may be seen."""
    first = f"{long_date(one.first_meeting_on)}, holdt" if one.first_meeting_on else ""
    if not first and one.first_meeting_at:
        first = ", ".join(part for part in (short_moment(one.first_meeting_at), one.place) if part)
    first = first or (f"Senest {long_date(one.start_by)}" if one.start_by else "Ikke aftalt")
    found = [("Fra", one.authority_name), ("Fagområde og niveau", work_of(one)), ("Første møde", first), ("Borgerens telefon", phone)]
    return [{"label": name, "value": value} for name, value in found if value]


def about_of(one: "Assignment") -> list[dict[str, str]]:
    """By which right it came, when, and on whose consent."""
    parts = (
        long_date(one.consent_on) if one.consent_on else "",
        label(ConsentHow, one.consent_how).lower(),
        f"af {BY[ConsentBy(one.consent_by)]}".replace("patienten", "borgeren") if one.consent_by else "",
    )
    found = [
        ("Opgaven", label(AssignmentKind, one.kind)),
        ("Sendt", f"{short_moment(one.sent_at)}{f' af {one.sent_by_name}' if one.sent_by_name else ''}"),
        ("Samtykke til, at I får planen", ", ".join(part for part in parts if part)),
        ("Sagt ja", f"{short_moment(one.answered_at)} af {one.answered_by_name}" if one.answered_at and one.answered_by_name else ""),
        ("Trukket tilbage", f"{short_moment(one.withdrawn_at)}: {one.withdrawn_reason}" if one.withdrawn_at else ""),
    ]
    return [{"label": name, "value": value} for name, value in found if value]


def meeting_row(one: "AssignmentMeeting") -> dict[str, Any]:
    state = ContactState(one.state)
    about = [ContactForm(one.form).label, f"{one.minutes} min." if one.minutes else "", one.code_text, one.note]
    return {
        "id": one.id,
        "when": short_moment(one.at),
        "state": state.label,
        "tone": TONE.get(state, ""),
        "about": ". ".join(part.rstrip(".") for part in about if part),
        "by": one.by_name,
    }


def goal_row(one: "AssignmentGoal") -> dict[str, Any]:
    of = f"FSIII: {one.code_text}. " if one.code else ""
    aim = f", skal være nået {long_date(one.target_on)}" if one.target_on else ""
    return {
        "id": one.id,
        "text": one.text,
        "when": f"{of}Aftalt {long_date(one.agreed_on)} af {one.by_name}{aim}.",
        "reached": label(GoalReached, one.reached),
        "tone": REACHED_TONE[GoalReached(one.reached)] if one.reached else "",
        "closed": long_date(one.closed_on) if one.closed_on else "",
        "note": one.note,
    }


def report_row(one: "AssignmentReport") -> dict[str, Any]:
    by = ", ".join(part for part in (one.by_name, one.by_title, short_moment(one.made_at)) if part)
    return {"kind": ReportKind(one.kind).label, "by": by, "body": [{"heading": said[0], "text": said[1]} for said in one.body]}


def history(events: "Iterable[AssignmentEvent]") -> list[dict[str, Any]]:
    """For components/timeline.html: newest first."""
    return [
        {
            "when": one.made_at,
            "who": ", ".join(part for part in (one.by_name, one.by_organisation) if part),
            "title": AssignmentAction(one.action).label if one.action in AssignmentAction.values() else one.action,
            "text": _what(one),
        }
        for one in events
    ]


def _what(event: "AssignmentEvent") -> str:
    said: dict[str, str] = event.data
    match event.action:
        case AssignmentAction.MEETING:
            return f"{short_moment(datetime.fromisoformat(said['at']))}: {label(ContactState, said['state']).lower()}"
        case AssignmentAction.GOAL:
            return f"Vurderet: {label(GoalReached, said['reached']).lower()}" if said.get("reached") else "Aftalt med borgeren"
        case _:
            return ""
