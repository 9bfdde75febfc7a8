"""Reads of clocks and alerts. Lists take the actor and lean on the tenant's own column."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet

from accounts import clock
from accounts.actor import Actor
from accounts.roles import ANSWERS_FOR_UNOWNED
from deadlines.enums import DeadlineKind, DeadlineState
from deadlines.models import Alert, Deadline, Heartbeat, Holiday, Rule
from deadlines.rules import Calendar, ClockRule

SCAN = "deadlines.scan"
WORKDAYS = frozenset(range(5))


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
        )
        for row in Rule.objects.order_by("kind", "valid_from")
    ]


def calendar_around(day: date) -> Calendar:
    """Monday to Friday without public holidays, from half a year before the day to two years after."""
    near = Holiday.objects.filter(day__gte=day - timedelta(days=183), day__lte=day + timedelta(days=731))
    return Calendar(open_weekdays=WORKDAYS, closed_dates=frozenset(near.values_list("day", flat=True)))


def deadlines_visible_to(actor: Actor) -> QuerySet[Deadline]:
    return Deadline.objects.filter(organisation_id=actor.tenant)


def current_deadlines(actor: Actor, subject_id: UUID) -> list[Deadline]:
    """The rows in force of one case, in the order of the law's clocks."""
    rows = deadlines_visible_to(actor).filter(subject_id=subject_id).exclude(state=DeadlineState.SUPERSEDED)
    order = list(DeadlineKind)
    return sorted(rows, key=lambda row: order.index(DeadlineKind(row.kind)))


def superseded_deadlines(actor: Actor, subject_id: UUID) -> list[Deadline]:
    """Rows that a changed date replaced, oldest first: what was broken stays on record."""
    return list(deadlines_visible_to(actor).filter(subject_id=subject_id, state=DeadlineState.SUPERSEDED).order_by("created_at", "kind"))


def alerts_visible_to(actor: Actor) -> QuerySet[Alert]:
    """A person sees the alerts of own cases; who answers for unowned cases sees theirs too."""
    rows = Alert.objects.filter(organisation_id=actor.tenant)
    mine = Q(recipient_id=actor.user)
    return rows.filter(mine | Q(recipient_id__isnull=True)) if actor.role in ANSWERS_FOR_UNOWNED else rows.filter(mine)


def alerts_of(actor: Actor, limit: int = 200) -> list[Alert]:
    """Unseen first, newest first."""
    return list(alerts_visible_to(actor).order_by(F("seen_at").desc(nulls_first=True), "-created_at", "id")[:limit])


def alert_of(actor: Actor, alert_id: UUID) -> Alert | None:
    return alerts_visible_to(actor).filter(id=alert_id).first()


def unseen_count(actor: Actor) -> int:
    return alerts_visible_to(actor).filter(seen_at__isnull=True).count()


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
