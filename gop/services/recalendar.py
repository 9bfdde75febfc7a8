"""When an authority's calendar changes: last working day and warning of its open deadlines are computed again (model.md 6 rule 8).

Due dates never move, and an alert that was given is not given again. Run twice it changes nothing. The calendar's rows say whether
it has been done, so a lost wake-up is found by the next round.
"""

import logging
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Min, Q, QuerySet

from accounts import clock
from accounts.actor import Actor, job_actor
from accounts.enums import Kind
from accounts.tenancy import acting_as
from deadlines.enums import AlertKind, DeadlineState
from deadlines.heartbeat import began, ended
from deadlines.models import Alert, CalendarRow, Deadline
from deadlines.rules import Calendar, Clock, ClockRule, clocks
from deadlines.selectors import calendar_of, rules_in_force
from gop.models import Case
from gop.services.clocks import facts_of, show

log = logging.getLogger("gop.calendar")
JOB = "gop.recalculate_calendar"
BATCH = 200
# A case that was being received while the calendar changed may have read the former one; a second round finds it.
SETTLED = timedelta(minutes=1)
GIVE_UP = timedelta(hours=1)
FIRST = UUID(int=0)


def waiting() -> list[UUID]:
    """Organisations with a change that is not yet settled everywhere, the one that waited longest first."""
    with acting_as(job_actor(JOB)):
        rows = CalendarRow.objects.filter(applied_at__isnull=True).values("organisation_id").annotate(since=Min("made_at"))
        return [row["organisation_id"] for row in rows.order_by("since")]


def recalculate_waiting() -> tuple[int, int]:
    """(rows changed, cases that failed), over every organisation that waits."""
    began(JOB)
    done = [recalculate(organisation) for organisation in waiting()]
    changed, failed = sum(one for one, _ in done), sum(one for _, one in done)
    ended(JOB, handled=changed, failed=failed)
    return changed, failed


def recalculate(organisation: UUID) -> tuple[int, int]:
    """(rows changed, cases that failed) of one organisation, one transaction a batch, as that organisation."""
    started = clock.now()
    actor = job_actor(JOB, Kind.AUTHORITY, organisation)
    with acting_as(actor):
        days = _open(actor).aggregate(first=Min("due_on"), last=Max("due_on"))
        rules = rules_in_force() if days["first"] else []
    changed = failed = 0
    last = FIRST
    while days["first"]:
        with acting_as(actor):
            calendar = calendar_of(organisation, days["first"], days["last"])
            cases = list(
                _open(actor).filter(subject_id__gt=last).order_by("subject_id").values_list("subject_id", flat=True).distinct()[:BATCH]
            )
            one, two = _batch(actor, cases, rules, calendar)
        changed, failed = changed + one, failed + two
        if len(cases) < BATCH:
            break
        last = cases[-1]
    _settle(organisation, started, failed)
    return changed, failed


def _settle(organisation: UUID, started: datetime, failed: int) -> None:
    since = started - (GIVE_UP if failed else SETTLED)
    # A clock that was set back leaves rows of the future behind, which nothing waits for
    old = Q(made_at__lte=since) | Q(made_at__gt=started)
    with acting_as(job_actor(JOB)):
        CalendarRow.objects.filter(old, organisation_id=organisation, applied_at__isnull=True).update(applied_at=clock.now())


def _open(actor: Actor) -> QuerySet[Deadline]:
    return Deadline.objects.filter(organisation_id=actor.tenant, state=DeadlineState.OPEN)


def _batch(actor: Actor, ids: list[UUID], rules: list[ClockRule], calendar: Calendar) -> tuple[int, int]:
    # The case is locked first, as every verb does, so that a verb under way is waited for
    cases = list(Case.objects.filter(organisation_id=actor.tenant, id__in=ids).select_for_update(of=("self",), no_key=True).order_by("id"))
    rows = Deadline.objects.filter(organisation_id=actor.tenant, subject_id__in=ids).exclude(state=DeadlineState.SUPERSEDED)
    of_case: dict[UUID, list[Deadline]] = {}
    for row in rows:
        of_case.setdefault(row.subject_id, []).append(row)
    warned = Alert.objects.filter(organisation_id=actor.tenant, subject_id__in=ids, kind=AlertKind.WARNING)
    given = set(warned.values_list("deadline_id", flat=True))
    changed = failed = 0
    for case in cases:
        try:
            with transaction.atomic():
                changed += _one(case, of_case.get(case.id, []), clocks(facts_of(case), rules, calendar), given)
        except Exception as error:  # one bad case never stops the rest
            failed += 1
            log.error("case %s failed in the calendar: %s", case.id, type(error).__name__)
    return changed, failed


def _one(case: Case, rows: list[Deadline], wanted: tuple[Clock, ...], given: set[UUID]) -> int:
    by_kind: dict[tuple[str, date], Clock] = {(one.kind.value, one.due_on): one for one in wanted}
    now, changed = clock.now(), 0
    for row in rows:
        one = by_kind.get((row.kind, row.due_on))
        if row.state != DeadlineState.OPEN or one is None or (row.last_working_day, row.warn_at) == (one.last_working_day, one.warn_at):
            continue
        row.last_working_day, row.warn_at, row.basis = one.last_working_day, one.warn_at, list(one.basis)
        # What the scan is about to say, it says; what was said is not said again
        waits = row.next_alert_at is None or row.next_alert_at > now
        if waits and case.ended_at is None and row.id not in given and now < row.breach_at:
            row.next_alert_at = one.warn_at
        row.changed_at = now
        row.save(update_fields=["last_working_day", "warn_at", "basis", "next_alert_at", "changed_at"])
        changed += 1
    if changed:
        show(case, rows)
        case.save(update_fields=["last_working_day"])
    return changed
