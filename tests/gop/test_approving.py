"""A doctor's approval where the department asks: asked, answered, and asked again after any change."""

import uuid

import pytest

from accounts.actor import Actor, NotAllowed
from accounts.enums import Role
from accounts.tenancy import acting_as, seeding
from gop.enums import ApprovalAnswer, PlanState
from gop.errors import AlreadyDone, NotFound, Refused
from gop.models import Approval, Plan
from gop.selectors.approvals import awaiting_approval, standing_of
from gop.selectors.plans import plan_of, version_of
from gop.services.amending import amend
from gop.services.approving import answer_approval, ask_approval
from gop.services.drafts import save_step
from gop.services.passing_drafts import pass_draft
from gop.services.replacing import replace_plan
from gop.services.sending import send_plan
from hospitals.models import Department
from tests import factories as make

YES, BACK = ApprovalAnswer.APPROVED, ApprovalAnswer.SENT_BACK
pytestmark = pytest.mark.django_db


@pytest.fixture
def olga(db: None) -> Actor:
    make.registry()
    with seeding():
        Department.objects.filter(organisation_id=make.ORTHOPAEDIC).update(needs_approval=True)
    return make.author("olga", make.AALBORG_HOSPITAL, make.ORTHOPAEDIC)


@pytest.fixture
def doctor(olga: Actor) -> Actor:
    return make.person("doris", Role.DOCTOR, make.AALBORG_HOSPITAL, make.ORTHOPAEDIC)


def plan_row(plan_id: uuid.UUID) -> Plan:
    with make.reading():
        return Plan.objects.get(id=plan_id)


def asked(olga: Actor) -> uuid.UUID:
    plan_id = make.draft(olga)
    with acting_as(olga):
        ask_approval(olga, plan_id)
    return plan_id


def answered(doctor: Actor, plan_id: uuid.UUID, answer: ApprovalAnswer = YES, comment: str = "") -> Approval:
    with acting_as(doctor):
        return answer_approval(doctor, plan_id, plan_row(plan_id).revision, answer, comment)


def state(actor: Actor, plan_id: uuid.UUID) -> str:
    with acting_as(actor):
        plan = plan_of(actor, plan_id)
        assert plan is not None
        standing = standing_of(plan)
        return standing.state if standing else ""


def test_a_plan_of_a_department_that_asks_no_doctor_is_sent_as_before(olga: Actor) -> None:
    anna = make.author("anna", make.AALBORG_HOSPITAL, make.PHYSIO)
    plan_id = make.sent(anna)
    assert plan_row(plan_id).state == PlanState.SENT
    draft = make.draft(anna)
    with acting_as(anna), pytest.raises(Refused):
        ask_approval(anna, draft)


def test_it_is_sent_only_once_approved_and_says_by_whom_and_when(olga: Actor, doctor: Actor) -> None:
    plan_id = asked(olga)
    with acting_as(olga), pytest.raises(Refused, match="godkendes af en læge"):
        send_plan(olga, plan_id)
    row = answered(doctor, plan_id)
    with acting_as(olga):
        send_plan(olga, plan_id)
        version = version_of(plan_row(plan_id))
    assert (version.approved_by_name, version.approved_at) == ("Doris", row.answered_at)


def test_any_change_after_the_approval_asks_again(olga: Actor, doctor: Actor) -> None:
    plan_id = asked(olga)
    answered(doctor, plan_id)
    assert state(olga, plan_id) == "godkendt"
    with acting_as(olga):
        save_step(olga, plan_id, {"potential": "Forventes at kunne gå ude uden hjælpemidler."})
    assert state(olga, plan_id) == "godkendt"  # saved again as it stood
    with acting_as(olga):
        save_step(olga, plan_id, {"potential": "Noget andet."})
    assert state(olga, plan_id) == "aendret"
    with acting_as(olga), pytest.raises(Refused):
        send_plan(olga, plan_id)
    with acting_as(olga):
        ask_approval(olga, plan_id)
    answered(doctor, plan_id)
    with acting_as(olga):
        send_plan(olga, plan_id)


def test_a_plan_changed_while_the_doctor_reads_is_not_approved(olga: Actor, doctor: Actor) -> None:
    plan_id = asked(olga)
    seen = plan_row(plan_id).revision
    with acting_as(olga):
        save_step(olga, plan_id, {"potential": "Noget andet."})
    with acting_as(doctor), pytest.raises(Refused, match="ændret, siden du åbnede"):
        answer_approval(doctor, plan_id, seen, YES)
    assert state(olga, plan_id) == "venter"


