"""Courses that chance alone seldom makes: each is a short story with its days and hours picked by chance, and legal throughout."""

from collections.abc import Callable
from random import Random

from tests.oracle.plans_days import FIRST, shifted
from tests.oracle.plans_desk import Desk
from tests.oracle.plans_endings import another_municipality, ended_around_due
from tests.oracle.plans_moves import later, offer_on, on_day, zero_is
from tests.oracle.plans_offers import declined_then_late, told_then_replaced


def forth_and_back(rng: Random, desk: Desk) -> None:
    """Offered, told, perhaps held; day 0 is moved past the meeting or beside it, and later back to where it was."""
    first = desk.day_zero
    offer_on(rng, desk, shifted(first, rng.choice((0, 1, 3, 6, 7, 8))))
    _, meeting = desk.meeting
    later(rng, desk)
    desk.record("besked", day=desk.today)
    if rng.random() < 0.3:
        on_day(rng, desk, max(meeting, first))
        desk.record("foerste_moede", day=max(meeting, first))
    elif rng.random() < 0.3:
        later(rng, desk)
        desk.record(rng.choice(("borger_nej", "aflyst")))
    later(rng, desk, rng.choice((0, 1, 4, 9)))
    zero_is(rng, desk, shifted(meeting, rng.choice((-1, 0, 1, 1, 2, 5))))
    later(rng, desk, rng.choice((0, 1, 3, 9)))
    zero_is(rng, desk, first)


def known_too_late(rng: Random, desk: Desk) -> None:
    """An early meeting comes and goes with an offer in force over the due day; then day 0 turns out to lie after that meeting."""
    first = desk.day_zero
    offer_on(rng, desk, shifted(first, rng.choice((0, 1, 2))))
    _, meeting = desk.meeting
    zero = shifted(meeting, rng.choice((0, 1, 1, 2)))
    on_day(rng, desk, shifted(zero, rng.choice((7, 8, 9, 11))))
    how = rng.choice(("borger_nej", "aflyst", "tilbud", ""))
    if how == "tilbud":
        offer_on(rng, desk, desk.today)
    elif how:
        desk.record(how)
    later(rng, desk, rng.choice((0, 1, 2)))
    zero_is(rng, desk, zero, expected=0)


def called_off(rng: Random, desk: Desk) -> None:
    """Offered and told, called off without a date, then a new date before, on or after the meeting."""
    first = desk.day_zero
    offer_on(rng, desk, shifted(first, rng.choice((2, 5, 7, 8))))
    _, meeting = desk.meeting
    if rng.random() < 0.6:
        later(rng, desk)
        desk.record("besked", day=desk.today)
    later(rng, desk, rng.choice((0, 1, 3, 8)))
    zero_is(rng, desk, None)
    later(rng, desk, rng.choice((0, 1, 2, 8)))
    zero_is(rng, desk, rng.choice((first, meeting, shifted(meeting, 1), shifted(meeting, -1), shifted(meeting, -8), desk.today)))


def cancelled_around_due(rng: Random, desk: Desk) -> None:
    """An offer in time is cancelled or declined just before, at or after the due day; perhaps another follows."""
    due = shifted(desk.day_zero, 7)
    offer_on(rng, desk, shifted(due, rng.choice((-3, -1, 0))))
    on_day(rng, desk, shifted(due, rng.choice((-1, 0, 1, 1, 2, 6))))
    desk.record(rng.choice(("aflyst", "aflyst", "borger_nej")))
    if rng.random() < 0.5:
        later(rng, desk, rng.choice((0, 0, 1)))
        offer_on(rng, desk, shifted(due, rng.choice((0, 1, 3))))


def day_zero_was_earlier(rng: Random, desk: Desk) -> None:
    """A meeting that was in time becomes late, or an answer no to it loses its weight; perhaps all is put right again."""
    first = desk.day_zero
    offer_on(rng, desk, shifted(first, rng.choice((5, 6, 7))))
    if rng.random() < 0.4:
        later(rng, desk, rng.choice((0, 2)))
        desk.record(rng.choice(("borger_nej", "aflyst")))
    later(rng, desk, rng.choice((0, 1, 4, 9)))
    zero_is(rng, desk, shifted(first, -rng.choice((1, 2, 3, 7))), expected=0)
    if rng.random() < 0.4:
        later(rng, desk, rng.choice((0, 1, 3, 8)))
        zero_is(rng, desk, first, expected=0)


def clinical_start(rng: Random, desk: Desk) -> None:
    """A clinical earliest start stated after receipt, an offer by it, then its reason changed, its day moved, or withdrawn."""
    start = shifted(desk.day_zero, rng.choice((0, 1, 3, 10)))
    desk.record("startdatoer", earliest=start, latest=shifted(start, 5) if rng.random() < 0.5 else None, reason="sundhedsfaglig")
    later(rng, desk, rng.choice((0, 1)))
    offer_on(rng, desk, shifted(start, rng.choice((0, 5, 6, 7, 8))))
    later(rng, desk, rng.choice((0, 1, 5, 9)))
    change = rng.choice(({}, {"earliest": start, "reason": "koordinering"}, {"earliest": shifted(start, 2), "reason": "sundhedsfaglig"}))
    desk.record("startdatoer", **change)


THEMES: tuple[Callable[[Random, Desk], None], ...] = (
    forth_and_back,
    forth_and_back,
    known_too_late,
    called_off,
    cancelled_around_due,
    day_zero_was_earlier,
    clinical_start,
    another_municipality,
    ended_around_due,
    declined_then_late,
    declined_then_late,
    told_then_replaced,
    told_then_replaced,
)


def across_first_july(rng: Random, desk: Desk) -> None:
    """Perhaps offered and told; then day 0 is moved to the other side of 1 July 2018, and perhaps back."""
    first = desk.day_zero
    later(rng, desk)
    if rng.random() < 0.6:
        offer_on(rng, desk, shifted(first, rng.choice((3, 7, 8))))
        later(rng, desk)
        desk.record("besked", day=desk.today)
        later(rng, desk, rng.choice((0, 1, 4, 8)))
    zero_is(rng, desk, shifted(FIRST, rng.choice((0, 0, 1, 4) if first < FIRST else (-8, -3, -1, -1))))
    if rng.random() < 0.4:
        later(rng, desk, rng.choice((0, 1, 3, 9)))
        zero_is(rng, desk, first)


def themed(rng: Random, desk: Desk) -> None:
    """One of the stories, begun a little after receipt; day 0 is known."""
    later(rng, desk, rng.choice((0, 0, 1)))
    rng.choice(THEMES)(rng, desk)
