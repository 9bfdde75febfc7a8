"""Offers that end, starts that cannot be offered, and pauses: what each does to state, clocks and the hospital."""

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest

from accounts import clock
from accounts.actor import Actor
from accounts.clock import COPENHAGEN
from accounts.tenancy import acting_as
from deadlines.enums import DeadlineState
from gop.enums import CaseState, DateSource, DeclinedHow, GeneralLevel, GuidanceHow, HoldReason, InformedHow
from gop.errors import Refused
from gop.models import Case, Offer, Plan
from gop.rules import TransitionNotAllowed
from gop.services import cases, holding, no_start, offer_ends, offers
from tests import factories as make
from tests.gop.courses import told_alike

pytestmark = pytest.mark.django_db
MET, OPEN = DeadlineState.MET, DeadlineState.OPEN


class Desk:
    """One almen case, discharged today, at Aalborg's desk; after each verb columns and events must agree."""

    def __init__(self, **changed: Any) -> None:
        make.registry()
        self.anna, self.birgit = make.author(), make.triage_officer()
        self.plan_id, self.case_id = make.delivered(self.anna, **changed)

    def does(self, verb: Any, actor: Actor | None = None, **typed: Any) -> Case:
        with acting_as(actor or self.birgit):
            verb(actor or self.birgit, self.case_id, **typed)
        return told_alike(self.case_id)

    def refused(self, verb: Any, **typed: Any) -> str:
        with pytest.raises(Refused) as refused, acting_as(self.birgit):
            verb(self.birgit, self.case_id, **typed)
        told_alike(self.case_id)
        return str(refused.value)

    def offers(self, days: int) -> Case:
        return self.does(offers.offer, meeting_at=meeting(days), place="Vest")

    def told(self) -> Case:
        return self.does(offers.inform, on=clock.today(), how=InformedHow.PHONE)

    def prepared(self) -> "Desk":
        self.does(cases.triage, level=GeneralLevel.BASIC, criteria=["enkel"], reason="Enkel.")
        self.does(cases.record_guidance, how=GuidanceHow.PHONE)
        return self


def meeting(days: int) -> datetime:
    day = clock.today() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, 23, 30, tzinfo=COPENHAGEN)


def last_sentence(plan_id: uuid.UUID) -> str:
    make.deliver_all()
    with make.reading():
        return str(Plan.objects.get(id=plan_id).last_milestone_text)


@pytest.fixture
def desk(db: None) -> Desk:
    return Desk().prepared()


def test_an_offer_cancelled_by_the_authority_opens_the_offer_clock_and_keeps_the_telling(desk: Desk) -> None:
    desk.offers(3)
    desk.told()
    case = desk.does(offer_ends.cancel_offer, reason="Terapeuten er syg.")
    assert (case.state, case.inform_state, case.offer_state) == (CaseState.TRIAGED, MET, OPEN)
    with make.reading():
        row = Offer.objects.get(case_id=desk.case_id)
    assert (row.ended_by, row.withdrawn_reason) == ("myndighed", "Aflyst: Terapeuten er syg.")
    assert "har aflyst mødet" in last_sentence(desk.plan_id)


