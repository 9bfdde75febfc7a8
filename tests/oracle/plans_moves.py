"""Moving on in time at the desk, and the two steps most stories are made of."""

from datetime import date, timedelta
from random import Random

from tests.oracle.plans_days import hard_hour, moment, shifted
from tests.oracle.plans_desk import Desk


def later(rng: Random, desk: Desk, days: int = 0) -> None:
    """Move on to a moment of the day `days` from now."""
    desk.wait_until(moment(shifted(desk.today, days), hard_hour(rng)))


def on_day(rng: Random, desk: Desk, day: date) -> None:
    """Move on to a moment of that day, or a little if it has passed."""
    desk.wait_until(moment(day, hard_hour(rng)))


def offer_on(rng: Random, desk: Desk, day: date) -> None:
    """A meeting that day, or as soon after as an offer made now can be."""
    meeting = moment(max(day, desk.today), hard_hour(rng))
    if meeting <= desk.now:
        meeting = max(desk.now + timedelta(hours=1), moment(shifted(desk.today, 1), hard_hour(rng)))
    desk.record("tilbud", meeting=meeting)


def zero_is(rng: Random, desk: Desk, day: date | None, *, expected: float = 0.3) -> None:
    desk.record("dag_nul", day=day, expected=day is not None and rng.random() < expected)
