"""The free first meetings of weekly times: days that are open, less the seats that are taken. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from accounts.danish import copenhagen_moment

DAY = timedelta(days=1)
FEW = 3
# Seats taken by (weekly time, moment in UTC)
Taken = Mapping[tuple[UUID, datetime], int]


@dataclass(frozen=True, slots=True)
class WeeklyTime:
    """`weekday`: 1 is Monday. `at`: Copenhagen. `valid_to`: the last day. An empty level or team fits any."""

    id: UUID
    weekday: int
    at: time
    seats: int
    valid_from: date
    valid_to: date | None = None
    level: str = ""
    team_id: UUID | None = None

    def held_on(self, day: date) -> bool:
        return day.isoweekday() == self.weekday and self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class FreeTime:
    """`at` in UTC; `left` seats, at least one."""

    time: WeeklyTime
    at: datetime
    left: int


def free_times(times: Iterable[WeeklyTime], is_open: Callable[[date], bool], taken: Taken, first: date, last: date) -> list[FreeTime]:
    """Every moment from `first` to `last`, both included, with a seat left, in order.

    A time inside the spring gap is not held that day; in the autumn hour it is the first of the two.
    """
    known = list(times)
    found = [one for day in _days(first, last) if is_open(day) for time in known for one in _on(time, day, taken)]
    return sorted(found, key=lambda one: (one.at, one.time.id))


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += DAY


def _on(time: WeeklyTime, day: date, taken: Taken) -> Iterator[FreeTime]:
    if not time.held_on(day):
        return
    try:
        at = copenhagen_moment(day, time.at)
    except ValueError:
        return
    left = time.seats - taken.get((time.id, at), 0)
    if left > 0:
        yield FreeTime(time, at, left)


def proposed(found: Sequence[FreeTime], team: UUID | None, level: str, most: int) -> list[FreeTime]:
    """The first `most` that fit the level: the team's own and those of no team, and other teams' where these are few.

    An empty level: of any. No team: all are its own.
    """
    fitting = [one for one in found if not level or one.time.level in ("", level)]
    own = [one for one in fitting if not of_others(one, team)][:most]
    others = [one for one in fitting if of_others(one, team)]
    return own + others[: max(min(most, FEW) - len(own), 0)]


def of_others(one: FreeTime, team: UUID | None) -> bool:
    """A time of a team that is not the case's; a case of no team takes any."""
    return team is not None and one.time.team_id not in (None, team)
