"""A course under way: goals, contacts, trainer, documents."""

from gop.web.step import Step

IN_HAND_STEPS: tuple[Step, ...] = ()
