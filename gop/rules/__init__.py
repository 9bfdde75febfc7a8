"""What may follow what, who is responsible, and what must be said before it counts. Values in, values out."""

from gop.rules.informing import InformFacts, what_is_missing_to_inform
from gop.rules.responsibility import (
    CaseToOpen,
    Responsibility,
    ResponsibilityRow,
    cases_to_open,
    responsibility,
)
from gop.rules.transitions import (
    CASE_MOVES,
    INFORMATION_MOVES,
    PLAN_MOVES,
    TransitionNotAllowed,
    case_actions,
    next_case_state,
    next_plan_state,
    reopened_state,
)

__all__ = [
    "CASE_MOVES",
    "INFORMATION_MOVES",
    "PLAN_MOVES",
    "CaseToOpen",
    "InformFacts",
    "Responsibility",
    "ResponsibilityRow",
    "TransitionNotAllowed",
    "case_actions",
    "cases_to_open",
    "next_case_state",
    "next_plan_state",
    "reopened_state",
    "responsibility",
    "what_is_missing_to_inform",
]
