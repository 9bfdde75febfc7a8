"""What a performer tells the authority about its assignment: status and documentation; and the copy for its own record.

The state itself (yes, no, first meeting, end) is moved by gop.services.performing. The authority reads these rows as they are.
"""

from uuid import UUID

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Verb
from gop.enums import AssignmentAction, ReportKind
from gop.errors import NotFound, Refused
from gop.models import AssignmentReport, DocumentationRequest
from gop.selectors.assignments import assignment_for
from gop.services.assignment_events import assignment_event
from gop.services.courier import from_assignment
from gop.services.performed_rows import accepted, by_a_colleague, insert_row, mine_already

LONG = 5000


def send_status(actor: Actor, assignment_id: UUID, report_id: UUID, *, text: str, title: str = "") -> None:
    """A status to the authority, never changed once sent; the closing status comes with the end. Raises Refused by field."""
    assignment = accepted(actor, Verb.SET_GOALS, assignment_id)
    if mine_already(AssignmentReport, assignment, report_id):
        return
    _must_be_said("text", text, "Skriv, hvordan det går med træningen.")
    insert_row(
        actor, assignment, AssignmentReport(id=report_id, kind=ReportKind.STATUS, body=[["Status", text.strip()]], by_title=title.strip())
    )
    assignment_event(actor, assignment, AssignmentAction.REPORT, id=str(report_id))
    from_assignment(assignment, AssignmentAction.REPORT)


def answer_documentation(actor: Actor, assignment_id: UUID, request_id: UUID, *, text: str) -> None:
    """Documentation of start and content, as it was asked for, also after the end while access is open. Raises AlreadyDone, Refused."""
    actor.must(Verb.HOLD_MEETING)
    assignment = assignment_for(actor, assignment_id, lock=True)
    row = DocumentationRequest.objects.filter(assignment=assignment, id=request_id).first()
    if row is None:
        raise NotFound
    if row.answered_at is not None:
        by_a_colleague(actor, assignment, AssignmentAction.ANSWER_DOCUMENTATION, row.id, None)
        if row.answer == text.strip():
            return
        raise Refused("Dokumentationen er allerede sendt og kan ikke ændres.")
    _must_be_said("text", text, "Skriv, hvornår træningen begyndte, og hvad den indeholder.")
    row.answer, row.answered_at, row.answered_by_name = text.strip(), clock.now(), actor.name
    row.save(update_fields=["answer", "answered_at", "answered_by_name"])
    assignment_event(actor, assignment, AssignmentAction.ANSWER_DOCUMENTATION, id=str(row.id))
    from_assignment(assignment, AssignmentAction.ANSWER_DOCUMENTATION)


def copied(actor: Actor, assignment_id: UUID) -> None:
    """A copy for the performer's own record was made."""
    actor.must(Verb.READ_ASSIGNMENT)
    assignment = assignment_for(actor, assignment_id, lock=True)
    assignment.copied_at = clock.now()
    assignment.save(update_fields=["copied_at"])
    assignment_event(actor, assignment, AssignmentAction.COPY)


def _must_be_said(field: str, text: str, missing: str) -> None:
    if not text.strip():
        raise Refused([(field, missing)])
    if len(text.strip()) > LONG:
        raise Refused([(field, "Teksten er for lang. Kort den af til 5.000 tegn.")])
