"""Thin shells over receiving.py, recalendar.py, succession.py and sending_letters.py."""

from uuid import UUID

from celery import shared_task

from gop.services import recalendar, receiving, sending_letters, succession
from gop.services.assignment_scan import close_assignments as close_all
from gop.services.author_digest import send_digests


@shared_task(name="gop.apply_delivery", batches=True)
def apply_delivery(delivery_id: str, receiver: str) -> None:
    receiving.apply_delivery(UUID(delivery_id), UUID(receiver))


@shared_task(name="gop.apply_waiting", batches=True)
def apply_waiting() -> None:
    """What a lost wake-up left behind, and what failed and is due again. The platform's page shows how many still fail."""
    receiving.apply_all_waiting()


@shared_task(name="gop.recalculate_calendar", batches=True)
def recalculate_calendar(organisation: str) -> None:
    recalendar.recalculate(UUID(organisation))


@shared_task(name="gop.recalculate_waiting", batches=True)
def recalculate_waiting() -> None:
    """Changed calendars whose wake-up was lost, and the second round that finds what was under way."""
    recalendar.recalculate_waiting()


@shared_task(name="gop.author_digest", batches=True)
def author_digest() -> None:
    """From the set hour on, once a day to each author with news; at any other time it finds nothing."""
    send_digests()


@shared_task(name="gop.move_authority", batches=True)
def move_authority() -> None:
    """Open cases whose authority the law has changed. Before that day, and after the last of them, it finds nothing."""
    succession.move_all()


@shared_task(name="gop.send_letter", batches=True)
def send_letter(letter_id: str, organisation: str) -> None:
    sending_letters.send_one(UUID(letter_id), UUID(organisation))


@shared_task(name="gop.send_letters", batches=True)
def send_letters() -> None:
    """Letters for Digital Post whose wake-up was lost, and those that are due for another try."""
    sending_letters.send_waiting()


@shared_task(name="gop.close_assignments", batches=True)
def close_assignments() -> None:
    """Silence past the time limit, and access whose last day has passed. Safe to run twice, late or side by side."""
    close_all()
