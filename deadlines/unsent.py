"""Plans not sent at discharge: the row that says when somebody must be told, and whom."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from accounts import clock
from accounts.danish import copenhagen_moment
from accounts.enums import Role
from accounts.models import Membership
from accounts.prepared import kept
from accounts.selectors import valid_on
from deadlines.models import Unsent
from deadlines.rules.alerting import MIDNIGHT

DAY = timedelta(hours=24)
# By hand, for it is a part of every sending, where building it took longer than running it.
END = "UPDATE deadlines_unsent SET ended_at = %s, next_alert_at = NULL WHERE organisation_id = %s AND subject_id = %s AND ended_at IS NULL"


def moments_of(discharge_on: date, recorded_at: datetime) -> tuple[datetime, datetime]:
    """(to the author, to the coordinators), in UTC: 00:00 Copenhagen after the day of discharge, and 24 hours later.

    A day that has passed when it is written is somebody's who is writing just now: both wait 24 hours from then.
    """
    over = copenhagen_moment(discharge_on + timedelta(days=1), MIDNIGHT)
    if over <= recorded_at:
        return recorded_at + DAY, recorded_at + DAY
    return over, over + DAY


def keep_unsent(organisation: UUID, subject: UUID, discharge_on: date | None, author: UUID, department: UUID) -> None:
    """Bring the row of one plan in step, inside the caller's transaction. Running it twice changes nothing.

    `discharge_on`: when the plan should be sent; None: it is sent, called off, or no longer expected.
    """
    row = Unsent.objects.filter(organisation_id=organisation, subject_id=subject, ended_at__isnull=True).first()
    if row is not None and row.discharge_on == discharge_on:
        if (row.author_id, row.department_id) != (author, department):
            row.author_id, row.department_id = author, department
            row.save(update_fields=["author_id", "department_id"])
        return
    now = clock.now()
    if row is not None:
        end_unsent(organisation, subject)
    if discharge_on is None:
        return
    _watch(organisation, subject, author, department, discharge_on, now, moments_of(discharge_on, now))


def _watch(
    organisation: UUID,
    subject: UUID,
    author: UUID,
    department: UUID,
    on: date,
    now: datetime,
    told_at: tuple[datetime, datetime],
    **why: bool,
) -> None:
    """`told_at`: (the author, the coordinators)."""
    author_at, coordinator_at = told_at
    Unsent.objects.create(
        organisation_id=organisation,
        subject_id=subject,
        department_id=department,
        author_id=author,
        discharge_on=on,
        author_at=author_at,
        coordinator_at=coordinator_at,
        next_alert_at=author_at,
        created_at=now,
        **why,
    )


def keep_returned(organisation: UUID, subject: UUID, author: UUID, department: UUID, *, again: bool) -> None:
    """A plan that came back shall be sent on the same day (model.md 3): its author is told now, the coordinators when the day is over.

    `again`: not for the first time, so that it is the coordinators' at once.
    """
    end_unsent(organisation, subject)
    now, today = clock.now(), clock.today()
    coordinator_at = now if again else copenhagen_moment(today + timedelta(days=1), MIDNIGHT)
    _watch(organisation, subject, author, department, today, now, (now, coordinator_at), returned=True)


def keep_asked(organisation: UUID, subject: UUID, author: UUID, department: UUID) -> None:
    """A receiver waits for an answer: the author is told now, the coordinators after 24 hours. One that is told of already stays."""
    if Unsent.objects.filter(organisation_id=organisation, subject_id=subject, ended_at__isnull=True).exists():
        return
    now = clock.now()
    _watch(organisation, subject, author, department, clock.today(), now, (now, now + DAY), asked=True)


def end_asked(organisation: UUID, subject: UUID) -> None:
    """Nobody waits for an answer any more; another row of the plan stays."""
    rows = Unsent.objects.filter(organisation_id=organisation, subject_id=subject, ended_at__isnull=True, asked=True)
    rows.update(ended_at=clock.now(), next_alert_at=None)


def end_unsent(organisation: UUID, subject: UUID) -> None:
    """Nobody is told any more. One statement, and none of it does harm when there is no row."""
    with kept() as cursor:
        cursor.execute(END, [clock.now(), organisation, subject])


def writers_of(organisations: Collection[UUID], day: date) -> tuple[dict[UUID, set[UUID]], dict[UUID, list[tuple[UUID, frozenset[UUID]]]]]:
    """By hospital: who writes plans today, and the coordinators with their departments (none: all of them). One query."""
    rows = Membership.objects.filter(valid_on(day), organisation_id__in=organisations, role__in=(Role.AUTHOR, Role.COORDINATOR))
    writers: dict[UUID, set[UUID]] = defaultdict(set)
    coordinators: dict[UUID, list[tuple[UUID, frozenset[UUID]]]] = defaultdict(list)
    for organisation, user, role, departments in rows.values_list("organisation_id", "user_id", "role", "departments"):
        writers[organisation].add(user)
        if role == Role.COORDINATOR:
            coordinators[organisation].append((user, frozenset(departments)))
    return writers, coordinators
