"""Meetings between the sides."""

from gop.web.step import Step

MEETING_STEPS: tuple[Step, ...] = ()
