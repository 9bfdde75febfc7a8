"""One id for all that a request sets off: its log lines, its jobs, its connections to the database.

An id is a UUID and nothing else. One that came from outside could otherwise carry a name or a number into the log.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# In the header of a request and its answer, and in that of a job.
HEADER = "X-Request-ID"
JOB_HEADER = "gop_request"

_request: ContextVar[str] = ContextVar("request", default="")
_job: ContextVar[str] = ContextVar("job", default="")


def sane(offered: object) -> str:
    """The offered id in its one spelling; empty if it is no UUID."""
    if not isinstance(offered, str) or len(offered) not in {32, 36}:
        return ""
    try:
        return str(uuid.UUID(offered))
    except ValueError:
        return ""


def request_id() -> str:
    """Of what runs now; empty outside a request and a job."""
    return _request.get()


def job_id() -> str:
    return _job.get()


@contextmanager
def tracing(offered: object = "", job: object = "") -> Iterator[str]:
    """What runs inside has the offered id, or a new one."""
    request = sane(offered) or str(uuid.uuid4())
    tokens = _request.set(request), _job.set(sane(job))
    try:
        yield request
    finally:
        _request.reset(tokens[0])
        _job.reset(tokens[1])
