"""A team's desk: handing a case to a team, and who then hears that nobody has it."""

import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from accounts import clock
from accounts.actor import Actor, NotAllowed
from accounts.tenancy import acting_as
from gop.errors import AlreadyDone, NotFound, Refused
from gop.models import Case
from gop.services import cases
from gop.services.teams import hand_to_team
from municipalities.models import Team
from tests import factories as make
from tests.deadlines.monday import UNOWNED, at, mailed, said, scanned, unseen
from tests.gop.courses import told_alike

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def friday(db: None) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(at("20T12:00"), tick=False) as traveller:
        make.registry()
        yield traveller


def team(name: str, lead: Actor | None, *members: Actor, organisation: uuid.UUID = make.AALBORG) -> uuid.UUID:
    with make.reading():
        made = Team.objects.create(
            organisation_id=organisation, name=name, members=[one.user for one in members], lead_id=lead and lead.user
        )
    return made.id


def hand(actor: Actor, case_id: uuid.UUID, to: uuid.UUID) -> Case:
    with acting_as(actor):
        hand_to_team(actor, case_id, to)
    return told_alike(case_id)


def test_a_case_handed_to_a_team_keeps_an_owner_who_is_a_member_and_loses_another() -> None:
    birgit, lena = make.triage_officer(), make.team_lead()
    _, case_id = make.delivered(make.author())
    with acting_as(birgit):
        cases.take(birgit, case_id)
    case = hand(birgit, case_id, team("Nord", lena, birgit))
    assert (case.team_name, case.owner_name) == ("Nord", "Birgit")
    case = hand(birgit, case_id, team("Syd", lena))
    assert (case.team_name, case.owner_id, case.owner_name) == ("Syd", None, "")
    with make.reading():
        events = list(case.events.filter(action="overdrag").order_by("at", "id").values_list("data", flat=True))
    assert {event["team"] for event in events} == {"Nord", "Syd"}


def test_handing_over_twice_changes_nothing_and_a_colleagues_is_told() -> None:
    birgit, lena = make.triage_officer(), make.team_lead()
    _, case_id = make.delivered(make.author())
    nord, seen = team("Nord", lena, birgit), clock.now() - timedelta(minutes=1)
    hand(birgit, case_id, nord)
    case = hand(birgit, case_id, nord)
    with make.reading():
        assert case.events.filter(action="overdrag").count() == 1
    with acting_as(lena), pytest.raises(AlreadyDone):
        hand_to_team(lena, case_id, nord, seen)


def test_a_team_of_another_authority_or_a_closed_one_takes_no_cases() -> None:
    birgit, author = make.triage_officer(), make.author()
    _, case_id = make.delivered(author)
    away, closed = team("Herning", None, organisation=make.HERNING), team("Lukket", None)
    with make.reading():
        Team.objects.filter(id=closed).update(ended_at=clock.now())
    for one in (away, closed, uuid.uuid4()):
        with acting_as(birgit), pytest.raises(Refused):
            hand_to_team(birgit, case_id, one)
    herning = make.triage_officer("hanne", make.HERNING)
    with acting_as(herning), pytest.raises(NotFound):
        hand_to_team(herning, case_id, away)
    with pytest.raises(NotAllowed):
        hand_to_team(author, case_id, away)


def test_a_teams_lead_hears_of_a_case_without_owner_and_all_leads_when_it_is_not_seen(friday: time_machine.Traveller) -> None:
    lena, lars, birgit = make.team_lead(), make.team_lead("lars"), make.triage_officer()
    _, case_id = make.delivered(make.author())
    hand(birgit, case_id, team("Nord", lars, birgit))
    friday.move_to(at("23T08:00"))
    scanned()
    assert (UNOWNED, 1) in said()
    mailed()
    # the warning of the clock goes to every lead, that nobody has the case to the team's own
    assert (unseen(lars), unseen(lena)) == (2, 1)
    friday.move_to(at("24T08:00"))
    scanned()
    assert [rung for kind, rung in said() if kind == UNOWNED] == [1, 2]
    assert unseen(lena) >= 2


def test_a_case_that_comes_to_another_team_after_it_was_told_of_is_told_of_to_that_teams_lead(friday: time_machine.Traveller) -> None:
    lena, lars, birgit = make.team_lead(), make.team_lead("lars"), make.triage_officer()
    _, case_id = make.delivered(make.author())
    hand(birgit, case_id, team("Nord", lars))
    friday.move_to(at("23T08:00"))
    scanned()
    hand(birgit, case_id, team("Syd", lena))
    friday.move_to(at("24T08:00"))
    scanned()
    assert [rung for kind, rung in said() if kind == UNOWNED] == [1, 1]  # one to each; the first climbs no more
