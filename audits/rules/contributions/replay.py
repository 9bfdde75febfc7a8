"""From what stands at the end of each day to what changed on it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from audits.rules.contributions.contribution import Contribution

EARLIEST = date.min


@dataclass(frozen=True, slots=True)
class Day:
    """What one day's end knew. `rows`: everything that follows from it if nothing more is recorded; `on` is when it comes of itself,
    EARLIEST for what holds at once."""

    day: date
    rows: tuple[Contribution, ...]


def replayed(days: Iterable[Day]) -> Iterator[Contribution]:
    """The changes, day by day: a change that was recorded counts from that day, whatever day it is about."""
    listed = list(days)
    counted: dict[Contribution, tuple[int, int]] = {}
    for number, one in enumerate(listed):
        until = listed[number + 1].day if number + 1 < len(listed) else date.max
        now = _sums(row for row in one.rows if row.on <= one.day)
        for number_of in counted.keys() | now.keys():
            (part, whole), (part_before, whole_before) = now.get(number_of, (0, 0)), counted.get(number_of, (0, 0))
            if (part, whole) != (part_before, whole_before):
                yield replace(number_of, on=one.day, part=part - part_before, whole=whole - whole_before)
        coming = [row for row in one.rows if one.day < row.on < until]
        yield from coming
        counted = _sums([*(replace(key, part=part, whole=whole) for key, (part, whole) in now.items()), *coming])


def _sums(rows: Iterable[Contribution]) -> dict[Contribution, tuple[int, int]]:
    sums: dict[Contribution, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for row in rows:
        key = replace(row, on=EARLIEST, part=0, whole=0)
        part, whole = sums[key]
        sums[key] = part + row.part, whole + row.whole
    return dict(sums)
