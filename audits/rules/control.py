"""Control limits of a series: what its own variation explains, and the points that it does not. Pure: numbers in, limits out.

Shares: p-chart, the limits of each point by its own denominator. Counts: c-chart, or u-chart where periods differ in length.
Three standard deviations on either side (Shewhart); Montgomery, Statistical Quality Control, ch. 7.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accounts.choices import Choice

FEWEST, IN_A_ROW, WIDE = 8, 8, 3


class NoLimits(Choice):
    """Why a series has none."""

    FEW = "for_faa", "Kontrolgrænser kræver mindst otte viste tal."
    UNKNOWN = "ukendt_antal", "Kontrolgrænser kræver, at det er kendt, hvor mange hvert tal er regnet af."
    KIND = "ikke_antal", "Medianer, gennemsnit og rater har ingen kontrolgrænser."


@dataclass(frozen=True, slots=True)
class Band:
    """What a point is held against, in the point's own unit."""

    centre: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Limits:
    """`bands`: one a point, None where the point is not known. `outside`, `runs`: places of points beyond the limits, and of eight or more on one side."""

    bands: tuple[Band | None, ...]
    outside: frozenset[int]
    runs: frozenset[int]
    approximate: bool = False


def share_limits(points: Sequence[tuple[Decimal, int] | None], *, rounded: bool = False) -> Limits | NoLimits:
    """Points are (per cent, of how many); None where hidden. `rounded`: the denominators are, so the limits are approximate."""
    known = [point for point in points if point]
    if len(known) < FEWEST:
        return NoLimits.FEW
    if any(of <= 0 for _, of in known):
        return NoLimits.UNKNOWN
    centre = sum((share * of for share, of in known), Decimal(0)) / sum(of for _, of in known)
    return _limits([point and point[0] for point in points], [point and _share(centre, point[1]) for point in points], rounded)


def count_limits(points: Sequence[Decimal | None], lengths: Sequence[int] | None = None, *, rounded: bool = False) -> Limits | NoLimits:
    """`lengths`: days in each period, since a longer one has more; without them each period is worth the same."""
    long = lengths or [1] * len(points)
    known = [(point, length) for point, length in zip(points, long, strict=True) if point is not None]
    if len(known) < FEWEST:
        return NoLimits.FEW
    total, days = sum((point for point, _ in known), Decimal(0)), sum(length for _, length in known)
    return _limits(
        points, [None if point is None else _count(total * length / days) for point, length in zip(points, long, strict=True)], rounded
    )


def _share(centre: Decimal, of: int) -> Band:
    spread = WIDE * (centre * (100 - centre) / of).sqrt()
    return Band(centre, max(centre - spread, Decimal(0)), min(centre + spread, Decimal(100)))


def _count(expected: Decimal) -> Band:
    spread = WIDE * expected.sqrt()
    return Band(expected, max(expected - spread, Decimal(0)), expected + spread)


def _limits(values: Sequence[Decimal | None], bands: Sequence[Band | None], approximate: bool) -> Limits:
    outside = {
        place for place, (value, band) in enumerate(zip(values, bands, strict=True)) if value is not None and band and _beyond(value, band)
    }
    return Limits(tuple(bands), frozenset(outside), frozenset(_runs(values, bands)), approximate)


def _beyond(value: Decimal, band: Band) -> bool:
    return not band.low <= value <= band.high


def _runs(values: Sequence[Decimal | None], bands: Sequence[Band | None]) -> Iterator[int]:
    """A hidden value, or one on the centre, ends a run: nobody knows which side it is on."""
    run: list[int] = []
    side = 0
    for place, (value, band) in enumerate(zip(values, bands, strict=True)):
        now = 0 if value is None or band is None else (value > band.centre) - (value < band.centre)
        run = [*run, place] if now and now == side else [place] * bool(now)
        side = now
        if len(run) == IN_A_ROW:
            yield from run
        elif len(run) > IN_A_ROW:
            yield place
