"""What reaches a case that has gone on elsewhere goes on too, until the hospital knows where to send it (model.md 9).

Nobody is asked and nothing is remembered: the row that waits to be applied is the memory, and handing it on is part of
applying it. What was overtaken by a later word straight from the hospital is left alone.
"""

from datetime import datetime
from uuid import UUID

from accounts.actor import Actor
from accounts.enums import Kind
from gop.enums import CaseState, DeliveryKind, EndCode, Handover
from gop.models import Case, Delivery
from gop.services.courier import to_next
from gop.services.handing_over import successor_id


def settled(actor: Actor, delivery: Delivery) -> bool:
    """Point the delivery at the receiver's own case; True when it needs no more here: handed on, overtaken, or no matter of this case's."""
    if actor.kind != Kind.AUTHORITY or delivery.case_id is None:
        return False
    if delivery.origin == "sag":
        # At another tenant the id is what follows from the sender's; the tenant's own other case is named
        own = delivery.sender_id == actor.tenant and "case" in delivery.payload
        delivery.case_id = UUID(delivery.payload["case"]) if own else successor_id(delivery.case_id, actor.tenant)
    if delivery.kind in (DeliveryKind.TRANSITION, DeliveryKind.ANSWER, DeliveryKind.FOLLOWED, DeliveryKind.ASSIGNMENT):
        return False  # an answer is for whoever asked, also once the case has gone on; what is followed finds its case by the plan
    rows = Case.objects.select_for_update(of=("self",), no_key=True)
    case = rows.filter(organisation_id=actor.tenant, id=delivery.case_id).first()
    if case is None:
        return False
    if case.end_code == EndCode.TRANSITION:
        return _handed_on(case, delivery)
    if delivery.kind != DeliveryKind.DISCHARGE:
        return False
    # Its day 0 is the end of the specialised course, whatever the discharge was
    return case.handover == Handover.TYPE or _overtaken(delivery)


def _handed_on(case: Case, delivery: Delivery) -> bool:
    ended = case.events.filter(to_state=CaseState.ENDED).order_by("-at", "-id").first()
    to = ended.data.get("to", []) if ended else []
    for one in to:
        said = {**delivery.payload, "said_at": said_at(delivery).isoformat(), "case": one["case"]}
        to_next(case, UUID(one["holder"]), DeliveryKind(delivery.kind), delivery.version, **said)
    return bool(to)


def said_at(delivery: Delivery) -> datetime:
    """When the hospital said it, however many hands it went through."""
    first = delivery.payload.get("said_at")
    return datetime.fromisoformat(first) if first else delivery.created_at


def _overtaken(delivery: Delivery) -> bool:
    """A later word about the discharge has been applied here."""
    if delivery.origin != "sag":
        return False
    rows = Delivery.objects.filter(receiver_id=delivery.receiver_id, plan_id=delivery.plan_id, kind=delivery.kind, applied_at__isnull=False)
    return any(said_at(one) > said_at(delivery) for one in rows)
