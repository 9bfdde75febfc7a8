"""The authority's weekly times against its offers in force: which first meetings are free, and how a team's weeks look."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts import clock
from accounts.actor import Actor
from accounts.danish import copenhagen_moment
from accounts.prepared import Prepared
from deadlines.rules import Calendar
from deadlines.selectors import calendar_of
from gop.enums import GeneralLevel, PlanType
from gop.models import Case, Offer
from gop.rules.free_times import FreeTime, Taken, WeeklyTime, free_times, of_others, proposed
from municipalities.models import FirstTime
from municipalities.selectors import times_of

MOST = 6
LATER = timedelta(days=42)  # so far beyond the deadline a later time is looked for
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A free time with the row it comes of."""

    free: FreeTime
    row: FirstTime


@dataclass(frozen=True, slots=True)
class Proposals:
    """`due`: the last day that is in time; None: the case has no such day. `later`: only where none is free in time."""

    due: date | None
    in_time: list[Proposal]
    later: list[Proposal]
    any_times: bool


def weekly(row: FirstTime) -> WeeklyTime:
    return WeeklyTime(row.id, row.weekday, row.at, row.seats, row.valid_from, row.valid_to, row.level, row.team_id)


def proposals_for(actor: Actor, case: Case) -> Proposals:
    """The first free times from tomorrow, day 0 or the plan's own start. Four queries, two of them the calendar's."""
    first = max(filter(None, (clock.today() + DAY, case.day_zero, case.earliest_start)))
    due = min(filter(None, (case.offer_by, case.plan_start_by)), default=None)
    if case.day_zero is None:
        return Proposals(None, [], [], any_times=False)
    last = max(due or first, first) + LATER
    rows = {row.id: row for row in times_of(actor, first, last)}
    calendar = calendar_of(actor.tenant, first, last)
    found = free_times(map(weekly, rows.values()), calendar.is_open, seats_taken(actor, first, last, but=case.id), first, last)
    in_time = _for_case(case, rows, [one for one in found if due is None or clock.local(one.at).date() <= due])
    later = [] if in_time else _for_case(case, rows, found)
    return Proposals(due, in_time, later, bool(rows))


def _for_case(case: Case, rows: dict[UUID, FirstTime], found: list[FreeTime]) -> list[Proposal]:
    """Before the level is decided: the first for each level."""
    levels = [case.level] if case.level else list(GeneralLevel) if case.plan_type == PlanType.GENERAL_TRAINING else [case.plan_type]
    chosen = {(one.time.id, one.at): one for level in levels for one in proposed(found, case.team_id, level, MOST)}
    ordered = sorted(chosen.values(), key=lambda one: (of_others(one, case.team_id), one.at, one.time.id))
    return [Proposal(one, rows[one.time.id]) for one in ordered]


def seats_taken(actor: Actor, first: date, last: date, *, but: UUID | None = None) -> Taken:
    """Seats of the days, both included, without those of the case `but`. An ended case takes none. One query."""
    rows = _taken.rows(actor, _midnight(first), _midnight(last + DAY))
    return Counter((first_time, at) for first_time, at, case in rows if case != but)


def _midnight(day: date) -> datetime:
    return copenhagen_moment(day, time.min)


def _in_force(actor: Actor, begins: datetime, ends: datetime) -> QuerySet[Any, Any]:
    rows = Offer.objects.filter(organisation_id=actor.tenant, withdrawn_at__isnull=True, first_time_id__isnull=False)
    rows = rows.filter(meeting_at__gte=begins, meeting_at__lt=ends, case__ended_at__isnull=True)
    return rows.values_list("first_time_id", "meeting_at", "case_id")


_taken = Prepared(_in_force)


@dataclass(frozen=True, slots=True)
class Week:
    """One team's seats in a week that begins on that Monday; `free` are those still to come."""

    monday: date
    team: str
    seats: int
    taken: int
    free: int


def weeks_of(actor: Actor, today: date, number: int = 4) -> list[Week]:
    """Seats, taken and free ones by week and team, from this week on. Four queries."""
    monday = today - timedelta(days=today.weekday())
    last = monday + timedelta(days=7 * number) - DAY
    rows = times_of(actor, monday, last)
    calendar, taken = calendar_of(actor.tenant, monday, last), seats_taken(actor, monday, last)
    teams = sorted({_team(row) for row in rows})
    return [
        _week(begins, team, [weekly(row) for row in rows if _team(row) == team], calendar, taken, today)
        for begins in (monday + timedelta(days=7 * week) for week in range(number))
        for team in teams
    ]


def _team(row: FirstTime) -> str:
    return row.team.name if row.team else ""


def _week(monday: date, team: str, times: list[WeeklyTime], calendar: Calendar, taken: Taken, today: date) -> Week:
    sunday = monday + timedelta(days=6)
    held = free_times(times, calendar.is_open, {}, monday, sunday)
    free = free_times(times, calendar.is_open, taken, max(monday, today + DAY), sunday)
    return Week(
        monday, team, sum(one.left for one in held), sum(taken.get((one.time.id, one.at), 0) for one in held), sum(one.left for one in free)
    )
