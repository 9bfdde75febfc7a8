"""Tasks of the demo at somebody else: Aalborg's at Fjordbyens Fysioterapi in each state, and one at Herning's own institutions."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F

from accounts import clock
from accounts.clock import local
from accounts.models import Organisation
from config.demo.people import AALBORG, HERNING
from config.demo.story import moment
from config.registry_loader import id_of
from deadlines.selectors import calendar_of
from gop.enums import (
    AssignmentAction,
    AssignmentKind,
    AssignmentState,
    CaseAction,
    CaseKind,
    CaseState,
    ChoiceAnswer,
    ConsentBy,
    ConsentHow,
    ContactForm,
    ContactState,
    DeclineReason,
    EndCode,
    GoalReached,
    GuidanceHow,
    PlanType,
    ReportKind,
)
from gop.models import (
    Assignment,
    AssignmentEvent,
    AssignmentGoal,
    AssignmentMeeting,
    AssignmentReport,
    Case,
    CaseEvent,
    DocumentationRequest,
)
from gop.rules.assigning import answer_limit, last_day_of_access
from municipalities.models import Contract

FJORD, THERAPIST = "leverandoer-fjordbyens-fysioterapi", "Lone Vester Kjær"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
CLOSING = "Fulgte planen fra begyndelse til slut. Går nu uden hjælpemidler inde og med stok ude. Fortsætter selv med øvelser hjemme."
S, A = AssignmentState, AssignmentAction


def make_assignments(today: date) -> None:
    """Of open cases that nobody has answered for. Run on the same day it makes the same."""
    rows = Case.objects.filter(
        organisation_id=id_of(AALBORG),
        kind=CaseKind.TREATMENT,
        plan_type=PlanType.GENERAL_TRAINING,
        ended_at__isnull=True,
        owner_id__isnull=False,
        guidance_at__isnull=False,
        choice_answer="",
        assigned_to="",
        second_plan_open=False,
        decided_on_version=F("plan_version"),
    ).exclude(training_field="")
    waiting = _agreed_first(rows.filter(state=CaseState.OFFERED, offer_meeting_at__gt=clock.now()).order_by("received_at", "id"))
    begun = _agreed_first(
        rows.filter(state=CaseState.STARTED, first_meeting_on__lt=today - 3 * DAY).order_by("-first_meeting_on", "id")[2:]
    )
    # The newest are left for whoever tries the page
    for case, make in zip(waiting[:3], (_sent, _declined, _to_herning), strict=False):
        make(case, today)
    for case, make in zip(begun[:3], (_under_way, _ended, _documented), strict=False):
        make(case, today)


def _agreed_first(rows: Iterable[Case]) -> list[Case]:
    """Those of a field and level that Aalborg has a contract for come first; a small demo may have none."""
    agreed = set(Contract.objects.filter(organisation_id=id_of(AALBORG), provider_id=id_of(FJORD)).values_list("training_field", "level"))
    return sorted(rows, key=lambda case: (case.training_field, case.level) not in agreed)


def _sent(case: Case, today: date) -> None:
    _give(case, _before(1), answer_from=today, message="Ring gerne efter kl. 12.")


def _declined(case: Case, today: date) -> None:
    row = _give(case, _before(26))
    at = _before(3)
    text = "Vi har ingen plads på hold før om tre uger."
    _change(row, state=S.DECLINED, answered_at=at, answered_by_name=THERAPIST, decline_reason=DeclineReason.CAPACITY, decline_text=text)
    _change(row, access_open=False)
    _line(row, A.DECLINE, at, THERAPIST, reason=DeclineReason.CAPACITY.value)
    _told(case, row, at, A.DECLINE, reason=DeclineReason.CAPACITY.value)
    Case.objects.filter(id=case.id).update(assigned_to="", performer_said_at=at)


def _to_herning(case: Case, today: date) -> None:
    """The citizen has chosen it; it has not answered, and the clocks run."""
    at, other = _before(2), id_of(HERNING)
    name = Organisation.objects.get(id=other).name
    said = {"answer": ChoiceAnswer.OTHER_MUNICIPALITY.value, "on": local(at).date().isoformat(), "how": GuidanceHow.PHONE.value}
    _event(case, CaseAction.ANSWER_CHOICE, at, **said, municipality=str(other), municipality_name=name)
    answer = {"choice_answer": ChoiceAnswer.OTHER_MUNICIPALITY, "choice_answered_on": local(at).date(), "choice_from": None}
    Case.objects.filter(id=case.id).update(**answer, other_municipality_id=other)
    _give(case, at + HOUR, kind=AssignmentKind.OTHER_MUNICIPALITY, provider=HERNING, answer_from=today)


def _under_way(case: Case, today: date) -> None:
    row = _accepted(case)
    for number, state in ((3, ContactState.HELD), (5, ContactState.MISSED)):
        _meeting(row, case, number, state)
    _meeting(row, case, 0, ContactState.PLANNED, moment(today + 2 * DAY, 9))
    goal = "Kan gå op og ned ad trappen derhjemme uden at holde fast."
    AssignmentGoal.objects.create(id=_id(row, goal), **_written(row, _at(case, 1)), text=goal, agreed_on=_on(case, 1))
    report = [["Status", "Kommer fast. Bøjningen er bedre end ved første møde, og smerten er mindre om natten."]]
    AssignmentReport.objects.create(id=_id(row, "status"), **_written(row, _before(20)), kind=ReportKind.STATUS, body=report)
    _line(row, A.REPORT, _before(20), THERAPIST)


def _ended(case: Case, today: date) -> None:
    row, at = _accepted(case), _before(4)
    _meeting(row, case, 3, ContactState.HELD)
    body = [["Slutstatus", CLOSING]]
    AssignmentReport.objects.create(id=_id(row, "slut"), **_written(row, at), kind=ReportKind.CLOSING_STATUS, body=body)
    until = last_day_of_access(local(at).date(), settings.GOP_ACCESS_DAYS)
    _change(row, state=S.ENDED, ended_at=at, end_code=EndCode.COMPLETED, goal_reached=GoalReached.YES, access_until=until)
    said = {"end_code": EndCode.COMPLETED.value, "goal_reached": GoalReached.YES.value}
    _line(row, A.END, at, THERAPIST, **said)
    _told(case, row, at, A.END, **said)
    Case.objects.filter(id=case.id).update(assigned_to="", performer_said_at=at)


def _documented(case: Case, today: date) -> None:
    """Asked for, and a day late."""
    row, due, at = _accepted(case), today - DAY, moment(today - 8 * DAY, 13)
    asked = {"text": "Dokumentation for, hvornår træningen begyndte, og hvad den indeholder", "due_on": due, "asked_at": at}
    sides = {"organisation_id": row.provider_id, "authority_id": row.authority_id}
    DocumentationRequest.objects.create(id=_id(row, "bedt"), assignment=row, **sides, **asked, asked_by_name=case.owner_name)
    _line(row, A.ASK_DOCUMENTATION, at, case.owner_name, due_on=due.isoformat())
    said = {"assignment": str(row.id), "provider_name": row.provider_name, "due_on": due.isoformat()}
    _event(case, CaseAction.ASK_DOCUMENTATION, at, **said)


def _accepted(case: Case) -> Assignment:
    """Sent before the start, said yes to, and the first meeting held there."""
    row, at = _give(case, _at(case, -2)), _at(case, -1)
    place, held = "Havnen, Prøvekajen 4, 9000 Aalborg", case.first_meeting_on
    _change(row, state=S.ACCEPTED, answered_at=at, answered_by_name=THERAPIST, place=place, first_meeting_at=_at(case, 0))
    _change(row, first_meeting_on=held)
    _line(row, A.ACCEPT, at, THERAPIST)
    _told(case, row, at, A.ACCEPT)
    if held is not None:
        _line(row, A.HOLD_FIRST, _at(case, 0) + HOUR, THERAPIST, on=held.isoformat())
        _told(case, row, _at(case, 0) + HOUR, A.HOLD_FIRST, on=held.isoformat())
    return row


def _give(
    case: Case,
    at: datetime,
    *,
    kind: AssignmentKind = AssignmentKind.CONTRACT,
    provider: str = FJORD,
    answer_from: date | None = None,
    message: str = "",
) -> Assignment:
    sent_on = answer_from or local(at).date()
    row = Assignment.objects.create(
        id=id_of("opgave", str(case.id)),
        authority_id=case.organisation_id,
        authority_name=case.organisation.name,
        provider_id=id_of(provider),
        provider_name=Organisation.objects.get(id=id_of(provider)).name,
        case=case,
        plan_id=case.plan_id,
        version=case.plan_version,
        from_version=case.plan_version,
        kind=kind,
        citizen_name=case.citizen_name,
        training_field=case.training_field,
        level=case.level,
        start_by=local(case.offer_meeting_at).date() if case.offer_meeting_at else None,
        message=message,
        consent_on=local(at).date(),
        consent_how=ConsentHow.SPOKEN,
        consent_by=ConsentBy.PATIENT,
        sent_at=at,
        sent_by_name=case.owner_name,
        answer_by=answer_limit(sent_on, settings.GOP_ANSWER_DAYS, calendar_of(case.organisation_id, sent_on)),
    )
    _line(row, A.SEND, at, case.owner_name, version=row.version)
    said = {"assignment": str(row.id), "provider_name": row.provider_name, "kind": kind.value, "answer_by": row.answer_by.isoformat()}
    consent = {"consent_on": local(at).date().isoformat(), "consent_how": ConsentHow.SPOKEN.value, "consent_by": ConsentBy.PATIENT.value}
    _event(case, CaseAction.ASSIGN, at, version=row.version, **said, **consent)
    Case.objects.filter(id=case.id).update(assigned_to=row.provider_name)
    return row


def _meeting(row: Assignment, case: Case, number: int, state: ContactState, at: datetime | None = None) -> None:
    when = at or _at(case, number)
    minutes = 45 if state == ContactState.HELD else None
    made = min(when, _before(5))
    said = {"form": ContactForm.INDIVIDUAL, "at": when, "minutes": minutes, "state": state}
    AssignmentMeeting.objects.create(id=_id(row, when.isoformat()), **_written(row, made), **said)
    told = {"form": ContactForm.INDIVIDUAL.value, "at": when.isoformat(), "state": state.value}
    _line(row, A.MEETING, made, THERAPIST, id=str(_id(row, when.isoformat())), **told)


def _written(row: Assignment, at: datetime) -> dict[str, Any]:
    sides = {"organisation_id": row.provider_id, "authority_id": row.authority_id}
    return {"assignment": row, **sides, "by_name": THERAPIST, "made_at": at}


def _line(row: Assignment, action: AssignmentAction, at: datetime, by_name: str, /, **data: Any) -> None:
    side = row.authority_name if by_name == row.sent_by_name else row.provider_name
    own = _written(row, at) | {"by_name": by_name, "by_organisation": side}
    AssignmentEvent.objects.create(id=_id(row, f"{action} {at.isoformat()}"), **own, action=action, data=data)


def _told(case: Case, row: Assignment, at: datetime, said: AssignmentAction, **data: Any) -> None:
    named = {"assignment": str(row.id), "provider_name": row.provider_name, "said": said.value, "delivery": ""}
    _event(case, CaseAction.ASSIGNMENT_TOLD, at, row.provider_name, **named, **data)


def _event(case: Case, action: CaseAction, at: datetime, by_name: str = "", /, **data: Any) -> None:
    by = {"by": None if by_name else case.owner_id, "by_name": by_name or case.owner_name}
    states = {"from_state": case.state, "to_state": case.state}
    key = id_of("opgave", str(case.id), action, str(data.get("said", "")), at.isoformat())
    CaseEvent.objects.create(id=key, organisation_id=case.organisation_id, case=case, action=action, at=at, data=data, **by, **states)


def _change(row: Assignment, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=list(columns))


def _id(row: Assignment, what: str) -> UUID:
    return id_of("opgave", str(row.id), what)


def _before(hours: int) -> datetime:
    return clock.now().replace(minute=0, second=0, microsecond=0) - hours * HOUR


def _on(case: Case, days: int) -> date:
    return (case.first_meeting_on or local(case.received_at).date()) + days * DAY


def _at(case: Case, days: int) -> datetime:
    """At ten, so many days from the start, and an hour ago at the latest."""
    return min(moment(_on(case, days), 10), _before(1))
