"""Applying what was delivered, as the receiver. Each kind is harmless when applied twice.

The deliveries of one plan are applied in the order they were sent, under a lock; one that fails is
tried again later and stands with its error until somebody looks.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from accounts import clock
from accounts.actor import Actor, job_actor
from accounts.enums import Kind, OrganisationKind
from accounts.models import Organisation
from accounts.tenancy import acting_as
from deadlines import measures
from deadlines.heartbeat import began, ended
from gop.enums import DeliveryKind
from gop.errors import NotFound
from gop.models import Delivery
from gop.services import (
    receiving_assignment,
    receiving_author,
    receiving_authority,
    receiving_changes,
    receiving_document,
    receiving_followed,
    receiving_letter,
    receiving_meeting,
    receiving_notice,
    receiving_question,
    receiving_transition,
)
from gop.services.passing_on import settled

log = logging.getLogger("gop.delivery")
JOB = "gop.apply_delivery"
WAITING = "gop.apply_waiting"
RETRY = timedelta(minutes=1)
AT_THE_HOSPITAL = frozenset(
    {DeliveryKind.MILESTONE, DeliveryKind.RETURN, DeliveryKind.LETTER_ANSWER, DeliveryKind.QUESTION, DeliveryKind.DOCUMENT}
    | {DeliveryKind.MEETING_TOLD}
)
APPLY: dict[str, Callable[[Actor, Delivery], None]] = {
    DeliveryKind.PLAN: receiving_authority.plan_received,
    DeliveryKind.DISCHARGE: receiving_authority.discharge_told,
    DeliveryKind.WITHDRAWAL: receiving_authority.plan_withdrawn,
    DeliveryKind.TRANSITION: receiving_transition.transition_told,
    DeliveryKind.AMENDMENT: receiving_changes.amendment_told,
    DeliveryKind.REPLACEMENT: receiving_changes.plan_replaced,
    DeliveryKind.MILESTONE: receiving_author.milestone_told,
    DeliveryKind.RETURN: receiving_author.plan_returned,
    DeliveryKind.NOTICE: receiving_notice.notice_told,
    DeliveryKind.NOTICE_ENDED: receiving_notice.notice_ended,
    DeliveryKind.LETTER: receiving_letter.letter_told,
    DeliveryKind.LETTER_ANSWER: receiving_letter.answer_told,
    DeliveryKind.DOCUMENT: receiving_document.document_told,
    DeliveryKind.ASSIGNMENT: receiving_assignment.assignment_told,
    DeliveryKind.FOLLOWED: receiving_followed.followed_told,
    DeliveryKind.QUESTION: receiving_question.question_told,
    DeliveryKind.ANSWER: receiving_question.answer_told,
    DeliveryKind.MEETING: receiving_meeting.from_hospital,
    DeliveryKind.MEETING_TOLD: receiving_meeting.from_authority,
}


def waiting() -> list[tuple[UUID, UUID]]:
    """(delivery, receiver) of what is not applied and due to be tried, oldest first."""
    with acting_as(job_actor(JOB)):
        due = Q(retry_at__isnull=True) | Q(retry_at__lte=clock.now())
        rows = Delivery.objects.filter(due, applied_at__isnull=True).order_by("created_at", "sequence")
        return list(rows.values_list("id", "receiver_id")[:1000])


def apply_all_waiting() -> tuple[int, int]:
    """(applied, failed)."""
    began(WAITING)
    answers = [apply_delivery(delivery_id, receiver) for delivery_id, receiver in waiting()]
    _measure()
    applied, failed = answers.count(True), answers.count(False)
    ended(WAITING, handled=applied, failed=failed)
    return applied, failed


def _measure() -> None:
    with acting_as(job_actor(WAITING)):
        measures.write(measures.waiting(Delivery.objects.filter(applied_at__isnull=True), "deliveries.waiting"))


def apply_delivery(delivery_id: UUID, receiver: UUID) -> bool:
    """Apply one delivery, and first those of the same plan that came before it. False: it failed and waits."""
    with acting_as(job_actor(JOB)):
        kind = Delivery.objects.filter(id=delivery_id).values_list("kind", flat=True).first()
        of_receiver = Organisation.objects.filter(id=receiver).values_list("kind", flat=True).first()
    if kind is None or of_receiver is None:
        return False
    role = Kind.AUTHOR if kind in AT_THE_HOSPITAL else Kind.PROVIDER if of_receiver == OrganisationKind.PROVIDER else Kind.AUTHORITY
    actor = job_actor(JOB, role, receiver)
    with acting_as(actor):
        chosen = Delivery.objects.filter(id=delivery_id).first()
        if chosen is None:
            return False
        side = Q(kind__in=AT_THE_HOSPITAL) if role == Kind.AUTHOR else ~Q(kind__in=AT_THE_HOSPITAL)
        queue = Delivery.objects.filter(side, receiver_id=receiver, plan_id=chosen.plan_id, applied_at__isnull=True)
        for delivery in queue.select_for_update(of=("self",)).order_by("created_at", "sequence"):
            if not _apply(actor, delivery):
                return False
    return True


def _apply(actor: Actor, delivery: Delivery) -> bool:
    """In a savepoint of its own, so that a failure leaves the row with its error and nothing else."""
    try:
        with transaction.atomic():
            if not settled(actor, delivery):
                APPLY[delivery.kind](actor, delivery)
        delivery.applied_at, delivery.last_error, delivery.retry_at = clock.now(), "", None
    except Exception as error:
        delivery.last_error = "NotFound" if isinstance(error, NotFound) else type(error).__name__
        delivery.retry_at = clock.now() + RETRY * min(2**delivery.attempts, 60)
        log.error("delivery %s (%s) failed: %s", delivery.id, delivery.kind, delivery.last_error)
    delivery.attempts += 1
    delivery.save(update_fields=["applied_at", "attempts", "retry_at", "last_error"])
    return delivery.applied_at is not None
