"""Two people take overlapping choices at the same moment, in opposite order: each case goes to one of them, and nobody waits for ever."""

import uuid
from typing import Any

import pytest

from accounts import clock
from accounts.actor import Actor
from accounts.tenancy import acting_as
from gop.models import Case, CaseEvent
from gop.services import bulk
from tests import factories as make
from tests.broken.test_races import race

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def five() -> list[uuid.UUID]:
    make.registry()
    anna = make.author()
    return [make.delivered(anna, citizen_name=f"Nancy Nummer{number}")[1] for number in range(5)]


def taking(actor: Actor, ids: list[uuid.UUID], outcomes: dict[str, bulk.Outcome]) -> Any:
    seen = clock.now()

    def do() -> None:
        with acting_as(actor):
            outcomes[actor.name] = bulk.take_all(actor, ids, seen)

    return do


def test_of_two_who_take_the_same_cases_each_is_told_what_the_other_got(five: list[uuid.UUID]) -> None:
    birgit, carl = make.triage_officer("birgit"), make.triage_officer("carl")
    outcomes: dict[str, bulk.Outcome] = {}
    assert race(taking(birgit, five[:4], outcomes), taking(carl, five[:0:-1], outcomes)) == [None, None]
    got = {name: {case.id for case in outcome.done} for name, outcome in outcomes.items()}
    assert got["Birgit"] | got["Carl"] == set(five)
    assert not got["Birgit"] & got["Carl"]
    assert {error.by_name for outcome in outcomes.values() for _, error in outcome.left} <= {"Birgit", "Carl"}
    with make.reading():
        assert CaseEvent.objects.filter(action="tag").count() == 5
        assert {(case.id, case.owner_name) for case in Case.objects.all()} == {(key, name) for name, keys in got.items() for key in keys}


def test_one_person_who_presses_thrice_takes_once(five: list[uuid.UUID]) -> None:
    birgit = make.triage_officer("birgit")
    outcomes: dict[str, bulk.Outcome] = {}
    assert race(*[taking(birgit, five, outcomes)] * 3) == [None, None, None]
    with make.reading():
        assert CaseEvent.objects.filter(action="tag").count() == 5
        assert set(Case.objects.values_list("owner_name", flat=True)) == {"Birgit"}
