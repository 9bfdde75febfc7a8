"""Why a deadline was broken: proposed at receipt, chosen by a team lead, for figures only. No date moves for it."""

from datetime import datetime
from uuid import UUID

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Verb
from gop.enums import BreachCause, CaseAction
from gop.errors import Refused
from gop.models import Case
from gop.rules.causes import at_receipt
from gop.selectors.causes import broken
from gop.services.events import case_event
from gop.services.verbs import begin, move


def set_cause(actor: Actor, case_id: UUID, *, cause: BreachCause, seen: datetime | None = None) -> None:
    """Also of a case that has ended. Raises Refused while nothing is broken."""
    case, _ = begin(actor, Verb.SET_CAUSE, case_id, CaseAction.SET_CAUSE, seen)
    if case.breach_cause == cause:
        return
    due = broken(case, clock.today())
    if not due:
        raise Refused("Ingen frist i sagen er overskredet.")
    before, former = move(case, CaseAction.SET_CAUSE), case.breach_cause
    case.breach_cause = cause
    case_event(actor, case, CaseAction.SET_CAUSE, before, cause=cause, former=former, clocks=[kind for kind, _ in due])
    case.save(update_fields=["breach_cause"])


def propose_at_receipt(case: Case, returns: int = 0) -> None:
    """What was past already when the case came is not its holder's doing (model.md 4). Call after the clocks are computed."""
    if broken(case, clock.today()):
        case.proposed_cause = at_receipt(returns)
        case.save(update_fields=["proposed_cause"])
