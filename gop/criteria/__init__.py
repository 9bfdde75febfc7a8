"""When a plan may be sent, and what would make it better. A hint never stops anybody."""

from gop.criteria.content import STEPS, Hint, Missing, PlanContent
from gop.criteria.hints import hints
from gop.criteria.levels import LEVEL_CRITERIA, LEVEL_WORDS
from gop.criteria.missing import consents_asked, discharge_date_problem, missing_to_send

__all__ = [
    "LEVEL_CRITERIA",
    "LEVEL_WORDS",
    "STEPS",
    "Hint",
    "Missing",
    "PlanContent",
    "consents_asked",
    "discharge_date_problem",
    "hints",
    "missing_to_send",
]
