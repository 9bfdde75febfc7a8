"""From what stands at the end of each day to what changed on it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from audits.rules.contributions.contribution import Contribution

EARLIEST = date.min
# By the number (all of a contribution but the day and how much), what it comes to
_Sums = dict[tuple[Any, ...], tuple[int, int]]


class Day(NamedTuple):
    """What one day's end knew. `rows`: everything that follows from it if nothing more is recorded; `on` is when it comes of itself,
    EARLIEST for what holds at once."""

    day: date
    rows: tuple[Contribution, ...]


def replayed(days: Iterable[Day]) -> Iterator[Contribution]:
    """The changes, day by day: a change that was recorded counts from that day, whatever day it is about."""
    listed, counted = list(days), _Sums()
    for number, one in enumerate(listed):
        until = listed[number + 1].day if number + 1 < len(listed) else date.max
        now = _Sums()
        _add(now, (row for row in one.rows if row.on <= one.day))
        for which in counted.keys() | now.keys():
            (part, whole), (part_before, whole_before) = now.get(which, (0, 0)), counted.get(which, (0, 0))
            if part != part_before or whole != whole_before:
                yield Contribution._make((one.day, *which, part - part_before, whole - whole_before))
        coming = [row for row in one.rows if one.day < row.on < until]
        yield from coming
        _add(now, coming)
        counted = now


def _add(sums: _Sums, rows: Iterable[Contribution]) -> None:
    for row in rows:
        part, whole = sums.get(row[1:9], (0, 0))
        sums[row[1:9]] = part + row.part, whole + row.whole
