"""Two open cases of one citizen: which is the newer, and what may be proposed of them (KL's three cases, domain.md 4.4). Pure."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gop.enums import SecondPlan

Age = tuple[datetime, UUID]  # when it was received here, and its id: of two, always one is the newer


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What can be compared without reading. Empty: not known. `field`: decided, or as the diagnosis points."""

    plan_type: str
    diagnosis_group: str = ""
    field: str = ""


def proposed(new: PlanFacts, old: PlanFacts) -> SecondPlan | None:
    """That the same work goes on, when type, diagnosis group and field are known and the same; anything else is a person's to judge."""
    same = new == old and new.diagnosis_group and new.field
    return SecondPlan.CONTINUES if same else None


def ends_the_older(answer: SecondPlan) -> bool:
    """Whether the older case ends `erstattet`."""
    return answer != SecondPlan.INDEPENDENT
