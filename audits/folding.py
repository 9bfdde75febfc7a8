"""From summed facts to the cell of a table. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from audits.grid import EMPTY, Cell
from audits.indicators.indicator import Fold, Indicator

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Sums:
    """What the facts of one cell come to. `days`: how many of each length."""

    part: int = 0
    whole: int = 0
    days: Mapping[int, int] = field(default_factory=dict)


def fold(indicator: Indicator, sums: Sums, inhabitants: int | None = None) -> Cell:
    """The cell of an organisation's own figures: nothing hidden. `inhabitants`: for a rate; None: not known, so no rate."""
    if indicator.fold == Fold.COUNT:
        return Cell(Decimal(sums.whole), base=sums.whole)
    if indicator.fold == Fold.RATE:
        return Cell(_tenth(Decimal(1000 * sums.whole) / inhabitants), base=sums.whole) if inhabitants else EMPTY
    if indicator.fold == Fold.MEDIAN:
        return _median(sums.days)
    if not sums.whole:
        return EMPTY
    times = 100 if indicator.fold == Fold.SHARE else 1
    return Cell(_tenth(Decimal(times * sums.part) / sums.whole), base=sums.whole)


def _median(days: Mapping[int, int]) -> Cell:
    number = sum(days.values())
    if number <= 0:
        return EMPTY
    low, high = _place(days, (number - 1) // 2), _place(days, number // 2)
    return Cell(Decimal(low + high) / 2, base=number)


def _place(days: Mapping[int, int], place: int) -> int:
    """The length that stands at the place, counted from nought, when all are put in order."""
    passed = 0
    for length in sorted(days):
        passed += days[length]
        if passed > place:
            return length
    raise ValueError("There is no such place.")


def _tenth(value: Decimal) -> Decimal:
    return value.quantize(TENTH, ROUND_HALF_UP)
