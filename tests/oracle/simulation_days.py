"""Days and moments as the wall calendar in Copenhagen shows them: one day on, one day back, never more. Moments come out in UTC."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from tests.oracle.columns import Given

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
ONE_DAY = timedelta(days=1)


def day_after(day: date) -> date:
    """The next day."""
    return day + ONE_DAY


def day_before(day: date) -> date:
    """The day before."""
    return day - ONE_DAY


def counted_from(day_zero: date, days: int) -> date:
    """The day that is number `days` when `day_zero` is number 0, counted on the fingers."""
    day, number = day_zero, 0
    while number != days:
        day, number = day_after(day), number + 1
    return day


@cache
def on_the_clock(day: date, hour: int) -> datetime:
    """`hour` o'clock in Copenhagen on `day`; used for 00:00 and 08:00, which every day has once."""
    return datetime.combine(day, time(hour), COPENHAGEN).astimezone(UTC)


def midnight(day: date) -> datetime:
    """When `day` begins."""
    return on_the_clock(day, 0)


def day_of(moment: datetime) -> date:
    """The day it is in Copenhagen at `moment`."""
    return moment.astimezone(COPENHAGEN).date()


def is_open(day: date, given: Given) -> bool:
    """Whether the authority is open that day."""
    return day.weekday() in given.open_weekdays and day not in given.closed


def last_open_day(day: date, given: Given) -> date:
    """The latest opening day on or before `day`."""
    while not is_open(day, given):
        day = day_before(day)
    return day
