"""Replacing: a draft copied from a sent plan takes its place when it is sent; the old case ends `erstattet` and a new one begins."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from accounts import clock
from accounts.actor import Actor
from accounts.tenancy import acting_as
from deadlines.enums import DeadlineKind, DeadlineState
from deadlines.models import Deadline
from gop.enums import CaseState, ConsentAnswer, ConsentKind, EndCode, PlanState
from gop.errors import AlreadyDone, NotFound, Refused
from gop.models import Case, CaseEvent, Delivery, Plan, PlanVersion, Recipient
from gop.rules import TransitionNotAllowed
from gop.selectors.course import course
from gop.selectors.plans import cpr_of
from gop.services import cases, sent
from gop.services.amending import amend
from gop.services.clocks import facts_of
from gop.services.drafts import save_step
from gop.services.replacing import detach, replace_plan
from gop.services.sending import send_plan
from tests import factories as make
from tests.gop.amendments import again

pytestmark = pytest.mark.django_db
SPECIALISED = {"plan_type": "specialiseret", "specialised_reason": "koordination", "performing_department_id": make.PHYSIO}


def ahead(days: int) -> date:
    return clock.today() + timedelta(days=days)


def begun(actor: Actor, plan_id: uuid.UUID) -> Plan:
    with acting_as(actor):
        return replace_plan(actor, plan_id, uuid.uuid4())


def replaced(actor: Actor, plan_id: uuid.UUID, **values: Any) -> Plan:
    """Begun, asked about anew, changed, sent and delivered."""
    new = begun(actor, plan_id)
    with acting_as(actor):
        save_step(actor, new.id, {"consents": make.consents(), **values})
        send_plan(actor, new.id)
    make.deliver_all()
    with make.reading():
        return Plan.objects.get(id=new.id)


def row(model: Any, row_id: Any) -> Any:
    with make.reading():
        return model.objects.get(id=row_id)


def test_the_draft_has_the_content_of_the_version_in_force_and_no_consent(anna: Actor) -> None:
    plan_id, _ = make.delivered(anna, discharge_date=ahead(2), discharge_expected=True)
    with acting_as(anna):
        amend(anna, plan_id, 1, {"potential": "Bedre end ventet."}, "Ny vurdering.")
        sent.set_discharge(anna, plan_id, ahead(3), expected=True)
    new = begun(anna, plan_id)
    with make.reading():
        old = Plan.objects.get(id=plan_id)
        copy = PlanVersion.objects.select_related("address").get(plan=new)
        assert (old.state, new.state, new.replaces_id) == (PlanState.SENT, PlanState.DRAFT, old.id)
        assert (copy.number, copy.frozen_at, copy.potential, copy.discharge_date) == (1, None, "Bedre end ventet.", ahead(3))
        assert (cpr_of(copy), new.cpr_hash, new.citizen_name) == (make.NANCY, old.cpr_hash, old.citizen_name)
        assert (new.handed_out_on, new.consents.count(), new.sent_at) == (None, 0, None)


def test_the_old_plan_stands_until_the_new_one_is_sent(anna: Actor) -> None:
    plan_id, case_id = make.delivered(anna)
    begun(anna, plan_id)
    make.deliver_all()
    assert row(Plan, plan_id).state == PlanState.SENT
    assert row(Case, case_id).ended_at is None


def test_sending_it_ends_the_old_case_with_a_link_and_begins_a_new_one(anna: Actor) -> None:
    plan_id, case_id = make.delivered(anna)
    new = replaced(anna, plan_id)
    old_case, new_case = row(Case, case_id), row(Case, new.case_id)
    assert row(Plan, plan_id).state == PlanState.REPLACED
    assert (old_case.state, old_case.end_code) == (CaseState.ENDED, EndCode.REPLACED)
    assert (new_case.state, new_case.plan_id, new_case.ended_at) == (CaseState.RECEIVED, new.id, None)
    with make.reading():
        assert CaseEvent.objects.get(case=old_case, action="afslut").data["successor"] == str(new_case.id)
        assert CaseEvent.objects.get(case=new_case, action="modtaget").data["replaces"] == str(old_case.id)
        for case in (old_case, new_case):
            told = course(case)
            assert told is not None
            assert facts_of(case) == told.facts()


def test_the_new_case_has_its_own_day_zero_and_what_was_broken_stays_on_record(anna: Actor) -> None:
    with time_machine.travel(clock.now() - timedelta(days=9)):
        plan_id, case_id = make.delivered(anna, discharge_date=clock.today())
    new = replaced(anna, plan_id, discharge_date=clock.today(), discharge_expected=False)
    with make.reading():
        of_old = dict(Deadline.objects.filter(subject_id=case_id).values_list("kind", "state"))
        of_new = dict(Deadline.objects.filter(subject_id=new.case_id).values_list("kind", "due_on"))
    assert of_old == {DeadlineKind.INFORM_BY: DeadlineState.OPEN, DeadlineKind.OFFER_BY: DeadlineState.OPEN}
    assert of_new == {DeadlineKind.INFORM_BY: ahead(4), DeadlineKind.OFFER_BY: ahead(7)}


def test_an_open_deadline_not_yet_due_lapses(anna: Actor) -> None:
    plan_id, case_id = make.delivered(anna)
    replaced(anna, plan_id)
    with make.reading():
        assert set(Deadline.objects.filter(subject_id=case_id).values_list("state", flat=True)) == {DeadlineState.LAPSED}


def test_another_municipality_gets_the_new_case_and_the_old_one_has_no_link(anna: Actor) -> None:
    plan_id, case_id = make.delivered(anna)
    new = replaced(anna, plan_id, home_municipality_id=make.HERNING, municipality_contact="Herning", region_contact="Midt")
    assert row(Case, new.case_id).organisation_id == make.HERNING
    with make.reading():
        assert CaseEvent.objects.get(case_id=case_id, action="afslut").data["successor"] == ""
        assert CaseEvent.objects.get(case_id=new.case_id, action="modtaget").data["replaces"] == ""


def test_a_new_type_moves_the_treatment_and_each_receiver_finds_its_own(anna: Actor) -> None:
    plan_id, case_id = make.delivered(anna)
    new = replaced(anna, plan_id, **SPECIALISED)
    assert row(Case, new.case_id).organisation_id == make.AALBORG_HOSPITAL
    with make.reading():
        informed = Case.objects.get(organisation_id=make.AALBORG, plan_id=new.id)
        assert informed.kind == "information"
        assert CaseEvent.objects.get(case_id=case_id, action="afslut").data["successor"] == str(informed.id)
    back = replaced(anna, new.id, plan_type="almen", specialised_reason="", performing_department_id=None)
    with make.reading():
        assert set(Case.objects.filter(plan_id=new.id).values_list("end_code", flat=True)) == {EndCode.REPLACED}
        assert Case.objects.get(plan_id=back.id).kind == "behandling"


def test_without_consent_to_the_municipality_the_old_case_ends_and_none_begins(anna: Actor) -> None:
    plan_id, case_id = make.delivered(anna)
    said = make.consents()
    said[ConsentKind.MUNICIPALITY]["answer"] = ConsentAnswer.REFUSED
    replaced(anna, plan_id, consents=said)
    with make.reading():
        assert Case.objects.get().end_code == EndCode.REPLACED
        assert Case.objects.get().id == case_id


def test_a_copy_of_the_old_plan_that_was_not_sent_will_not_be(anna: Actor) -> None:
    plan_id, _ = make.delivered(anna)
    new = replaced(anna, plan_id)
    with make.reading():
        states = dict(Recipient.objects.filter(kind="egen_laege").values_list("plan_id", "state"))
    assert states == {plan_id: "fravalgt", new.id: "afventer"}


def test_of_two_who_replace_one_plan_the_second_is_told_and_there_is_one_draft(anna: Actor) -> None:
    plan_id, _ = make.delivered(anna)
    bo = make.author("bo")
    first = begun(anna, plan_id)
    assert begun(anna, plan_id).id == first.id
    with pytest.raises(AlreadyDone) as told:
        begun(bo, plan_id)
    assert told.value.by_name == "Anna"
    with make.reading():
        assert Plan.objects.filter(replaces_id=plan_id).count() == 1


def test_withdrawn_meanwhile_the_draft_stays_and_can_become_a_plan_of_its_own(anna: Actor) -> None:
    plan_id, case_id = make.delivered(anna)
    new = begun(anna, plan_id)
    with acting_as(anna):
        save_step(anna, new.id, {"consents": make.consents()})
    with pytest.raises(Refused, match="gælder stadig"), acting_as(anna):
        detach(anna, new.id)
    with acting_as(anna):
        sent.withdraw_plan(anna, plan_id, "Skrevet på en forkert patient.")
    with pytest.raises(Refused, match="trukket tilbage af Anna"), acting_as(anna):
        send_plan(anna, new.id)
    assert row(Plan, new.id).state == PlanState.DRAFT
    for _ in range(2):
        with acting_as(anna):
            detach(anna, new.id)
    with acting_as(anna):
        send_plan(anna, new.id)
    make.deliver_all()
    with make.reading():
        assert Case.objects.get(id=case_id).end_code == EndCode.WITHDRAWN
        assert Case.objects.get(plan_id=new.id).state == CaseState.RECEIVED


def test_who_may_not(anna: Actor) -> None:
    from accounts.actor import NotAllowed

    plan_id, _ = make.delivered(anna)
    with pytest.raises(NotFound):
        begun(make.author("vera", make.GOEDSTRUP), plan_id)
    with pytest.raises(NotAllowed):
        begun(make.triage_officer(), plan_id)
    with pytest.raises(TransitionNotAllowed):
        begun(anna, make.draft(anna))
    with acting_as(anna):
        sent.withdraw_plan(anna, plan_id, "Forkert patient.")
    with pytest.raises(TransitionNotAllowed):
        begun(anna, plan_id)


def test_a_replaced_plan_takes_no_more_verbs(anna: Actor) -> None:
    plan_id, _ = make.delivered(anna)
    replaced(anna, plan_id)
    for verb in (
        lambda: amend(anna, plan_id, 1, {"potential": "x"}, "y"),
        lambda: sent.withdraw_plan(anna, plan_id, "Fortryder."),
        lambda: sent.set_discharge(anna, plan_id, ahead(1), expected=True),
    ):
        with pytest.raises(TransitionNotAllowed, match="erstattet"), acting_as(anna):
            verb()


def test_applied_twice_and_after_other_ends_it_changes_nothing(anna: Actor) -> None:
    plan_id, case_id = make.delivered(anna)
    with acting_as(anna):
        amend(anna, plan_id, 1, {"potential": "Bedre."}, "Ny vurdering.")
        sent.set_discharge(anna, plan_id, ahead(1), expected=True)
    replaced(anna, plan_id)
    before = row(Case, case_id)
    for kind in ("erstatning", "rettelse", "udskrivning", "plan"):
        again(kind)
    make.deliver_all()
    assert row(Case, case_id) == before
    assert row(Case, case_id).end_code == EndCode.REPLACED
    with make.reading():
        assert CaseEvent.objects.filter(case_id=case_id, action="afslut").count() == 1
        assert Case.objects.count() == 2


def test_the_end_comes_first_when_the_replacement_overtakes_an_amendment(anna: Actor) -> None:
    from accounts.actor import job_actor
    from accounts.enums import Kind
    from gop.services.receiving import APPLY

    plan_id, case_id = make.delivered(anna)
    with acting_as(anna):
        amend(anna, plan_id, 1, {"potential": "Bedre."}, "Ny vurdering.")
        new = replace_plan(anna, plan_id, uuid.uuid4())
        save_step(anna, new.id, {"consents": make.consents()})
        send_plan(anna, new.id)
    with make.reading():
        waiting = list(Delivery.objects.filter(plan_id=plan_id, case_id=case_id, applied_at__isnull=True).order_by("-created_at"))
    job = job_actor("gop.apply_delivery", Kind.AUTHORITY, make.AALBORG)
    for delivery in waiting:
        with acting_as(job):
            APPLY[delivery.kind](job, delivery)
    case = row(Case, case_id)
    assert (case.end_code, case.plan_version) == (EndCode.REPLACED, 1)


def test_a_case_that_had_ended_keeps_its_own_end(anna: Actor) -> None:
    from gop.services import offers

    plan_id, case_id = make.delivered(anna)
    birgit = make.triage_officer()
    with acting_as(birgit):
        cases.acknowledge(birgit, case_id)
        offers.end_case(birgit, case_id, code=EndCode.DECLINED, reason="Ønsker det ikke.")
    make.deliver_all()
    replaced(anna, plan_id)
    assert row(Case, case_id).end_code == EndCode.DECLINED
