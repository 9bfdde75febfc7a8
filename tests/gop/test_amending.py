"""An amendment: a new frozen version. No state moves, and what was decided is looked at again."""

from datetime import date
from typing import Any

import pytest
from django.db import connection

from accounts.actor import Actor
from accounts.tenancy import acting_as
from gop.enums import CaseState
from gop.errors import AlreadyDone, NotFound, Refused
from gop.models import Delivery, Plan, PlanEvent, PlanVersion
from gop.rules import TransitionNotAllowed
from gop.selectors.amendments import compared
from gop.selectors.cases import case_events
from gop.services import sent
from tests import factories as make
from tests.gop.amendments import CLINICAL, NEED, WHY, ahead, amended, case_row, told_and_offered

pytestmark = pytest.mark.django_db


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


def test_a_frozen_version_cannot_be_changed_in_the_database(anna: Actor) -> None:
    plan_id, _ = make.delivered(anna)
    amended(anna, plan_id)
    with pytest.raises(Exception, match="a sent version is frozen"), make.reading(), connection.cursor() as cursor:
        cursor.execute("UPDATE gop_planversion SET potential = 'x' WHERE plan_id = %s AND number = 2", [plan_id])
