"""Counts, the sums between them, and what a reader knows of each. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from audits.rules.publishable import LEAST, rounded

MANY = float("inf")
# Anything that has an order; a tuple of words in practice.
Key = tuple[str, ...]
Bounds = tuple[float, float]


class Hiding(IntEnum):
    """How a number is published. The later, the less is told."""

    EXACT = 0
    ROUNDED = 1
    SMALL = 2
    WITHHELD = 3

    @property
    def hidden(self) -> bool:
        return self >= Hiding.SMALL


@dataclass(frozen=True, slots=True)
class Count:
    """`exact`: shown as it is when nothing is to be hidden; else rounded. `told`: whether it stands in a table at all."""

    value: int
    exact: bool = False
    told: bool = True


@dataclass(frozen=True, slots=True)
class Sum:
    """The total is the parts together."""

    total: Key
    parts: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A share shows its part and its rest at once, rounded as other counts are, or neither. Two shares may be of one whole."""

    part: Key
    rest: Key
    whole: Key

    @property
    def keys(self) -> tuple[Key, Key, Key]:
        return self.part, self.rest, self.whole


@dataclass(frozen=True, slots=True)
class Block:
    """Every key of a sum and a share is a count. A sum that does not hold tells nothing and is left out.

    `corners`: sets of counts in which a hidden one is likely to have room enough (a quarter, with the years it lies in).
    They decide how quickly the answer is there, never what it is allowed to be.
    """

    counts: Mapping[Key, Count]
    sums: Sequence[Sum]
    shares: Sequence[Share] = ()
    corners: Sequence[frozenset[Key]] = ()

    def true_sums(self) -> Iterator[Sum]:
        """Those of the tables, and that part and rest make the whole."""
        value = {key: count.value for key, count in self.counts.items()}
        for one in (*self.sums, *(Sum(share.whole, (share.part, share.rest)) for share in self.shares)):
            if value[one.total] == sum(value[part] for part in one.parts):
                yield one


def may_be_shown(part: int, rest: int) -> bool:
    """A share: five at least, and neither those who did nor those who did not are one to four."""
    return part + rest >= LEAST and not 0 < part < LEAST and not 0 < rest < LEAST


def bounds(value: int, hiding: Hiding, unknown: bool) -> Bounds:
    """What a reader who knows these rules knows of a number. `unknown`: hidden, and not for being small or large."""
    if hiding == Hiding.EXACT:
        return value, value
    if hiding == Hiding.ROUNDED:
        return max(rounded(value) - 2, LEAST), rounded(value) + 2
    if unknown:
        return 0, MANY
    return (0, LEAST - 1) if hiding == Hiding.SMALL else (LEAST, MANY)
