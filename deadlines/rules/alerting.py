"""When the two alerts of a deadline leave (model.md section 6, rule 8). Moments are returned in UTC."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from accounts.danish import copenhagen_date, copenhagen_moment
from deadlines.enums import AlertKind, DeadlineKind
from deadlines.rules.calendar import Calendar

_DAY = timedelta(days=1)
# Due moments lie at these two times only; neither is ever inside a DST gap or a doubled hour.
MORNING = time(8)
MIDNIGHT = time(0)
URGENT_WITHIN = timedelta(days=2)


class AlertTimes(NamedTuple):
    """The last working day, both moments, and whether the case came after that day."""

    last_working_day: date
    warn_at: datetime
    breach_at: datetime
    no_open_day_before: bool


def alert_times(due_on: date, day_zero: date, received_at: datetime, calendar: Calendar) -> AlertTimes:
    """Breach at 00:00 Copenhagen after the due date; warning at the latest of receipt, 08:00 on the opening
    day before the last working day, and 08:00 on day 0 (not when the last working day is day 0 or earlier).

    A case that came after the breach moment is not warned of it: the warning is never later than the breach.
    """
    last = calendar.latest_open_on_or_before(due_on)
    breach_at = copenhagen_moment(due_on + _DAY, MIDNIGHT)
    bounds = [received_at.astimezone(breach_at.tzinfo), copenhagen_moment(calendar.open_day_before(last), MORNING)]
    if last > day_zero:
        bounds.append(copenhagen_moment(day_zero, MORNING))
    return AlertTimes(
        last_working_day=last,
        warn_at=min(max(bounds), breach_at),
        breach_at=breach_at,
        no_open_day_before=received_at >= copenhagen_moment(last + _DAY, MIDNIGHT),
    )


def urgent_since(kind: DeadlineKind, due_on: date, received_at: datetime) -> datetime | None:
    """A plan that must start within two days of the day it was received alerts at receipt, whatever the hour; else None."""
    urgent = kind == DeadlineKind.PLAN_START_BY and due_on <= copenhagen_date(received_at) + URGENT_WITHIN
    return received_at if urgent else None


def moments(warn_at: datetime, breach_at: datetime, urgent_at: datetime | None) -> list[tuple[datetime, AlertKind]]:
    """What a deadline has to say and when, in order. A warning that falls with the urgent alert or the breach says nothing more."""
    found = [(breach_at, AlertKind.BREACH)]
    if urgent_at is not None and urgent_at < breach_at:
        found.append((urgent_at, AlertKind.URGENT))
    if warn_at < breach_at and (urgent_at is None or urgent_at < warn_at):
        found.append((warn_at, AlertKind.WARNING))
    return sorted(found)


def due_alert(said: list[tuple[datetime, AlertKind]], given: Collection[str], now: datetime) -> AlertKind | None:
    """Which alert is due and not yet given: a breach outranks an urgent one, and that a warning, where a worker slept."""
    due = {kind for at, kind in said if at <= now}
    for kind in (AlertKind.BREACH, AlertKind.URGENT, AlertKind.WARNING):
        if kind in due and kind not in given:
            return kind
        if kind in due and kind == AlertKind.BREACH:
            return None
    return None


def next_moment(said: list[tuple[datetime, AlertKind]], now: datetime) -> datetime | None:
    """When to look again; None when nothing is left to say."""
    return next((at for at, _ in said if at > now), None)
