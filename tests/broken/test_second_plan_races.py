"""Two real connections: two plans of one citizen that come at once, two people who answer, and an answer against an end."""

import uuid

import pytest

from accounts import clock
from accounts.actor import Actor
from accounts.tenancy import acting_as
from gop.enums import EndCode, SecondPlan
from gop.errors import Refused
from gop.models import Case, Delivery, SecondPlanAnswer
from gop.selectors.second_plan import asks_first
from gop.services import offers
from gop.services.receiving import apply_delivery
from gop.services.second_plan_answer import Said, answer
from tests import factories as make
from tests.broken.test_races import as_, one_told, race

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def anna() -> Actor:
    make.registry()
    return make.author()


def said(which: SecondPlan) -> Said:
    return Said(which, "Set i begge planer.")


def two(anna: Actor) -> tuple[uuid.UUID, uuid.UUID]:
    return make.delivered(anna)[1], make.delivered(anna)[1]


def test_two_plans_that_come_at_once_see_each_other(anna: Actor) -> None:
    make.sent(anna)
    make.sent(anna)
    with make.reading():
        rows = list(Delivery.objects.filter(kind="plan", applied_at=None).values_list("id", "receiver_id"))
    assert len(rows) == 2
    assert race(*[lambda one=one: apply_delivery(*one) for one in rows]) == [None, None]  # type: ignore[misc]
    make.deliver_all()
    with make.reading():
        asks = dict(Case.objects.values_list("id", "second_plan_open"))
    assert len(asks) == 2
    assert any(asks.values())


def test_two_colleagues_who_answer_at_once(anna: Actor) -> None:
    old, new = two(anna)
    birgit, lena, seen = make.triage_officer(), make.team_lead(), clock.now()
    runs = [as_(one, answer, new, old, said(SecondPlan.INDEPENDENT), seen) for one in (birgit, lena)]
    one_told(race(*runs), "Birgit", "Lena")
    with make.reading():
        assert SecondPlanAnswer.objects.count() == 1


def test_one_person_who_presses_three_times(anna: Actor) -> None:
    old, new = two(anna)
    birgit, seen = make.triage_officer(), clock.now()
    assert race(*[as_(birgit, answer, new, old, said(SecondPlan.CONTINUES), seen)] * 3) == [None] * 3
    with make.reading():
        assert SecondPlanAnswer.objects.count() == 1
        assert Case.objects.get(id=old).end_code == EndCode.REPLACED


def test_an_answer_against_the_older_cases_end_leaves_one_ended_case_and_nobody_asking(anna: Actor) -> None:
    old, new = two(anna)
    birgit, lena = make.triage_officer(), make.team_lead()
    answers = race(
        as_(birgit, answer, new, old, said(SecondPlan.INDEPENDENT)),
        as_(lena, offers.end_case, old, code=EndCode.DECLINED),
    )
    assert answers[1] is None
    assert answers[0] is None or isinstance(answers[0], Refused)
    with acting_as(birgit):
        case = Case.objects.get(id=new)
        assert Case.objects.get(id=old).ended_at is not None
        assert case.ended_at is None
        assert not asks_first(case)
