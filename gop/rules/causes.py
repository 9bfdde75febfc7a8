"""Which causes of a broken deadline the record itself points to. Pure; a person chooses, and the figures alone hear of it (model.md 6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accounts.danish import count_days, day_date
from gop.enums import BreachCause


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseFacts:
    """Copenhagen dates.

    due         the broken deadlines
    received_on the case came
    returns     how often the plan had come back from others before that
    corrected   day 0 was moved to an earlier day: (before, after)
    asked       questions to the hospital: (asked, answered or None)
    """

    due: Sequence[date]
    received_on: date
    returns: int = 0
    corrected: Sequence[tuple[date, date]] = ()
    asked: Sequence[tuple[date, date | None]] = ()


def proposed_causes(facts: CauseFacts) -> dict[BreachCause, str]:
    """Cause → what speaks for it, the strongest first; empty when nothing was broken."""
    if not facts.due:
        return {}
    first = min(facts.due)
    found: dict[BreachCause, str] = {}
    if facts.returns:
        times = "én gang" if facts.returns == 1 else f"{facts.returns} gange"
        found[BreachCause.WRONG_RECEIVER] = f"Planen kom retur fra en anden {times}, før den kom hertil {day_date(facts.received_on)}."
    if facts.received_on > first:
        found[BreachCause.RECEIVED_LATE] = (
            f"Sagen kom {day_date(facts.received_on)}, {count_days((facts.received_on - first).days)} efter fristen."
        )
    if facts.corrected:
        before, after = facts.corrected[-1]
        found[BreachCause.DATE_CORRECTED] = f"Dag 0 blev rettet fra {day_date(before)} til {day_date(after)}."
    waited = _waited(facts.asked, first)
    if waited:
        found[BreachCause.WAITED_FOR_ANSWER] = waited
    return found


def at_receipt(returns: int) -> BreachCause:
    """What is past already when a case comes: a wrong receiver had it, or it was sent late."""
    return BreachCause.WRONG_RECEIVER if returns else BreachCause.RECEIVED_LATE


def _waited(asked: Sequence[tuple[date, date | None]], due: date) -> str:
    """A question asked in time that was not answered on the same day."""
    for on, answered in asked:
        if on <= due and (answered is None or answered > on):
            end = f"svaret kom {day_date(answered)}" if answered else "der er ikke svaret"
            return f"Sygehuset blev spurgt {day_date(on)}, og {end}."
    return ""
