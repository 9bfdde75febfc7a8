"""The line of an assignment's history, by either side, and the guard that tells a repeat from a colleague's."""

from datetime import datetime
from typing import Any

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Kind
from gop.enums import AssignmentAction
from gop.errors import AlreadyDone
from gop.models import Assignment, AssignmentEvent


def assignment_event(actor: Actor | None, row: Assignment, action: AssignmentAction, **data: Any) -> AssignmentEvent:
    """`actor` None: something that happened to the case at the authority. `data`: dates and codes."""
    performs = actor is not None and actor.kind == Kind.PROVIDER
    side = row.provider_name if performs else row.authority_name
    event = AssignmentEvent(
        organisation_id=row.provider_id,
        authority_id=row.authority_id,
        assignment=row,
        action=action,
        by=actor.user if actor else None,
        by_name=actor.name if actor and not actor.job else side,
        by_organisation=side,
        made_at=clock.now(),
        data=data,
    )
    event.save(force_insert=True)
    return event


def already_mine(actor: Actor, row: Assignment, action: AssignmentAction, seen: datetime | None) -> bool:
    """True when the actor has just done this; raises AlreadyDone when somebody else has since `seen`."""
    rows = AssignmentEvent.objects.filter(assignment=row, action=action)
    last = (rows.filter(made_at__gt=seen) if seen else rows).order_by("-made_at", "-id").first()
    if last is None:
        return False
    if last.by == actor.user:
        return True
    raise AlreadyDone(last.by_name, last.made_at)
