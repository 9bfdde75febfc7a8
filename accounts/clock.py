"""The only module that reads the clock (design.md, law 3).

A demo or a test moves the clock for all its processes by one offset in seconds: GOP_CLOCK_FILE
(read again when the file changes), GOP_CLOCK_OFFSET, or GOP_NOW for a single process.
Production refuses all three (checked in config/settings.py).
"""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.conf import settings

from accounts.danish import COPENHAGEN

_file_seen: tuple[int, timedelta] | None = None
_started_at = datetime.now(UTC)


def _from_file(path: str) -> timedelta:
    global _file_seen
    try:
        changed = os.stat(path).st_mtime_ns
    except FileNotFoundError:
        return timedelta(0)
    if _file_seen is None or _file_seen[0] != changed:
        _file_seen = (changed, timedelta(seconds=float(Path(path).read_text() or 0)))
    return _file_seen[1]


def offset() -> timedelta:
    """How far the clock is moved; zero in production."""
    if settings.GOP_CLOCK_FILE and os.path.exists(settings.GOP_CLOCK_FILE):
        return _from_file(settings.GOP_CLOCK_FILE)
    if settings.GOP_CLOCK_OFFSET:
        return timedelta(seconds=settings.GOP_CLOCK_OFFSET)
    if settings.GOP_NOW:
        moment = datetime.fromisoformat(settings.GOP_NOW)
        return (moment if moment.tzinfo else moment.replace(tzinfo=COPENHAGEN)) - _started_at
    return timedelta(0)


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC) + offset()


def local(moment: datetime) -> datetime:
    """The moment as a clock on a Danish wall shows it."""
    return moment.astimezone(COPENHAGEN)


def today() -> date:
    """The date in Europe/Copenhagen."""
    return local(now()).date()
