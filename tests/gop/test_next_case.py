"""Næste sag: down the inbox, past what colleagues have, and from the top when the end is reached."""

from datetime import date, timedelta

from accounts import clock
from accounts.actor import Actor
from accounts.tenancy import acting_as
from gop.models import Case
from gop.selectors.desk import next_case
from gop.services import cases
from tests import factories as make


def of_day(anna: Actor, days: int) -> Case:
    _, case_id = make.delivered(anna, discharge_date=clock.today() - timedelta(days=10 - days), citizen_name=f"Nancy Dag{days}")
    with make.reading():
        return Case.objects.get(id=case_id)


def following(actor: Actor, case: Case, after: date | None = None) -> str:
    with acting_as(actor):
        found = next_case(actor, case, after)
    return found.citizen_name if found else ""


def test_the_next_case_is_the_next_of_the_inbox_that_is_mine_or_nobodys_and_after_the_last_comes_the_first(anna: Actor) -> None:
    birgit, bo = make.triage_officer(), make.triage_officer("bo")
    first, second, third = of_day(anna, 1), of_day(anna, 2), of_day(anna, 3)
    assert first.last_working_day < second.last_working_day < third.last_working_day
    assert following(birgit, first) == "Nancy Dag2"
    with acting_as(bo):
        cases.take(bo, second.id)
    assert following(birgit, first) == "Nancy Dag3"
    assert following(birgit, third) == "Nancy Dag1"
    with acting_as(birgit):
        cases.take(birgit, third.id)
    assert following(birgit, first) == "Nancy Dag3", "what I own waits for me too"


def test_a_verb_that_moves_the_case_down_the_list_skips_nothing(anna: Actor) -> None:
    birgit = make.triage_officer()
    handled, _ = of_day(anna, 1), of_day(anna, 2)
    before = handled.last_working_day
    handled.last_working_day = before + timedelta(days=30)
    of_day(anna, 3)
    assert following(birgit, handled, before) == "Nancy Dag2"


def test_with_nothing_else_waiting_there_is_no_next_case(anna: Actor) -> None:
    birgit = make.triage_officer()
    assert following(birgit, of_day(anna, 1)) == ""
