"""A thin shell: beat asks often, review_mail.py tells once a review date."""

from celery import shared_task

from municipalities.review_mail import tell_reviews


@shared_task(name="municipalities.tell_reviews", batches=True)
def reviews() -> None:
    """Before eight o'clock, and when every date has been told of, it finds nothing."""
    tell_reviews()
