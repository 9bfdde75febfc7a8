"""One signed change of one number, its plain form, and the difference between two lists of them."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from audits.enums import Measure


class Contribution(NamedTuple):
    """So many more or fewer `part` of `whole` of one measure, from the Copenhagen day `on`. `month`: the first day of one.

    A tuple, for there are many: the first nine say which number of which day, the last two how much.
    """

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
    sums: dict[tuple[Any, ...], tuple[int, int]] = {}
    for row in rows:
        part, whole = sums.get(row[:9], (0, 0))
        sums[row[:9]] = part + row.part, whole + row.whole
    found = [Contribution._make((*same, part, whole)) for same, (part, whole) in sums.items() if part or whole]
    return sorted(
        found, key=lambda row: (row.on, row.measure, row.month, row.key, row.days or 0, row.kind, row.age_group, row.diagnosis_group)
    )


def difference(now: Iterable[Contribution], before: Iterable[Contribution]) -> list[Contribution]:
    """What must be added to `before` to get `now`."""
    return summed([*now, *map(negative, before)])


def negative(row: Contribution) -> Contribution:
    return row._replace(part=-row.part, whole=-row.whole)


def as_plain(row: Contribution) -> list[Any]:
    """For JSON, in the order of the fields."""
    return [row.on.isoformat(), row.month.isoformat(), row.measure.value, *map(_plain, row[3:])]


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value


def from_plain(said: list[Any]) -> Contribution:
    """What `as_plain` wrote."""
    on, month, measure, *rest = said
    return Contribution(date.fromisoformat(on), date.fromisoformat(month), Measure(measure), *rest)
