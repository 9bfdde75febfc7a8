"""From values to places: a scale with round numbers on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

ROUND_STEPS = tuple(Decimal(step) for step in ("0.1", "0.2", "0.5", "1", "2", "5", "10", "20", "25", "50"))
MOST = 4


@dataclass(frozen=True, slots=True)
class Scale:
    """`low` is drawn at `bottom`, `high` at `top` (y grows downwards)."""

    low: Decimal
    high: Decimal
    step: Decimal
    bottom: float
    top: float

    def at(self, value: Decimal) -> float:
        share = float((min(max(value, self.low), self.high) - self.low) / (self.high - self.low))
        return self.bottom + (self.top - self.bottom) * share

    @property
    def ticks(self) -> list[Decimal]:
        count = int((self.high - self.low) / self.step)
        return [self.low + self.step * number for number in range(count + 1)]


def scale(values: Iterable[Decimal], *, bottom: float, top: float, most: Decimal | None = None, whole: bool = False) -> Scale:
    """Round steps around the values; from zero unless all lie in the upper half. `most`: no tick above it. `whole`: no tick between
    whole numbers, and from zero also where they differ so little that one day more would look like a cliff.
    """
    known = list(values) or [Decimal(0), Decimal(1)]
    least, largest = min(known), max(known)
    from_zero = least * 2 < largest or least == largest or (whole and largest - least < MOST)
    start = Decimal(0) if from_zero else least
    step = _step((largest - start) / MOST or Decimal(1), whole)
    floor = (start / step).to_integral_value(ROUND_FLOOR) * step
    high = (largest / step).to_integral_value(ROUND_CEILING) * step
    if most is not None and high > most:
        high = most
    return Scale(floor, max(high, floor + step), step, bottom, top)


def _step(wanted: Decimal, whole: bool) -> Decimal:
    times = Decimal(1)
    while wanted > times * ROUND_STEPS[-1]:
        times *= 10 if times > 1 else 100
    found = next((step * times for step in ROUND_STEPS if step * times >= wanted), ROUND_STEPS[-1] * times)
    return max(found, Decimal(1)) if whole else found
