"""Extended hospital choice: more than 60 days of waiting, 30 for a serious illness, from the day the plan was received."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gop.enums import WaitReason
from gop.letters.known import hospital_wait
from gop.rules.hospital_choice import Wait, WaitRule, extended_hospital_choice

RULE = WaitRule(days=60, serious_days=30, assumption=True)
RECEIVED = date(2026, 9, 1)


def after(days: int) -> date:
    return RECEIVED + timedelta(days=days)


@pytest.mark.parametrize(("serious", "last"), [(None, 60), (False, 60), (True, 30)])
def test_the_last_day_of_the_limit_is_not_too_long_and_the_next_is(serious: bool | None, last: int) -> None:
    told = [
        extended_hospital_choice(Wait(RECEIVED, serious, meeting_on=after(day), offered_on=after(2)), RULE, after(3))
        for day in (last, last + 1)
    ]
    assert [(one.decision.allowed, one.reason) for one in told] == [(False, WaitReason.SHORT), (True, WaitReason.OFFER_LATE)]
    assert told[1].decision.from_date == after(2), "from the day the late meeting was offered"
    assert (told[1].limit, told[1].waited, told[1].assumption, told[1].decision.legal_basis) == (
        last,
        last + 1,
        True,
        "Sundhedsloven § 79 stk. 2",
    )


def test_without_an_offer_it_stands_from_the_first_day_beyond_the_limit() -> None:
    wait = Wait(RECEIVED)
    assert not extended_hospital_choice(wait, RULE, after(60)).decision.allowed
    found = extended_hospital_choice(wait, RULE, after(75))
    assert (found.reason, found.decision.from_date, found.waited) == (WaitReason.NO_OFFER, after(61), 75)


def test_a_late_offer_made_late_keeps_the_day_the_limit_was_passed() -> None:
    found = extended_hospital_choice(Wait(RECEIVED, meeting_on=after(90), offered_on=after(70)), RULE, after(71))
    assert found.decision.from_date == after(61)


@pytest.mark.parametrize(
    ("wait", "reason"),
    [
        (Wait(RECEIVED, started=True), WaitReason.STARTED),
        (Wait(RECEIVED, ended=True), WaitReason.ENDED),
        (Wait(RECEIVED, declined=(after(20),)), WaitReason.DECLINED),
    ],
)
def test_a_course_under_way_or_ended_or_a_meeting_in_time_that_was_declined_gives_none(wait: Wait, reason: WaitReason) -> None:
    found = extended_hospital_choice(wait, RULE, after(200))
    assert (found.decision.allowed, found.reason, found.decision.from_date) == (False, reason, None)


def test_a_day_without_a_rule_gives_none_and_says_so() -> None:
    assert hospital_wait(date(2018, 12, 31)) is None
    found = extended_hospital_choice(Wait(date(2018, 12, 31)), None, after(0))
    assert (found.reason, found.limit) == (WaitReason.NO_RULE, None)


@given(st.integers(0, 400), st.integers(0, 400), st.booleans(), st.one_of(st.none(), st.integers(0, 400)))
def test_it_stands_exactly_when_the_wait_is_longer_than_the_limit_and_never_from_a_day_to_come(
    asked: int, offered: int, serious: bool, meeting: int | None
) -> None:
    wait = Wait(RECEIVED, serious, meeting_on=None if meeting is None else after(meeting), offered_on=after(min(offered, asked)))
    found = extended_hospital_choice(wait, RULE, after(asked))
    limit = 30 if serious else 60
    assert found.decision.allowed == ((asked if meeting is None else meeting) > limit)
    if found.decision.from_date:
        assert found.decision.from_date <= after(asked)
