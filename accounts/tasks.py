"""A thin shell: beat asks every hour, sessions.py clears."""

from celery import shared_task

from accounts import sessions


@shared_task(name="accounts.clear_sessions")
def clear_sessions() -> None:
    sessions.clear_ended()
