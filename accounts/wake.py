"""Wake a worker after the commit. The row is the truth: where this fails, the next scan finds it."""

import logging
import time
from functools import partial
from typing import Any

from celery import current_app
from django.db import transaction
from kombu import pools

from accounts.trace import JOB_HEADER, request_id

log = logging.getLogger("gop.wake")

# Somebody waits for the page: one short try, and none at all for a moment after one that failed.
# (Celery's own connection tries for six seconds, once for each message.)
PATIENCE, REST = 0.4, 2.0
HURRIED = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE, "max_retries": 0, "interval_start": 0, "interval_max": 0}


class _Broker:
    """Of this process. A race between threads costs one more short try."""

    gone_until = 0.0

    @staticmethod
    def producers() -> Any:
        """Kombu keeps one pool for each address and set of options, and a new one after a fork."""
        return pools.producers[current_app.connection_for_write(connect_timeout=PATIENCE, transport_options=HURRIED)]


def _send(task: str, args: tuple[str, ...], request: str) -> None:
    if time.monotonic() < _Broker.gone_until:
        log.warning("enqueue left to the scan", extra={"task": task})
        return
    try:
        with _Broker.producers().acquire(block=True, timeout=PATIENCE) as producer:
            current_app.send_task(task, args=args, ignore_result=True, headers={JOB_HEADER: request}, producer=producer)
    except Exception as error:  # the broker may be gone in any of its own ways
        _Broker.gone_until = time.monotonic() + REST
        log.warning("enqueue failed", extra={"task": task, "error": type(error).__name__})


def wake(task: str, *args: Any) -> None:
    """Enqueue `task` by name with ids only, once the transaction has committed."""
    transaction.on_commit(partial(_send, task, tuple(str(a) for a in args), request_id()), robust=True)
