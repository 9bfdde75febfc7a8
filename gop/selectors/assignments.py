"""Assignments as either side may see them. The performer's: its own while access is open, and nothing of one it said no to or let lapse."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from accounts.actor import Actor
from accounts.enums import Kind, Verb
from accounts.tenancy import as_performer
from gop.enums import AssignmentState, ContactState
from gop.errors import NotFound
from gop.models import (
    Assignment,
    AssignmentEvent,
    AssignmentGoal,
    AssignmentMeeting,
    AssignmentReport,
    DocumentationRequest,
    PlanVersion,
)

# A no is a no to the citizen's data too
SHOWN = (AssignmentState.SENT, AssignmentState.ACCEPTED, AssignmentState.ENDED, AssignmentState.WITHDRAWN)
WAITS, UNDER_WAY, OVER = (AssignmentState.SENT,), (AssignmentState.ACCEPTED,), (AssignmentState.ENDED, AssignmentState.WITHDRAWN)
ORDER = {
    WAITS: ("answer_by", "id"),
    UNDER_WAY: ("first_meeting_on", "first_meeting_at", "sent_at", "id"),
    OVER: ("access_until", "id"),
}
WAITING = "SELECT count(*) FROM gop_assignment WHERE provider_id = %s AND access_open AND state = %s"


def assignments_visible_to(actor: Actor) -> QuerySet[Assignment]:
    if actor.kind == Kind.PROVIDER:
        return Assignment.objects.filter(provider_id=actor.tenant, access_open=True, state__in=SHOWN)
    return Assignment.objects.filter(authority_id=actor.tenant)


def assignment_for(actor: Actor, assignment_id: UUID, *, lock: bool = False) -> Assignment:
    """`lock`: the row is held until the transaction ends. Raises NotFound."""
    rows = assignments_visible_to(actor).filter(id=assignment_id)
    found = (rows.select_for_update(of=("self",), no_key=True) if lock else rows).first()
    if found is None:
        raise NotFound
    return found


def desk(actor: Actor, states: tuple[AssignmentState, ...]) -> QuerySet[Assignment]:
    """The performer's list of these states: what must be answered first, what starts first, or whose access ends first."""
    return assignments_visible_to(actor).filter(state__in=states).order_by(*ORDER[states])


def counts(actor: Actor) -> dict[str, int]:
    """How many of each state the performer has."""
    return dict(assignments_visible_to(actor).order_by().values_list("state").annotate(n=Count("id")))


def waiting_for_answer(actor: Actor) -> int:
    """Tasks that other authorities have sent here, for a municipality that reads its own cases. One message to the database."""
    if not actor.may(Verb.READ_ASSIGNMENT) or actor.kind == Kind.PROVIDER:
        return 0
    return int(as_performer(actor, WAITING, [str(actor.tenant), AssignmentState.SENT.value])[0][0])


def next_meetings(ids: Iterable[UUID], now: datetime) -> dict[UUID, tuple[datetime | None, datetime | None]]:
    """assignment → (the oldest planned meeting that has passed, the next one)."""
    planned = AssignmentMeeting.objects.filter(assignment_id__in=list(ids), state=ContactState.PLANNED).order_by()
    rows = planned.values_list("assignment_id").annotate(past=Min("at", filter=Q(at__lte=now)), ahead=Min("at", filter=Q(at__gt=now)))
    return {key: (past, ahead) for key, past, ahead in rows}


def asked_of(ids: Iterable[UUID]) -> dict[UUID, list[DocumentationRequest]]:
    """assignment → what the authority has asked and not been answered, the first due first."""
    found: dict[UUID, list[DocumentationRequest]] = {}
    for one in DocumentationRequest.objects.filter(assignment_id__in=list(ids), answered_at__isnull=True).order_by(
        "due_on", "asked_at", "id"
    ):
        found.setdefault(one.assignment_id, []).append(one)
    return found


def version_of(assignment: Assignment) -> PlanVersion | None:
    """The newest version that was forwarded."""
    rows = PlanVersion.objects.select_related("address", "home_municipality", "performing_department")
    return rows.filter(plan_id=assignment.plan_id, number=assignment.version).first()


def meetings_of(assignment: Assignment) -> list[AssignmentMeeting]:
    """Newest first, the planned ones above."""
    return list(AssignmentMeeting.objects.filter(assignment_id=assignment.id).order_by("-at", "-id"))


def goals_of(assignment: Assignment) -> list[AssignmentGoal]:
    """Open ones first."""
    rows = AssignmentGoal.objects.filter(assignment_id=assignment.id)
    return sorted(rows, key=lambda one: (one.closed_on is not None, one.agreed_on, one.made_at, one.id))


def reports_of(assignment: Assignment) -> list[AssignmentReport]:
    return list(AssignmentReport.objects.filter(assignment_id=assignment.id).order_by("-made_at", "-id"))


def documentation_of(assignment: Assignment) -> list[DocumentationRequest]:
    """What waits first, by its due date."""
    rows = DocumentationRequest.objects.filter(assignment_id=assignment.id)
    return sorted(rows, key=lambda one: (one.answered_at is not None, one.due_on, one.asked_at, one.id))


def events_of(assignment: Assignment) -> list[AssignmentEvent]:
    return list(AssignmentEvent.objects.filter(assignment_id=assignment.id).order_by("-made_at", "-id"))
