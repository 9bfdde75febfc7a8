"""Assignments as the authority sees them: of one case, one in full, and all that are out."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from accounts.actor import Actor
from accounts.prepared import Prepared
from gop.enums import AssignmentState, CaseState
from gop.models import (
    Assignment,
    AssignmentEvent,
    AssignmentGoal,
    AssignmentMeeting,
    AssignmentReport,
    Case,
    DocumentationRequest,
)
from gop.rules.assigning import IN_FORCE
from gop.selectors.assignments import asked_of, assignment_for, assignments_visible_to

PAGE = 50
OUT = "ude"  # those in force, whatever their state


def assignments_of(case: Case) -> list[Assignment]:
    """Newest first. One query, kept with the case at hand."""
    kept: list[Assignment] | None = case.__dict__.get("_assignments")
    if kept is None:
        kept = case.__dict__["_assignments"] = _of_case.objects(case.organisation_id, case.id)
    return kept


_of_case = Prepared(
    lambda authority, case_id: Assignment.objects.filter(authority_id=authority, case_id=case_id).order_by("-sent_at", "-id")
)


def in_force_of(case: Case) -> Assignment | None:
    """Read, not locked. No query where the case's row names nobody."""
    return next((one for one in assignments_of(case) if one.state in IN_FORCE), None) if case.assigned_to else None


def last_of(case: Case) -> Assignment | None:
    """No query for a case that has never been triaged."""
    return next(iter(assignments_of(case)), None) if case.triaged_at else None


def asked_in(case: Case) -> list[DocumentationRequest]:
    """What has been asked of the last one and not been answered, the first due first. One query, kept with the case at hand."""
    kept: list[DocumentationRequest] | None = case.__dict__.get("_asked")
    if kept is None:
        last = last_of(case)
        kept = case.__dict__["_asked"] = asked_of([last.id]).get(last.id, []) if last else []
    return kept


def may_send(case: Case) -> bool:
    """Whether there is anything to give away, and nobody has it."""
    handled = case.department_id is None and case.guidance_at is not None
    return handled and not case.assigned_to and case.state in (CaseState.TRIAGED, CaseState.OFFERED, CaseState.STARTED)


@dataclass(frozen=True, slots=True)
class Whole:
    """One assignment with all that was written on it, oldest first but for the history."""

    row: Assignment
    meetings: list[AssignmentMeeting]
    goals: list[AssignmentGoal]
    reports: list[AssignmentReport]
    requests: list[DocumentationRequest]
    events: list[AssignmentEvent]


def whole(actor: Actor, assignment_id: UUID) -> Whole:
    """Raises NotFound."""
    row = assignment_for(actor, assignment_id)
    return Whole(
        row,
        list(row.meetings.order_by("at", "id")),
        list(row.goals.order_by("agreed_on", "made_at", "id")),
        list(row.reports.order_by("made_at", "id")),
        list(row.requests.order_by("asked_at", "id")),
        list(row.events.order_by("-made_at", "-id")),
    )


@dataclass(frozen=True, slots=True)
class Out:
    rows: list[Assignment]
    asked: dict[UUID, list[DocumentationRequest]]
    counts: dict[str, int]
    chosen: str
    next_before: str


def out(actor: Actor, chosen: str = OUT, before: str = "") -> Out:
    """One page of a state, newest first, with the counts of all. Three queries, whatever the number. `before`: the key of the last row shown."""
    chosen = chosen if chosen in {OUT, *AssignmentState.values()} else OUT
    rows = assignments_visible_to(actor)
    counts: dict[str, int] = dict(rows.order_by().values_list("state").annotate(n=Count("id")))
    counts[OUT] = sum(counts.get(state, 0) for state in IN_FORCE)
    rows = rows.filter(state__in=IN_FORCE if chosen == OUT else [chosen])
    if moment := _moment(before):
        rows = rows.filter(sent_at__lt=moment)
    found = list(rows.order_by("-sent_at", "-id")[: PAGE + 1])
    more = found[PAGE - 1].sent_at.isoformat() if len(found) > PAGE else ""
    return Out(found[:PAGE], asked_of(one.id for one in found[:PAGE]), counts, chosen, more)


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
