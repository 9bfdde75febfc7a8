"""What does not go straight: an offer that ended before its meeting, a case on hold."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from accounts.danish import copenhagen_date
from config.demo import names
from config.demo.story import DAY, moment
from config.demo.world import World
from gop.enums import DeclinedHow, HoldReason

CANCELLED, DECLINED, HELD = 0.05, 0.06, 0.25
REASONS = ("Terapeuten er syg.", "Lokalet er optaget den dag.", "Holdet er flyttet til en anden dag.")
At = Callable[[date, int], datetime | None]


@dataclass(frozen=True)
class Former:
    """An offer that the authority cancelled (`reason`), or that the citizen turned down (`how`)."""

    offered_at: datetime
    meeting_at: datetime
    place: str
    ended_at: datetime
    how: DeclinedHow | None = None
    reason: str = ""


def former_offer(rng: Random, world: World, at: At, tell_on: date, meet_on: date) -> Former | None:
    """An earlier offer for some cases; None for most, and when there was no time for both its offering and its end."""
    draw = rng.random()
    if draw >= CANCELLED + DECLINED:
        return None
    offered_at = at(tell_on, 9)
    ended_at = at(tell_on, 11) if offered_at else None
    if offered_at is None or ended_at is None:
        return None
    meet_on = world.open_from(max(meet_on, copenhagen_date(ended_at) + DAY))
    meeting_at, place = moment(meet_on, rng.randint(8, 15), rng.choice((0, 30))), rng.choice(names.PLACES)
    if draw < CANCELLED:
        return Former(offered_at, meeting_at, place, ended_at, reason=rng.choice(REASONS))
    return Former(offered_at, meeting_at, place, ended_at, how=rng.choice((DeclinedHow.SAID_NO, DeclinedHow.CANCELLED)))


def hold(rng: Random, at: At, last: date, *, later: bool) -> tuple[datetime, HoldReason] | None:
    """Some cases wait; those whose plan asks for a later start for that reason."""
    if rng.random() >= HELD:
        return None
    held_at = at(last, 14)
    reason = HoldReason.POSTPONED if later else rng.choice((HoldReason.FREE_CHOICE, HoldReason.FREE_CHOICE_DECLINED))
    return (held_at, reason) if held_at else None
