"""Settings, root addresses, the Celery app and the commands that touch every room."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
