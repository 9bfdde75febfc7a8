"""Questions to the hospital and disagreements."""

from gop.web.step import Step

QUESTION_STEPS: tuple[Step, ...] = ()
