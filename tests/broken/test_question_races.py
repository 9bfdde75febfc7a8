"""Two real connections about one question: two colleagues ask, two authors answer, and the case or the plan ends in the same moment."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from accounts import clock
from accounts.enums import Role
from accounts.tenancy import acting_as
from gop.enums import EndCode, QuestionEnd
from gop.errors import Refused
from gop.models import Case, Delivery, Question
from gop.rules import TransitionNotAllowed
from gop.services import answering, offers, questions, sent
from tests import factories as make
from tests.broken.test_races import as_, one_told, race

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> dict[str, Any]:
    make.registry()
    anna = make.author()
    plan_id, case_id = make.delivered(anna)
    said = {
        "birgit": make.triage_officer("birgit"),
        "lena": make.team_lead("lena"),
        "bo": make.person("bo", Role.COORDINATOR, make.AALBORG_HOSPITAL),
    }
    return {"plan": plan_id, "case": case_id, "anna": anna, **said}


def asked(world: dict[str, Any]) -> uuid.UUID:
    as_(world["birgit"], questions.ask, world["case"], text="Hvad kan opnås?")()
    make.deliver_all()
    return shared(world)


def shared(world: dict[str, Any]) -> uuid.UUID:
    with make.reading():
        return Question.objects.filter(case_id=world["case"]).values_list("shared_id", flat=True)[0]


def copies(question: uuid.UUID) -> list[Question]:
    with make.reading():
        return list(Question.objects.filter(shared_id=question))


def test_of_two_colleagues_who_ask_at_once_one_is_told_of_the_other(world: dict[str, Any]) -> None:
    seen = clock.now()
    runs = [as_(world[name], questions.ask, world["case"], text=f"Spørgsmål fra {name}", seen=seen) for name in ("birgit", "lena")]
    one_told(race(*runs), "Birgit", "Lena")
    with make.reading():
        assert Question.objects.count() == 1


def test_one_question_pressed_thrice_is_one(world: dict[str, Any]) -> None:
    seen = clock.now()
    assert race(*[as_(world["birgit"], questions.ask, world["case"], text="Hvad kan opnås?", seen=seen)] * 3) == [None, None, None]
    with make.reading():
        assert Question.objects.count() == 1
        assert Delivery.objects.filter(kind="spoergsmaal").count() == 1


def test_of_two_authors_who_answer_at_once_one_answers(world: dict[str, Any]) -> None:
    question = asked(world)
    runs = [as_(world[name], answering.answer, world["plan"], question, text=f"Svar fra {name}") for name in ("anna", "bo")]
    answers = race(*runs)
    lost = [one for one in answers if one is not None]
    assert [type(one).__name__ for one in lost] == ["AlreadyDone"]
    make.deliver_all()
    assert len({row.answer for row in copies(question)}) == 1
    with make.reading():
        assert Delivery.objects.filter(kind="svar").count() == 1


def test_a_question_and_the_end_of_the_case_at_once_leave_no_open_question(world: dict[str, Any]) -> None:
    def end(actor: Any, case_id: uuid.UUID) -> None:
        offers.end_case(actor, case_id, code=EndCode.DECLINED, reason="")

    found = race(as_(world["birgit"], questions.ask, world["case"], text="Hvad kan opnås?"), as_(world["lena"], end, world["case"]))
    assert found[1] is None
    assert found[0] is None or isinstance(found[0], TransitionNotAllowed)
    make.deliver_all()
    with make.reading():
        assert Case.objects.get(id=world["case"]).asked_at is None
        assert not Question.objects.filter(ended_at__isnull=True).exists()


def test_an_answer_and_a_withdrawal_at_once_end_alike_on_both_sides(world: dict[str, Any]) -> None:
    question = asked(world)
    found = race(
        as_(world["anna"], answering.answer, world["plan"], question, text="Ude med stok."),
        as_(world["bo"], sent.withdraw_plan, world["plan"], "Forkert patient."),
    )
    assert found[1] is None
    assert found[0] is None or isinstance(found[0], Refused)
    make.deliver_all()
    here, there = copies(question)
    wanted = QuestionEnd.ANSWERED if found[0] is None else QuestionEnd.WITHDRAWN
    assert (here.ended_because, there.ended_because) == (wanted, wanted)
    assert here.answer == there.answer


def test_two_outcomes_at_once_are_one_on_both_sides(world: dict[str, Any]) -> None:
    today, birgit, anna = clock.today(), world["birgit"], world["anna"]
    with acting_as(birgit):
        questions.disagree(birgit, world["case"], text="Typen.", decider="Lena, leder", decide_by=today + timedelta(days=1))
    make.deliver_all()
    question = shared(world)
    found = race(
        as_(birgit, questions.settle, world["case"], on=today, outcome="Almen."),
        as_(anna, answering.settle_here, world["plan"], question, on=today, outcome="Specialiseret."),
    )
    assert found == [None, None]
    make.deliver_all()
    here, there = copies(question)
    assert (here.outcome, here.ended_at) == (there.outcome, there.ended_at)
    with make.reading():
        assert Case.objects.get(id=world["case"]).disagreed_at is None
