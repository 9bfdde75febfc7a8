"""Which days an authority is open, from its dated rows."""

from datetime import UTC, date, datetime, timedelta

from deadlines.enums import CalendarKind
from deadlines.rules import Calendar, CalendarLine, calendar_from

CHRISTMAS_EVE, CHRISTMAS_DAY = date(2026, 12, 24), date(2026, 12, 25)  # Thursday, Friday
SATURDAY, MONDAY = date(2026, 11, 21), date(2026, 11, 23)
HOLIDAYS = [CHRISTMAS_DAY]
ALWAYS = date(2020, 1, 1)
_made = 0


def line(kind: CalendarKind, first: date, last: date | None = None, weekdays: str = "", on_holidays: bool = False) -> CalendarLine:
    """Each made a minute after the one before."""
    global _made  # noqa: PLW0603
    _made += 1
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=_made)
    return CalendarLine(kind, first, last, at, frozenset(map(int, weekdays)), not on_holidays)


def calendar(*lines: CalendarLine) -> Calendar:
    return calendar_from(lines, HOLIDAYS)


def test_without_rows_monday_to_friday_and_closed_on_public_holidays() -> None:
    usual = calendar()
    assert usual == Calendar(closed_dates=frozenset(HOLIDAYS))
    assert [usual.is_open(day) for day in (SATURDAY, MONDAY, CHRISTMAS_EVE, CHRISTMAS_DAY)] == [False, True, True, False]


def test_a_week_holds_from_its_first_day_and_not_before() -> None:
    saturdays = calendar(line(CalendarKind.WEEK, MONDAY, weekdays="012345"))
    assert not saturdays.is_open(SATURDAY)
    assert saturdays.is_open(SATURDAY + timedelta(days=7))
    assert not saturdays.is_open(CHRISTMAS_DAY)


def test_whoever_works_on_public_holidays_is_open_then() -> None:
    assert calendar(line(CalendarKind.WEEK, ALWAYS, weekdays="01234", on_holidays=True)).is_open(CHRISTMAS_DAY)


def test_of_two_weeks_the_one_that_begins_last_holds_and_the_former_comes_back_after_it() -> None:
    short = line(CalendarKind.WEEK, date(2026, 12, 1), date(2026, 12, 31), "0123")
    usual = line(CalendarKind.WEEK, ALWAYS, weekdays="01234")
    days = calendar(short, usual)
    assert [days.is_open(date(2026, 11, 27)), days.is_open(date(2026, 12, 4)), days.is_open(date(2027, 1, 8))] == [True, False, True]


def test_of_two_rows_for_the_same_day_the_one_made_last_holds() -> None:
    first, then = line(CalendarKind.WEEK, ALWAYS, weekdays="0"), line(CalendarKind.WEEK, ALWAYS, weekdays="01234")
    assert calendar(then, first).is_open(CHRISTMAS_EVE)
    shut, opened = line(CalendarKind.CLOSED, MONDAY, MONDAY), line(CalendarKind.OPEN, MONDAY, MONDAY)
    assert calendar(opened, shut).is_open(MONDAY)


def test_a_single_day_outranks_the_week_whenever_it_was_made() -> None:
    shut, week = line(CalendarKind.CLOSED, CHRISTMAS_EVE, CHRISTMAS_EVE), line(CalendarKind.WEEK, date(2026, 12, 1), weekdays="0123456")
    assert not calendar(shut, week).is_open(CHRISTMAS_EVE)
    assert calendar(line(CalendarKind.OPEN, CHRISTMAS_DAY, CHRISTMAS_DAY)).is_open(CHRISTMAS_DAY)


def test_a_single_day_that_was_taken_back_is_as_the_week_again() -> None:
    shut = line(CalendarKind.CLOSED, CHRISTMAS_EVE, date(2026, 12, 31))
    back = line(CalendarKind.USUAL, date(2026, 12, 28), date(2026, 12, 28))
    days = calendar(shut, back)
    assert [days.is_open(date(2026, 12, day)) for day in (24, 28, 29, 31)] == [False, True, False, False]


def test_the_last_working_day_before_a_long_closing_lies_before_it() -> None:
    shut = calendar(line(CalendarKind.CLOSED, CHRISTMAS_EVE, date(2027, 1, 1)))
    assert shut.latest_open_on_or_before(date(2026, 12, 30)) == date(2026, 12, 23)


def test_opening_days_are_counted_after_the_day() -> None:
    usual = calendar()
    assert usual.open_days_after(date(2026, 12, 23), 0) == date(2026, 12, 23)
    assert usual.open_days_after(date(2026, 12, 23), 3) == date(2026, 12, 29)  # Thursday 24, Monday 28, Tuesday 29
