"""When the two alerts of a deadline leave (model.md section 6, rule 8). Moments are returned in UTC."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from accounts.danish import copenhagen_date, copenhagen_moment
from deadlines.rules.calendar import Calendar

_DAY = timedelta(days=1)
# Due moments lie at these two times only; neither is ever inside a DST gap or a doubled hour.
MORNING = time(8)
MIDNIGHT = time(0)


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
        no_open_day_before=last < copenhagen_date(received_at),
    )
