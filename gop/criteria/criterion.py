"""What a criterion of a good plan is, and where the criteria come from."""

from collections.abc import Callable
from dataclasses import dataclass

from gop.criteria.content import PlanContent
from gop.criteria.signs import YES, Found
from gop.enums import PlanType

ALMEN, SPECIALISED, REHABILITATION = PlanType
BEK = "BEK 918/2018 § 2"
RN_32, RN_33, RN_CHILDREN = "RN 2019 afsnit 3.2", "RN 2019 afsnit 3.3", "RN børneforløb 2020"
RN_AUDIT = "RN 2019 afsnit 5.1.2 (udfyldelse, sammenhæng, sendt i tide)"
PRACTICE = "Praksis: fund, der går igen i gennemgange af planer"


@dataclass(frozen=True, slots=True)
class Criterion:
    """`finds` answers what is wrong, or an empty text; `types` it applies to (empty: all, and before one is chosen)."""

    key: str
    field: str
    step: str
    sentence: str
    finds: Found
    source: str
    types: tuple[PlanType, ...] = ()


def yes(holds: Callable[[PlanContent], bool]) -> Found:
    return lambda content, _: YES if holds(content) else ""
