"""Thin shells: beat asks every few minutes, the services know what is due."""

from celery import shared_task

from audits.services import publishing as services
from audits.services.counting import count_when_due
from audits.services.reports import make_reports


@shared_task(name="audits.count", batches=True)
def count() -> None:
    """What was recorded since the last time; the first time everything there is."""
    count_when_due()


@shared_task(name="audits.publish", batches=True)
def publish() -> None:
    services.publish_when_due()


@shared_task(name="audits.reports", batches=True)
def reports() -> None:
    """What is due is planned and made, and what was made is compared with the newest figures. At any other time it finds nothing."""
    make_reports()
