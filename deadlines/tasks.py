"""Thin shells: the schedule and the wake-ups call these, the work stands in scan.py and post.py."""

from celery import shared_task

from deadlines import measures, post
from deadlines.scan import scan


@shared_task(name="deadlines.scan", batches=True)
def scan_deadlines() -> None:
    """Alerts that are due, then the mail that waits, then the count of what still does. Safe to run twice, late or side by side."""
    scan()
    post.send_mail()
    measures.measure()
