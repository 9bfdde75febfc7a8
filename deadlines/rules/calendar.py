"""An authority's opening days. Public holidays and the authority's own days come as rows; no law is built in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from deadlines.enums import CalendarKind

MONDAY_TO_FRIDAY = frozenset(range(5))
_DAY = timedelta(days=1)
_FURTHEST = 366


@dataclass(frozen=True, slots=True)
class Calendar:
    """`open_weekdays` counts Monday as 0; `closed_dates` are closed whatever the weekday."""

    open_weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    closed_dates: frozenset[date] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        if not self.open_weekdays or not self.open_weekdays <= frozenset(range(7)):
            raise ValueError("Kalenderen skal have mindst én åben ugedag fra 0 (mandag) til 6 (søndag).")

    def is_open(self, day: date) -> bool:
        """Whether the authority works on the day."""
        return day.weekday() in self.open_weekdays and day not in self.closed_dates

    def latest_open_on_or_before(self, day: date) -> date:
        """The day itself when open, else the nearest open day before it."""
        for back in range(_FURTHEST):
            candidate = day - back * _DAY
            if self.is_open(candidate):
                return candidate
        raise ValueError(f"Ingen åbningsdag i året op til {day.isoformat()}.")

    def open_day_before(self, day: date) -> date:
        """The nearest open day strictly before the day."""
        return self.latest_open_on_or_before(day - _DAY)

    def open_days_after(self, day: date, number: int) -> date:
        """The `number`th opening day after the day; the day itself when the number is 0."""
        at, left = day, number
        for _ in range(_FURTHEST * 2):
            if left <= 0:
                return at
            at += _DAY
            left -= self.is_open(at)
        raise ValueError(f"Færre end {number} åbningsdage efter {day.isoformat()}.")

    def open_days_before(self, day: date, number: int) -> date:
        """The `number`th opening day before the day; the day itself when the number is 0."""
        at = day
        for _ in range(number):
            at = self.open_day_before(at)
        return at


@dataclass(frozen=True, slots=True)
class CalendarLine:
    """One row of an authority's calendar. `weekdays` and `closed_on_holidays` belong to WEEK; `valid_to` is the last day."""

    kind: CalendarKind
    valid_from: date
    valid_to: date | None
    made_at: datetime
    weekdays: frozenset[int] = frozenset()
    closed_on_holidays: bool = True

    def covers(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class OwnCalendar(Calendar):
    """An authority's rows over the public holidays (`closed_dates`), each kind in the order in which the first that covers a day holds."""

    weeks: tuple[CalendarLine, ...] = ()
    single: tuple[CalendarLine, ...] = ()
    _known: dict[date, bool] = field(default_factory=dict, compare=False, repr=False)  # a list asks for the same few days in every row

    def is_open(self, day: date) -> bool:
        found = self._known.get(day)
        if found is None:
            found = self._known[day] = self._open_on(day)
        return found

    def _open_on(self, day: date) -> bool:
        own = next((row.kind for row in self.single if row.covers(day)), CalendarKind.USUAL)
        if own != CalendarKind.USUAL:
            return own == CalendarKind.OPEN
        week = next((row for row in self.weeks if row.covers(day)), None)
        if week is None:
            return day.weekday() in self.open_weekdays and day not in self.closed_dates
        return day.weekday() in week.weekdays and not (week.closed_on_holidays and day in self.closed_dates)


def calendar_from(lines: Iterable[CalendarLine], holidays: Iterable[date]) -> Calendar:
    """A row of single days outranks the week, and of those the one made last holds; of two weeks the one that begins last.
    Without rows: Monday to Friday, closed on public holidays.
    """
    rows, closed = list(lines), frozenset(holidays)
    if not rows:
        return Calendar(MONDAY_TO_FRIDAY, closed)
    weeks = sorted((row for row in rows if row.kind == CalendarKind.WEEK), key=lambda row: (row.valid_from, row.made_at), reverse=True)
    single = sorted((row for row in rows if row.kind != CalendarKind.WEEK), key=lambda row: row.made_at, reverse=True)
    return OwnCalendar(MONDAY_TO_FRIDAY, closed, tuple(weeks), tuple(single))
