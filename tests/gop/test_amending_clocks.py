"""An amendment of the plan's start: the deadlines follow it."""

from datetime import timedelta

import pytest

from accounts import clock
from accounts.actor import Actor
from deadlines.enums import DeadlineKind, DeadlineState
from gop.enums import CaseState
from tests import factories as make
from tests.gop.amendments import CLINICAL, ahead, amended, case_row, rows_of, told_and_offered

pytestmark = pytest.mark.django_db


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