def test_cancelling_after_the_due_date_leaves_the_clock_broken(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.offers(7)
    _later(monkeypatch, 8)
    case = desk.does(offer_ends.cancel_offer, reason="Lokalet er optaget.")
    assert (case.offer_state, case.offer_by) == (OPEN, clock.today() - timedelta(days=1))


def test_a_new_offer_in_time_after_a_cancelled_one_meets_the_clock_again(desk: Desk) -> None:
    desk.offers(3)
    desk.told()
    desk.does(offer_ends.cancel_offer, reason="Syg.")
    case = desk.offers(5)
    assert (case.state, case.inform_state, case.offer_state) == (CaseState.OFFERED, MET, MET)


def test_cancelling_needs_a_reason_that_fits_and_an_offer_in_force(desk: Desk) -> None:
    desk.offers(3)
    assert "hvorfor" in desk.refused(offer_ends.cancel_offer, reason=" ")
    assert "180 tegn" in desk.refused(offer_ends.cancel_offer, reason="x" * 181)
    desk.does(offer_ends.citizen_declined, how=DeclinedHow.SAID_NO)
    assert "ikke noget tilbud" in desk.refused(offer_ends.cancel_offer, reason="Syg.")


@pytest.mark.parametrize("how", [DeclinedHow.SAID_NO, DeclinedHow.CANCELLED, DeclinedHow.MISSED])
def test_an_in_time_offer_the_citizen_did_not_take_keeps_the_clock_met(
    desk: Desk, how: DeclinedHow, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.offers(3)
    _later(monkeypatch, 4)
    case = desk.does(offer_ends.citizen_declined, how=how)
    assert (case.state, case.offer_state) == (CaseState.OFFERED, MET)
    assert case.declined_meetings == [clock.today() - timedelta(days=1)]
    case = desk.offers(20)
    assert case.offer_state == MET


def test_a_late_offer_the_citizen_did_not_take_leaves_the_clock_open(desk: Desk) -> None:
    desk.offers(9)
    assert desk.does(offer_ends.citizen_declined, how=DeclinedHow.SAID_NO).offer_state == OPEN


def test_nobody_stays_away_from_a_meeting_that_has_not_been(desk: Desk) -> None:
    desk.offers(3)
    assert "ikke været endnu" in desk.refused(offer_ends.citizen_declined, how=DeclinedHow.MISSED)


def test_no_start_is_recorded_once_and_not_while_an_offer_in_time_stands(desk: Desk) -> None:
    desk.offers(3)
    assert "inden tilbudsfristen" in desk.refused(no_start.no_start)
    desk.offers(12)
    case = desk.does(no_start.no_start)
    assert case.no_start_at is not None
    assert case.offer_state == OPEN
    assert "allerede" in desk.refused(no_start.no_start, seen=clock.now())


def test_telling_that_no_start_can_be_offered_records_it_too_and_the_first_telling_stands(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = clock.today()
    case = desk.does(offers.inform, on=first, how=InformedHow.PHONE, no_start=True)
    assert case.no_start_at is not None
    _later(monkeypatch, 6)
    desk.offers(9)
    desk.does(offer_ends.cancel_offer, reason="Syg.")
    case = desk.does(offers.inform, on=clock.today(), how=InformedHow.PHONE, no_start=True, seen=clock.now())
    assert (case.told_no_offer_on, case.inform_state) == (first, MET)


def test_a_pause_stops_no_clock_and_is_shown_with_kls_reason(desk: Desk) -> None:
    before = desk.offers(9)
    case = desk.does(holding.hold, reason=HoldReason.POSTPONED)
    assert (case.offer_by, case.offer_state, case.last_working_day) == (before.offer_by, before.offer_state, before.last_working_day)
    assert "allerede på pause" in desk.refused(holding.hold, reason=HoldReason.FREE_CHOICE)
    case = desk.does(holding.resume)
    assert (case.held_at, case.held_reason) == (None, "")
    assert "ikke på pause" in desk.refused(holding.resume, seen=clock.now())


def test_a_case_that_is_not_triaged_has_no_offer_to_cancel_and_none_to_miss() -> None:
    desk = Desk()
    for verb, typed in ((offer_ends.cancel_offer, {"reason": "x"}), (offer_ends.citizen_declined, {"how": DeclinedHow.SAID_NO})):
        with pytest.raises(TransitionNotAllowed), acting_as(desk.birgit):
            verb(desk.birgit, desk.case_id, **typed)


def test_a_held_meeting_that_stands_keeps_the_case_started_when_the_offer_falls(desk: Desk) -> None:
    """Offered for today, held today, offered nothing more; day 0 told as today again moves nothing."""
    desk.offers(0)
    desk.does(offers.register_first_meeting, on=clock.today())
    day = clock.today()
    case = desk.does(cases.record_told_discharge, day=day, expected=True, source=DateSource.CITIZEN)
    assert (case.state, case.first_meeting_on) == (CaseState.STARTED, day)


def test_a_held_meeting_before_the_new_day_zero_falls_and_a_later_offer_stands(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.offers(6)
    _later(monkeypatch, 2)
    desk.does(offers.register_first_meeting, on=clock.today() - timedelta(days=1))
    case = desk.does(cases.record_told_discharge, day=clock.today() + timedelta(days=1), expected=True, source=DateSource.CITIZEN)
    assert (case.state, case.first_meeting_on, case.offer_state) == (CaseState.OFFERED, None, MET)


def test_offer_and_held_meeting_before_the_new_day_zero_fall_and_the_case_is_triaged_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.offers(1)
    desk.told()
    _later(monkeypatch, 2)
    desk.does(offers.register_first_meeting, on=clock.today() - timedelta(days=1))
    case = desk.does(cases.record_told_discharge, day=clock.today() + timedelta(days=1), expected=True, source=DateSource.CITIZEN)
    assert (case.state, case.inform_state, case.offer_state) == (CaseState.TRIAGED, OPEN, OPEN)
    with make.reading():
        assert Offer.objects.get(case_id=desk.case_id).ended_by == "ny_dag_nul"


def _later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + timedelta(days=days))
