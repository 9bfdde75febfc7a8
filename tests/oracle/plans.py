"""Made plans, one for each number and always the same one: mostly everyday courses, four in ten made to find mistakes.

No plan is about a person. Steps are legal and in order of time; moments are in UTC. A meeting lies after the moment it was offered.
"""

from datetime import date, datetime, time, timedelta
from random import Random

from tests.oracle.columns import Given
from tests.oracle.plans_courses import adversarial, edges, everyday
from tests.oracle.plans_days import ALSO_CLOSED, FIRST, HOLIDAYS, any_day, day_of, hard_day, hard_hour, moment, office_hour, shifted
from tests.oracle.plans_desk import Desk
from tests.oracle.plans_themes import across_first_july

REGION_FROM = date(2027, 1, 1)
OPENING_DAYS = (frozenset(range(4)), frozenset({0, 2, 4}), frozenset(range(6)), frozenset(range(7)), frozenset({3}))


def plan(number: int) -> Given:
    """The plan of that number."""
    rng = Random(number)
    old = rng.random() < 0.005
    hard = old or rng.random() < 0.4
    plan_type = rng.choices(("almen", "rehabilitering", "specialiseret"), (87, 5, 8))[0]
    day_zero = shifted(FIRST, rng.randint(-20, 8)) if old else _day_zero(rng, plan_type, hard=hard)
    received = _received(rng, day_zero, hard=hard)
    known = not (hard and rng.random() < 0.05)
    earliest, latest, reason = _starts(rng, day_zero, 0.35 if hard else 0.1)
    desk = Desk(received, day_zero if known else None, days_zero=[day_zero])
    if old and known and (day_zero >= FIRST or rng.random() < 0.5):
        across_first_july(rng, desk)
    (adversarial if hard else everyday)(rng, desk)
    return Given(
        number=number,
        plan_type=plan_type,
        received=received,
        day_zero=day_zero if known else None,
        expected=known and (day_of(received) < day_zero or rng.random() < 0.05),
        seen=max(_seen(rng, plan_type, desk, received, (day_zero, latest)), received),
        earliest=earliest,
        latest=latest,
        reason=reason,
        steps=tuple(desk.steps),
        open_weekdays=rng.choice(OPENING_DAYS) if rng.random() < 0.1 else frozenset(range(5)),
        closed=HOLIDAYS | ALSO_CLOSED if rng.random() < 0.2 else HOLIDAYS,
    )


def _day_zero(rng: Random, plan_type: str, *, hard: bool) -> date:
    """Any day of the ten years; half of the hard plans on an awkward one, and rehabilitation around its change of authority."""
    if plan_type == "rehabilitering" and rng.random() < (0.75 if hard else 0.3):
        return shifted(REGION_FROM, rng.randint(-25, 4))
    return hard_day(rng) if hard and rng.random() < 0.5 else any_day(rng)


def _received(rng: Random, day_zero: date, *, hard: bool) -> datetime:
    """On the day or beside it; for a hard plan also long before and long after."""
    if not hard:
        return moment(shifted(day_zero, rng.choice((-2, -1, 0, 0, 0, 0, 1, 1, 2))), time(rng.randint(8, 20), rng.randint(0, 59)))
    days = rng.choice((-14, -5, -3, -1, 0, 0, 0, 0, 1, 1, 2, 3, 4, 5, 7, 8, 12, 40))
    return moment(shifted(day_zero, days), hard_hour(rng))


def _starts(rng: Random, day_zero: date, share: float) -> tuple[date | None, date | None, str]:
    """Earliest and latest start and why, for `share` of the plans."""
    if rng.random() >= share:
        return None, None, ""
    earliest = shifted(day_zero, rng.choice((-1, 0, 1, 3, 7, 14, 42))) if rng.random() < 0.7 else None
    latest = None
    if earliest is None or rng.random() < 0.4:
        latest = shifted(max(earliest or day_zero, day_zero), rng.choice((1, 2, 3, 5, 14, 28)))
    return earliest, latest, rng.choice(("sundhedsfaglig", "sundhedsfaglig", "koordinering"))


def _seen(rng: Random, plan_type: str, desk: Desk, received: datetime, days: tuple[date, date | None]) -> datetime:
    """At an edge of a deciding day, at or just beside a step, somewhere along the way, or long after. `days`: day 0, latest start."""
    steps = desk.steps
    last = steps[-1].at if steps else received
    if plan_type == "rehabilitering" and received < moment(REGION_FROM, time(0)) and rng.random() < 0.6:
        return rng.choice((moment(shifted(REGION_FROM, -1), time(23, 59)), moment(REGION_FROM, time(0))))
    kind = rng.random()
    if kind < 0.3:
        return edges(rng, rng.choice([days[0], *desk.days_zero]), days[1])
    if kind < 0.5 and steps:
        return rng.choice(steps).at + timedelta(minutes=rng.choice((-1, 0, 0, 1)))
    if kind < 0.75:
        return received + timedelta(minutes=rng.randint(0, int((last - received).total_seconds() // 60) + 1))
    if kind < 0.9:
        return moment(shifted(day_of(last), rng.randint(0, 12)), hard_hour(rng))
    return moment(shifted(day_of(last), rng.randint(13, 400)), office_hour(rng))
