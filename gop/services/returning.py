"""A plan that does not belong here goes back to the hospital (KL: Fejl), naming where it should go."""

from datetime import datetime
from uuid import UUID

from accounts import clock
from accounts.actor import Actor
from accounts.enums import OrganisationKind, Verb
from accounts.models import Organisation
from accounts.selectors import valid_on
from gop.enums import CaseAction, DeliveryKind, EndCode, ReturnReason
from gop.errors import Refused
from gop.rules.returning import returned_text
from gop.services.clocks import reclock
from gop.services.courier import from_case
from gop.services.events import case_event
from gop.services.verbs import begin, close, move

ELSEWHERE = "Vælg den kommune, planen hører til. Kender I den ikke, så vælg »Andet«, og skriv, hvad I ved."


def return_case(
    actor: Actor,
    case_id: UUID,
    *,
    reason: ReturnReason,
    belongs_to: UUID | None = None,
    note: str = "",
    seen: datetime | None = None,
) -> None:
    """The case ends `returneret`; the sending department gets the plan back. The citizen's dates stand. Raises Refused by field."""
    case, mine = begin(actor, Verb.RETURN_CASE, case_id, CaseAction.RETURN, seen)
    if mine and case.end_code == EndCode.RETURNED:
        return
    if reason == ReturnReason.OTHER and not note.strip():
        raise Refused([("note", "Skriv, hvorfor planen ikke hører til her. Afsenderen får det at vide.")])
    if reason == ReturnReason.LIVES_ELSEWHERE and belongs_to is None:
        raise Refused([("municipality", ELSEWHERE)])
    right = _municipality(belongs_to) if belongs_to else None
    if right is not None and right.id == actor.tenant:
        raise Refused([("municipality", "Det er jer selv. Vælg den kommune, planen hører til.")])
    said = {
        "reason": reason,
        "note": note.strip(),
        "belongs_to": str(right.id) if right else "",
        "belongs_to_name": right.name if right else "",
    }
    before = move(case, CaseAction.RETURN)
    close(case, EndCode.RETURNED, returned_text(said))
    case_event(actor, case, CaseAction.RETURN, before, end_code=EndCode.RETURNED, **said)
    reclock(actor, case)
    from_case(case, DeliveryKind.RETURN, **said)


def _municipality(key: UUID) -> Organisation:
    found = Organisation.objects.filter(valid_on(clock.today()), id=key, kind=OrganisationKind.MUNICIPALITY).first()
    if found is None:
        raise Refused([("municipality", ELSEWHERE)])
    return found
