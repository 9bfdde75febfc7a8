"""Wake a worker after the commit. The row is the truth: where this fails, the next scan finds it."""

import logging
from functools import partial
from typing import Any

from celery import current_app
from django.db import transaction

from accounts.trace import JOB_HEADER, request_id

log = logging.getLogger("gop.wake")


def _send(task: str, args: tuple[str, ...], request: str) -> None:
    try:
        current_app.send_task(task, args=args, ignore_result=True, headers={JOB_HEADER: request})
    except Exception as error:  # the broker may be gone in any of its own ways
        log.warning("enqueue failed", extra={"task": task, "error": type(error).__name__})


def wake(task: str, *args: Any) -> None:
    """Enqueue `task` by name with ids only, once the transaction has committed."""
    transaction.on_commit(partial(_send, task, tuple(str(a) for a in args), request_id()), robust=True)
