"""Goals beside the law: an organisation's own and those of agreements. They give no deadline row, no alert and no choice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.danish import count_days, long_date
from deadlines.enums import GoalFrom, GoalMetBy, GoalUnit
from deadlines.rules.calendar import Calendar


@dataclass(frozen=True, slots=True)
class GoalRule:
    """One goal as a dated row. `valid_to` is the last day; the day it is counted from chooses the row."""

    text: str
    counted_from: GoalFrom
    unit: GoalUnit
    number: int
    met_by: GoalMetBy
    holds_for: frozenset[str]
    valid_from: date
    valid_to: date | None
    source: str = ""
    assumption: bool = False


@dataclass(frozen=True, slots=True)
class GoalFacts:
    """What a case knows that goals depend on, as Copenhagen dates.

    contact_on      first recorded contact with the citizen
    told_on         the citizen was told place and time, or that no start can be offered
    meetings        offered first meetings, also those the citizen declined
    held_on         the first meeting that was held
    ended_on        the day the case ended; a goal that was not due lapses then
    control_on      the outpatient control to come; a goal counted from it lies before it
    status_on       the status for that control was sent to the hospital
    """

    plan_type: str
    received_on: date
    day_zero: date | None = None
    contact_on: date | None = None
    told_on: date | None = None
    meetings: tuple[date, ...] = ()
    held_on: date | None = None
    ended_on: date | None = None
    control_on: date | None = None
    status_on: date | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal as it stands. `met_on` may lie after `due_on`; `lapsed`: the case ended before the goal was due."""

    text: str
    due_on: date
    met_on: date | None
    lapsed: bool
    assumption: bool
    basis: tuple[str, ...]

    @property
    def met_late(self) -> bool:
        return self.met_on is not None and self.met_on > self.due_on

    def missed_on(self, today: date) -> bool:
        """Whether it was not met in time, seen from the day."""
        return not self.lapsed and (self.met_late or (self.met_on is None and today > self.due_on))


def goals(facts: GoalFacts, rules: Iterable[GoalRule], calendar: Calendar) -> tuple[Goal, ...]:
    """The goals of the case's type that were in force on the day they are counted from, soonest first."""
    found = []
    for rule in rules:
        start = _start(facts, rule.counted_from)
        if start is None or facts.plan_type not in rule.holds_for:
            continue
        if rule.valid_from <= start and (rule.valid_to is None or start <= rule.valid_to):
            found.append(_goal(facts, rule, start, calendar))
    return tuple(sorted(found, key=lambda goal: (goal.due_on, goal.text)))


SINCE = {GoalFrom.DAY_ZERO: "efter udskrivningen", GoalFrom.RECEIVED: "efter modtagelsen", GoalFrom.CONTROL: "før kontrollen"}


def _start(facts: GoalFacts, counted_from: GoalFrom) -> date | None:
    return {GoalFrom.DAY_ZERO: facts.day_zero, GoalFrom.CONTROL: facts.control_on}.get(counted_from, facts.received_on)


def _due(rule: GoalRule, start: date, calendar: Calendar) -> date:
    """A goal counted from a control lies so many days before it."""
    if rule.counted_from == GoalFrom.CONTROL:
        before = calendar.open_days_before(start, rule.number)
        return before if rule.unit == GoalUnit.OPENING_DAYS else start - timedelta(days=rule.number)
    return calendar.open_days_after(start, rule.number) if rule.unit == GoalUnit.OPENING_DAYS else start + timedelta(days=rule.number)


def _goal(facts: GoalFacts, rule: GoalRule, start: date, calendar: Calendar) -> Goal:
    opening = rule.unit == GoalUnit.OPENING_DAYS
    due_on = _due(rule, start, calendar)
    met_on = _met(facts, rule.met_by)
    counted = f"{rule.number} {'åbningsdag' if rule.number == 1 else 'åbningsdage'}" if opening else count_days(rule.number)
    since = SINCE[rule.counted_from]
    basis = [f"Målet er {counted} {since} {long_date(start)}: {long_date(due_on)}.", "Målet er ikke lov og giver ikke frit valg."]
    if rule.source:
        basis.insert(1, f"Kilde: {rule.source}.")
    if rule.assumption and rule.counted_from == GoalFrom.CONTROL:
        basis.append("Antagelse: hvor mange dage før kontrollen status skal være der, siger ingen kilde.")
    elif rule.assumption:
        basis.append("Antagelse: at målet gælder på denne dag, siger ingen kilde sikkert.")
    lapsed = met_on is None and facts.ended_on is not None and facts.ended_on <= due_on
    return Goal(rule.text, due_on, met_on, lapsed, rule.assumption, tuple(basis))


def _met(facts: GoalFacts, by: GoalMetBy) -> date | None:
    days: tuple[date | None, ...]
    match by:
        case GoalMetBy.CONTACT:
            days = (facts.contact_on, facts.told_on, facts.held_on)
        case GoalMetBy.TOLD:
            days = (facts.told_on,)
        case GoalMetBy.OFFERED_MEETING:
            days = (*facts.meetings, facts.held_on)
        case GoalMetBy.STATUS:
            days = (facts.status_on,)
        case _:
            days = (facts.held_on,)
    return min((day for day in days if day is not None), default=None)
