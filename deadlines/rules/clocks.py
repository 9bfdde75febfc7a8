"""The clocks of one case: due dates, what meets them, and why (model.md section 6, rules 1–5, 7, 8, 10)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from accounts.danish import long_date
from deadlines.enums import DeadlineKind, DeadlineState
from deadlines.rules.alerting import alert_times, urgent_since
from deadlines.rules.basis import Due, inform_due, offer_due, plan_start_due
from deadlines.rules.calendar import Calendar
from deadlines.rules.facts import ClockFacts
from deadlines.rules.ruleset import ClockRule, rule_for


@dataclass(frozen=True, slots=True)
class Clock:
    """One deadline as it stands. Dates are Copenhagen dates, moments are UTC.

    `met_on` may lie after `due_on` (told too late). `stopped_on` is the day after which days overdue are no
    longer counted: the first meeting was held or the case ended. `basis` explains the date, one sentence each.
    """

    kind: DeadlineKind
    due_on: date
    last_working_day: date
    warn_at: datetime
    breach_at: datetime
    state: DeadlineState
    met_on: date | None
    stopped_on: date | None
    preliminary: bool
    no_open_day_before: bool
    assumption: bool
    basis: tuple[str, ...]
    urgent_at: datetime | None = None

    def breached_on(self, today: date) -> bool:
        """Whether the deadline is or was broken, seen from the day; derived, never stored."""
        if self.state == DeadlineState.MET:
            return self.met_on is not None and self.met_on > self.due_on
        return self.state == DeadlineState.OPEN and today > self.due_on


def clocks(facts: ClockFacts, rules: Iterable[ClockRule], calendar: Calendar) -> tuple[Clock, ...]:
    """Every clock the case has, in the order day 4, day 7, the plan's own; none without day 0."""
    if facts.day_zero is None or not facts.handles or facts.started_elsewhere:
        return ()
    rows = tuple(rules)
    found: list[Clock] = []
    inform = rule_for(rows, DeadlineKind.INFORM_BY, facts.plan_type, facts.day_zero)
    if inform:
        due = inform_due(facts, facts.day_zero, inform)
        told = min((day for day in (facts.informed_on, facts.told_none_on) if day is not None), default=None)
        found.append(_clock(facts, facts.day_zero, due, told, calendar))
    offer = rule_for(rows, DeadlineKind.OFFER_BY, facts.plan_type, facts.day_zero)
    if offer:
        due = offer_due(facts, facts.day_zero, offer)
        found.append(_clock(facts, facts.day_zero, due, _meeting_by(facts, facts.day_zero, due.on), calendar))
    if facts.latest_start is not None:
        due = plan_start_due(facts, facts.latest_start)
        found.append(_clock(facts, facts.day_zero, due, _meeting_by(facts, facts.day_zero, due.on), calendar))
    return tuple(found)


def _meeting_by(facts: ClockFacts, day_zero: date, due_on: date) -> date | None:
    """The meeting the citizen said no to, else the offered, else the held, on or after day 0 and no later than the due date."""
    for meeting in (*facts.declined_meetings, facts.offer_meeting_on, facts.first_meeting_on):
        if meeting is not None and day_zero <= meeting <= due_on:
            return meeting
    return None


def _clock(facts: ClockFacts, day_zero: date, due: Due, met_on: date | None, calendar: Calendar) -> Clock:
    times = alert_times(due.on, day_zero, facts.received_at, calendar)
    stops = [day for day in (facts.ended_on, _held(facts, day_zero)) if day is not None]
    closing = (
        "Ingen åbningsdag før fristen: sagen kom efter den sidste arbejdsdag, som var"
        if times.no_open_day_before
        else "Sidste arbejdsdag før fristen er"
    )
    return Clock(
        kind=due.kind,
        due_on=due.on,
        last_working_day=times.last_working_day,
        warn_at=times.warn_at,
        breach_at=times.breach_at,
        state=_state(due.on, met_on, facts.ended_on),
        met_on=met_on,
        stopped_on=min(stops, default=None),
        preliminary=facts.day_zero_expected,
        no_open_day_before=times.no_open_day_before,
        assumption=due.assumption,
        basis=(*due.basis, f"{closing} {long_date(times.last_working_day)}."),
        urgent_at=urgent_since(due.kind, due.on, facts.received_at),
    )


def _held(facts: ClockFacts, day_zero: date) -> date | None:
    held = facts.first_meeting_on
    return held if held is not None and held >= day_zero else None


def _state(due_on: date, met_on: date | None, ended_on: date | None) -> DeadlineState:
    if met_on is not None:
        return DeadlineState.MET
    if ended_on is not None and ended_on <= due_on:
        return DeadlineState.LAPSED
    return DeadlineState.OPEN
