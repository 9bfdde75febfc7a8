"""Rules, calendar and facts that the clock tests share. Literals, so that a wrong data file cannot hide here."""

from datetime import UTC, date, datetime
from typing import Any

from deadlines.enums import DeadlineKind
from deadlines.rules import Calendar, Clock, ClockFacts, ClockRule, clocks

BOTH = frozenset({"almen", "rehabilitering"})
ALMEN = frozenset({"almen"})
REHAB = frozenset({"rehabilitering"})
START, REFORM, EVE = date(2018, 7, 1), date(2027, 1, 1), date(2026, 12, 31)


def _pair(holds_for: frozenset[str], valid_from: date, valid_to: date | None, assumption: bool) -> list[ClockRule]:
    inform, offer = DeadlineKind.INFORM_BY, DeadlineKind.OFFER_BY
    return [
        ClockRule(inform, 4, holds_for, valid_from, valid_to, "BEK 918/2018", "Besked inden 4 dage", assumption),
        ClockRule(offer, 7, holds_for, valid_from, valid_to, "Sundhedsloven § 140 stk. 4", "Start inden 7 dage", assumption),
    ]


RULES = [*_pair(ALMEN, START, None, False), *_pair(REHAB, START, EVE, False), *_pair(REHAB, REFORM, None, True)]

CALENDAR = Calendar(
    closed_dates=frozenset(
        {
            date(2022, 5, 26),  # Ascension Day
            date(2026, 12, 24),
            date(2026, 12, 25),
            date(2027, 1, 1),
        }
    )
)


def facts(**known: Any) -> ClockFacts:
    """An almen case discharged Friday 20 November 2026 and received that morning, but for what is given."""
    return ClockFacts(
        **{
            "plan_type": "almen",
            "day_zero": date(2026, 11, 20),
            "received_at": datetime(2026, 11, 20, 9, tzinfo=UTC),
            **known,
        }
    )


def by_kind(of: ClockFacts, calendar: Calendar = CALENDAR) -> dict[DeadlineKind, Clock]:
    """The clocks of the facts under the shared rules."""
    return {clock.kind: clock for clock in clocks(of, RULES, calendar)}
