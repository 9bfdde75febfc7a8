"""Two real connections on one course under way: one answer stands, nothing is counted twice, and nothing stays open on an ended case."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from accounts import clock
from accounts.actor import Actor
from gop.enums import ContactForm, ContactState, DocumentKind, EndCode, GoalReached
from gop.models import CaseContact, Delivery, Goal
from gop.rules import TransitionNotAllowed
from gop.services import calling_back, contacts, documents, end_course, goals
from gop.services.contacts import ContactSaid
from gop.services.documents import Signer
from gop.services.end_course import Ending
from gop.services.goals import GoalSaid
from tests import factories as make
from tests.broken.test_races import as_, events, milestones, one_told, race
from tests.gop.in_hand import aimed, begun, goal, met, row, tomorrow

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def course() -> dict[str, Any]:
    make.registry()
    anna, birgit = make.author(), make.triage_officer()
    return {"case": begun(anna, birgit, contact_wanted=True), "birgit": birgit, "lena": make.team_lead()}


def both(course: dict[str, Any], verb: Any, *args: Any, **more: Any) -> list[BaseException | None]:
    seen = clock.now()
    return race(*[as_(course[who], verb, course["case"], *args, seen=seen, **more) for who in ("birgit", "lena")])


def test_two_colleagues_say_of_one_goal_whether_it_was_reached(course: dict[str, Any]) -> None:
    goal_id = aimed(course["birgit"], course["case"])
    had = events(course["case"])
    one_told(both(course, goals.close_goal, goal_id, reached=GoalReached.YES, on=clock.today()), "Birgit", "Lena")
    assert (events(course["case"]) - had).total() == 1
    assert goal(goal_id).reached == GoalReached.YES


def test_two_colleagues_change_one_goal_and_one_new_goal_stands(course: dict[str, Any]) -> None:
    goal_id, seen = aimed(course["birgit"], course["case"]), clock.now()

    def change(actor: Actor, case_id: uuid.UUID) -> None:
        goals.change(actor, case_id, goal_id, uuid.uuid4(), GoalSaid(text=f"Mål fra {actor.name}.", agreed_on=clock.today()), seen)

    one_told(race(*[as_(course[who], change, course["case"]) for who in ("birgit", "lena")]), "Birgit", "Lena")
    with make.reading():
        assert Goal.objects.filter(case_id=course["case"], closed_on__isnull=True).count() == 1


def test_two_colleagues_say_what_became_of_one_contact(course: dict[str, Any]) -> None:
    contact_id = met(course["birgit"], course["case"], ContactState.PLANNED, tomorrow())
    one_told(both(course, contacts.settle, contact_id, state=ContactState.CANCELLED_US), "Birgit", "Lena")


def test_two_colleagues_call_the_hospital_and_one_milestone_is_told(course: dict[str, Any]) -> None:
    one_told(both(course, calling_back.called_back, on=clock.today()), "Birgit", "Lena")
    assert milestones(course["case"])["ringet"] == 1


def test_a_form_sent_three_times_at_once_makes_one_goal_one_contact_and_one_delivery(course: dict[str, Any]) -> None:
    birgit, case_id, row_id = course["birgit"], course["case"], uuid.uuid4()
    said = ContactSaid(ContactForm.PHONE, clock.now(), ContactState.HELD)
    for verb, *args in (
        (goals.agree, GoalSaid(text="Gå.", agreed_on=clock.today())),
        (contacts.put_contact, said),
        (documents.send_document, DocumentKind.STATUS, {"funktion": "Går."}, Signer()),
    ):
        assert race(*[as_(birgit, verb, case_id, row_id, *args)] * 3) == [None, None, None]
    with make.reading():
        assert Goal.objects.filter(case_id=case_id).count() == CaseContact.objects.filter(case_id=case_id).count() == 1
        assert Delivery.objects.filter(case_id=case_id, kind="dokument").count() == 1


def test_two_colleagues_end_it_and_one_code_stands(course: dict[str, Any]) -> None:
    seen = clock.now()

    def end(actor: Actor, case_id: uuid.UUID) -> None:
        end_course.end_course(actor, case_id, Ending(EndCode.COMPLETED if actor.name == "Birgit" else EndCode.DECLINED), seen)

    one_told(race(*[as_(course[who], end, course["case"]) for who in ("birgit", "lena")]), "Birgit", "Lena")
    assert milestones(course["case"])["afsluttet"] == 1


def test_a_contact_planned_while_a_colleague_ends_the_case_never_stays_planned(course: dict[str, Any]) -> None:
    case_id = course["case"]
    said = ContactSaid(ContactForm.GROUP, clock.now() + timedelta(days=2), ContactState.PLANNED)
    plan = as_(course["lena"], contacts.put_contact, case_id, uuid.uuid4(), said)
    answers = race(as_(course["birgit"], end_course.end_course, case_id, Ending(EndCode.COMPLETED)), plan)
    assert answers[0] is None
    assert answers[1] is None or isinstance(answers[1], TransitionNotAllowed)
    assert row(case_id).ended_at is not None
    with make.reading():
        assert not CaseContact.objects.filter(case_id=case_id, state=ContactState.PLANNED).exists()
