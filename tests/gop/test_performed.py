"""What a performer writes about its assignment, and what it may not."""

import uuid
from datetime import timedelta

import pytest

from accounts import clock
from accounts.actor import Actor
from accounts.tenancy import acting_as
from gop.enums import ContactForm, ContactState, GoalReached
from gop.errors import AlreadyDone, NotFound, Refused
from gop.models import Assignment, AssignmentEvent, AssignmentMeeting, AssignmentReport, CaseEvent, DocumentationRequest
from gop.services.performed import answer_documentation, copied, send_status
from gop.services.performed_goals import GoalSaid, agree_goal, reach_goal
from gop.services.performed_meetings import MeetingSaid, put_meeting, settle_meeting
from tests import factories as make
from tests.gop.performers import accepted, asked, given, performing, row, started

pytestmark = pytest.mark.django_db


@pytest.fixture
def petra(db: None) -> Actor:
    make.registry()
    return make.provider_therapist()


@pytest.fixture
def case_id(petra: Actor) -> uuid.UUID:
    return make.delivered(make.author())[1]


def said(state: ContactState = ContactState.PLANNED, hours: int = 48, **more: object) -> MeetingSaid:
    return MeetingSaid(form=ContactForm.INDIVIDUAL, at=clock.now() + timedelta(hours=hours), state=state, **more)  # type: ignore[arg-type]


def test_a_meeting_is_planned_once_and_what_became_of_it_is_read_by_both_sides(petra: Actor, case_id: uuid.UUID) -> None:
    assignment, meeting = started(case_id, petra.tenant, sent_at=clock.now() - timedelta(days=5)), uuid.uuid4()
    with acting_as(petra):
        put_meeting(petra, assignment, meeting, said(hours=1))
        put_meeting(petra, assignment, meeting, said(hours=1))
        with pytest.raises(Refused):
            settle_meeting(petra, assignment, meeting, state=ContactState.HELD)
        settle_meeting(petra, assignment, meeting, state=ContactState.CANCELLED_CITIZEN)
    birgit = make.triage_officer()
    with acting_as(birgit):
        assert [one.state for one in AssignmentMeeting.objects.all()] == ["afbud_borger"]
        assert AssignmentEvent.objects.filter(action="moede").count() == 2


def test_before_the_first_meeting_nothing_is_held_but_a_citizen_may_stay_away(petra: Actor, case_id: uuid.UUID) -> None:
    assignment = accepted(case_id, petra.tenant, sent_at=clock.now() - timedelta(days=5))
    with acting_as(petra):
        with pytest.raises(Refused, match="første møde først"):
            put_meeting(petra, assignment, uuid.uuid4(), said(ContactState.HELD, hours=-2))
        put_meeting(petra, assignment, uuid.uuid4(), said(ContactState.MISSED, hours=-2))


def test_nothing_is_written_before_the_answer_or_after_the_end(petra: Actor, case_id: uuid.UUID) -> None:
    for assignment in (given(case_id, petra.tenant), started(case_id, petra.tenant, state="afsluttet", ended_at=clock.now())):
        with acting_as(petra):
            with pytest.raises(Refused):
                put_meeting(petra, assignment, uuid.uuid4(), said())
            with pytest.raises(Refused):
                send_status(petra, assignment, uuid.uuid4(), text="Går fremad.")


def test_a_colleagues_word_on_a_meeting_is_told_and_stands(petra: Actor, case_id: uuid.UUID) -> None:
    assignment, meeting, palle = started(case_id, petra.tenant), uuid.uuid4(), make.provider_therapist("palle")
    seen = clock.now()
    with acting_as(petra):
        put_meeting(petra, assignment, meeting, said())
    with acting_as(palle):
        settle_meeting(palle, assignment, meeting, state=ContactState.CANCELLED_US)
    with acting_as(petra), pytest.raises(AlreadyDone, match="Palle"):
        settle_meeting(petra, assignment, meeting, state=ContactState.CANCELLED_CITIZEN, seen=seen)


def test_a_goal_is_agreed_and_judged(petra: Actor, case_id: uuid.UUID) -> None:
    assignment, goal = started(case_id, petra.tenant), uuid.uuid4()
    with acting_as(petra):
        with pytest.raises(Refused):
            agree_goal(petra, assignment, goal, GoalSaid(text=" ", agreed_on=clock.today()))
        agree_goal(petra, assignment, goal, GoalSaid(text="Kan gå til købmanden.", agreed_on=clock.today()))
        reach_goal(petra, assignment, goal, reached=GoalReached.PARTLY)
        reach_goal(petra, assignment, goal, reached=GoalReached.PARTLY)
        with pytest.raises(Refused):
            reach_goal(petra, assignment, goal, reached=GoalReached.YES)


def test_documentation_is_answered_once_also_after_the_end(petra: Actor, case_id: uuid.UUID) -> None:
    assignment = started(case_id, petra.tenant, state="afsluttet", ended_at=clock.now())
    request = asked(assignment)
    with acting_as(petra):
        with pytest.raises(Refused):
            answer_documentation(petra, assignment, request, text="")
        answer_documentation(petra, assignment, request, text="Begyndt 23. november, 6 gange styrketræning.")
        answer_documentation(petra, assignment, request, text="Begyndt 23. november, 6 gange styrketræning.")
        with pytest.raises(Refused):
            answer_documentation(petra, assignment, request, text="Noget andet.")
    birgit = make.triage_officer()
    with acting_as(birgit):
        assert DocumentationRequest.objects.get().answer.startswith("Begyndt")


def test_a_status_and_a_copy_stand_in_the_history(petra: Actor, case_id: uuid.UUID) -> None:
    assignment = started(case_id, petra.tenant)
    with acting_as(petra):
        send_status(petra, assignment, uuid.uuid4(), text="Går fremad.", title="Fysioterapeut")
        copied(petra, assignment)
        assert AssignmentReport.objects.get().body == [["Status", "Går fremad."]]
    assert row(assignment).copied_at is not None


def test_another_provider_and_a_closed_access_find_nothing_to_write_on(petra: Actor, case_id: uuid.UUID) -> None:
    other = make.provider_therapist("olav", make.provider("En Anden Klinik"))
    helle = performing(make.triage_officer("helle", make.HERNING))
    assignment = started(case_id, petra.tenant)
    for who, changed in ((other, {}), (helle, {}), (petra, {"access_open": False}), (petra, {"access_open": True, "state": "udloebet"})):
        with make.reading():
            Assignment.objects.filter(id=assignment).update(**changed)
        with acting_as(who), pytest.raises(NotFound):
            put_meeting(who, assignment, uuid.uuid4(), said())


def test_what_the_authority_should_know_stands_in_its_case(petra: Actor, case_id: uuid.UUID) -> None:
    assignment = started(case_id, petra.tenant)
    request = asked(assignment)
    with acting_as(petra):
        send_status(petra, assignment, uuid.uuid4(), text="Går fremad.")
        answer_documentation(petra, assignment, request, text="Begyndt 23. november.")
    make.deliver_all()
    with make.reading():
        told = CaseEvent.objects.filter(case_id=case_id, action="udfoerer_meldt").order_by("at")
        assert [one.data["said"] for one in told] == ["status", "dokumenteret"]
