"""An assignment in words for the authority: the panel on the case, the page of one, and the list of all that are out."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.http import urlencode

from accounts import clock
from accounts.actor import Actor
from accounts.clock import local
from accounts.danish import day_date, long_date, long_moment, short_date, short_moment
from accounts.enums import Verb
from gop.enums import (
    AssignmentAction,
    AssignmentKind,
    AssignmentState,
    ConsentBy,
    ConsentHow,
    ContactForm,
    ContactState,
    DeclineReason,
    EndCode,
    GeneralLevel,
    GoalReached,
    ReportKind,
    TrainingField,
)
from gop.rules.assigning import IN_FORCE
from gop.selectors.assigned import OUT, Out, Whole, asked_in, assignments_of, last_of
from gop.web.plan_people import BY

if TYPE_CHECKING:
    from gop.models import Assignment, AssignmentEvent, Case, DocumentationRequest, PlanVersion

TONE = {
    AssignmentState.SENT: "info",
    AssignmentState.ACCEPTED: "success",
    AssignmentState.DECLINED: "warning",
    AssignmentState.LAPSED: "warning",
    AssignmentState.WITHDRAWN: "",
    AssignmentState.ENDED: "",
}
END = "Udføreren er færdig. Læs slutstatus, og afslut sagen."
HELD = "Det første møde er holdt hos udføreren, men sagen er ikke startet her. Se, om der mangler et tilbud, og registrér mødet."
NO = "Borgeren har ingen udfører nu. Tal med borgeren om, hvem der ellers kan træne, og se frit valg på sagen."
Row = dict[str, str]


def panel_first(actor: Actor, case: "Case", version: "PlanVersion | None") -> dict[str, Any] | None:
    """While somebody has the task, or has said something that asks for an answer."""
    row = last_of(case)
    return _panel(actor, case, row) if row is not None and _asks(case, row) else None


def panel_after(actor: Actor, case: "Case", version: "PlanVersion | None") -> dict[str, Any] | None:
    row = last_of(case)
    return _panel(actor, case, row) if row is not None and not _asks(case, row) else None


def _asks(case: "Case", row: "Assignment") -> bool:
    return case.ended_at is None and (row.state in IN_FORCE or case.performer_said_at is not None or bool(asked_in(case)))


def _panel(actor: Actor, case: "Case", row: "Assignment") -> dict[str, Any]:
    before = [one for one in assignments_of(case) if one.id != row.id]
    return {
        "heading": f"Udfører: {row.provider_name}",
        "state": AssignmentState(row.state).label,
        "tone": TONE[AssignmentState(row.state)],
        "notes": _notes(case, row),
        "rows": facts_of(row),
        "asked": [asked_text(one) for one in asked_in(case)],
        "url": reverse("gop:assignment", args=[row.id]) if actor.may(Verb.ASSIGN) else "",
        "before": [f"{one.provider_name}: {AssignmentState(one.state).label.lower()}{_why(one)}, {_closed_on(one)}" for one in before],
    }


def _notes(case: "Case", row: "Assignment") -> list[str]:
    if case.ended_at is not None:
        return []
    notes = []
    if row.state == AssignmentState.ENDED and row.first_meeting_on is not None:
        notes.append(END)
    if row.state in (AssignmentState.DECLINED, AssignmentState.LAPSED) or (row.state == AssignmentState.ENDED and not row.first_meeting_on):
        notes.append(NO)
    if row.first_meeting_on is not None and case.first_meeting_on is None and row.state in (*IN_FORCE, AssignmentState.ENDED):
        notes.append(HELD)
    return notes


def facts_of(row: "Assignment") -> list[Row]:
    """For components/summary_list.html."""
    told = [
        ("Efter hvilken ret", AssignmentKind(row.kind).label),
        ("Sendt", f"{long_moment(row.sent_at)}, {row.sent_by_name}, version {row.from_version}"),
        ("Svar", answer_text(row)),
        ("Første møde", _meeting_text(row)),
        ("Slut", _end_text(row)),
        ("Trukket tilbage", _withdrawn_text(row)),
        ("Adgang", access_text(row)),
    ]
    return [{"label": label, "value": value} for label, value in told if value]


def answer_text(row: "Assignment") -> str:
    """'Afventes senest tirsdag 1. december', or what was said."""
    last = local(row.answer_by - timedelta(seconds=1)).date()
    match AssignmentState(row.state):
        case AssignmentState.SENT if row.answer_by <= clock.now():
            return f"Svarfristen var {day_date(last)}. Intet svar er et nej."
        case AssignmentState.SENT:
            return f"Afventes senest {day_date(last)}"
        case AssignmentState.LAPSED:
            return f"Intet svar senest {day_date(last)}, og det er et nej"
        case AssignmentState.DECLINED:
            return f"Nej {_when(row)}: {_why(row).removeprefix(': ')}{f'. {row.decline_text}' if row.decline_text else ''}"
        case _:
            return f"Ja {_when(row)}, {row.answered_by_name}" if row.answered_at else ""


def _when(row: "Assignment") -> str:
    return short_moment(row.answered_at) if row.answered_at else ""


def _why(row: "Assignment") -> str:
    return f": {DeclineReason(row.decline_reason).label.lower()}" if row.decline_reason else ""


def _meeting_text(row: "Assignment") -> str:
    if row.first_meeting_on is not None:
        return f"Holdt {long_date(row.first_meeting_on)}{f', {row.place}' if row.place else ''}"
    if row.first_meeting_at is not None:
        return f"Aftalt til {long_moment(row.first_meeting_at)}, {row.place}"
    return "Ikke aftalt endnu" if row.state == AssignmentState.ACCEPTED else ""


def _end_text(row: "Assignment") -> str:
    if row.ended_at is None:
        return ""
    goal = f". Målet: {GoalReached(row.goal_reached).label.lower()}" if row.goal_reached else ""
    return f"{long_date(local(row.ended_at).date())}: {EndCode(row.end_code).label}{goal}"


def _withdrawn_text(row: "Assignment") -> str:
    if row.withdrawn_at is None:
        return ""
    consent = " Borgeren har trukket sit samtykke tilbage." if row.consent_withdrawn_on else ""
    return f"{long_date(local(row.withdrawn_at).date())}: {row.withdrawn_reason}{consent}"


def access_text(row: "Assignment") -> str:
    """How long the performer may read it yet; empty while the task is open."""
    if not row.access_open:
        return "Udføreren kan ikke læse opgaven mere"
    return f"Udføreren kan læse opgaven til og med {long_date(row.access_until)}" if row.access_until else ""


def _closed_on(row: "Assignment") -> str:
    moment = row.ended_at or row.withdrawn_at or row.answered_at or row.answer_by
    return short_date(local(moment).date())


def asked_text(one: "DocumentationRequest") -> Row:
    late = one.answered_at is None and one.due_on < clock.today()
    due = f"Svaret skulle være her {day_date(one.due_on)}" if late else f"Svar senest {day_date(one.due_on)}"
    return {"text": one.text, "due": due, "late": "1" if late else "", "by": f"{one.asked_by_name}, {short_moment(one.asked_at)}"}


def page_of(found: Whole) -> dict[str, Any]:
    """For gop/assignment.html."""
    row = found.row
    case_url = reverse("gop:case", args=[row.case_id])
    return {
        "row": row,
        "state": AssignmentState(row.state).label,
        "tone": TONE[AssignmentState(row.state)],
        "crumbs": [
            {"text": "Opgaver hos udførere", "url": reverse("gop:assignments")},
            {"text": row.citizen_name, "url": case_url},
            {"text": row.provider_name, "url": ""},
        ],
        "case_url": case_url,
        "rows": [*facts_of(row), *_sent_with(row)],
        "meetings": [
            {
                "when": short_moment(one.at),
                "form": ContactForm(one.form).label,
                "state": ContactState(one.state).label,
                "about": ", ".join(filter(None, [f"{one.minutes} min." if one.minutes else "", one.code_text, one.note])),
            }
            for one in found.meetings
        ],
        "goals": [
            {
                "text": one.text,
                "of": ", ".join(filter(None, [one.code_text, f"aftalt {short_date(one.agreed_on)}"])),
                "reached": GoalReached(one.reached).label if one.reached else ("Lukket" if one.closed_on else "Arbejdes med"),
                "note": one.note,
            }
            for one in found.goals
        ],
        "reports": [
            {"kind": ReportKind(one.kind).label, "by": _by(one), "body": [{"label": head, "value": text} for head, text in one.body]}
            for one in reversed(found.reports)
        ],
        "requests": [
            asked_text(one)
            | {
                "answer": one.answer,
                "answered": f"{one.answered_by_name}, {short_moment(one.answered_at)}" if one.answered_at else "",
            }
            for one in reversed(found.requests)
        ],
        "events": events_of(found.events),
    }


def _by(report: Any) -> str:
    return ", ".join(filter(None, [report.by_name, report.by_title, short_moment(report.made_at)]))


def _sent_with(row: "Assignment") -> list[Row]:
    consent = (
        f"{BY[ConsentBy(row.consent_by)].replace('patienten', 'borgeren')}, {ConsentHow(row.consent_how).label.lower()}, {long_date(row.consent_on)}"
        if row.consent_by and row.consent_on
        else ""
    )
    field = TrainingField(row.training_field).label if row.training_field else ""
    level = GeneralLevel(row.level).label if row.level else ""
    copied = f"{long_moment(row.copied_at)}" if row.copied_at else ""
    told = [("Samtykke", consent), ("Fagområde", field), ("Niveau", level), ("Besked", row.message), ("Udførerens kopi", copied)]
    return [{"label": label, "value": value} for label, value in told if value]


def events_of(events: Sequence["AssignmentEvent"]) -> list[dict[str, Any]]:
    """For components/timeline.html."""
    return [
        {
            "when": one.made_at,
            "who": one.by_name if one.by_name == one.by_organisation else f"{one.by_name}, {one.by_organisation}",
            "title": AssignmentAction(one.action).label if one.action in AssignmentAction.values() else one.action,
            "text": "",
            "url": "",
        }
        for one in events
    ]


LABELS = {OUT: "Ude nu", **{state.value: state.label for state in AssignmentState}}


def list_of(found: Out) -> dict[str, Any]:
    """For gop/assignments.html."""
    address = reverse("gop:assignments")
    asked = {"tilstand": found.chosen} if found.chosen != OUT else {}
    return {
        "chips": [
            {
                "text": text,
                "count": found.counts.get(name, 0),
                "url": f"{address}?{urlencode({'tilstand': name})}" if name != OUT else address,
                "active": name == found.chosen,
            }
            for name, text in LABELS.items()
        ],
        "chosen": LABELS[found.chosen],
        "rows": [_list_row(one, found) for one in found.rows],
        "shown": len(found.rows),
        "next_url": f"{address}?{urlencode(asked | {'foer': found.next_before})}" if found.next_before else "",
        "crumbs": [{"text": "Sager", "url": reverse("gop:inbox")}, {"text": "Opgaver hos udførere", "url": ""}],
    }


def _list_row(row: "Assignment", found: Out) -> dict[str, Any]:
    asked = [asked_text(one) for one in found.asked.get(row.id, [])]
    late = next((one["due"] for one in asked if one["late"]), "")
    return {
        "url": reverse("gop:assignment", args=[row.id]),
        "name": row.citizen_name,
        "provider": row.provider_name,
        "sent": short_date(local(row.sent_at).date()),
        "state": AssignmentState(row.state).label,
        "tone": TONE[AssignmentState(row.state)],
        "about": answer_text(row) if row.state in (AssignmentState.SENT, AssignmentState.DECLINED) else _meeting_text(row),
        "late": bool(late),
        "asked": f"Dokumentation: {(late or asked[0]['due'])[0].lower()}{(late or asked[0]['due'])[1:]}" if asked else "",
    }
