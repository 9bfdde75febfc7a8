"""Meetings between the sides: called by either, from case, plan or notice, told whole, and never a clock of their own."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import ProgrammingError

from accounts import clock
from accounts.actor import Actor, NotAllowed
from accounts.danish import copenhagen_moment
from accounts.enums import Role
from accounts.tenancy import acting_as, deliver
from accounts.writing import said as inserted
from deadlines.models import Deadline
from gop.enums import DeliveryKind, MeetingKind, MeetingState
from gop.errors import AlreadyDone, NotFound, Refused
from gop.models import Case, CaseEvent, CoordinationMeeting, Delivery, Plan, PlanEvent
from gop.services import meetings
from gop.services.meetings import MeetingAsked
from gop.services.sending import send_plan
from tests import factories as make
from tests.gop.notice_steps import notified, received

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def anna() -> Actor:
    make.registry()
    return make.author()


@pytest.fixture
def birgit(anna: Actor) -> Actor:
    return make.triage_officer()


def at(days: int = 7, hour: int = 10) -> datetime:
    return copenhagen_moment(clock.today() + timedelta(days=days), time(hour))


def asked(**changed: Any) -> MeetingAsked:
    people = [("patient", "Nancy"), ("visitator", "")]
    return MeetingAsked(**{"kind": MeetingKind.DISCHARGE, "at": at(), "place": "Afsnit 5, mødelokalet", "participants": people, **changed})


def did(actor: Actor, verb: Callable[..., Any], *args: Any, **more: Any) -> Any:
    with acting_as(actor):
        return verb(actor, *args, **more)


def copy(organisation: UUID) -> CoordinationMeeting:
    with make.reading():
        return CoordinationMeeting.objects.get(organisation_id=organisation)


def both() -> tuple[CoordinationMeeting, CoordinationMeeting]:
    """(the hospital's, the municipality's)."""
    return copy(make.AALBORG_HOSPITAL), copy(make.AALBORG)


def said(row: CoordinationMeeting) -> tuple[Any, ...]:
    return row.shared_id, row.kind, row.state, row.at, row.place, row.participants, row.goals, row.tasks, row.change, row.changed_by_name


def test_a_meeting_called_from_the_case_stands_alike_on_both_sides(anna: Actor, birgit: Actor) -> None:
    plan_id, case_id = make.delivered(anna)
    did(birgit, meetings.call_from_case, case_id, uuid4(), asked())
    make.deliver_all()
    hospital, municipality = both()
    assert said(hospital) == said(municipality)
    assert (municipality.case_id, hospital.plan_id, hospital.called_here, municipality.called_here) == (case_id, plan_id, False, True)
    assert hospital.changed_by_name == "Birgit, Aalborg Kommune"
    assert hospital.department_id is not None
    with make.reading():
        assert CaseEvent.objects.filter(case_id=case_id, action="samarbejdsmoede").count() == 1
        assert PlanEvent.objects.filter(plan_id=plan_id, action="samarbejdsmoede").count() == 1
        assert "har indkaldt til udskrivningskonference" in Plan.objects.get(id=plan_id).last_milestone_text


def test_a_meeting_called_from_the_plan_reaches_the_case(anna: Actor, birgit: Actor) -> None:
    plan_id, case_id = make.delivered(anna)
    did(anna, meetings.call_from_plan, plan_id, uuid4(), asked(kind=MeetingKind.HOME_VISIT))
    make.deliver_all()
    hospital, municipality = both()
    assert said(hospital) == said(municipality)
    assert (municipality.case_id, municipality.other_id) == (case_id, make.AALBORG_HOSPITAL)


def test_the_same_form_sent_twice_is_one_meeting(anna: Actor, birgit: Actor) -> None:
    plan_id, _ = make.delivered(anna)
    meeting_id = uuid4()
    for _ in range(2):
        did(anna, meetings.call_from_plan, plan_id, meeting_id, asked())
    with make.reading():
        assert Delivery.objects.filter(kind=DeliveryKind.MEETING).count() == 1


def test_it_changes_no_clock_and_is_not_the_first_meeting(anna: Actor, birgit: Actor) -> None:
    _, case_id = make.delivered(anna)
    with make.reading():
        before = (
            list(Deadline.objects.values_list("kind", "state", "due_on")),
            Case.objects.values_list("state", "first_meeting_on", "offer_meeting_at").get(),
        )
    did(birgit, meetings.call_from_case, case_id, uuid4(), asked(at=clock.now() + timedelta(seconds=1)))
    did(birgit, meetings.record_outcome, copy(make.AALBORG).id, 1, "Går 200 meter.", [("Kommunen", "Begynder træning")])
    make.deliver_all()
    with make.reading():
        after = (
            list(Deadline.objects.values_list("kind", "state", "due_on")),
            Case.objects.values_list("state", "first_meeting_on", "offer_meeting_at").get(),
        )
    assert before == after


def test_either_side_may_move_cancel_and_write_the_outcome(anna: Actor, birgit: Actor) -> None:
    _, case_id = make.delivered(anna)
    did(birgit, meetings.call_from_case, case_id, uuid4(), asked())
    make.deliver_all()
    did(anna, meetings.change_meeting, both()[0].id, 1, asked(at=at(0, 0) + timedelta(hours=25)), "Stuegang")
    make.deliver_all()
    assert both()[1].reason == "Stuegang"
    with make.reading():
        CoordinationMeeting.objects.update(at=clock.now())
    did(birgit, meetings.record_outcome, both()[1].id, 2, "Går selv hjem.", [("Visitator", "Bestiller seng")])
    make.deliver_all()
    hospital = both()[0]
    assert (hospital.state, hospital.goals, hospital.tasks) == (MeetingState.HELD, "Går selv hjem.", [["Visitator", "Bestiller seng"]])
    with make.reading():
        last = CaseEvent.objects.filter(case_id=case_id, action="samarbejdsmoede").order_by("-at").first()
        assert last is not None
        assert (last.data["what"], last.data["goals"]) == ("holdt", "Går selv hjem.")
    with pytest.raises(Refused, match="holdt"):
        did(anna, meetings.cancel_meeting, hospital.id, hospital.change, "Fortrudt")


def test_a_cancelled_meeting_says_why_on_the_other_side(anna: Actor, birgit: Actor) -> None:
    plan_id, _ = make.delivered(anna)
    did(anna, meetings.call_from_plan, plan_id, uuid4(), asked())
    make.deliver_all()
    with pytest.raises(Refused):
        did(birgit, meetings.cancel_meeting, both()[1].id, 1, " ")
    did(birgit, meetings.cancel_meeting, both()[1].id, 1, "Borgeren er rask")
    make.deliver_all()
    assert (both()[0].state, both()[0].reason) == (MeetingState.CANCELLED, "Borgeren er rask")


@pytest.mark.parametrize("hospital_first", [True, False])
def test_both_changed_at_once_the_same_one_stands_on_both_sides_and_the_other_is_kept(
    anna: Actor, birgit: Actor, hospital_first: bool
) -> None:
    _, case_id = make.delivered(anna)
    did(birgit, meetings.call_from_case, case_id, uuid4(), asked())
    make.deliver_all()
    hospital, municipality = both()
    change_there = (anna, meetings.change_meeting, hospital.id, 1, asked(place="På afsnittet"))
    change_here = (birgit, meetings.change_meeting, municipality.id, 1, asked(place="I hjemmet"))
    for one in (change_there, change_here) if hospital_first else (change_here, change_there):
        did(*one)
    make.deliver_all()
    hospital, municipality = both()
    later, sooner = ("I hjemmet", "På afsnittet") if hospital_first else ("På afsnittet", "I hjemmet")
    assert said(hospital) == said(municipality)
    assert hospital.place == later
    assert hospital.clash["place"] == municipality.clash["place"] == sooner
    did(anna, meetings.change_meeting, hospital.id, 2, asked(place="På afsnittet igen"))
    make.deliver_all()
    hospital, municipality = both()
    assert (municipality.place, hospital.clash, municipality.clash) == ("På afsnittet igen", {}, {})


def test_a_change_made_twice_here_wins_over_one_made_there_and_that_one_is_kept(anna: Actor, birgit: Actor) -> None:
    _, case_id = make.delivered(anna)
    did(birgit, meetings.call_from_case, case_id, uuid4(), asked())
    make.deliver_all()
    hospital, municipality = both()
    did(anna, meetings.change_meeting, hospital.id, 1, asked(place="A"))
    did(anna, meetings.change_meeting, hospital.id, 2, asked(place="B"))
    did(birgit, meetings.change_meeting, municipality.id, 1, asked(place="C"))
    make.deliver_all()
    hospital, municipality = both()
    assert hospital.place == municipality.place == "B"
    assert hospital.clash["place"] == municipality.clash["place"] == "C"


def test_a_delivery_applied_twice_changes_nothing(anna: Actor, birgit: Actor) -> None:
    _, case_id = make.delivered(anna)
    did(birgit, meetings.call_from_case, case_id, uuid4(), asked())
    make.deliver_all()
    with make.reading():
        Delivery.objects.filter(kind=DeliveryKind.MEETING_TOLD).update(applied_at=None)
    make.deliver_all()
    assert len(both()[0].history) == 1
    with make.reading():
        assert PlanEvent.objects.filter(action="samarbejdsmoede").count() == 1


def test_a_colleagues_change_is_told_with_who_and_when(anna: Actor, birgit: Actor) -> None:
    _, case_id = make.delivered(anna)
    did(birgit, meetings.call_from_case, case_id, uuid4(), asked())
    row, lena = copy(make.AALBORG), make.team_lead()
    did(lena, meetings.change_meeting, row.id, 1, asked(place="Rådhuset"))
    did(lena, meetings.change_meeting, row.id, 1, asked(place="Rådhuset"))  # her own again
    with pytest.raises(AlreadyDone) as told:
        did(birgit, meetings.change_meeting, row.id, 1, asked(place="Biblioteket"))
    assert told.value.by_name == "Lena, Aalborg Kommune"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": None}, "kind"),
        ({"at": None}, "date"),
        ({"at": datetime.fromisoformat("2020-01-01T10:00:00+00:00")}, "date"),
        ({"at": datetime.fromisoformat("2040-01-01T10:00:00+00:00")}, "date"),
        ({"place": " "}, "place"),
        ({"agenda": "x" * 2001}, "agenda"),
        ({"participants": [("", "Ida")]}, "participants"),
    ],
)
def test_what_cannot_stand_is_said_at_its_field(anna: Actor, wrong: dict[str, Any], field: str) -> None:
    plan_id, _ = make.delivered(anna)
    with pytest.raises(Refused) as refused:
        did(anna, meetings.call_from_plan, plan_id, uuid4(), asked(**wrong))
    assert [name for name, _ in refused.value.messages] == [field]


def test_before_there_is_a_plan_either_side_calls_from_the_notice_and_the_meeting_follows_to_the_case(anna: Actor, birgit: Actor) -> None:
    notice_id = notified(anna)
    make.deliver_all()
    copy_of = received(notice_id)
    assert copy_of is not None
    did(birgit, meetings.call_from_received, copy_of.id, uuid4(), asked(kind=MeetingKind.HOME_VISIT))
    make.deliver_all()
    hospital, municipality = both()
    assert said(hospital) == said(municipality)
    assert (hospital.notice_id, municipality.case_id) == (notice_id, None)
    did(anna, meetings.change_meeting, hospital.id, 1, asked(kind=MeetingKind.HOME_VISIT, place="I hjemmet"))
    make.deliver_all()
    assert both()[1].place == "I hjemmet"
    olav = make.author("olav", make.AALBORG_HOSPITAL, make.ORTHOPAEDIC)
    plan_id = make.draft(olav)  # written past the notice: another id
    did(olav, send_plan, plan_id)
    make.deliver_all()
    hospital, municipality = both()
    with make.reading():
        case = Case.objects.get(plan_id=plan_id)
    assert (hospital.plan_id, municipality.plan_id, municipality.case_id) == (plan_id, plan_id, case.id)
    did(birgit, meetings.cancel_meeting, municipality.id, municipality.change, "Er flyttet")
    make.deliver_all()
    assert both()[0].state == MeetingState.CANCELLED


def test_the_hospital_calls_from_its_notice_too(anna: Actor, birgit: Actor) -> None:
    notice_id = notified(anna)
    did(anna, meetings.call_from_notice, notice_id, uuid4(), asked())
    make.deliver_all()
    hospital, municipality = both()
    assert said(hospital) == said(municipality)
    assert municipality.citizen_name == hospital.citizen_name != ""


def test_a_receiver_of_a_notice_can_tell_its_sender_of_a_meeting_and_nothing_else_and_nobody_else(anna: Actor, birgit: Actor) -> None:
    notice_id = notified(anna)
    make.deliver_all()
    copy_of = received(notice_id)
    assert copy_of is not None
    said_of = {"origin": "varslet", "plan_id": copy_of.plan_id, "subject_id": notice_id, "sequence": 1, "created_at": clock.now()}
    for receiver, more in [
        (make.AALBORG_HOSPITAL, {"kind": DeliveryKind.MILESTONE}),
        (make.AALBORG_HOSPITAL, {"kind": DeliveryKind.MEETING_TOLD, "version": 1}),
        (make.GOEDSTRUP, {"kind": DeliveryKind.MEETING_TOLD}),
        (make.AALBORG_HOSPITAL, {"kind": DeliveryKind.MEETING_TOLD, "plan_id": uuid4()}),
    ]:
        turned_away(birgit, receiver, said_of | more)
    turned_away(make.triage_officer("hanne", make.HERNING), make.AALBORG_HOSPITAL, said_of | {"kind": DeliveryKind.MEETING_TOLD})


def turned_away(actor: Actor, receiver: UUID, fields: dict[str, Any]) -> None:
    sql, params = inserted([Delivery(receiver_id=receiver, sender_id=actor.tenant, **fields)])
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(actor):
        deliver(receiver, actor.tenant, sql, params)


def test_roles_and_tenants_are_asked(anna: Actor, birgit: Actor) -> None:
    plan_id, case_id = make.delivered(anna)
    did(birgit, meetings.call_from_case, case_id, uuid4(), asked())
    row = copy(make.AALBORG)
    for stranger in (make.triage_officer("hanne", make.HERNING), make.author("gudrun", make.GOEDSTRUP)):
        with pytest.raises(NotFound):
            did(stranger, meetings.change_meeting, row.id, 1, asked())
    with pytest.raises(NotAllowed):
        did(make.person("doris", Role.DOCTOR, make.AALBORG_HOSPITAL), meetings.call_from_plan, plan_id, uuid4(), asked())
