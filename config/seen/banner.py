"""The banner that says nobody watches the clocks. Asked once every few seconds a process, inside the actor's transaction.

A process that has just started, or whose clock has just been moved, first gives the worker time for a scan:
a heartbeat from yesterday says then only that the machine was off.
"""

import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings

from accounts import clock
from accounts.danish import clock_time, long_date
from deadlines.selectors import is_late, last_scan

KEEP = 5.0


@dataclass
class Watch:
    """What this process knows. Threads may race here: the worst is one question more."""

    patient_since: float = field(default_factory=time.monotonic)
    offset: timedelta | None = None
    asked_at: float | None = None
    words: str = ""


_watch = Watch()


def words(inside: bool) -> str:
    """The sentence, or nothing. Outside a transaction (an error page) what was last known."""
    at, moved = time.monotonic(), clock.offset()
    if _watch.offset != moved:
        if _watch.offset is not None:
            _watch.patient_since = at
        _watch.offset = moved
    if at - _watch.patient_since < 3 * settings.GOP_SCAN_SECONDS:
        return ""
    if inside and (_watch.asked_at is None or at - _watch.asked_at > KEEP):
        beat = last_scan()
        ended = beat.ended_at if beat else None
        _watch.words = sentence(ended) if is_late(ended, settings.GOP_SCAN_SECONDS) else ""
        _watch.asked_at = at
    return _watch.words


def sentence(ended: datetime | None) -> str:
    late = "Varsler kan være forsinkede."
    if ended is None:
        return f"Fristerne er ikke gennemgået endnu. {late}"
    moment = clock.local(ended)
    day = "" if moment.date() == clock.today() else f"{long_date(moment.date())} "
    return f"Fristerne er ikke gennemgået siden {day}{clock_time(ended)}. {late}"
