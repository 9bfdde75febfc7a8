"""What happens to a made plan: the everyday course, and one made to find mistakes."""

from datetime import date, datetime, timedelta
from random import Random

from tests.oracle.plans_days import hard_hour, moment, office_hour, shifted
from tests.oracle.plans_desk import Desk
from tests.oracle.plans_steps import WRITE
from tests.oracle.plans_themes import themed

WEIGHTS = {
    "dag_nul": 16,
    "startdatoer": 6,
    "tilbud": 24,
    "aflyst": 10,
    "borger_nej": 9,
    "ingen_start": 4,
    "besked": 14,
    "besked_ingen_start": 4,
    "foerste_moede": 6,
    "pause": 2,
    "genoptaget": 3,
    "svar": 4,
    "anden_kommune_ja": 5,
    "anden_kommune_nej": 8,
    "afsluttet": 3,
    "genaabnet": 10,
}


def everyday(rng: Random, desk: Desk) -> None:
    """Offered, told, met, ended; now and then a no, a cancellation, a late offer, or nothing at all."""
    if rng.random() < 0.06:
        return
    if desk.day_zero is not None and desk.today < desk.day_zero and rng.random() < 0.8:
        desk.wait_until(moment(desk.day_zero, office_hour(rng)))
        desk.record("dag_nul", day=desk.day_zero)
    _office(rng, desk, rng.choice((0, 0, 1, 1, 2, 3, 5, 8)))
    _offer_within(rng, desk, rng.choice((1, 2, 3, 4, 5, 6, 9, 12)))
    if rng.random() < 0.9:
        _office(rng, desk, rng.choice((0, 0, 0, 1, 2)))
        desk.record("besked", day=desk.today)
    if rng.random() < 0.12:
        _office(rng, desk, 1)
        desk.record(rng.choice(("aflyst", "borger_nej")))
        _offer_within(rng, desk, rng.randint(1, 6))
    _, meeting = desk.meeting
    if rng.random() < 0.15:
        return
    desk.wait_until(moment(meeting, office_hour(rng)))
    if desk.day_zero is not None and desk.today >= desk.day_zero:
        desk.record("foerste_moede", day=desk.today)
    if rng.random() < 0.5:
        _office(rng, desk, rng.randint(14, 90))
        desk.record("afsluttet", code=rng.choice(("gennemfoert", "gennemfoert", "fravalg", "intet_behov_borger", "udeblevet")))


def _office(rng: Random, desk: Desk, days: int) -> None:
    desk.wait_until(moment(shifted(desk.today, days), office_hour(rng)))


def _offer_within(rng: Random, desk: Desk, days: int) -> None:
    desk.wait_until(desk.now + timedelta(minutes=rng.randint(1, 20)))
    day = shifted(desk.today, days)
    if desk.day_zero is not None:
        day = max(day, shifted(desk.day_zero, rng.choice((0, 2, 4, 6))))
    desk.record("tilbud", meeting=moment(day, office_hour(rng)))


def adversarial(rng: Random, desk: Desk) -> None:
    """Three to fourteen legal steps, each at a moment picked to be awkward; or a story of its own and up to three steps after it."""
    story = desk.day_zero is not None and rng.random() < 0.5
    if story:
        themed(rng, desk)
    for _ in range(rng.randint(0, 3) if story else rng.randint(3, 14)):
        desk.wait_until(_next_moment(rng, desk))
        steps = desk.legal()
        if not steps or (desk.ended and rng.random() < 0.3):
            return
        what = rng.choices(steps, [WEIGHTS[step] for step in steps])[0]
        WRITE[what](rng, desk)


def edges(rng: Random, day_zero: date, latest: date | None = None) -> datetime:
    """A moment at the edge of a day that decides something."""
    days = [shifted(day_zero, number) for number in (0, 3, 4, 5, 6, 7, 8)]
    if latest is not None:
        days += [latest, shifted(latest, 1)]
    return moment(rng.choice(days), hard_hour(rng))


def _next_moment(rng: Random, desk: Desk) -> datetime:
    kind = rng.random()
    if kind < 0.2:
        return desk.now + timedelta(minutes=rng.randint(1, 300))
    if kind < 0.55:
        return edges(rng, desk.day_zero or desk.today)
    days = rng.choice((0, 1, 1, 2, 3, 5)) if kind < 0.95 else rng.randint(6, 40)
    return moment(shifted(desk.today, days), hard_hour(rng))
