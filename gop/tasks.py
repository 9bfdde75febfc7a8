"""Thin shells over receiving.py."""

from uuid import UUID

from celery import shared_task

from gop.services import receiving


@shared_task(name="gop.apply_delivery", batches=True)
def apply_delivery(delivery_id: str, receiver: str) -> None:
    receiving.apply_delivery(UUID(delivery_id), UUID(receiver))


@shared_task(name="gop.apply_waiting", batches=True)
def apply_waiting() -> None:
    """What a lost wake-up left behind, and what failed and is due again. The platform's page shows how many still fail."""
    receiving.apply_all_waiting()
