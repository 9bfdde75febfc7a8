"""Goals on the case page, apart from the deadlines of the law; and why a case has none of those."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from accounts.danish import count_days, day_date
from deadlines.enums import DeadlineKind
from deadlines.rules import Goal, why_no_clock
from deadlines.selectors import rules_in_force
from deadlines.words import in_days
from gop.enums import CaseKind, PlanType
from gop.selectors.goals import goals_of

if TYPE_CHECKING:
    from deadlines.models import Deadline
    from gop.models import Case, Offer


def goal_rows(case: "Case", offers: Sequence["Offer"], today: date) -> list[dict[str, Any]]:
    """text, due, how it stands in words with a tone, and why."""
    return [_row(goal, today) for goal in goals_of(case, offers)]


def _row(goal: Goal, today: date) -> dict[str, Any]:
    words, tone = _stands(goal, today)
    return {"text": goal.text, "due": f"senest {day_date(goal.due_on)}", "words": words, "tone": tone, "explanation": goal.basis}


def _stands(goal: Goal, today: date) -> tuple[str, str]:
    if goal.lapsed:
        return "bortfaldet", ""
    if goal.met_on is None:
        late = (today - goal.due_on).days
        return (f"ikke nået, {count_days(late)} over målet", "warning") if late > 0 else (in_days(goal.due_on, today), "info")
    if goal.met_late:
        return f"sket {day_date(goal.met_on)}, {count_days((goal.met_on - goal.due_on).days)} efter målet", "warning"
    return f"nået {day_date(goal.met_on)}", "success"


def no_clock_note(case: "Case", rows: Sequence["Deadline"]) -> str:
    """Why a case that a municipality or region handles has neither of the law's clocks; empty when it has them."""
    handled = case.kind == CaseKind.TREATMENT and case.plan_type != PlanType.SPECIALISED_TRAINING
    if case.day_zero is None or not handled or any(row.kind == DeadlineKind.OFFER_BY for row in rows):
        return ""
    return why_no_clock(rules_in_force(), case.plan_type, case.day_zero)
