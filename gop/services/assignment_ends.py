"""What becomes of a case's assignment when the case ends or its plan is amended. The caller holds the case's row and saves it."""

from datetime import date

from django.conf import settings

from accounts import clock
from accounts.actor import Actor
from gop.enums import AssignmentAction, AssignmentState
from gop.models import Assignment, Case
from gop.rules.assigning import IN_FORCE, last_day_of_access, next_assignment_state
from gop.services.assignment_events import assignment_event

CASE_ENDED = "Sagen er afsluttet hos myndigheden."


def in_force(case: Case) -> Assignment | None:
    """The one assignment that waits for an answer or is under way, locked. No query where the case's row names nobody."""
    if not case.assigned_to:
        return None
    rows = Assignment.objects.select_for_update(of=("self",), no_key=True)
    return rows.filter(authority_id=case.organisation_id, case_id=case.id, state__in=IN_FORCE).first()


def end_assignments(case: Case) -> None:
    """The case has ended, so the task has."""
    row = in_force(case)
    if row is not None:
        take_back(None, row, CASE_ENDED)
    case.assigned_to = ""


def take_back(actor: Actor | None, row: Assignment, reason: str, *, consent_withdrawn_on: date | None = None) -> None:
    """From whoever has it. One that never said yes sees nothing from now on; one that did may read it a while and take its copy."""
    before = AssignmentState(row.state)
    row.state = next_assignment_state(before, AssignmentAction.WITHDRAW)
    row.withdrawn_at, row.withdrawn_reason = clock.now(), reason
    row.consent_withdrawn_on = consent_withdrawn_on
    if before == AssignmentState.SENT:
        row.access_open = False
    else:
        row.access_until = last_day_of_access(clock.today(), settings.GOP_ACCESS_DAYS)
    row.save(update_fields=["state", "withdrawn_at", "withdrawn_reason", "consent_withdrawn_on", "access_open", "access_until"])
    assignment_event(actor, row, AssignmentAction.WITHDRAW)


def raise_version(case: Case) -> None:
    """Whoever has the task reads the version that the case now works on."""
    row = in_force(case)
    if row is None or row.version >= case.plan_version:
        return
    former, row.version = row.version, case.plan_version
    row.citizen_name = case.citizen_name
    row.save(update_fields=["version", "citizen_name"])
    assignment_event(None, row, AssignmentAction.NEW_VERSION, version=row.version, former=former)
