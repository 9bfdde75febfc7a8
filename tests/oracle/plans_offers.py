"""Stories of one offer after another: declined in time and then late, told of and then replaced."""

from random import Random

from tests.oracle.plans_days import shifted
from tests.oracle.plans_desk import Desk
from tests.oracle.plans_moves import later, offer_on, on_day, zero_is


def declined_then_late(rng: Random, desk: Desk) -> None:
    """An offer in time is declined before or after the due day; then late offers, or no start, or a correction that alters what was in time."""
    first = desk.day_zero
    due = shifted(first, 7)
    offer_on(rng, desk, shifted(due, rng.choice((-4, -1, 0))))
    on_day(rng, desk, shifted(due, rng.choice((-6, -3, -1, 0, 1))))
    desk.record("borger_nej")
    later(rng, desk, rng.choice((0, 0, 1, 2)))
    if rng.random() < 0.2:
        desk.record("ingen_start")
        later(rng, desk)
    offer_on(rng, desk, shifted(due, rng.choice((1, 1, 2, 7))))
    if rng.random() < 0.4:
        later(rng, desk, rng.choice((0, 1, 4)))
        desk.record(rng.choice(("aflyst", "borger_nej")))
        later(rng, desk)
        offer_on(rng, desk, shifted(due, rng.choice((0, 1, 9))))
    if rng.random() < 0.4:
        later(rng, desk, rng.choice((0, 1, 3)))
        zero_is(rng, desk, shifted(first, rng.choice((-5, -4, -1, 1))), expected=0)


def told_then_replaced(rng: Random, desk: Desk) -> None:
    """Told of a meeting that is then replaced by another, before or after it; day 0 is moved beside either, and perhaps back."""
    first = desk.day_zero
    meetings = []
    for number in rng.sample((1, 2, 4, 6, 7, 8), rng.choice((2, 2, 3))):
        if meetings and rng.random() < 0.3:
            desk.record(rng.choice(("aflyst", "borger_nej")))
            later(rng, desk)
        offer_on(rng, desk, shifted(first, number))
        later(rng, desk)
        if not meetings or rng.random() < 0.4:
            desk.record("besked", day=desk.today)
            later(rng, desk, rng.choice((0, 0, 0, 1)))
        meetings.append(desk.meeting[1])
    zero_is(rng, desk, shifted(rng.choice(meetings), rng.choice((0, 0, 1, 1, 2))))
    if rng.random() < 0.5:
        later(rng, desk, rng.choice((0, 1, 3)))
        zero_is(rng, desk, first)
    if desk.meeting is not None and rng.random() < 0.3:
        later(rng, desk)
        desk.record("besked", day=desk.today)
