"""The scan: which deadlines, climbs, cases without an owner and plans not sent have come to a moment that matters.

Each is read through a partial index of its own, in batches that two workers can share (SKIP LOCKED), and a batch is
written in bulk. When a batch fails it is written row by row, a savepoint each, and the bad row stands over until the
next scan. The unique keys of an alert are what makes a second run harmless. Mail leaves after the commit (post.py).
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from accounts import clock
from accounts.actor import job_actor
from accounts.tenancy import acting_as
from deadlines.alert_selectors import ladders, leads_of_owners, leads_of_teams
from deadlines.enums import AlertKind, DeadlineState
from deadlines.heartbeat import began, ended
from deadlines.measures import MADE, count_delays
from deadlines.models import Alert, Deadline, Unowned, Unsent
from deadlines.rules.alerting import due_alert, moments, next_moment
from deadlines.rules.ladder import ALL_LEADS, LEAD, OWNER, Ladder
from deadlines.selectors import SCAN
from deadlines.unsent import writers_of

BATCH = 1000
SET = "UPDATE {table} t SET {column} = v.at FROM unnest(%s::uuid[], %s::timestamptz[]) AS v(id, at) WHERE t.id = v.id"
INSERT = """INSERT INTO deadlines_alert (id, organisation_id, deadline_id, subject_id, deadline_kind, due_on, last_working_day, created_at,
  kind, rung, recipient_id, was_due_at, climb_at, told, attempts)
SELECT gen_random_uuid(), d.organisation_id, d.id, d.subject_id, d.kind, d.due_on, d.last_working_day, %s,
  v.kind, v.rung, v.recipient, v.due_at, v.climb_at, '{}', 0
FROM unnest(%s::uuid[], %s::text[], %s::smallint[], %s::uuid[], %s::timestamptz[], %s::timestamptz[])
  AS v(deadline, kind, rung, recipient, due_at, climb_at) JOIN deadlines_deadline d ON d.id = v.deadline
