"""One signed change of one number, its plain form, and the difference between two lists of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from audits.enums import Measure


@dataclass(frozen=True, slots=True)
class Contribution:
    """So many more or fewer `part` of `whole` of one measure, from the Copenhagen day `on`. `month`: the first day of one."""

    on: date
    month: date
    measure: Measure
    kind: str
    age_group: str
    diagnosis_group: str
    psychiatry: bool
    key: str
    days: int | None
    part: int
    whole: int


def summed(rows: Iterable[Contribution]) -> list[Contribution]:
    """One row for each day and number, without those that come to nothing; in a fixed order."""
    sums: dict[Contribution, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for row in rows:
        same = replace(row, part=0, whole=0)
        part, whole = sums[same]
        sums[same] = part + row.part, whole + row.whole
    found = [replace(same, part=part, whole=whole) for same, (part, whole) in sums.items() if part or whole]
    return sorted(
        found, key=lambda row: (row.on, row.measure, row.month, row.key, row.days or 0, row.kind, row.age_group, row.diagnosis_group)
    )


def difference(now: Iterable[Contribution], before: Iterable[Contribution]) -> list[Contribution]:
    """What must be added to `before` to get `now`."""
    return summed([*now, *(replace(row, part=-row.part, whole=-row.whole) for row in before)])


def as_plain(row: Contribution) -> list[Any]:
    """For JSON, in the order of the fields."""
    return [
        *(row.on.isoformat(), row.month.isoformat(), row.measure.value, row.kind, row.age_group),
        *(row.diagnosis_group, row.psychiatry, row.key, row.days, row.part, row.whole),
    ]


def from_plain(said: list[Any]) -> Contribution:
    """What `as_plain` wrote."""
    on, month, measure, *rest = said
    return Contribution(date.fromisoformat(on), date.fromisoformat(month), Measure(measure), *rest)
