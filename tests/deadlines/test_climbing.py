"""An alert that nobody has seen climbs: the owner's team lead, then all team leads, once each."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from accounts.tenancy import acting_as
from deadlines.alert_services import set_ladder
from deadlines.models import Alert, Deadline
from deadlines.rules.ladder import Ladder
from deadlines.selectors import alerts_of
from deadlines.services import mark_seen
from tests import factories as make
from tests.deadlines.monday import BREACH, WARNING, at, mailed, owned_by, said, scanned, team, unseen

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def friday(db: None) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(at("20T12:00"), tick=False) as traveller:
        make.registry()
        yield traveller


def test_it_goes_to_the_owners_lead_and_then_to_all_leads_and_no_further(friday: time_machine.Traveller) -> None:
    birgit, lena = make.triage_officer(), make.team_lead()
    make.team_lead("lone")
    team(lena, birgit)
    owned_by(birgit)
    heard = []
    for moment in ("23T08:00", "24T07:59", "24T08:00"):
        friday.move_to(at(moment))
        scanned()
        heard.append(mailed())
    assert heard == [["birgit"], [], ["lena"]]
    friday.move_to(at("25T08:00"))  # the breach of midnight, and the warning's last rung
    scanned()
    assert mailed() == ["birgit", "lena", "lone"]
    assert said() == [(WARNING, 0), (WARNING, 1), (BREACH, 0), (WARNING, 2)]
    for days in (2, 3):
        friday.move_to(at("25T08:00") + timedelta(days=days))
        scanned()
    assert [one for one in said() if one[0] == WARNING and one[1]].count((WARNING, 1)) == 2  # each clock's, once


def test_a_climb_happens_once_whatever_scans_again(friday: time_machine.Traveller) -> None:
    birgit, lena = make.triage_officer(), make.team_lead()
    team(lena, birgit)
    owned_by(birgit)
    friday.move_to(at("23T08:00"))
    scanned()
    friday.move_to(at("24T08:00"))
    assert [scanned() for _ in range(3)] == [1, 0, 0]
    with make.reading():
        Alert.objects.filter(rung=0).update(climb_at=at("24T08:00"))  # as if a restored row asked again
    scanned()
    assert said() == [(WARNING, 0), (WARNING, 1)]


def test_what_has_been_seen_stays_where_it_is(friday: time_machine.Traveller) -> None:
    birgit, lena = make.triage_officer(), make.team_lead()
    team(lena, birgit)
    owned_by(birgit)
    friday.move_to(at("23T08:00"))
    scanned()
    with acting_as(birgit):
        mark_seen(birgit, alerts_of(birgit)[0].id)
    friday.move_to(at("24T08:00"))
    assert scanned() == 0


def test_without_a_team_lead_all_leads_get_it_at_once_and_nothing_follows(friday: time_machine.Traveller) -> None:
    birgit = make.triage_officer()
    make.team_lead()
    make.team_lead("lone")
    owned_by(birgit)
    for moment in ("23T08:00", "24T08:00"):
        friday.move_to(at(moment))
        scanned()
    assert mailed() == ["birgit", "lena", "lone"]
    friday.move_to(at("24T23:59"))
    assert scanned() == 0


def test_a_lead_is_not_the_rung_above_the_own_case(friday: time_machine.Traveller) -> None:
    lena = make.team_lead()
    make.team_lead("lone")
    team(lena, lena)
    owned_by(lena)
    for moment in ("23T08:00", "24T08:00"):
        friday.move_to(at(moment))
        scanned()
    assert mailed() == ["lena", "lena", "lone"]


def test_an_alert_of_an_unowned_case_begins_at_the_leads_and_stays_there(friday: time_machine.Traveller) -> None:
    lena = make.team_lead()
    make.delivered(make.author())
    friday.move_to(at("23T08:00"))
    scanned()
    assert unseen(lena) == 2  # the warning, and that nobody has the case
    friday.move_to(at("24T23:00"))
    assert scanned() == 0


def test_a_clock_that_was_met_does_not_climb(friday: time_machine.Traveller) -> None:
    birgit, lena = make.triage_officer(), make.team_lead()
    team(lena, birgit)
    owned_by(birgit)
    friday.move_to(at("23T08:00"))
    scanned()
    with make.reading():
        Deadline.objects.update(state="bortfaldet", next_alert_at=None)
    friday.move_to(at("24T08:00"))
    assert scanned() == 0


def test_the_authoritys_own_hours_hold_from_the_day_they_are_set(friday: time_machine.Traveller) -> None:
    birgit, lena = make.triage_officer(), make.team_lead()
    team(lena, birgit)
    owned_by(birgit)
    with acting_as(lena):
        set_ladder(lena, Ladder(warning_to_lead=2))
    for moment in ("23T08:00", "23T10:00"):
        friday.move_to(at(moment))
        scanned()
    assert said() == [(WARNING, 0), (WARNING, 1)]


def test_a_clock_set_back_gives_nothing_twice(friday: time_machine.Traveller) -> None:
    birgit, lena = make.triage_officer(), make.team_lead()
    team(lena, birgit)
    owned_by(birgit)
    for moment in ("23T08:00", "24T08:00", "23T08:00", "24T08:00"):
        friday.move_to(at(moment))
        scanned()
    assert said() == [(WARNING, 0), (WARNING, 1)]
    assert mailed() == ["birgit", "lena"]
