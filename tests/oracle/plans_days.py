"""Days for the made plans, written out: Danish public holidays and days on which counting easily goes wrong."""

from datetime import UTC, date, datetime, time
from random import Random
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
FIRST, LAST = date(2018, 7, 1), date(2028, 6, 30)

# Nytårsdag, påske, store bededag (until 2023), Kristi himmelfart, pinse, jul.
HOLIDAYS_BY_YEAR = {
    2018: "01-01 03-29 03-30 04-01 04-02 04-27 05-10 05-20 05-21 12-25 12-26",
    2019: "01-01 04-18 04-19 04-21 04-22 05-17 05-30 06-09 06-10 12-25 12-26",
    2020: "01-01 04-09 04-10 04-12 04-13 05-08 05-21 05-31 06-01 12-25 12-26",
    2021: "01-01 04-01 04-02 04-04 04-05 04-30 05-13 05-23 05-24 12-25 12-26",
    2022: "01-01 04-14 04-15 04-17 04-18 05-13 05-26 06-05 06-06 12-25 12-26",
    2023: "01-01 04-06 04-07 04-09 04-10 05-05 05-18 05-28 05-29 12-25 12-26",
    2024: "01-01 03-28 03-29 03-31 04-01 05-09 05-19 05-20 12-25 12-26",
    2025: "01-01 04-17 04-18 04-20 04-21 05-29 06-08 06-09 12-25 12-26",
    2026: "01-01 04-02 04-03 04-05 04-06 05-14 05-24 05-25 12-25 12-26",
    2027: "01-01 03-25 03-26 03-28 03-29 05-06 05-16 05-17 12-25 12-26",
    2028: "01-01 04-13 04-14 04-16 04-17 05-25 06-04 06-05 12-25 12-26",
    2029: "01-01 03-29 03-30 04-01 04-02 05-10 05-20 05-21 12-25 12-26",
}
HOLIDAYS = frozenset(date.fromisoformat(f"{year}-{day}") for year, days in HOLIDAYS_BY_YEAR.items() for day in days.split())

# Days many municipalities keep closed without their being public holidays.
ALSO_CLOSED = frozenset(date(year, month, day) for year in range(2018, 2030) for month, day in ((6, 5), (12, 24), (12, 31)))

SPRING_NIGHTS = "2019-03-31 2020-03-29 2021-03-28 2022-03-27 2023-03-26 2024-03-31 2025-03-30 2026-03-29 2027-03-28 2028-03-26"
AUTUMN_NIGHTS = "2018-10-28 2019-10-27 2020-10-25 2021-10-31 2022-10-30 2023-10-29 2024-10-27 2025-10-26 2026-10-25 2027-10-31"
LEAP_DAYS = "2020-02-29 2024-02-29 2028-02-29"
REFORM = "2026-12-23 2026-12-27 2026-12-30 2026-12-31 2027-01-01 2027-01-02"
ENDS = "2018-07-01 2018-07-02 2018-07-05 2028-06-29 2028-06-30"
KINDS = tuple(
    tuple(date.fromisoformat(day) for day in days.split()) for days in (SPRING_NIGHTS, AUTUMN_NIGHTS, LEAP_DAYS, REFORM, REFORM, ENDS)
)
TURNS_OF_YEAR = tuple(day for day in sorted(HOLIDAYS) if FIRST <= day <= LAST)


def shifted(day: date, days: int) -> date:
    """The day `days` later, or earlier when negative."""
    return date.fromordinal(day.toordinal() + days)


def moment(day: date, clock: time) -> datetime:
    """Copenhagen wall time as UTC; inside the spring gap the hour that came instead."""
    return datetime.combine(day, clock, COPENHAGEN).astimezone(UTC)


def day_of(when: datetime) -> date:
    """The Copenhagen day of a moment."""
    return when.astimezone(COPENHAGEN).date()


def any_day(rng: Random) -> date:
    """A day of the ten years."""
    return date.fromordinal(rng.randint(FIRST.toordinal(), LAST.toordinal()))


def hard_day(rng: Random) -> date:
    """A day 0 whose fourth or seventh day, or itself, is one of the awkward days."""
    kind = rng.choice((*KINDS, TURNS_OF_YEAR))
    day = shifted(rng.choice(kind), -rng.choice((0, 0, 0, 1, 3, 4, 5, 7, 8)))
    return min(max(day, FIRST), LAST)


def office_hour(rng: Random) -> time:
    """A quarter of an hour in the working day."""
    return time(rng.randint(8, 15), rng.choice((0, 15, 30, 45)))


def hard_hour(rng: Random) -> time:
    """A wall time at an edge of the day, in a clock change, or ordinary."""
    edges = (time(0), time(0, 1), time(23, 59), time(7, 59), time(8), time(2, 30), time(2, 30, fold=1), time(22, 30), time(1, 30))
    return rng.choice(edges) if rng.random() < 0.6 else office_hour(rng)
