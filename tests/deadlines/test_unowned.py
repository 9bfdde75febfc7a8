"""A case that nobody owns is an alert of its own, and no clock."""

from collections.abc import Iterator

import pytest
import time_machine

from accounts.tenancy import acting_as
from deadlines.models import Unowned
from deadlines.selectors import current_deadlines
from gop.models import Case
from gop.services import cases
from gop.services.clocks import reclock
from tests import factories as make
from tests.deadlines.monday import UNOWNED, WARNING, at, mailed, said, scanned, unseen

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def friday(db: None) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(at("20T12:00"), tick=False) as traveller:
        make.registry()
        yield traveller


def test_the_leads_are_told_at_eight_on_the_first_opening_day_and_once(friday: time_machine.Traveller) -> None:
    lena, birgit = make.team_lead(), make.triage_officer()
    make.delivered(make.author())
    friday.move_to(at("23T07:59"))
    assert scanned() == 0
    friday.move_to(at("23T08:00"))
    assert [scanned(), scanned()] == [2, 0]
    assert sorted(said()) == sorted([(WARNING, 0), (UNOWNED, 0)])
    assert mailed() == ["lena"]  # both in one mail
    assert (unseen(lena), unseen(birgit)) == (2, 0)


def test_a_case_that_gets_an_owner_in_time_is_not_told_of(friday: time_machine.Traveller) -> None:
    birgit = make.triage_officer()
    _, case_id = make.delivered(make.author())
    with acting_as(birgit):
        cases.take(birgit, case_id)
    friday.move_to(at("23T08:00"))
    scanned()
    assert said() == [(WARNING, 0)]


def test_an_owner_who_leaves_begins_a_new_spell(friday: time_machine.Traveller) -> None:
    birgit = make.triage_officer()
    _, case_id = make.delivered(make.author())
    with acting_as(birgit):
        cases.take(birgit, case_id)
    friday.move_to(at("23T12:00"))
    with acting_as(birgit):
        case = Case.objects.get(id=case_id)
        case.owner_id, case.owner_name = None, ""
        reclock(birgit, case)
        reclock(birgit, case)
    with make.reading():
        spells = list(Unowned.objects.order_by("began_at").values_list("began_at", "due_at", "ended_at"))
    assert spells == [(at("20T12:00"), at("23T08:00"), at("20T12:00")), (at("23T12:00"), at("24T08:00"), None)]


def test_a_spell_is_no_clock_of_the_case(friday: time_machine.Traveller) -> None:
    birgit = make.triage_officer()
    _, case_id = make.delivered(make.author())
    friday.move_to(at("23T08:00"))
    scanned()
    with acting_as(birgit):
        assert len(current_deadlines(birgit, case_id)) == 2
        assert Case.objects.get(id=case_id).last_working_day == at("24T00:00").date()
