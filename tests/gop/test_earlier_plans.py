"""A patient with an earlier plan at the hospital: what is fetched, and KL's three cases."""

import uuid

import pytest

from accounts.actor import Actor
from accounts.tenancy import acting_as
from gop.enums import PlanState
from gop.errors import NotFound, Refused
from gop.models import Plan, PlanVersion
from gop.rules import TransitionNotAllowed
from gop.selectors.earlier import PARTS, beside, earlier_of, unanswered
from gop.selectors.plans import cpr_of, plan_of, version_of
from gop.services.drafts import create_draft, save_step
from gop.services.earlier import begin_anew, begin_beside, fetch, stand_beside, take_place
from gop.services.sending import send_plan
from gop.services.sent import withdraw_plan
from tests import factories as make

pytestmark = pytest.mark.django_db
USUAL = [part.key for part in PARTS if part.usual]
BEFORE = {
    "street": "Testvej 1", "postcode": "9000", "city": "Aalborg", "phone": "99000001", "interpreter": "tigrinya", "wheelchair": True,
    "gp_name": "Lægehuset Test", "relatives": [{"name": "Ole Test", "relation": "aegtefaelle", "phone": "99000002", "email": ""}],
    "surroundings_before": "Bor på 2. sal uden elevator.",
}  # fmt: skip


@pytest.fixture
def anna(orthopaedist: Actor) -> Actor:
    return orthopaedist


def begun(actor: Actor, cpr: str = make.NANCY) -> uuid.UUID:
    plan_id = uuid.uuid4()
    with acting_as(actor):
        create_draft(actor, plan_id)
        save_step(actor, plan_id, {"cpr": cpr})
    return plan_id


def plan_row(plan_id: uuid.UUID) -> Plan:
    with make.reading():
        return Plan.objects.get(id=plan_id)


def version_row(plan_id: uuid.UUID) -> PlanVersion:
    with make.reading():
        return version_of(plan_row(plan_id))


def asked(actor: Actor, plan_id: uuid.UUID) -> list[uuid.UUID]:
    with acting_as(actor):
        plan = plan_of(actor, plan_id)
        assert plan is not None
        return [one.id for one in unanswered(actor, plan)]


def found(actor: Actor, plan_id: uuid.UUID) -> list[uuid.UUID]:
    with acting_as(actor):
        plan = plan_of(actor, plan_id)
        assert plan is not None
        return [one.id for one in earlier_of(actor, plan)]


def test_an_earlier_plan_is_found_by_cpr_and_asked_about_while_it_is_in_force(anna: Actor) -> None:
    old, new = make.sent(anna), begun(anna)
    assert found(anna, new) == [old]
    assert asked(anna, new) == [old]
    with acting_as(anna):
        withdraw_plan(anna, old, "Forkert patient.")
    assert found(anna, new) == [old]
    assert asked(anna, new) == []


def test_drafts_others_patients_other_departments_and_other_hospitals_are_not_found(anna: Actor) -> None:
    make.draft(anna)
    make.sent(anna, cpr="2509479989")
    make.sent(make.author("fie", make.AALBORG_HOSPITAL, make.PHYSIO))
    elsewhere = make.sent(make.author("gerda", make.GOEDSTRUP))
    new = begun(anna)
    assert found(anna, new) == []
    with acting_as(anna):
        with pytest.raises(NotFound):
            fetch(anna, new, elsewhere, USUAL)
        assert beside(anna, plan_row(new)) is None


def test_empty_answers_are_fetched_and_what_is_written_stays(anna: Actor) -> None:
    old, new = make.sent(anna, **BEFORE), begun(anna)
    with acting_as(anna):
        save_step(anna, new, {"phone": "11111111"})
        names = fetch(anna, new, old, USUAL)
    version = version_row(new)
    assert {"street", "citizen_name", "relatives", "interpreter", "gp_name"} <= set(names)
    assert version.address.phone == "11111111"
    assert (version.address.street, version.interpreter, version.wheelchair) == ("Testvej 1", "tigrinya", True)
    assert version.address.relatives[0]["name"] == "Ole Test"
    assert version.home_municipality_id == make.AALBORG
    assert version.surroundings_before == ""  # not among the usual


def test_consents_dates_type_need_and_what_the_patient_can_now_are_never_fetched(anna: Actor) -> None:
    old, new = make.sent(anna, **BEFORE), begun(anna)
    with acting_as(anna):
        fetch(anna, new, old, [part.key for part in PARTS])
    version, plan = version_row(new), plan_row(new)
    assert (version.plan_type, version.training_need, version.functioning_now, version.discharge_date) == ("", "", "", None)
    assert version.surroundings_before == "Bor på 2. sal uden elevator."
    with make.reading():
        assert not plan.consents.filter(answer__gt="").exists()


