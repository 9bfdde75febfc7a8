"""The agreement's period: months are counted forward from the day it is told, to the month's last day where it is shorter."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gop.rules.notice_period import first_day_allowed, is_late, months_after

DAYS = st.dates(date(2007, 1, 1), date(2090, 12, 31))
MONTHS = st.integers(0, 36)


@pytest.mark.parametrize(
    ("told", "months", "first"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 8, 30), 6, date(2027, 2, 28)),
        (date(2026, 2, 28), 6, date(2026, 8, 28)),
        (date(2026, 3, 31), 6, date(2026, 9, 30)),
        (date(2026, 11, 22), 6, date(2027, 5, 22)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
    ],
)
def test_six_months_from_the_end_of_a_month_end_in_the_shorter_month(told: date, months: int, first: date) -> None:
    assert first_day_allowed(told, months) == first
    assert not is_late(first, first)
    assert is_late(first - timedelta(days=1), first)


@given(DAYS, MONTHS)
def test_the_day_is_kept_or_is_the_months_last(day: date, months: int) -> None:
    after = months_after(day, months)
    assert (after.year - day.year) * 12 + after.month - day.month == months
    assert after.day == min(day.day, monthrange(after.year, after.month)[1])


@given(DAYS, MONTHS)
def test_told_a_day_later_never_allows_an_earlier_day(day: date, months: int) -> None:
    assert months_after(day, months) <= months_after(day + timedelta(days=1), months)


@given(DAYS, DAYS)
def test_as_early_as_possible_is_never_late(told: date, effective: date) -> None:
    assert not is_late(effective, first_day_allowed(told, None))
