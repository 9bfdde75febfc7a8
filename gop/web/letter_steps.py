"""Letters to the citizen."""

from gop.web.step import Step

LETTER_STEPS: tuple[Step, ...] = ()
