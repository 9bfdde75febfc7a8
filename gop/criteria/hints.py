"""Hints for a better plan, from the criteria. None of them stops anybody. Pure."""

from collections.abc import Collection
from datetime import date

from gop.criteria.catalogue import CRITERIA
from gop.criteria.content import STEPS, Hint, PlanContent
from gop.criteria.criterion import Criterion


def hints(content: PlanContent, today: date | None = None) -> list[Hint]:
    """Every hint, in the order of the steps. `today` None: nothing is said of dates that have passed."""
    found = [hint for one in CRITERIA if (hint := _hint(one, content, today))]
    return sorted(found, key=lambda one: STEPS.index(one.step))


def parted(found: list[Hint], dismissed: Collection[str]) -> tuple[list[Hint], list[Hint]]:
    """(those to show, those that the author has put away)."""
    return [one for one in found if one.key not in dismissed], [one for one in found if one.key in dismissed]


def _hint(one: Criterion, content: PlanContent, today: date | None) -> Hint | None:
    if one.types and content.plan_type not in one.types:
        return None
    found = one.finds(content, today)
    return Hint(one.field, one.step, one.sentence.format(found=found), one.key) if found else None