def test_fetching_again_fetches_nothing_more(anna: Actor) -> None:
    old, new = make.sent(anna, **BEFORE), begun(anna)
    with acting_as(anna):
        assert fetch(anna, new, old, USUAL)
        assert fetch(anna, new, old, USUAL) == []
        assert fetch(anna, new, old, ["findes_ikke"]) == []


def test_an_independent_problem_leaves_both_plans_in_force(anna: Actor) -> None:
    old = make.sent(anna)
    new = begun(anna)
    with acting_as(anna):
        stand_beside(anna, new, old)
        stand_beside(anna, new, old)
    assert asked(anna, new) == []
    with acting_as(anna):
        save_step(anna, new, make.content())
        send_plan(anna, new)
    assert (plan_row(old).state, plan_row(new).state) == (PlanState.SENT, PlanState.SENT)
    with make.reading():
        assert plan_row(new).events.filter(action="uafhaengigt").count() == 1


def test_a_draft_beside_a_plan_in_force_is_not_sent_before_its_author_has_said_how_they_stand(anna: Actor) -> None:
    old = make.sent(anna)
    new = begun(anna)
    with acting_as(anna):
        save_step(anna, new, make.content())
    with acting_as(anna), pytest.raises(Refused) as refused:
        send_plan(anna, new)
    assert [field for field, _ in refused.value.messages] == ["earlier"]
    assert plan_row(new).state == PlanState.DRAFT
    with acting_as(anna):
        withdraw_plan(anna, old, "Forkert patient.")
        send_plan(anna, new)
    assert plan_row(new).state == PlanState.SENT


def test_the_same_training_that_goes_on_is_copied_and_replaces_when_sent(anna: Actor) -> None:
    old, new = make.sent(anna, **BEFORE), begun(anna)
    with acting_as(anna):
        take_place(anna, new, old, goes_on=True)
    version = version_row(new)
    assert version.training_need == version_row(old).training_need
    assert version.plan_type == ""
    assert plan_row(new).replaces_id == old
    with acting_as(anna):
        save_step(anna, new, make.content())
        send_plan(anna, new)
    assert (plan_row(old).state, plan_row(new).state) == (PlanState.REPLACED, PlanState.SENT)


def test_training_that_must_be_another_replaces_and_is_described_anew(anna: Actor) -> None:
    old, new = make.sent(anna, **BEFORE), begun(anna)
    with acting_as(anna):
        take_place(anna, new, old, goes_on=False)
    assert plan_row(new).replaces_id == old
    assert version_row(new).training_need == ""


def test_from_the_sent_plan_a_new_basis_keeps_patient_and_contact_without_need_and_type(anna: Actor) -> None:
    old, new_id = make.sent(anna, **BEFORE), uuid.uuid4()
    with acting_as(anna):
        new = begin_anew(anna, old, new_id)
    version = version_row(new.id)
    assert (new.replaces_id, new.plan_type, version.plan_type, version.training_need, version.functioning_now) == (old, "", "", "", "")
    assert (version.address.street, version.diagnosis_code) == ("Testvej 1", "DS720")
    assert cpr_of(version) == make.NANCY


def test_from_the_sent_plan_another_problem_begins_a_plan_of_its_own_once(anna: Actor) -> None:
    old, new_id = make.sent(anna, **BEFORE), uuid.uuid4()
    for _ in range(2):
        with acting_as(anna):
            new = begin_beside(anna, old, new_id)
    version = version_row(new.id)
    assert (new.replaces_id, version.training_need, version.diagnosis_code) == (None, "", "")
    assert (version.citizen_name, version.address.street) == ("Nancy Ann Test Berggren", "Testvej 1")
    assert asked(anna, new.id) == []


def test_two_drafts_cannot_take_the_place_of_one_plan(anna: Actor) -> None:
    old, first, second = make.sent(anna), begun(anna), begun(anna)
    with acting_as(anna):
        take_place(anna, first, old, goes_on=False)
        take_place(anna, first, old, goes_on=False)
    with acting_as(anna), pytest.raises(Refused, match="allerede begyndt"):
        take_place(anna, second, old, goes_on=True)
    assert version_row(second).training_need == ""


def test_a_plan_no_longer_in_force_is_not_replaced_and_a_sent_one_takes_no_place(anna: Actor) -> None:
    old, new = make.sent(anna), begun(anna)
    with acting_as(anna):
        withdraw_plan(anna, old, "Fejl.")
    with acting_as(anna), pytest.raises(TransitionNotAllowed):
        take_place(anna, new, old, goes_on=False)
    other, sent = make.sent(anna), make.sent(anna)
    with acting_as(anna), pytest.raises(Refused):
        stand_beside(anna, sent, other)
