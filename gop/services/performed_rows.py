"""Rows a performer writes on its assignment: whose they are, and who wrote them last."""

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Verb
from accounts.tenancy import deliver
from gop.enums import AssignmentAction, AssignmentState
from gop.errors import AlreadyDone, NotFound, Refused
from gop.models import Assignment, AssignmentEvent, AssignmentGoal, AssignmentMeeting, AssignmentReport
from gop.selectors.assignments import assignment_for

LONGEST = 500
CLOSE = "UPDATE gop_assignment SET access_open = false WHERE id = %s"
Row = TypeVar("Row", AssignmentMeeting, AssignmentGoal, AssignmentReport)


def close_own_access(assignment: Assignment) -> None:
    """After a no: the row is gone for whoever said it, in the same transaction. Last of all, for nothing more can be written on it."""
    deliver(assignment.authority_id, assignment.provider_id, CLOSE, [str(assignment.id)])


def accepted(actor: Actor, verb: Verb, assignment_id: UUID) -> Assignment:
    """Locked, said yes to and not ended. Raises NotAllowed, NotFound, Refused."""
    actor.must(verb)
    assignment = assignment_for(actor, assignment_id, lock=True)
    if assignment.state == AssignmentState.SENT:
        raise Refused("Opgaven er ikke besvaret. Sig ja først.")
    if assignment.state != AssignmentState.ACCEPTED:
        raise Refused("Opgaven er afsluttet. Der kan ikke skrives mere på den.")
    return assignment


def mine_already(model: type[Row], assignment: Assignment, row_id: UUID) -> bool:
    """Whether the form was sent before. Raises NotFound when the id is another assignment's."""
    other = model.objects.filter(organisation_id=assignment.provider_id, id=row_id).values_list("assignment_id", flat=True).first()
    if other is not None and other != assignment.id:
        raise NotFound
    return other is not None


def insert_row(actor: Actor, assignment: Assignment, row: AssignmentMeeting | AssignmentGoal | AssignmentReport) -> None:
    """Raises NotFound when the id is taken where nobody here can see it."""
    row.organisation_id, row.authority_id, row.assignment_id = assignment.provider_id, assignment.authority_id, assignment.id
    row.by_name, row.made_at = actor.name, clock.now()
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise NotFound from error


def row_of(model: type[Row], assignment: Assignment, row_id: UUID) -> Row:
    row = model.objects.filter(organisation_id=assignment.provider_id, assignment_id=assignment.id, id=row_id).first()
    if row is None:
        raise NotFound
    return row


def by_a_colleague(actor: Actor, assignment: Assignment, action: AssignmentAction, row_id: UUID, seen: datetime | None) -> None:
    """Raises AlreadyDone when somebody else has changed the row since the page was made."""
    rows = AssignmentEvent.objects.filter(assignment=assignment, action=action, data__id=str(row_id))
    last = (rows.filter(made_at__gt=seen) if seen else rows).order_by("-made_at", "-id").first()
    if last is not None and last.by != actor.user:
        raise AlreadyDone(last.by_name, last.made_at)


def note_too_long(note: str) -> list[tuple[str, str]]:
    return [("note", f"Bemærkningen er for lang. Kort den af til {LONGEST} tegn.")] if len(note.strip()) > LONGEST else []
