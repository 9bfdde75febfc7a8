"""The base of every Celery task: its body runs as one named job in one transaction, with the id of the request that woke it."""

import logging
import time
from typing import Any

from celery import Task

from accounts.actor import job_actor
from accounts.tenancy import acting_as
from accounts.trace import JOB_HEADER, tracing

log = logging.getLogger("gop.job")


class ActorTask(Task):  # type: ignore[misc]
    """`batches = True` for a task that opens a transaction of its own for each batch or each row."""

    abstract = True
    batches = False

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        asked = self.request.headers or {}
        with tracing(asked.get(JOB_HEADER), self.request.id):
            began, word = time.perf_counter(), "failed"
            try:
                done = self._as_the_job(*args, **kwargs)
                word = "done"
            finally:
                extra = {"task": self.name, "milliseconds": round((time.perf_counter() - began) * 1000, 1)}
                log.info("%s %s", self.name, word, extra=extra)
            return done

    def _as_the_job(self, *args: Any, **kwargs: Any) -> Any:
        if self.batches:
            return super().__call__(*args, **kwargs)
        with acting_as(job_actor(self.name)):
            return super().__call__(*args, **kwargs)
