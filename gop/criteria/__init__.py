"""When a plan may be sent, and what would make it better. A hint never stops anybody."""

from gop.criteria.catalogue import CRITERIA, READ_BY_PATIENT
from gop.criteria.content import STEPS, Hint, Missing, PlanContent
from gop.criteria.criterion import Criterion
from gop.criteria.hints import hints, parted
from gop.criteria.levels import LEVEL_CRITERIA, LEVEL_WORDS
from gop.criteria.lix import readability
from gop.criteria.missing import consents_asked, discharge_date_problem, missing_to_send
from gop.criteria.wording import unexplained

__all__ = [
    "CRITERIA",
    "LEVEL_CRITERIA",
    "LEVEL_WORDS",
    "READ_BY_PATIENT",
    "STEPS",
    "Criterion",
    "Hint",
    "Missing",
    "PlanContent",
    "consents_asked",
    "discharge_date_problem",
    "hints",
    "missing_to_send",
    "parted",
    "readability",
    "unexplained",
]
