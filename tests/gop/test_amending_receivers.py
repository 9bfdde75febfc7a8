"""Who hears of an amendment, once, in whatever order it comes."""

import pytest

from accounts.actor import Actor
from accounts.tenancy import acting_as
from gop.enums import ConsentAnswer, ConsentKind, EndCode, ReturnReason
from gop.models import Case, CaseEvent, Consent, Delivery, Plan, PlanVersion, Recipient
from gop.rules import TransitionNotAllowed
from gop.selectors.amendments import told
from gop.services import cases, offers, returning, sent
from tests import factories as make
from tests.gop.amendments import CLINICAL, SPECIALISED, again, ahead, amended, case_row, told_and_offered

pytestmark = pytest.mark.django_db


def test_the_information_case_gets_the_later_version_and_no_clock(anna: Actor) -> None:
    plan_id = make.sent(anna, **SPECIALISED)
    make.deliver_all()
    amended(anna, plan_id, latest_start=ahead(9), **CLINICAL)
    make.deliver_all()
    with make.reading():
        rows = list(Case.objects.order_by("kind"))
        assert [(row.kind, row.plan_version, row.plan_start_by) for row in rows] == [("behandling", 2, ahead(9)), ("information", 2, None)]
        info = rows[1]
    birgit = make.triage_officer()
    with acting_as(birgit):
        assert PlanVersion.objects.filter(number=2).exists()
        cases.acknowledge(birgit, info.id)
    with pytest.raises(TransitionNotAllowed), acting_as(birgit):
        cases.triage(birgit, info.id)


def test_consent_taken_back_stops_the_later_version_for_the_informed_municipality(anna: Actor) -> None:
    plan_id = make.sent(anna, **SPECIALISED)
    make.deliver_all()
    with make.reading():
        Consent.objects.filter(plan_id=plan_id, kind=ConsentKind.MUNICIPALITY).update(answer=ConsentAnswer.WITHDRAWN)
        plan = Plan.objects.get(id=plan_id)
        assert {one.recipient.kind: one.why_not for one in told(plan)}["kommune"] == "Samtykket er trukket tilbage"
    amended(anna, plan_id)
    make.deliver_all()
    with make.reading():
        assert dict(Case.objects.values_list("kind", "plan_version")) == {"behandling": 2, "information": 1}
    with acting_as(make.triage_officer()):
        assert list(PlanVersion.objects.values_list("number", flat=True)) == [1]


def test_an_ended_case_opens_what_it_had_received_and_none_later(anna: Actor) -> None:
    """The case ends while the amendment is on its way, so the hospital could not know."""
    plan_id, case_id = make.delivered(anna)
    amended(anna, plan_id)
    make.deliver_all()
    birgit = make.triage_officer()
    with acting_as(birgit):
        offers.end_case(birgit, case_id, code=EndCode.DECLINED, reason="Ønsker det ikke.")
    amended(anna, plan_id, base=2, potential="Bedre end ventet.")
    make.deliver_all()
    case = case_row(case_id)
    assert (case.plan_version, case.end_code) == (2, EndCode.DECLINED)
    with acting_as(birgit):
        assert list(PlanVersion.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_an_ended_case_the_hospital_has_heard_of_is_told_nothing(anna: Actor) -> None:
    plan_id, case_id = make.delivered(anna)
    birgit = make.triage_officer()
    with acting_as(birgit):
        offers.end_case(birgit, case_id, code=EndCode.DECLINED, reason="Ønsker det ikke.")
    make.deliver_all()
    amended(anna, plan_id)
    with make.reading():
        assert not Delivery.objects.filter(kind="rettelse").exists()
        assert Recipient.objects.get(receiver_id=make.AALBORG).version == 1


def test_a_case_open_again_hears_what_it_missed(anna: Actor) -> None:
    from gop.services.reopening import reopen

    plan_id, case_id = make.delivered(anna)
    birgit = make.triage_officer()
    told_and_offered(case_id, birgit)
    with acting_as(birgit):
        offers.end_case(birgit, case_id, code=EndCode.DECLINED, reason="Ønsker det ikke.")
    make.deliver_all()
    amended(anna, plan_id, earliest_start=ahead(9), **CLINICAL)
    with acting_as(anna):
        sent.set_discharge(anna, plan_id, ahead(2), expected=True)
    make.deliver_all()
    assert case_row(case_id).plan_version == 1
    with acting_as(birgit):
        reopen(birgit, case_id, reason="Borgeren har skiftet mening.")
    make.deliver_all()
    case = case_row(case_id)
    assert (case.plan_version, case.day_zero, case.offer_by, case.decided_on_version) == (2, ahead(2), ahead(16), 1)
    with acting_as(birgit):
        assert list(PlanVersion.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_a_waiting_copy_becomes_the_new_version(anna: Actor) -> None:
    plan_id, _ = make.delivered(anna)
    amended(anna, plan_id)
    with make.reading():
        assert set(Recipient.objects.values_list("kind", "version")) == {("kommune", 2), ("egen_laege", 2)}


def test_a_returned_plan_is_amended_and_sent_on_in_the_version_in_force(anna: Actor) -> None:
    plan_id, case_id = make.delivered(anna)
    birgit = make.triage_officer()
    with acting_as(birgit):
        returning.return_case(birgit, case_id, reason=ReturnReason.LIVES_ELSEWHERE, belongs_to=make.HERNING)
    make.deliver_all()
    amended(anna, plan_id)
    with acting_as(anna):
        sent.forward_plan(anna, plan_id, make.HERNING)
    make.deliver_all()
    with make.reading():
        new = Case.objects.get(organisation_id=make.HERNING)
        assert (new.plan_version, Case.objects.get(id=case_id).plan_version) == (2, 1)
    case_row(new.id)


def test_applied_twice_and_after_the_withdrawal_it_changes_nothing(anna: Actor) -> None:
    plan_id, case_id = make.delivered(anna)
    amended(anna, plan_id)
    amended(anna, plan_id, base=2, potential="Bedre.")
    make.deliver_all()
    again("rettelse")
    with make.reading():
        assert CaseEvent.objects.filter(case_id=case_id, action="plan_rettet").count() == 2
    with acting_as(anna):
        sent.withdraw_plan(anna, plan_id, "Forkert patient.")
    make.deliver_all()
    before = case_row(case_id)
    for kind in ("rettelse", "udskrivning", "tilbagetraekning"):
        again(kind)
    assert case_row(case_id) == before
    with make.reading():
        assert CaseEvent.objects.filter(case_id=case_id, action="plan_rettet").count() == 2


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)])
def test_in_any_order_with_a_discharge_the_case_ends_on_the_last_version_and_day(anna: Actor, order: tuple[int, ...]) -> None:
    from accounts.actor import job_actor
    from accounts.enums import Kind
    from gop.services.receiving import APPLY

    plan_id, case_id = make.delivered(anna)
    amended(anna, plan_id)
    with acting_as(anna):
        sent.set_discharge(anna, plan_id, ahead(2), expected=True)
    amended(anna, plan_id, base=2, earliest_start=ahead(9), **CLINICAL)
    with make.reading():
        waiting = list(Delivery.objects.filter(applied_at__isnull=True, receiver_id=make.AALBORG).order_by("created_at"))
    job = job_actor("gop.apply_delivery", Kind.AUTHORITY, make.AALBORG)
    for number in order:
        with acting_as(job):
            APPLY[waiting[number].kind](job, waiting[number])
    case = case_row(case_id)
    assert (case.plan_version, case.day_zero, case.earliest_start, case.offer_by) == (3, ahead(2), ahead(9), ahead(16))
