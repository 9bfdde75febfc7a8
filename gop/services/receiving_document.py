"""A status from the authority, at the hospital: one copy on the plan, unread until somebody says so."""

from datetime import datetime
from uuid import UUID, uuid5

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Verb
from accounts.models import Organisation
from gop.errors import NotFound
from gop.models import Delivery, Plan, ReceivedDocument
from gop.selectors.documents import received_visible_to


def received_document_id(document_id: UUID, receiver: UUID) -> UUID:
    """The id that the copy has at the hospital."""
    return uuid5(document_id, str(receiver))


def document_told(actor: Actor, delivery: Delivery) -> None:
    """Told twice, it stands once."""
    plan = Plan.objects.select_for_update(of=("self",), no_key=True).filter(organisation_id=actor.tenant, id=delivery.plan_id).first()
    if plan is None:
        raise NotFound
    told = delivery.payload
    document_id = UUID(told["document"])
    if ReceivedDocument.objects.filter(organisation_id=actor.tenant, document_id=document_id).exists():
        return
    ReceivedDocument.objects.create(
        id=received_document_id(document_id, actor.tenant),
        organisation_id=actor.tenant,
        plan=plan,
        document_id=document_id,
        kind=told["of_kind"],
        body=told["body"],
        sender_name=Organisation.objects.get(id=delivery.sender_id).name,
        sent_at=datetime.fromisoformat(told["sent_at"]),
        **{name: told[name] for name in ("by_name", "by_title", "by_phone", "by_email")},
    )


def mark_read(actor: Actor, document_id: UUID) -> None:
    """The first reader stands. Raises NotAllowed, NotFound."""
    actor.must(Verb.READ_PLAN)
    rows = received_visible_to(actor).select_for_update(of=("self",), no_key=True)
    row = rows.filter(id=document_id).first()
    if row is None:
        raise NotFound
    if row.read_at is None:
        row.read_at, row.read_by_name = clock.now(), actor.name
        row.save(update_fields=["read_at", "read_by_name"])
