"""Silence past the time limit is a no, and access that is over is closed (model.md 5). Policies see no clock, so a job does it.

Each row is done alone, as its authority, in a transaction of its own, with the case locked before the assignment as every other verb
does. A run that is repeated, late, doubled or killed at any statement finds what is left; one bad row never stops the rest.
"""

import logging
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts import clock
from accounts.actor import Actor, job_actor
from accounts.enums import Kind
from accounts.tenancy import acting_as
from deadlines.heartbeat import began, ended
from gop.enums import AssignmentAction, AssignmentState
from gop.models import Assignment
from gop.rules.assigning import next_assignment_state
from gop.services.assignment_events import assignment_event
from gop.services.receiving_assignment import apply
from gop.services.receiving_authority import locked_case

log = logging.getLogger("gop.assignments")
JOB = "gop.close_assignments"
MOST = 1000
Write = Callable[[Actor, UUID], bool]


def close_assignments() -> tuple[int, int]:
    """(rows done, rows that failed and stay until the next run)."""
    began(JOB)
    done = failed = 0
    for due, write in ((_unanswered, _lapse), (_over, _close)):
        for assignment_id, authority in _found(due):
            answer = _one(write, assignment_id, authority)
            done, failed = done + (answer is True), failed + (answer is None)
    ended(JOB, handled=done, failed=failed)
    return done, failed


def _unanswered() -> "QuerySet[Assignment]":
    return Assignment.objects.filter(state=AssignmentState.SENT, answer_by__lte=clock.now()).order_by("answer_by", "id")


def _over() -> "QuerySet[Assignment]":
    return Assignment.objects.filter(access_open=True, access_until__lt=clock.today()).order_by("access_until", "id")


def _found(due: Callable[[], "QuerySet[Assignment]"]) -> list[tuple[Any, ...]]:
    with acting_as(job_actor(JOB)):
        return list(due().values_list("id", "authority_id")[:MOST])


def _one(write: Write, assignment_id: UUID, authority: UUID) -> bool | None:
    """None: it failed."""
    actor = job_actor(JOB, Kind.AUTHORITY, authority)
    try:
        with acting_as(actor):
            return write(actor, assignment_id)
    except Exception as error:
        log.error("assignment %s could not be closed: %s", assignment_id, type(error).__name__)
        return None


def _locked(assignment_id: UUID) -> Assignment:
    return Assignment.objects.select_for_update(of=("self",), no_key=True).get(id=assignment_id)


def _lapse(actor: Actor, assignment_id: UUID) -> bool:
    """False: somebody answered meanwhile, or it was taken back."""
    case = locked_case(actor, Assignment.objects.values_list("case_id", flat=True).get(id=assignment_id))
    row = _locked(assignment_id)
    if row.state != AssignmentState.SENT or row.answer_by > clock.now():
        return False
    row.state = next_assignment_state(AssignmentState.SENT, AssignmentAction.LAPSE)
    row.save(update_fields=["state"])
    assignment_event(actor, row, AssignmentAction.LAPSE)
    apply(actor, case, row, AssignmentAction.LAPSE, payload={})
    return True


def _close(actor: Actor, assignment_id: UUID) -> bool:
    """False: it was opened again meanwhile, or another run closed it."""
    row = _locked(assignment_id)
    if not row.access_open or row.access_until is None or row.access_until >= clock.today():
        return False
    row.access_open = False
    row.save(update_fields=["access_open"])
    assignment_event(actor, row, AssignmentAction.CLOSE_ACCESS)
    return True