def test_asked_twice_is_one_question_and_answered_twice_one_answer(olga: Actor, doctor: Actor) -> None:
    plan_id = asked(olga)
    with acting_as(olga):
        ask_approval(olga, plan_id)
    first, again = answered(doctor, plan_id), answered(doctor, plan_id)
    assert first.id == again.id
    assert first.answered_at == again.answered_at
    with make.reading():
        assert Approval.objects.count() == 1
        assert Plan.objects.get(id=plan_id).events.filter(action="godkend").count() == 1


def test_the_second_of_two_doctors_is_told_who_and_when(olga: Actor, doctor: Actor) -> None:
    plan_id = asked(olga)
    answered(doctor, plan_id)
    other = make.person("dan", Role.DOCTOR, make.AALBORG_HOSPITAL)
    with pytest.raises(AlreadyDone, match="Doris"):
        answered(other, plan_id)


def test_sent_back_needs_a_word_and_can_be_asked_again(olga: Actor, doctor: Actor) -> None:
    plan_id = asked(olga)
    with pytest.raises(Refused) as refusal:
        answered(doctor, plan_id, BACK)
    assert refusal.value.messages[0][0] == "comment"
    answered(doctor, plan_id, BACK, "Skriv restriktioner.")
    assert state(olga, plan_id) == "tilbage"
    with acting_as(olga), pytest.raises(Refused):
        send_plan(olga, plan_id)
    with acting_as(olga):
        ask_approval(olga, plan_id)
    assert state(olga, plan_id) == "venter"


def test_an_incomplete_plan_is_not_put_before_a_doctor(olga: Actor) -> None:
    plan_id = make.draft(olga, training_need="")
    with acting_as(olga), pytest.raises(Refused) as refusal:
        ask_approval(olga, plan_id)
    assert [field for field, _ in refusal.value.messages] == ["training_need"]


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.COORDINATOR])
def test_whoever_writes_plans_approves_none(olga: Actor, role: Role) -> None:
    plan_id = asked(olga)
    other = make.person("colleague", role, make.AALBORG_HOSPITAL)
    with pytest.raises(NotAllowed):
        answered(other, plan_id)


def test_a_doctor_asks_nobody_and_sends_nothing(olga: Actor, doctor: Actor) -> None:
    plan_id = make.draft(olga)
    for verb in (ask_approval, send_plan):
        with acting_as(doctor), pytest.raises(NotAllowed):
            verb(doctor, plan_id)


def test_a_doctor_of_another_department_or_hospital_finds_no_plan(olga: Actor) -> None:
    plan_id = asked(olga)
    for name, place, departments in (("dora", make.AALBORG_HOSPITAL, [make.PHYSIO]), ("dirk", make.GOEDSTRUP, [])):
        stranger = make.person(name, Role.DOCTOR, place, *departments)
        with pytest.raises(NotFound):
            answered(stranger, plan_id)
        with acting_as(stranger):
            assert awaiting_approval(stranger) == []


def test_nobody_approves_what_the_same_person_asked_about(olga: Actor) -> None:
    plan_id = asked(olga)
    both = make.person("olga", Role.DOCTOR, make.AALBORG_HOSPITAL)
    with pytest.raises(NotAllowed):
        answered(both, plan_id)


def test_nothing_is_answered_that_was_not_asked_or_is_sent(olga: Actor, doctor: Actor) -> None:
    plan_id = make.draft(olga)
    with pytest.raises(Refused, match="Ingen har bedt"):
        answered(doctor, plan_id)
    with acting_as(olga):
        ask_approval(olga, plan_id)
    answered(doctor, plan_id)
    with acting_as(olga):
        send_plan(olga, plan_id)
        with pytest.raises(Refused, match="skal ikke godkendes"):
            ask_approval(olga, plan_id)


def test_handing_an_approved_draft_over_keeps_the_approval(olga: Actor, doctor: Actor) -> None:
    plan_id = asked(olga)
    answered(doctor, plan_id)
    other = make.author("otto", make.AALBORG_HOSPITAL, make.ORTHOPAEDIC)
    with acting_as(olga):
        pass_draft(olga, plan_id, other.person)
    assert state(other, plan_id) == "godkendt"


def test_an_amendment_and_a_replacing_draft_carry_no_approval(olga: Actor, doctor: Actor) -> None:
    plan_id = asked(olga)
    answered(doctor, plan_id)
    with acting_as(olga):
        send_plan(olga, plan_id)
    with acting_as(olga):
        amend(olga, plan_id, 1, {"potential": "Mere."}, "Rettet.")
        assert version_of(plan_row(plan_id)).approved_by_name == ""
        new = replace_plan(olga, plan_id, uuid.uuid4())
    assert state(olga, new.id) == "ikke_spurgt"
