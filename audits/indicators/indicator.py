"""What an indicator is: which rows of facts it takes, how they are folded into one number, and how that is explained."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accounts.choices import Choice
from audits.enums import Measure, PlanKind


class Fold(StrEnum):
    """How rows become a number."""

    COUNT = "count"  # the sum of whole
    SHARE = "share"  # per cent: part of whole
    MEDIAN = "median"  # the middle of days, each counted whole times
    MEAN = "mean"  # part divided by whole
    RATE = "rate"  # whole per 1,000 inhabitants


class Unit(Choice):
    COUNT = "antal", "antal"
    SHARE = "andel", "procent"
    DAYS = "dage", "dage"
    MEAN = "gennemsnit", "gennemsnit"
    RATE = "pr_1000", "pr. 1.000 indbyggere"


@dataclass(frozen=True, slots=True)
class Indicator:
    """`only`: keys that count; empty: every one. `kinds`: plan kinds; empty: every one.

    `now`: what stands on the day of data, over all months.
    `sentence` takes the value as words; `short` heads a column. Texts are Danish. Days are Copenhagen days.
    """

    key: str
    measure: Measure
    fold: Fold
    unit: Unit
    name: str
    short: str
    definition: str
    numerator: str
    denominator: str
    exclusions: str
    source: str
    valid_from: date
    valid_to: date | None = None
    only: frozenset[str] = frozenset()
    kinds: frozenset[PlanKind] = frozenset()
    now: bool = False
    sentence: str = ""
    weakness: str = ""
