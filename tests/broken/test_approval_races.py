"""Two at the same moment: doctors answering, the author writing while a doctor approves, two giving a draft away, two drafts for one plan."""

import uuid
from typing import Any

import pytest

from accounts.enums import Role
from accounts.tenancy import acting_as, seeding
from gop.enums import ApprovalAnswer
from gop.errors import AlreadyDone, Refused
from gop.models import Approval, Plan, PlanEvent
from gop.selectors.approvals import standing_of
from gop.services.approving import answer_approval, ask_approval
from gop.services.drafts import create_draft, save_step
from gop.services.earlier import take_place
from gop.services.passing_drafts import pass_draft
from hospitals.models import Department
from tests import factories as make
from tests.broken.test_races import as_, race

pytestmark = pytest.mark.django_db(transaction=True)
HOME, YES, BACK = make.AALBORG_HOSPITAL, ApprovalAnswer.APPROVED, ApprovalAnswer.SENT_BACK


@pytest.fixture
def world() -> dict[str, Any]:
    make.registry()
    with seeding():
        Department.objects.filter(organisation_id=make.ORTHOPAEDIC).update(needs_approval=True)
    olga = make.author("olga", HOME, make.ORTHOPAEDIC)
    plan_id = make.draft(olga)
    with acting_as(olga):
        ask_approval(olga, plan_id)
    doctors = [make.person(name, Role.DOCTOR, HOME, make.ORTHOPAEDIC) for name in ("doris", "dan")]
    return {"olga": olga, "plan": plan_id, "doctors": doctors, "revision": row(plan_id).revision}


def row(plan_id: uuid.UUID) -> Plan:
    with make.reading():
        return Plan.objects.get(id=plan_id)


def test_two_doctors_answer_at_once_and_one_answer_stands(world: dict[str, Any]) -> None:
    doris, dan = world["doctors"]
    said = race(
        as_(doris, answer_approval, world["plan"], world["revision"], YES),
        as_(dan, answer_approval, world["plan"], world["revision"], BACK, "Vent."),
    )
    (told,) = [one for one in said if one is not None]
    assert isinstance(told, AlreadyDone)
    with make.reading():
        (only,) = Approval.objects.all()
        assert only.answered_by_name != ""
        assert PlanEvent.objects.filter(action__in=("godkend", "godkend_ikke")).count() == 1


def test_a_save_in_the_same_moment_is_never_approved_unread(world: dict[str, Any]) -> None:
    race(
        as_(world["olga"], save_step, world["plan"], {"potential": "Noget helt andet."}),
        as_(world["doctors"][0], answer_approval, world["plan"], world["revision"], YES),
    )
    with acting_as(world["olga"]):
        standing = standing_of(Plan.objects.get(id=world["plan"]))
    assert standing is not None
    assert not standing.sendable


def test_asked_twice_at_once_is_one_question(world: dict[str, Any]) -> None:
    olga = world["olga"]
    plan_id = make.draft(olga)
    assert race(as_(olga, ask_approval, plan_id), as_(olga, ask_approval, plan_id)) == [None, None]
    with make.reading():
        assert Approval.objects.filter(plan_id=plan_id).count() == 1


def test_two_who_give_a_draft_away_at_once_do_not_both_believe_it(world: dict[str, Any]) -> None:
    karen = make.person("karen", Role.COORDINATOR, HOME)
    otto, ove = make.author("otto", HOME, make.ORTHOPAEDIC), make.author("ove", HOME, make.ORTHOPAEDIC)
    seen = world["olga"].person
    said = race(
        as_(karen, pass_draft, world["plan"], otto.person, seen),
        as_(world["olga"], pass_draft, world["plan"], ove.person, seen),
    )
    assert sorted(type(one) for one in said if one) == [AlreadyDone]
    assert row(world["plan"]).author_id in (otto.user, ove.user)


def test_two_drafts_take_the_place_of_one_plan_at_once_and_one_does(world: dict[str, Any]) -> None:
    anna = make.author("anna", HOME, make.PHYSIO)
    old, drafts = make.sent(anna), [uuid.uuid4(), uuid.uuid4()]
    with acting_as(anna):
        for plan_id in drafts:
            create_draft(anna, plan_id)
            save_step(anna, plan_id, {"cpr": make.NANCY})
    said = race(*(as_(anna, take_place, plan_id, old, goes_on=False) for plan_id in drafts))
    assert [type(one) for one in said if one] == [Refused]
    assert [row(plan_id).replaces_id for plan_id in drafts].count(old) == 1
