"""An amendment: a new frozen version, told to those who handle the plan. No state moves; the clocks follow the plan's start."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from accounts import clock
from accounts.actor import Actor
from accounts.tenancy import acting_as
from deadlines.enums import DeadlineKind, DeadlineState
from deadlines.models import Deadline
from gop.enums import CaseState, ConsentAnswer, ConsentKind, EndCode, GeneralLevel, GuidanceHow, InformedHow
from gop.errors import AlreadyDone, NotFound, Refused
from gop.models import Case, CaseEvent, Consent, Delivery, Plan, PlanEvent, PlanVersion, Recipient
from gop.rules import TransitionNotAllowed
from gop.selectors.amendments import compared, told
from gop.selectors.cases import case_events
from gop.selectors.course import course
from gop.services import cases, offers, sent
from gop.services.amending import amend
from gop.services.clocks import facts_of
from tests import factories as make

pytestmark = pytest.mark.django_db
NEED = {"training_need": "Træning af gang med stok."}
WHY = "Patienten går nu med stok."
CLINICAL = {"start_reason_kind": "sundhedsfaglig", "start_reason": "Bruddet skal hele."}
SPECIALISED = {"plan_type": "specialiseret", "specialised_reason": "koordination", "performing_department_id": make.PHYSIO}


def ahead(days: int) -> date:
    return clock.today() + timedelta(days=days)


@pytest.fixture
def anna(db: None) -> Actor:
    make.registry()
    return make.author()


def amended(actor: Actor, plan_id: uuid.UUID, base: int = 1, why: str = WHY, **values: Any) -> Plan:
    with acting_as(actor):
        return amend(actor, plan_id, base, values or NEED, why)


def case_row(case_id: uuid.UUID) -> Case:
    """The case, with its facts told again from its events."""
    with make.reading():
        case = Case.objects.get(id=case_id)
        told_again = course(case)
        assert told_again is not None
        assert facts_of(case) == told_again.facts()
    return case


def rows_of(case_id: uuid.UUID, kind: DeadlineKind) -> list[tuple[date, str]]:
    with make.reading():
        return list(Deadline.objects.filter(subject_id=case_id, kind=kind).order_by("generation").values_list("due_on", "state"))


def told_and_offered(case_id: uuid.UUID, actor: Actor, in_days: int = 3) -> None:
    with acting_as(actor):
        cases.acknowledge(actor, case_id)
        cases.triage(actor, case_id, level=GeneralLevel.BASIC, criteria=["enkel"], reason="Enkel.")
        cases.record_guidance(actor, case_id, GuidanceHow.PHONE)
        offers.offer(actor, case_id, meeting_at=clock.now() + timedelta(days=in_days), place="Vest")
        offers.inform(actor, case_id, on=clock.today(), how=InformedHow.PHONE)


def test_a_new_version_is_frozen_and_the_former_stays_as_it_was(anna: Actor) -> None:
    plan_id, case_id = make.delivered(anna)
    amended(anna, plan_id, training_need=NEED["training_need"], citizen_name="Nancy Test Berggren", city="Vejle")
    make.deliver_all()
    with make.reading():
        plan = Plan.objects.get(id=plan_id)
        one, two = PlanVersion.objects.filter(plan=plan).select_related("address").order_by("number")
    assert (plan.current_version, plan.citizen_name, plan.last_milestone_text) == (2, "Nancy Test Berggren", "Rettet, version 2.")
    assert (two.frozen_at is not None, two.training_need, two.address.city) == (True, NEED["training_need"], "Vejle")
    assert (one.training_need, one.address.city) == (make.content()["training_need"], "")
    assert (two.functioning_now, two.diagnosis_code, two.birth_date) == (one.functioning_now, one.diagnosis_code, one.birth_date)
    case = case_row(case_id)
    assert (case.plan_version, case.citizen_name, case.state) == (2, "Nancy Test Berggren", CaseState.RECEIVED)
    assert case.decided_on_version is None


def test_the_receiver_may_read_the_new_version_and_no_other_municipality_may(anna: Actor) -> None:
    plan_id, _ = make.delivered(anna)
    amended(anna, plan_id)
    make.deliver_all()
    for who, numbers in ((make.triage_officer(), [1, 2]), (make.triage_officer("helle", make.HERNING), [])):
        with acting_as(who):
            assert list(PlanVersion.objects.order_by("number").values_list("number", flat=True)) == numbers


def test_level_offer_and_informed_stand_and_the_owner_is_asked_to_look_again(anna: Actor) -> None:
    plan_id, case_id = make.delivered(anna)
    birgit = make.triage_officer()
    told_and_offered(case_id, birgit)
    before = case_row(case_id)
    amended(anna, plan_id)
    make.deliver_all()
    case = case_row(case_id)
    same = ("state", "level", "offer_meeting_at", "informed_on", "guidance_at", "triaged_at", "inform_state", "offer_state")
    assert [getattr(case, name) for name in same] == [getattr(before, name) for name in same]
    assert (case.plan_version, case.decided_on_version) == (2, 1)
    with acting_as(birgit):
        between = compared(case, case_events(case))
        assert between is not None
        assert (between[0].number, between[1].number, [one.data["reason"] for one in between[2]]) == (1, 2, [WHY])


def test_an_address_protected_later_closes_the_earlier_versions_too(anna: Actor) -> None:
    from gop.models import PlanAddress

    plan_id, _ = make.delivered(anna, street="Gaden 1")
    amended(anna, plan_id, protected=True)
    with make.reading():
        assert set(PlanAddress.objects.filter(version__plan_id=plan_id).values_list("protected", flat=True)) == {True}


def test_nothing_changed_makes_no_version(anna: Actor) -> None:
    plan_id, _ = make.delivered(anna)
    with pytest.raises(Refused, match="ikke rettet noget"):
        amended(anna, plan_id, training_need=make.content()["training_need"])
    with make.reading():
        assert PlanVersion.objects.filter(plan_id=plan_id).count() == 1
        assert not Delivery.objects.filter(kind="rettelse").exists()


@pytest.mark.parametrize(
    ("values", "why", "fields"),
    [
        ({"training_need": ""}, WHY, ["training_need"]),
        (NEED, " ", ["why"]),
        ({"latest_start": date(2020, 1, 1), **CLINICAL}, WHY, ["latest_start"]),
        ({"earliest_start": date.max.replace(year=2027)}, "", ["earliest_start", "start_reason_kind", "start_reason", "why"]),
        ({"municipality_contact": ""}, WHY, ["municipality_contact"]),
        ({"diagnosis_code": "XX"}, WHY, ["diagnosis_code"]),
    ],
)
def test_the_same_is_asked_for_as_when_a_plan_is_sent(anna: Actor, values: dict[str, Any], why: str, fields: list[str]) -> None:
    plan_id, _ = make.delivered(anna)
    with pytest.raises(Refused) as refused:
        amended(anna, plan_id, why=why, **values)
    assert [field for field, _ in refused.value.messages] == fields


def test_a_clinical_earliest_start_added_moved_and_withdrawn_moves_the_offer_deadline(anna: Actor) -> None:
    plan_id, case_id = make.delivered(anna)
    starts = [ahead(10), ahead(20), None]
    for number, start in enumerate(starts, 1):
        values = {"earliest_start": start, **(CLINICAL if start else {"start_reason_kind": "", "start_reason": ""})}
        amended(anna, plan_id, base=number, **values)
        make.deliver_all()
        assert case_row(case_id).offer_by == (start or clock.today()) + timedelta(days=7)
    assert rows_of(case_id, DeadlineKind.OFFER_BY) == [
        (ahead(7), DeadlineState.SUPERSEDED),
        (ahead(17), DeadlineState.SUPERSEDED),
        (ahead(27), DeadlineState.SUPERSEDED),
        (ahead(7), DeadlineState.OPEN),
    ]
    assert rows_of(case_id, DeadlineKind.INFORM_BY) == [(ahead(4), DeadlineState.OPEN)]


def test_a_coordination_reason_moves_no_deadline(anna: Actor) -> None:
    plan_id, case_id = make.delivered(anna)
    amended(anna, plan_id, earliest_start=ahead(10), start_reason_kind="koordinering", start_reason="Transport.")
    make.deliver_all()
    assert rows_of(case_id, DeadlineKind.OFFER_BY) == [(ahead(7), DeadlineState.OPEN)]
    amended(anna, plan_id, base=2, **CLINICAL)
    make.deliver_all()
    assert case_row(case_id).offer_by == ahead(17)


def test_a_latest_start_added_moved_and_withdrawn_is_a_clock_of_its_own(anna: Actor) -> None:
    plan_id, case_id = make.delivered(anna)
    for number, (latest, said) in enumerate(
        [(ahead(3), CLINICAL), (ahead(2), {}), (None, {"start_reason_kind": "", "start_reason": ""})], 1
    ):
        amended(anna, plan_id, base=number, latest_start=latest, **said)
        make.deliver_all()
        assert case_row(case_id).plan_start_by == latest
    superseded = [(ahead(3), DeadlineState.SUPERSEDED), (ahead(2), DeadlineState.SUPERSEDED)]
    assert rows_of(case_id, DeadlineKind.PLAN_START_BY) == superseded
    assert rows_of(case_id, DeadlineKind.OFFER_BY) == [(ahead(7), DeadlineState.OPEN)]


def test_an_offer_made_under_a_later_start_is_too_late_when_the_start_is_withdrawn(anna: Actor) -> None:
    plan_id, case_id = make.delivered(anna, earliest_start=ahead(20), **CLINICAL)
    told_and_offered(case_id, make.triage_officer(), in_days=22)
    assert case_row(case_id).offer_state == DeadlineState.MET
    amended(anna, plan_id, earliest_start=None, start_reason_kind="", start_reason="")
    make.deliver_all()
    case = case_row(case_id)
    assert (case.offer_by, case.offer_state, case.inform_state) == (ahead(7), DeadlineState.OPEN, DeadlineState.MET)
    assert case.state == CaseState.OFFERED


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
        offers.return_case(birgit, case_id, reason="Bor i Herning.")
    make.deliver_all()
    amended(anna, plan_id)
    with acting_as(anna):
        sent.forward_plan(anna, plan_id, make.HERNING)
    make.deliver_all()
    with make.reading():
        new = Case.objects.get(organisation_id=make.HERNING)
        assert (new.plan_version, Case.objects.get(id=case_id).plan_version) == (2, 1)
    case_row(new.id)


def test_a_called_off_discharge_does_not_stop_an_amendment(anna: Actor) -> None:
    plan_id, case_id = make.delivered(anna, discharge_date=ahead(2), discharge_expected=True)
    with acting_as(anna):
        sent.call_off_discharge(anna, plan_id)
    amended(anna, plan_id, earliest_start=ahead(20), **CLINICAL)
    with acting_as(anna):
        sent.set_discharge(anna, plan_id, ahead(3), expected=True)
    make.deliver_all()
    assert (case_row(case_id).plan_version, case_row(case_id).offer_by) == (2, ahead(27))


def test_the_same_amendment_again_changes_nothing_and_another_is_told(anna: Actor) -> None:
    plan_id, _ = make.delivered(anna)
    bo = make.author("bo")
    for _ in range(2):
        amended(anna, plan_id)
    with pytest.raises(AlreadyDone) as told_so:
        amended(bo, plan_id)
    assert told_so.value.by_name == "Anna"
    with pytest.raises(AlreadyDone):
        amended(anna, plan_id, potential="Noget andet fra et andet faneblad.")
    with make.reading():
        assert PlanEvent.objects.filter(plan_id=plan_id, action="ret").count() == 1
        assert PlanVersion.objects.filter(plan_id=plan_id).count() == 2


def test_who_may_not(anna: Actor) -> None:
    from accounts.actor import NotAllowed

    plan_id, _ = make.delivered(anna)
    with pytest.raises(NotFound):
        amended(make.author("vera", make.GOEDSTRUP), plan_id)
    with pytest.raises(NotAllowed):
        amended(make.triage_officer(), plan_id)
    with pytest.raises(TransitionNotAllowed):
        amended(anna, make.draft(anna))
    with acting_as(anna):
        sent.withdraw_plan(anna, plan_id, "Forkert patient.")
    with pytest.raises(TransitionNotAllowed, match="trukket tilbage"):
        amended(anna, plan_id)


def again(kind: str) -> None:
    from gop.services.receiving import apply_delivery

    with make.reading():
        rows = list(Delivery.objects.filter(kind=kind).order_by("created_at").values_list("id", "receiver_id"))
        Delivery.objects.filter(kind=kind).update(applied_at=None)
    for delivery_id, receiver in rows:
        assert apply_delivery(delivery_id, receiver)


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


def test_a_frozen_version_cannot_be_changed_in_the_database(anna: Actor) -> None:
    plan_id, _ = make.delivered(anna)
    amended(anna, plan_id)
    with pytest.raises(Exception, match="a sent version is frozen"), make.reading(), connection.cursor() as cursor:
        cursor.execute("UPDATE gop_planversion SET potential = 'x' WHERE plan_id = %s AND number = 2", [plan_id])
