"""An authority's opening days. Public holidays come as rows; no law is built in."""

from dataclasses import dataclass, field
from datetime import date, timedelta

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
