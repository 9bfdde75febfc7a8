"""Last working day, warning and breach moments, across both DST nights (model.md section 6, rule 8)."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.danish import COPENHAGEN, copenhagen_date, copenhagen_moment
from deadlines.enums import DeadlineKind, DeadlineState, StartReason
from deadlines.rules import Calendar, ClockFacts, clocks
from tests.rules.clock_examples import CALENDAR, RULES, by_kind, facts

INFORM, OFFER = DeadlineKind.INFORM_BY, DeadlineKind.OFFER_BY


def cph(year: int, month: int, day: int, hour: int = 0) -> datetime:
    return datetime(year, month, day, hour, tzinfo=COPENHAGEN)


def test_kl_holbaek_warning_skips_ascension_day_and_breach_is_after_saturday() -> None:
    found = by_kind(facts(day_zero=date(2022, 5, 24), received_at=cph(2022, 5, 23, 11)))
    assert found[INFORM].warn_at == cph(2022, 5, 25, 8)
    assert found[INFORM].breach_at == cph(2022, 5, 29)
    assert found[INFORM].warn_at.utcoffset() == timedelta(0)
    assert found[INFORM].breach_at.utcoffset() == timedelta(0)


def test_warning_waits_for_receipt() -> None:
    late = by_kind(facts(received_at=cph(2026, 11, 23, 14)))[INFORM]  # due Tuesday 24, warning Monday 08:00
    assert late.warn_at == cph(2026, 11, 23, 14)


def test_warning_waits_for_day_0_at_eight() -> None:
    # The authority is open on Mondays only; the plan came two weeks before the discharge on Sunday 22.
    mondays = Calendar(frozenset({0}))
    early = by_kind(facts(day_zero=date(2026, 11, 22), received_at=cph(2026, 11, 9, 9)), mondays)[INFORM]
    assert early.last_working_day == date(2026, 11, 23)
    assert early.warn_at == cph(2026, 11, 22, 8)  # not Monday 16


def test_day_0_bound_does_not_apply_when_last_working_day_is_day_0_or_before() -> None:
    mondays = Calendar(frozenset({0}))
    on = by_kind(facts(day_zero=date(2026, 11, 23), received_at=cph(2026, 11, 9, 9)), mondays)[INFORM]
    before = by_kind(facts(day_zero=date(2026, 11, 24), received_at=cph(2026, 11, 9, 9)), mondays)[INFORM]
    for clock in (on, before):
        assert clock.last_working_day == date(2026, 11, 23)
        assert clock.warn_at == cph(2026, 11, 16, 8)


def test_receipt_after_the_last_working_day_is_shown_as_no_open_day() -> None:
    # Discharged Wednesday 23 December: day 4 is Sunday 27, last open day Wednesday 23.
    shown = by_kind(facts(day_zero=date(2026, 12, 23), received_at=cph(2026, 12, 24, 10)))[INFORM]
    assert shown.last_working_day == date(2026, 12, 23)
    assert shown.no_open_day_before
    assert shown.basis[-1].startswith("Ingen åbningsdag før fristen")
    same_day = by_kind(facts(day_zero=date(2026, 12, 23), received_at=cph(2026, 12, 23, 23)))[INFORM]
    assert not same_day.no_open_day_before


def test_receipt_after_the_breach_gives_no_later_warning() -> None:
    late = by_kind(facts(received_at=cph(2026, 12, 5, 9)))[INFORM]
    assert late.warn_at == late.breach_at == cph(2026, 11, 25)


def test_spring_night_breach_is_23_utc_before_and_22_utc_after() -> None:
    # Clocks go forward on Sunday 28 March 2027.
    before = by_kind(facts(day_zero=date(2027, 3, 23), received_at=cph(2027, 3, 22, 9)))[INFORM]
    assert before.due_on == date(2027, 3, 27)
    assert before.breach_at == datetime(2027, 3, 27, 23, tzinfo=UTC)
    after = by_kind(facts(day_zero=date(2027, 3, 24), received_at=cph(2027, 3, 22, 9)))[INFORM]
    assert after.breach_at == datetime(2027, 3, 28, 22, tzinfo=UTC)


def test_autumn_night_breach_is_22_utc_before_and_23_utc_after_and_warning_keeps_eight() -> None:
    # Clocks go back on Sunday 25 October 2026.
    before = by_kind(facts(day_zero=date(2026, 10, 20), received_at=cph(2026, 10, 19, 9)))[INFORM]
    assert before.breach_at == datetime(2026, 10, 24, 22, tzinfo=UTC)
    after = by_kind(facts(day_zero=date(2026, 10, 21), received_at=cph(2026, 10, 19, 9)))[INFORM]
    assert after.breach_at == datetime(2026, 10, 25, 23, tzinfo=UTC)
    tuesday = by_kind(facts(day_zero=date(2026, 10, 23), received_at=cph(2026, 10, 19, 9)))[INFORM]
    assert tuesday.warn_at == datetime(2026, 10, 26, 7, tzinfo=UTC)


def test_typed_time_in_the_spring_gap_is_refused_and_in_the_autumn_hour_is_the_first() -> None:
    with pytest.raises(ValueError, match=r"kl\. 2\.30 findes ikke søndag 28\. marts 2027"):
        copenhagen_moment(date(2027, 3, 28), time(2, 30))
    assert copenhagen_moment(date(2026, 10, 25), time(2, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


DAYS = st.dates(date(2018, 7, 1), date(2040, 1, 1))
NEAR = st.integers(-10, 40)
MAYBE = st.none() | NEAR


@st.composite
def any_facts(draw: st.DrawFn, plan_type: str = "almen") -> ClockFacts:
    day_zero = draw(DAYS)

    def near() -> date | None:
        days = draw(MAYBE)
        return None if days is None else day_zero + timedelta(days=days)

    received = datetime.combine(day_zero, time(draw(st.integers(0, 23))), tzinfo=UTC)
    return ClockFacts(
        plan_type=plan_type,
        day_zero=day_zero,
        received_at=received + timedelta(days=draw(NEAR)),
        earliest_start=near(),
        latest_start=near(),
        start_reason=draw(st.none() | st.sampled_from(StartReason)),
        informed_on=near(),
        told_none_on=near(),
        offer_meeting_on=near(),
        first_meeting_on=near(),
        ended_on=near(),
    )


@given(any_facts())
def test_moments_lie_at_midnight_eight_or_receipt_and_in_order(known: ClockFacts) -> None:
    for clock in clocks(known, RULES, CALENDAR):
        assert clock.last_working_day <= clock.due_on
        assert CALENDAR.is_open(clock.last_working_day)
        assert clock.warn_at <= clock.breach_at
        assert clock.breach_at.astimezone(COPENHAGEN).time() == time(0)
        assert copenhagen_date(clock.breach_at) == clock.due_on + timedelta(days=1)
        at_eight = clock.warn_at.astimezone(COPENHAGEN).time() == time(8)
        assert at_eight or clock.warn_at in (known.received_at, clock.breach_at)


@given(any_facts())
def test_offer_is_never_due_before_inform(known: ClockFacts) -> None:
    found = by_kind(known)
    assert found[OFFER].due_on >= found[INFORM].due_on


@given(DAYS, st.integers(1, 400))
def test_due_dates_are_monotone_in_day_0(day_zero: date, later_by: int) -> None:
    later = day_zero + timedelta(days=later_by)
    start = day_zero + timedelta(days=20)
    for known in ({}, {"earliest_start": start, "start_reason": StartReason.CLINICAL}):
        first, second = by_kind(facts(day_zero=day_zero, **known)), by_kind(facts(day_zero=later, **known))
        assert first[INFORM].due_on < second[INFORM].due_on
        assert first[OFFER].due_on <= second[OFFER].due_on


@given(any_facts())
def test_state_follows_from_the_facts_alone(known: ClockFacts) -> None:
    for clock in clocks(known, RULES, CALENDAR):
        ended_in_time = known.ended_on is not None and known.ended_on <= clock.due_on
        assert (clock.state == DeadlineState.MET) == (clock.met_on is not None)
        assert (clock.state == DeadlineState.LAPSED) == (clock.met_on is None and ended_in_time)
        assert clock.state != DeadlineState.SUPERSEDED
        if clock.kind != INFORM and clock.met_on is not None:
            assert clock.met_on <= clock.due_on


@given(any_facts(plan_type="specialiseret"))
def test_specialised_never_has_a_statutory_clock(known: ClockFacts) -> None:
    assert {clock.kind for clock in clocks(known, RULES, CALENDAR)} <= {DeadlineKind.PLAN_START_BY}


@given(any_facts())
def test_same_facts_give_same_clocks(known: ClockFacts) -> None:
    assert clocks(known, RULES, CALENDAR) == clocks(known, RULES, CALENDAR)
