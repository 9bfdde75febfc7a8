"""The scan: which open deadlines have come to a moment that matters, and whose alerts wait for the post.

It reads what is due through a partial index, in batches two workers can share (SKIP LOCKED), a savepoint
a row. The unique key of an alert is what makes a second run harmless. Mail leaves after the commit.
"""

import logging
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts import clock
from accounts.actor import job_actor
from accounts.tenancy import acting_as
from accounts.wake import wake
from deadlines.enums import AlertKind
from deadlines.heartbeat import began, ended
from deadlines.measures import count_delays
from deadlines.models import Alert, Deadline
from deadlines.selectors import SCAN
from deadlines.services import next_alert

BATCH = 500
log = logging.getLogger("gop.scan")


def scan() -> tuple[int, int]:
    """(alerts made, rows that failed). Opens one transaction a batch, as the job."""
    began(SCAN)
    made = failed = 0
    skip: set[UUID] = set()
    while True:
        handled, batch_made, batch_failed = _batch(skip)
        made, failed = made + batch_made, failed + len(batch_failed)
        skip |= batch_failed
        if handled < BATCH:
            break
    ended(SCAN, handled=made, failed=failed)
    return made, failed


def _batch(skip: set[UUID]) -> tuple[int, int, set[UUID]]:
    delays: list[float] = []
    failed: set[UUID] = set()
    with acting_as(job_actor(SCAN)):
        due = Deadline.objects.filter(next_alert_at__lte=clock.now()).exclude(id__in=skip)
        rows = list(due.select_for_update(of=("self",), skip_locked=True).order_by("next_alert_at", "id")[:BATCH])
        given = _given(rows)
        for row in rows:
            try:
                with transaction.atomic():
                    delay = _handle(row, given.get(row.id, set()))
                delays += [] if delay is None else [delay]
            except Exception as error:  # one bad row never stops the rest
                failed.add(row.id)
                log.error("deadline %s failed in the scan: %s", row.id, type(error).__name__)
        count_delays(delays)
    return len(rows), len(delays), failed


def _given(rows: list[Deadline]) -> dict[UUID, set[str]]:
    given: dict[UUID, set[str]] = {}
    for deadline_id, kind in Alert.objects.filter(deadline_id__in=[row.id for row in rows]).values_list("deadline_id", "kind"):
        given.setdefault(deadline_id, set()).add(kind)
    return given


def _handle(row: Deadline, given: set[str]) -> float | None:
    """Give the alert that is due, and set the next moment to look. How many seconds late it was made; None: no alert."""
    kind = next_alert(row, given)
    delay = None
    if kind is not None:
        alert = Alert(
            organisation_id=row.organisation_id,
            deadline_id=row.id,
            subject_id=row.subject_id,
            kind=kind,
            deadline_kind=row.kind,
            due_on=row.due_on,
            last_working_day=row.last_working_day,
            recipient_id=row.owner_id,
            was_due_at=row.warn_at if kind == AlertKind.WARNING else row.breach_at,
            created_at=clock.now(),
        )
        try:
            with transaction.atomic():
                alert.save(force_insert=True)
            delay = max(0.0, (alert.created_at - alert.was_due_at).total_seconds())
            wake("deadlines.send_alert", alert.id)
        except IntegrityError:
            log.info("alert for deadline %s was already given", row.id)
    done = kind == AlertKind.BREACH or clock.now() >= row.breach_at
    row.next_alert_at = None if done else row.breach_at
    row.save(update_fields=["next_alert_at"])
    return delay
