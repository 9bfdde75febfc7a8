"""Short ways to write a case by hand. Moments are typed as Copenhagen wall time: "2026-11-20 09:00"."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from tests.oracle.columns import Follows, Given, Step
from tests.oracle.simulation import simulate

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
CHRISTMAS = frozenset(date.fromisoformat(day) for day in ("2026-12-25", "2026-12-26", "2027-01-01"))


def at(text: str, *, fold: int = 0) -> datetime:
    """A Copenhagen moment; fold 1 is the second time the autumn hour comes."""
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN, fold=fold)


def on(text: str) -> date:
    """A day."""
    return date.fromisoformat(text)


def offer(when: str, meeting: str) -> Step:
    """A first meeting offered."""
    return Step(at(when), "tilbud", meeting=at(meeting))


def told(when: str) -> Step:
    """The citizen is told that same day of the offer in force."""
    return Step(at(when), "besked", day=at(when).date())


def held(when: str) -> Step:
    """The first meeting was held that same day."""
    return Step(at(when), "foerste_moede", day=at(when).date())


def day_zero(when: str, day: str | None, *, expected: bool = False) -> Step:
    """Day 0 corrected, confirmed or (no day) called off."""
    return Step(at(when), "dag_nul", day=None if day is None else on(day), expected=expected)


def starts(when: str, earliest: str | None = None, latest: str | None = None, reason: str = "") -> Step:
    """The plan's own start as now stated."""
    days = [None if day is None else on(day) for day in (earliest, latest)]
    return Step(at(when), "startdatoer", earliest=days[0], latest=days[1], reason=reason)


def seen(when: str, *steps: Step, zero: str | None = "2026-11-20", received: str = "2026-11-20 09:00", **more) -> Follows:
    """What follows at `when` for a plan discharged Friday 20 November 2026 unless said otherwise."""
    given = Given(
        number=0,
        plan_type=more.pop("plan_type", "almen"),
        received=at(received),
        day_zero=None if zero is None else on(zero),
        expected=more.pop("expected", False),
        seen=at(when),
        steps=steps,
        **more,
    )
    return simulate(given)
