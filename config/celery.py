"""The Celery app. Its settings are the CELERY_ names of config/settings.py; when what runs stands in config/schedule.py.

Every task is an ActorTask: its body runs as one actor in one transaction. A task only wakes
somebody up; the database row is the truth, so a task may run twice, late or after a crash.
"""

import os

from celery import Celery
from celery.signals import setup_logging, worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("gop", task_cls="accounts.jobs:ActorTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def keep_django_logging(**_: object) -> None:
    """One logging configuration for every process: LOGGING in the settings."""


@app.on_after_configure.connect
def read_schedule(sender: Celery, **_: object) -> None:
    """The schedule is code, not rows that an administrator could lose."""
    from config.schedule import SCHEDULE

    sender.conf.beat_schedule = SCHEDULE


@worker_ready.connect
def catch_up(**_: object) -> None:
    """What came due while no worker ran does not wait for beat's first round."""
    from config.schedule import SCHEDULE

    for entry in SCHEDULE.values():
        app.send_task(entry["task"], ignore_result=True)
