"""A draft goes to a colleague of the department, by its author or the coordinator."""

import uuid

import pytest

from accounts.actor import Actor, NotAllowed
from accounts.enums import Role
from accounts.tenancy import acting_as
from gop.errors import AlreadyDone, NotFound, Refused
from gop.models import Plan, PlanEvent
from gop.selectors.colleagues import who_may_write
from gop.services.passing_drafts import pass_draft
from tests import factories as make

pytestmark = pytest.mark.django_db
HOME = make.AALBORG_HOSPITAL


@pytest.fixture
def olga(db: None) -> Actor:
    make.registry()
    return make.author("olga", HOME, make.ORTHOPAEDIC)


@pytest.fixture
def otto(olga: Actor) -> Actor:
    return make.author("otto", HOME, make.ORTHOPAEDIC)


@pytest.fixture
def karen(olga: Actor) -> Actor:
    return make.person("karen", Role.COORDINATOR, HOME, make.ORTHOPAEDIC)


def author_of(plan_id: uuid.UUID) -> tuple[uuid.UUID, str]:
    with make.reading():
        plan = Plan.objects.get(id=plan_id)
        return plan.author_id, plan.author_name


def test_the_author_gives_the_draft_away_and_history_says_so(olga: Actor, otto: Actor) -> None:
    plan_id = make.draft(olga)
    with acting_as(olga):
        pass_draft(olga, plan_id, otto.person)
        pass_draft(olga, plan_id, otto.person)
    assert author_of(plan_id) == (otto.user, "Otto")
    with make.reading():
        (event,) = PlanEvent.objects.filter(plan_id=plan_id, action="giv_videre")
        assert event.data == {"former": "Olga", "to": "Otto"}


def test_the_coordinator_moves_a_draft_and_a_colleague_does_not(olga: Actor, otto: Actor, karen: Actor) -> None:
    plan_id = make.draft(olga)
    other = make.author("ove", HOME, make.ORTHOPAEDIC)
    with acting_as(other), pytest.raises(NotAllowed):
        pass_draft(other, plan_id, otto.person)
    with acting_as(karen):
        pass_draft(karen, plan_id, otto.person)
    assert author_of(plan_id)[0] == otto.user


def test_only_those_who_write_for_the_department_can_have_it(olga: Actor, otto: Actor) -> None:
    plan_id = make.draft(olga)
    everywhere = make.author("anna")
    others = [
        make.author("fie", HOME, make.PHYSIO),
        make.person("doris", Role.DOCTOR, HOME, make.ORTHOPAEDIC),
        make.author("gerda", make.GOEDSTRUP),
        make.triage_officer(),
    ]
    with acting_as(olga):
        assert {name for _, name in who_may_write(olga, make.ORTHOPAEDIC)} == {"Olga", "Otto", "Anna"}
        for other in others:
            with pytest.raises(Refused):
                pass_draft(olga, plan_id, other.person)
        pass_draft(olga, plan_id, everywhere.person)


def test_the_second_of_two_who_give_it_away_is_told(olga: Actor, otto: Actor, karen: Actor) -> None:
    plan_id = make.draft(olga)
    third = make.author("ove", HOME, make.ORTHOPAEDIC)
    with acting_as(karen):
        pass_draft(karen, plan_id, otto.person, seen_author=olga.person)
    with acting_as(olga), pytest.raises(AlreadyDone, match="Karen"):
        pass_draft(olga, plan_id, third.person, seen_author=olga.person)
    assert author_of(plan_id)[0] == otto.user


def test_a_sent_plan_another_department_and_another_hospital_are_refused(olga: Actor, otto: Actor) -> None:
    sent = make.sent(olga)
    with acting_as(olga), pytest.raises(Refused, match="sendt"):
        pass_draft(olga, sent, otto.person)
    plan_id = make.draft(olga)
    for name, place, departments in (("fie", HOME, [make.PHYSIO]), ("gerda", make.GOEDSTRUP, [])):
        stranger = make.person(name, Role.COORDINATOR, place, *departments)
        with acting_as(stranger), pytest.raises(NotFound):
            pass_draft(stranger, plan_id, otto.person)
