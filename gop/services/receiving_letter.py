"""What a letter does at the municipality, and its answer at the hospital."""

from uuid import UUID, uuid5

from accounts import clock
from accounts.actor import Actor
from accounts.models import Organisation
from accounts.secret import cpr_hash, decrypt_cpr, encrypt_cpr
from gop.errors import NotFound
from gop.models import Correspondence, Delivery, ReceivedCorrespondence
from gop.services.receiving_notice import subject_of

COPIED = (
    "plan_id", "birth_date", "citizen_name", "subject", "body", "feedback_wanted", "feedback_to",
    "author_name", "sent_at",
)  # fmt: skip


def received_letter_id(letter_id: UUID, receiver: UUID) -> UUID:
    """The id that the copy has at one receiver."""
    return uuid5(letter_id, str(receiver))


def letter_told(actor: Actor, delivery: Delivery) -> None:
    """The municipality's own copy. Told twice, it stands once."""
    if ReceivedCorrespondence.objects.filter(organisation_id=actor.tenant, letter_id=subject_of(delivery)).exists():
        return
    letter = Correspondence.objects.select_related("department").filter(id=subject_of(delivery)).first()
    if letter is None:
        raise NotFound
    hospital, number = Organisation.objects.get(id=delivery.sender_id).name, decrypt_cpr(letter.cpr_encrypted)
    ReceivedCorrespondence.objects.create(
        id=received_letter_id(letter.id, actor.tenant),
        organisation_id=actor.tenant,
        letter_id=letter.id,
        sender_id=delivery.sender_id,
        sender_name=f"{hospital}, {letter.department.name}",
        received_at=clock.now(),
        cpr_encrypted=encrypt_cpr(number),  # with the first key, also while keys are changed
        cpr_hash=cpr_hash(number),
        **{name: getattr(letter, name) for name in COPIED},
    )


def answer_told(actor: Actor, delivery: Delivery) -> None:
    """What the child was offered, on the hospital's own letter. The first answer stands."""
    row = Correspondence.objects.select_for_update(of=("self",), no_key=True).filter(organisation_id=actor.tenant, id=subject_of(delivery))
    letter = row.first()
    if letter is None:
        raise NotFound
    if letter.answered_at is not None:
        return
    sender = Organisation.objects.get(id=delivery.sender_id).name
    letter.answered_at, letter.answer = delivery.created_at, delivery.payload["answer"]
    letter.answered_by_name = f"{delivery.payload['by_name']}, {sender}"[:200]
    letter.save(update_fields=["answered_at", "answer", "answered_by_name"])