ON CONFLICT DO NOTHING"""
log = logging.getLogger("gop.scan")


class Said(NamedTuple):
    """An alert to be made, in the order of INSERT."""

    deadline: UUID
    kind: str
    rung: int
    recipient: UUID | None
    was_due_at: datetime
    climb_at: datetime | None


class Row(Protocol):
    @property
    def id(self) -> UUID: ...


Due = Callable[[], "QuerySet[Any]"]
Write = Callable[[Sequence[Any]], list[float]]  # how many seconds late each alert was made


def scan() -> tuple[int, int]:
    """(alerts made, rows that failed). Opens one transaction a batch, as the job."""
    began(SCAN)
    made = failed = 0
    for due, write in (
        (_due_deadlines, _of_deadlines),
        (_due_climbs, _of_climbs),
        (_due_unowned, _of_unowned),
        (_due_unsent, _of_unsent),
    ):
        one_made, one_failed = _all_of(due, write)
        made, failed = made + one_made, failed + one_failed
    ended(SCAN, handled=made, failed=failed)
    return made, failed


def _all_of(due: Due, write: Write) -> tuple[int, int]:
    made, skip = 0, set[UUID]()
    while True:
        with acting_as(job_actor(SCAN)):
            # What failed is not tried again within this scan.
            rows = list(due().exclude(id__in=skip).select_for_update(of=("self",), skip_locked=True)[:BATCH])
            delays, bad = _together(rows, write) if rows else ([], set())
            count_delays(MADE, delays)
        made, skip = made + len(delays), skip | bad
        if len(rows) < BATCH:
            return made, len(skip)


def _together(rows: Sequence[Row], write: Write) -> tuple[list[float], set[UUID]]:
    """The batch at once; where that fails, each row alone, so that only the bad ones stand over."""
    try:
        with transaction.atomic():
            return write(rows), set()
    except Exception as error:  # one bad row never stops the rest
        log.warning("a batch of %d failed in bulk: %s", len(rows), type(error).__name__)
    made: list[float] = []
    bad: set[UUID] = set()
    for row in rows:
        try:
            with transaction.atomic():
                made += write([row])
        except Exception as error:
            bad.add(row.id)
            log.error("row %s failed in the scan: %s", row.id, type(error).__name__)
    return made, bad


def _due_deadlines() -> "QuerySet[Deadline]":
    rows = Deadline.objects.filter(next_alert_at__lte=clock.now()).order_by("next_alert_at", "id")
    return rows.only("id", "organisation_id", "owner_id", "warn_at", "breach_at", "urgent_at", "given_before")


def _of_deadlines(rows: Sequence[Deadline]) -> list[float]:
    """The alert that is due for each, and the next moment to look. To the owner; where nobody owns, to all leads."""
    now = clock.now()
    given = _given(row.id for row in rows)
    rules = ladders({row.organisation_id for row in rows}, clock.today())
    told, looked_at = [], []
    for row in rows:
        said = moments(row.warn_at, row.breach_at, row.urgent_at)
        kind = due_alert(said, given.get(row.id, set()) | set(row.given_before), now)
        if kind is not None:
            due_at = next(at for at, what in said if what == kind)
            told.append(_said(row.id, kind, OWNER, row.owner_id, due_at, rules[row.organisation_id], now))
        looked_at.append(next_moment(said, now))
    _insert(told, now)
    _set("deadlines_deadline", "next_alert_at", rows, looked_at)
    return [(now - one.was_due_at).total_seconds() for one in told]


def _said(deadline: UUID, kind: AlertKind, rung: int, recipient: UUID | None, due_at: datetime, ladder: Ladder, now: datetime) -> Said:
    """Nobody stands above all leads, so what went to them does not climb."""
    return Said(deadline, kind, rung, recipient, due_at, ladder.climbs_at(kind, rung, now) if recipient else None)


def _due_climbs() -> "QuerySet[Alert]":
    rows = Alert.objects.filter(climb_at__lte=clock.now(), seen_at__isnull=True).order_by("climb_at", "id")
    return rows.select_related("deadline", "unowned")


def _of_climbs(rows: Sequence[Alert]) -> list[float]:
    """One rung up for each whose deadline is still open: to the lead of whoever owns the case now, else to all leads at once."""
    now = clock.now()
    still = [(row, row.deadline) for row in rows if row.deadline and row.deadline.state == DeadlineState.OPEN]
    rules = ladders({row.organisation_id for row, _ in still}, clock.today())
    leads = leads_of_owners([deadline for _, deadline in still], clock.today())
    told = []
    for row, deadline in still:
        rung = min(row.rung + 1, ALL_LEADS)
        lead = leads.get((row.organisation_id, deadline.owner_id)) if rung == LEAD else None
        told.append(_said(deadline.id, AlertKind(row.kind), rung, lead, row.climb_at or now, rules[row.organisation_id], now))
    _insert(told, now)
    nobodys = [
        _unowned_alert(row.unowned, ALL_LEADS, None, row.climb_at or now, now) for row in rows if row.unowned and not row.unowned.ended_at
    ]
    Alert.objects.bulk_create(nobodys, ignore_conflicts=True)
    _set("deadlines_alert", "climb_at", rows, [None] * len(rows))
    return [(now - at).total_seconds() for at in (*(one.was_due_at for one in told), *(one.was_due_at for one in nobodys))]


def _due_unowned() -> "QuerySet[Unowned]":
    return Unowned.objects.filter(next_alert_at__lte=clock.now()).order_by("next_alert_at", "id")


def _of_unowned(rows: Sequence[Unowned]) -> list[float]:
    """Told to the lead of the team whose desk it lies on, from whom it climbs; else to all leads, above whom nothing stands."""
    now = clock.now()
    rules = ladders({row.organisation_id for row in rows}, clock.today())
    leads = leads_of_teams(rows, clock.today())
    known = set(Alert.objects.filter(unowned_id__in=[row.id for row in rows]).values_list("unowned_id", flat=True))
    alerts = []
    for row in (row for row in rows if row.id not in known):
        lead = leads.get((row.organisation_id, row.team_id))
        alert = _unowned_alert(row, LEAD if lead else OWNER, lead, row.due_at, now)
        alert.climb_at = rules[row.organisation_id].climbs_at(AlertKind.UNOWNED, LEAD, now) if lead else None
        alerts.append(alert)
    Alert.objects.bulk_create(alerts, ignore_conflicts=True)
    _set("deadlines_unowned", "next_alert_at", rows, [None] * len(rows))
    return [(now - alert.was_due_at).total_seconds() for alert in alerts]


def _unowned_alert(row: Unowned, rung: int, recipient: UUID | None, due_at: datetime, now: datetime) -> Alert:
    return Alert(
        organisation_id=row.organisation_id,
        unowned_id=row.id,
        subject_id=row.subject_id,
        kind=AlertKind.UNOWNED,
        rung=rung,
        recipient_id=recipient,
        due_on=clock.local(row.due_at).date(),
        last_working_day=clock.local(row.due_at).date(),
        was_due_at=due_at,
        created_at=now,
    )


def _due_unsent() -> "QuerySet[Unsent]":
    return Unsent.objects.filter(next_alert_at__lte=clock.now()).order_by("next_alert_at", "id")


def _of_unsent(rows: Sequence[Unsent]) -> list[float]:
    """To the author; a day later, or at once when the author no longer writes here, to each coordinator of the department.

    Where there is no coordinator a row without a receiver stands, so that it is seen to have been due.
    """
    now = clock.now()
    writers, coordinators = writers_of({row.organisation_id for row in rows}, clock.today())
    alerts: list[Alert] = []
    for row in rows:
        over: list[UUID | None] = [user for user, where in coordinators[row.organisation_id] if not where or row.department_id in where]
        here = row.author_id in writers[row.organisation_id]
        if row.author_at <= now and here:
            alerts.append(_unsent_alert(row, OWNER, row.author_id, row.author_at, now))
        if row.coordinator_at <= now or not here:
            due_at = row.coordinator_at if here else row.author_at
            alerts += [_unsent_alert(row, LEAD, user, due_at, now) for user in over or [None]]
    known = set(Alert.objects.filter(unsent_id__in=[row.id for row in rows]).values_list("unsent_id", "rung", "recipient_id"))
    new = [one for one in alerts if (one.unsent_id, one.rung, one.recipient_id) not in known]
    Alert.objects.bulk_create(new, ignore_conflicts=True)
    _set("deadlines_unsent", "next_alert_at", rows, [row.coordinator_at if row.coordinator_at > now else None for row in rows])
    return [(now - one.was_due_at).total_seconds() for one in new]


def _unsent_alert(row: Unsent, rung: int, recipient: UUID | None, due_at: datetime, now: datetime) -> Alert:
    return Alert(
        organisation_id=row.organisation_id,
        unsent_id=row.id,
        subject_id=row.subject_id,
        kind=AlertKind.ASKED if row.asked else AlertKind.RETURNED if row.returned else AlertKind.UNSENT,
        rung=rung,
        recipient_id=recipient,
        due_on=row.discharge_on,
        last_working_day=row.discharge_on,
        was_due_at=due_at,
        created_at=now,
    )


def _given(deadlines: Iterable[UUID]) -> dict[UUID | None, set[str]]:
    given: dict[UUID | None, set[str]] = {}
    for deadline_id, kind in Alert.objects.filter(deadline_id__in=list(deadlines)).values_list("deadline_id", "kind"):
        given.setdefault(deadline_id, set()).add(kind)
    return given


def _insert(told: list[Said], now: datetime) -> None:
    """What an alert repeats of its deadline PostgreSQL copies itself. An alert that stands stays as it is."""
    if told:
        with connection.cursor() as cursor:
            cursor.execute(INSERT, [now, *(list(column) for column in zip(*told, strict=True))])


def _set(table: str, column: str, rows: Sequence[Row], moments_of: Sequence[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(SET.format(table=table, column=column), [[row.id for row in rows], list(moments_of)])
