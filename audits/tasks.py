"""A thin shell: beat asks every few minutes, services.py answers once a day."""

from celery import shared_task

from audits.services import publishing as services


@shared_task(name="audits.publish", batches=True)
def publish() -> None:
    services.publish_when_due()
