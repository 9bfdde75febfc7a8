"""Reads of clocks and alerts. Lists take the actor and lean on the tenant's own column."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Value

from accounts import clock
from accounts.actor import Actor
from accounts.enums import OrganisationKind, RelationKind
from accounts.models import OrganisationRelation
from accounts.prepared import Asked, Prepared
from accounts.roles import ANSWERS_FOR_UNOWNED
from accounts.selectors import valid_on
from deadlines.calendar_selectors import goal_periods
from deadlines.enums import CalendarKind, DeadlineKind, DeadlineState, GoalFrom, GoalMetBy, GoalUnit
from deadlines.models import (
    AgreedGoal,
    Alert,
    AlertPreference,
    CalendarRow,
    Deadline,
    Heartbeat,
    Holiday,
    OwnGoal,
    PostalDays,
    PostalRule,
    Rule,
)
from deadlines.rules import Calendar, CalendarLine, ClockRule, GoalRule, calendar_from

SCAN = "deadlines.scan"
# A calendar is read from half a year before a day to two years after it.
BACK, AHEAD = timedelta(days=183), timedelta(days=731)
REGION_OF = (RelationKind.MUNICIPALITY_IN, RelationKind.HOSPITAL_IN)


def rules_in_force() -> list[ClockRule]:
    """All dated rules; the pure rule picks by the discharge date."""
    return [
        ClockRule(
            kind=DeadlineKind(row.kind),
            days=row.days,
            holds_for=frozenset(row.holds_for),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            paragraph=row.paragraph,
            text=row.text,
            assumption=row.assumption,
            rule_set=row.rule_set.code if row.rule_set else "",
            rule_set_title=row.rule_set.title if row.rule_set else "",
        )
        for row in _rules.objects()
    ]


_rules = Prepared(lambda: Rule.objects.select_related("rule_set").order_by("kind", "valid_from"))


def calendar_of(organisation: UUID | None, day: date, last: date | None = None) -> Calendar:
    """The authority's opening days around the day (or around both days). Two queries; None: a calendar nobody has changed."""
    first, last = _around(day, last)
    holidays = [day for (day,) in _holidays.rows(first, last)]
    if organisation is None:
        return calendar_from([], holidays)
    return calendar_from(calendar_lines(organisation, first, last), holidays)


def ask_calendar(organisation: UUID, day: date) -> list[Asked]:
    first, last = _around(day)
    return [(_holidays, (first, last)), (_calendar, (organisation, first, last))]


def _around(day: date, last: date | None = None) -> tuple[date, date]:
    return day - BACK, (last or day) + AHEAD


def calendar_lines(organisation: UUID, first: date, last: date) -> list[CalendarLine]:
    """The authority's rows that cover any of the days."""
    return [_line(row) for row in _calendar.objects(organisation, first, last)]


def _calendar_rows(organisation: UUID, first: date, last: date) -> QuerySet[CalendarRow]:
    rows = CalendarRow.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=first), organisation_id=organisation, valid_from__lte=last)
    return rows.only("kind", "valid_from", "valid_to", "made_at", "weekdays", "closed_on_holidays")


_calendar = Prepared(_calendar_rows)
_holidays = Prepared(lambda first, last: Holiday.objects.filter(day__gte=first, day__lte=last).values_list("day"))


def _line(row: CalendarRow) -> CalendarLine:
    return CalendarLine(
        kind=CalendarKind(row.kind),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        made_at=row.made_at,
        weekdays=frozenset(row.weekdays),
        closed_on_holidays=row.closed_on_holidays,
    )


class Post(NamedTuple):
    """Days from posting until a letter counts as read, and whether that is assumed."""

    days: int
    assumption: bool


def post_of(organisation: UUID, posted_on: date) -> Post:
    """The authority's own number on the day, else the registry's; no days at all before its first row."""
    for (days,) in _own_post.rows(organisation, posted_on):
        return Post(days, assumption=False)
    for days, assumption in _post.rows(posted_on):
        return Post(days, assumption)
    return Post(0, assumption=True)


def _own_post_on(organisation: UUID, day: date) -> QuerySet[Any, Any]:
    rows = PostalDays.objects.filter(valid_on(day), organisation_id=organisation)
    return rows.order_by("-valid_from", "-made_at").values_list("days")[:1]


_own_post = Prepared(_own_post_on)
_post = Prepared(lambda day: PostalRule.objects.filter(valid_on(day)).order_by("-valid_from").values_list("days", "assumption")[:1])


def goal_rules_of(organisation: UUID, kind: OrganisationKind) -> list[GoalRule]:
    """The organisation's own goals, and those of its region's agreements. Two queries."""
    own, agreed = _own_goals.objects(organisation), _agreed_goals.objects(organisation, kind)
    return [*own_goal_rules(own), *(_goal_rule(row, row.valid_to, row.paragraph, row.assumption) for row in agreed)]


