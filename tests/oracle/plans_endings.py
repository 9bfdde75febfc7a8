"""Stories that stop the clocks: another municipality accepts, or the case ends, perhaps by mistake."""

from random import Random

from tests.oracle.plans_days import shifted
from tests.oracle.plans_desk import NOT_REOPENED, Desk
from tests.oracle.plans_moves import later, offer_on, on_day
from tests.oracle.plans_steps import CODES


def another_municipality(rng: Random, desk: Desk) -> None:
    """Chosen before or after the right has come; it accepts or declines, or has not answered yet."""
    first = desk.day_zero
    if rng.random() < 0.5:
        offer_on(rng, desk, shifted(first, rng.choice((5, 7, 8, 10))))
    on_day(rng, desk, shifted(first, rng.choice((0, 2, 7, 8, 9))))
    desk.record("svar", answer="anden_kommune")
    on_day(rng, desk, shifted(first, rng.choice((3, 4, 5, 7, 8, 12))))
    how = rng.choice(("anden_kommune_ja", "anden_kommune_nej", "anden_kommune_nej", ""))
    if how:
        desk.record(how)


def ended_around_due(rng: Random, desk: Desk) -> None:
    """Ended at the edge of the fourth, the seventh or the latest day, with any code; some are opened again."""
    first = desk.day_zero
    if rng.random() < 0.5:
        offer_on(rng, desk, shifted(first, rng.choice((6, 7, 8))))
    on_day(rng, desk, shifted(first, rng.choice((3, 4, 5, 7, 8))))
    desk.record("afsluttet", code=rng.choice(CODES))
    if desk.ended not in NOT_REOPENED and rng.random() < 0.5:
        later(rng, desk, rng.choice((0, 1, 4, 8)))
        desk.record("genaabnet")
