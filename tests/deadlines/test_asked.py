"""A question about a sent plan is told to its author at once, and to the coordinators when a day has gone without an answer."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core import mail

from accounts.tenancy import acting_as
from deadlines.enums import AlertKind
from deadlines.models import Unsent
from gop.enums import MilestoneCode
from gop.models import Milestone, Question
from gop.services import answering, questions, sent
from tests import factories as make
from tests.deadlines.monday import at, mailed, said, scanned
from tests.gop.notice_steps import coordinator

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> Iterator[dict[str, Any]]:
    """Friday noon; an own plan of Anna's has been asked about, and what else there was to say has been said."""
    with time_machine.travel(at("20T12:00"), tick=False) as clock:
        make.registry()
        anna, birgit = make.author(), make.triage_officer()
        coordinator("karen")
        plan_id, case_id = make.delivered(anna)
        scanned()
        mailed()
        with acting_as(birgit):
            questions.ask(birgit, case_id, text="Hvad forventer I, at Nancy kan opnå?")
        make.deliver_all()
        yield {"clock": clock, "anna": anna, "birgit": birgit, "plan": plan_id, "case": case_id}


def asked() -> list[tuple[str, int]]:
    return [one for one in said() if one[0] == AlertKind.ASKED]


def shared(case_id: uuid.UUID) -> uuid.UUID:
    with make.reading():
        return Question.objects.filter(case_id=case_id).values_list("shared_id", flat=True)[0]


def answer(world: dict[str, Any]) -> None:
    with acting_as(world["anna"]):
        answering.answer(world["anna"], world["plan"], shared(world["case"]), text="Ude med stok.")


def test_the_author_is_told_at_once_and_the_coordinator_after_24_hours(world: dict[str, Any]) -> None:
    scanned()
    scanned()
    assert "anna" in mailed()
    assert asked() == [(AlertKind.ASKED, 0)]
    world["clock"].move_to(at("21T12:00"))
    scanned()
    assert "karen" in mailed()
    assert asked() == [(AlertKind.ASKED, 0), (AlertKind.ASKED, 1)]


def test_the_mail_leads_to_the_plan_and_names_neither_patient_nor_question(world: dict[str, Any]) -> None:
    scanned()
    (letter,) = [one for one in mail.outbox if one.to == ["anna@test.example"]]
    assert "spurgt til en genoptræningsplan" in letter.subject
    assert f"/planer/{world['plan']}/" in letter.body
    assert "Nancy" not in letter.body + letter.subject


def test_nobody_is_reminded_of_what_is_answered(world: dict[str, Any]) -> None:
    scanned()
    answer(world)
    world["clock"].move_to(at("21T12:00"))
    scanned()
    assert asked() == [(AlertKind.ASKED, 0)]


def test_nobody_is_reminded_of_a_question_that_fell_away(world: dict[str, Any]) -> None:
    with acting_as(world["anna"]):
        sent.withdraw_plan(world["anna"], world["plan"], "Forkert patient.")
    world["clock"].move_to(at("21T12:00"))
    scanned()
    assert asked() == []
    with make.reading():
        assert not Unsent.objects.filter(ended_at__isnull=True).exists()


def test_a_second_question_while_the_first_waits_is_told_in_no_second_mail(world: dict[str, Any]) -> None:
    scanned()
    world["clock"].move_to(at("20T13:00"))
    with acting_as(world["birgit"]):
        questions.ask(world["birgit"], world["case"], text="Og trapper?", seen=at("20T12:30"))
    make.deliver_all()
    scanned()
    assert asked() == [(AlertKind.ASKED, 0)]


def test_the_question_is_news_for_the_authors_daily_mail(world: dict[str, Any]) -> None:
    with make.reading():
        noted = Milestone.objects.get(plan_id=world["plan"], code=MilestoneCode.ASKED)
    assert noted.noted_at is not None
