"""When a plan may be sent, and what would make it better. A hint never stops anybody."""

from gop.criteria.content import STEPS, Hint, Missing, PlanContent
from gop.criteria.hints import hints
from gop.criteria.missing import consents_asked, missing_to_send

__all__ = ["STEPS", "Hint", "Missing", "PlanContent", "consents_asked", "hints", "missing_to_send"]
