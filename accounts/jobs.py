"""The base of every Celery task: its body runs as one named job in one transaction, with the id of the request that woke it."""

from typing import Any

from celery import Task

from accounts.actor import job_actor
from accounts.tenancy import acting_as
from accounts.trace import JOB_HEADER, tracing


class ActorTask(Task):  # type: ignore[misc]
    """`batches = True` for a task that opens a transaction of its own for each batch or each row."""

    abstract = True
    batches = False

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        asked = self.request.headers or {}
        with tracing(asked.get(JOB_HEADER), self.request.id):
            if self.batches:
                return super().__call__(*args, **kwargs)
            with acting_as(job_actor(self.name)):
                return super().__call__(*args, **kwargs)
