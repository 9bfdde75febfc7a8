"""How an alert climbs when nobody looks: the owner, the owner's team lead, all team leads. Pure."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from accounts.danish import copenhagen_date, copenhagen_moment
from deadlines.enums import AlertKind
from deadlines.rules.calendar import Calendar

OWNER, LEAD, ALL_LEADS = 0, 1, 2
LAST_RUNG = ALL_LEADS


@dataclass(frozen=True, slots=True)
class Ladder:
    """Elapsed hours before an unseen alert goes one rung up, and when a case without an owner is told of.

    The defaults hold for an authority that has set nothing: a warning of the morning has climbed by the last working
    day's morning, a breach of midnight at 10 and at 16. The numbers are a choice of the house, not law.
    """

    warning_to_lead: int = 24
    warning_to_all: int = 24
    breach_to_lead: int = 10
    breach_to_all: int = 6
    unowned_open_days: int = 1
    unowned_time: time = time(8)

    def climbs_at(self, kind: AlertKind, rung: int, made_at: datetime) -> datetime | None:
        """When a row made on the rung goes up; None from the top. An urgent alert climbs as a breach does.

        A case without an owner is told of to its team's lead, from whom it climbs as a warning does, or to all leads at once.
        """
        if rung >= LAST_RUNG or (kind == AlertKind.UNOWNED and rung != LEAD):
            return None
        warning = (self.warning_to_lead, self.warning_to_all)
        breach = (self.breach_to_lead, self.breach_to_all)
        slow = kind in (AlertKind.WARNING, AlertKind.UNOWNED)
        return made_at + timedelta(hours=(warning if slow else breach)[rung])

    def unowned_due_at(self, began_at: datetime, calendar: Calendar) -> datetime:
        """The moment in UTC on the wanted opening day after the one when the case became nobody's."""
        day, left = copenhagen_date(began_at), self.unowned_open_days
        while left > 0:
            day += timedelta(days=1)
            left -= calendar.is_open(day)
        return max(began_at, copenhagen_moment(day, self.unowned_time))
