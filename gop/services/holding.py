"""On hold with one of KL's reasons. A mark for the desk and for KL's report: no clock pauses (model.md 6, rule 5)."""

from datetime import datetime
from uuid import UUID

from accounts.actor import Actor
from accounts.enums import Verb
from gop.enums import CaseAction, HoldReason
from gop.errors import Refused
from gop.services.events import case_event
from gop.services.verbs import begin, move


def hold(actor: Actor, case_id: UUID, *, reason: HoldReason, seen: datetime | None = None) -> None:
    """Put the case on hold. Raises Refused when it is on hold already."""
    case, mine = begin(actor, Verb.HOLD, case_id, CaseAction.HOLD, seen)
    if mine and case.held_reason == reason:
        return
    before = move(case, CaseAction.HOLD)
    if case.held_at:
        raise Refused([("", f"Sagen er allerede på pause: {HoldReason(case.held_reason).label}. Genoptag den først.")])
    case.held_at, case.held_reason = case_event(actor, case, CaseAction.HOLD, before, reason=reason).at, reason
    case.save()


def resume(actor: Actor, case_id: UUID, *, seen: datetime | None = None) -> None:
    """The waiting is over. Raises Refused when the case is not on hold."""
    case, mine = begin(actor, Verb.HOLD, case_id, CaseAction.RESUME, seen)
    if mine and case.held_at is None:
        return
    before = move(case, CaseAction.RESUME)
    if case.held_at is None:
        raise Refused([("", "Sagen er ikke på pause.")])
    case_event(actor, case, CaseAction.RESUME, before, reason=case.held_reason)
    case.held_at, case.held_reason = None, ""
    case.save()
