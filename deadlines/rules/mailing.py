"""Whom an alert's mail goes to, and when it may leave. Pure; moments in UTC, times of day in Copenhagen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from accounts.danish import copenhagen_date, copenhagen_moment
from deadlines.enums import AlertKind

# These leave at once, whatever somebody would rather.
HOSPITALS = frozenset({AlertKind.UNSENT, AlertKind.RETURNED, AlertKind.ASKED})
AT_ONCE = frozenset({AlertKind.BREACH, AlertKind.URGENT}) | HOSPITALS
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Habits:
    """A person's own settings; the defaults are those of somebody who has set nothing."""

    digest_at: time | None = None
    quiet_from: time | None = None
    quiet_to: time | None = None
    absent_from: date | None = None
    absent_to: date | None = None
    cover: UUID | None = None
    digested_on: date | None = None

    def absent_on(self, day: date) -> bool:
        return self.absent_from is not None and self.absent_to is not None and self.absent_from <= day <= self.absent_to


NO_HABITS = Habits()


@dataclass(frozen=True, slots=True)
class Staff:
    """Those of one organisation who can be mailed: person → habits, and which of them answer for unowned cases."""

    people: Mapping[UUID, Habits]
    leads: frozenset[UUID]

    def present(self, who: UUID, day: date) -> bool:
        return who in self.people and not self.people[who].absent_on(day)


def receivers(recipient: UUID | None, kind: AlertKind, staff: Staff, day: date) -> frozenset[UUID]:
    """The owner or team lead; absent, whoever covers; nobody there, the team leads. A breach goes to the absent too.

    A plan not sent, or not sent on, goes to the person it names and to nobody else: a hospital has no team lead.
    """
    if kind in HOSPITALS:
        return frozenset({recipient} & staff.people.keys()) if recipient else frozenset()
    if recipient is None or recipient not in staff.people:
        return _leads(kind, staff, day)
    if not staff.people[recipient].absent_on(day):
        return frozenset({recipient})
    instead = _covers([recipient], staff, day) or _leads(kind, staff, day)
    return instead | {recipient} if kind in AT_ONCE or not instead else instead


def _covers(absent: Iterable[UUID], staff: Staff, day: date) -> frozenset[UUID]:
    found = (staff.people[who].cover for who in absent)
    return frozenset(cover for cover in found if cover is not None and staff.present(cover, day))


def _leads(kind: AlertKind, staff: Staff, day: date) -> frozenset[UUID]:
    here = frozenset(lead for lead in staff.leads if staff.present(lead, day))
    away = frozenset(lead for lead in staff.leads - here if lead in staff.people)
    reached = here | _covers(away, staff, day)
    return reached | away if kind in AT_ONCE or not reached else reached


def leaves_at(kind: AlertKind, made_at: datetime, habits: Habits, now: datetime) -> datetime:
    """When one receiver's mail may leave: `now`, the next digest after it was made, or the end of quiet hours."""
    if kind in AT_ONCE:
        return now
    at = now if habits.digest_at is None else max(now, _next_digest(made_at, habits.digest_at, habits.digested_on))
    return _after_quiet(at, habits)


def _next_digest(made_at: datetime, at: time, digested_on: date | None) -> datetime:
    """One a day: a day that has had its digest is passed over."""
    day = copenhagen_date(made_at)
    while day == digested_on or moment_of(day, at) < made_at:
        day += _DAY
    return moment_of(day, at)


def _after_quiet(at: datetime, habits: Habits) -> datetime:
    """Quiet hours are spells between two moments, so a night of 23 or 25 hours needs nothing of its own."""
    if habits.quiet_from is None or habits.quiet_to is None or habits.quiet_from == habits.quiet_to:
        return at
    over_midnight = habits.quiet_to < habits.quiet_from
    today = copenhagen_date(at)
    for day in (today - _DAY, today):
        begins, ends = moment_of(day, habits.quiet_from), moment_of(day + _DAY if over_midnight else day, habits.quiet_to)
        if begins <= at < ends:
            return ends
    return at


def moment_of(day: date, at: time) -> datetime:
    """As a clock on the wall; a time inside the spring gap is the hour after it."""
    try:
        return copenhagen_moment(day, at)
    except ValueError:
        return copenhagen_moment(day, at.replace(hour=at.hour + 1))