def _agreed_with(organisation: UUID, kind: OrganisationKind) -> QuerySet[AgreedGoal]:
    regions = OrganisationRelation.objects.filter(child_id=organisation, kind__in=REGION_OF).values("parent_id")
    return AgreedGoal.objects.filter(region_id__in=regions, binds__contains=[kind]).order_by("valid_from", "text")


_own_goals = Prepared(lambda organisation: OwnGoal.objects.filter(organisation_id=organisation).order_by("series", "valid_from", "made_at"))
_agreed_goals = Prepared(_agreed_with)


def own_goal_rules(rows: Iterable[OwnGoal]) -> list[GoalRule]:
    """Rows in the order series, day, moment: each holds until the day before the next of its series."""
    return [_goal_rule(row, last) for row, last in goal_periods(rows)]


def _goal_rule(row: OwnGoal | AgreedGoal, valid_to: date | None, source: str = "", assumption: bool = False) -> GoalRule:
    return GoalRule(
        text=row.text,
        counted_from=GoalFrom(row.counted_from),
        unit=GoalUnit(row.unit),
        number=row.number,
        met_by=GoalMetBy(row.met_by),
        holds_for=frozenset(row.holds_for),
        valid_from=row.valid_from,
        valid_to=valid_to,
        source=source,
        assumption=assumption,
    )


def deadlines_visible_to(actor: Actor) -> QuerySet[Deadline]:
    return Deadline.objects.filter(organisation_id=actor.tenant)


def current_deadlines(actor: Actor, subject_id: UUID) -> list[Deadline]:
    """The rows in force of one case, in the order of the law's clocks."""
    order = list(DeadlineKind)
    return sorted(_current.objects(actor, subject_id), key=lambda row: order.index(DeadlineKind(row.kind)))


def superseded_deadlines(actor: Actor, subject_id: UUID) -> list[Deadline]:
    """Rows that a changed date replaced, oldest first: what was broken stays on record."""
    return _superseded.objects(actor, subject_id)


def ask_clocks(actor: Actor, subject_id: UUID) -> list[Asked]:
    """Both, and the rules in force."""
    return [(_current, (actor, subject_id)), (_superseded, (actor, subject_id)), (_rules, ())]


def _of_subject(actor: Actor, subject_id: UUID) -> QuerySet[Deadline]:
    return deadlines_visible_to(actor).filter(subject_id=subject_id)


_current = Prepared(lambda *asked: _of_subject(*asked).exclude(state=DeadlineState.SUPERSEDED))
_superseded = Prepared(lambda *asked: _of_subject(*asked).filter(state=DeadlineState.SUPERSEDED).order_by("created_at", "kind"))


def alerts_visible_to(actor: Actor) -> QuerySet[Alert]:
    """A person sees the own alerts and those of a colleague whose absence the person covers; who answers for
    unowned cases sees theirs too, and those of the absent whom nobody here covers. A plan not sent is shown among plans.
    """
    return _alerts_on(actor, clock.today())


def _alerts_on(actor: Actor, day: date) -> QuerySet[Alert]:
    away = AlertPreference.objects.filter(organisation_id=actor.tenant, absent_from__lte=day, absent_to__gte=day)
    shown = Q(recipient_id=actor.user) | Q(recipient_id__in=away.filter(cover_id=actor.user).values("user_id"))
    if actor.role in ANSWERS_FOR_UNOWNED:
        uncovered = away.filter(Q(cover_id__isnull=True) | Q(cover_id__in=away.values("user_id")))
        shown |= Q(recipient_id__isnull=True) | Q(recipient_id__in=uncovered.values("user_id"))
    return Alert.objects.filter(shown, organisation_id=actor.tenant, unsent_id__isnull=True)


def alerts_of(actor: Actor, limit: int = 200) -> list[Alert]:
    """Unseen first, newest first."""
    return list(alerts_visible_to(actor).order_by(F("seen_at").desc(nulls_first=True), "-created_at", "id")[:limit])


def alert_of(actor: Actor, alert_id: UUID) -> Alert | None:
    return alerts_visible_to(actor).filter(id=alert_id).first()


def unseen_count(actor: Actor) -> int:
    return int(_unseen.rows(actor, clock.today())[0][0])


def ask_unseen(actor: Actor) -> Asked:
    return _unseen, (actor, clock.today())


def _unseen_of(actor: Actor, day: date) -> QuerySet[Alert, Any]:
    return _alerts_on(actor, day).filter(seen_at__isnull=True).values(one=Value(1)).annotate(number=Count("id")).values_list("number")


_unseen = Prepared(_unseen_of)


def last_scan() -> Heartbeat | None:
    return Heartbeat.objects.filter(name=SCAN).first()


def scan_is_late(scan_seconds: int, now: datetime | None = None) -> bool:
    """More than three intervals since the last finished scan."""
    beat = last_scan()
    return is_late(beat.ended_at if beat else None, scan_seconds, now)


def is_late(ended_at: datetime | None, scan_seconds: int, now: datetime | None = None) -> bool:
    """One that ended in the future ended before the clock was set back, so it says nothing of now."""
    at = now or clock.now()
    return ended_at is None or abs(at - ended_at) > timedelta(seconds=3 * scan_seconds)
