"""Meetings of the demo as they lie after they crossed: one called by each side, one held, and one from a notice before the plan."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from accounts import clock
from accounts.danish import copenhagen_moment
from accounts.models import Organisation
from config.demo.people import AALBORG, HERNING, HOSPITAL, LOGINS, ORTHOPAEDIC, WEST_ORTHOPAEDIC
from config.registry_loader import id_of
from gop.enums import CaseAction, CaseKind, MeetingKind, MeetingState
from gop.models import AdvanceNotice, Case, CaseEvent, CoordinationMeeting, Plan, PlanEvent, ReceivedNotice
from gop.rules.meetings import SAID

DAY, SAID_AT = timedelta(days=1), time(14)
PEOPLE = [["patient", ""], ["terapeut_sygehus", ""], ["visitator", ""]]
GOALS = "Borgeren går sikkert i egen bolig og op ad trappen til soveværelset."
TASKS = [["Sygehuset", "Sender beskrivelse af gangtest"], ["Kommunen", "Bestiller greb til badet"]]


def make_meetings(today: date) -> None:
    """Of open cases that somebody owns, of the ward whose author can log in too. A municipality with fewer gets fewer."""
    for key, ward in ((AALBORG, ORTHOPAEDIC), (HERNING, WEST_ORTHOPAEDIC)):
        rows = Case.objects.filter(organisation_id=id_of(key), ended_at__isnull=True, kind=CaseKind.TREATMENT, owner_id__isnull=False)
        own = Exists(Plan.objects.filter(id=OuterRef("plan_id"), department_id=id_of(ward)))
        ordered = list(rows.select_related("organisation").order_by(own.desc(), "received_at", "id")[:3])
        for case, make in zip(ordered, (_by_municipality, _by_hospital, _held), strict=False):
            make(case, today)
    _before_a_plan(today)


def _by_municipality(case: Case, today: date) -> None:
    said = _said(MeetingKind.HOME_VISIT, today + timedelta(days=3), "Borgerens hjem", "Trapper, bad og hjælpemidler")
    _of_case(case, "hjemme", said, today, here=True)


def _by_hospital(case: Case, today: date) -> None:
    said = _said(MeetingKind.COOPERATION, today + timedelta(days=1), "På skærm", "Hvad skal træningen begynde med?")
    _of_case(case, "skaerm", said, today, here=False)


def _held(case: Case, today: date) -> None:
    day = min(clock.local(case.received_at).date(), today)
    said = _said(MeetingKind.DISCHARGE, day, "Afsnittets mødelokale", "Udskrivning og træning")
    _of_case(case, "holdt", said | {"state": MeetingState.HELD, "goals": GOALS, "tasks": TASKS}, today, here=True)


def _before_a_plan(today: date) -> None:
    """From the notice of the patient who goes home in six days."""
    notice = AdvanceNotice.objects.filter(id=id_of("notice", "6")).first()
    received = ReceivedNotice.objects.filter(notice_id=notice.id).first() if notice else None
    if notice is None or received is None:
        return
    said = _said(MeetingKind.DISCHARGE, today + timedelta(days=5), "Ortopædkirurgisk afsnit", "Hjemtagelse")
    at, who = max(notice.created_at, copenhagen_moment(today - DAY, SAID_AT)), f"{LOGINS[0].name}, {_name(id_of(HOSPITAL))}"
    hospital = {"department_id": notice.department_id, "other_id": received.organisation_id, "other_name": _name(received.organisation_id)}
    authority = {"other_id": received.sender_id, "other_name": received.sender_name}
    more = {"plan_id": notice.plan_id, "notice_id": notice.id, "citizen_name": notice.citizen_name}
    sides = ((notice.organisation_id, hospital, True), (received.organisation_id, authority, False))
    _both("varslet", str(notice.id), said, at, who, [(one, own | more, called) for one, own, called in sides])


def _of_case(case: Case, name: str, said: dict[str, Any], today: date, *, here: bool) -> None:
    plan = Plan.objects.select_related("department").get(id=case.plan_id)
    hospital_name = _name(case.sender_id)
    at = max(case.received_at, copenhagen_moment(today - DAY, SAID_AT))
    who = f"{case.owner_name}, {case.organisation.name}" if here else f"{plan.author_name}, {hospital_name}"
    more = {"plan_id": plan.id, "citizen_name": case.citizen_name}
    authority = more | {"case_id": case.id, "other_id": case.sender_id, "other_name": hospital_name}
    hospital = more | {"department_id": plan.department_id, "other_id": case.organisation_id, "other_name": case.organisation.name}
    _both(name, str(case.id), said, at, who, [(case.organisation_id, authority, here), (case.sender_id, hospital, not here)])
    word = "holdt" if said["state"] == MeetingState.HELD else "indkaldt"
    data = {"what": word, "text": ""} | said | {"at": said["at"].isoformat()}
    line = {"action": CaseAction.MEETING, "at": at, "by_name": who, "data": data}
    CaseEvent.objects.create(
        id=id_of("meeting-case", name, str(case.id)), organisation_id=case.organisation_id, case_id=case.id, from_state=case.state,
        to_state=case.state, **line,
    )  # fmt: skip
    PlanEvent.objects.create(
        id=id_of("meeting-plan", name, str(case.id)), organisation_id=case.sender_id, plan_id=plan.id, from_state=plan.state,
        to_state=plan.state, **line,
    )  # fmt: skip


def _said(kind: MeetingKind, day: date, place: str, agenda: str) -> dict[str, Any]:
    said: dict[str, Any] = dict.fromkeys(SAID, "")
    moment = copenhagen_moment(day, time(13))
    return said | {
        "kind": kind,
        "state": MeetingState.CALLED,
        "at": moment,
        "place": place,
        "agenda": agenda,
        "participants": PEOPLE,
        "tasks": [],
    }


def _both(name: str, of: str, said: dict[str, Any], at: datetime, who: str, sides: Sequence[tuple[UUID, dict[str, Any], bool]]) -> None:
    """One copy in each tenant, with the one version there is."""
    version = said | {"at": said["at"].isoformat(), "change": 1, "changed_at": at.isoformat(), "by_name": who, "base": None}
    shared = id_of("meeting", name, of)
    for number, (organisation, own, called) in enumerate(sides):
        CoordinationMeeting.objects.create(
            id=id_of("meeting-copy", str(number), name, of), organisation_id=organisation, shared_id=shared, called_here=called,
            changed_at=at, changed_by_name=who, history=[version], **said, **own,
        )  # fmt: skip


def _name(organisation: UUID) -> str:
    return Organisation.objects.get(id=organisation).name
