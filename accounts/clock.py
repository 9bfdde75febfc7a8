"""The only module that reads the clock (design.md, law 3).

A demo or a test moves the clock for all its processes by one offset in seconds: GOP_CLOCK_FILE
(read again when the file changes), GOP_CLOCK_OFFSET, or GOP_NOW for a single process.
Production refuses all three (checked in config/settings.py).
"""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from accounts.danish import COPENHAGEN

_started_at = datetime.now(UTC)


@lru_cache(maxsize=1)
def _read(path: Path, changed: int) -> timedelta:
    """`changed` is the file's time, so that it is read once for each writing."""
    return timedelta(seconds=float(path.read_text() or 0))


def offset() -> timedelta:
    """How far the clock is moved; zero in production."""
    file = Path(settings.GOP_CLOCK_FILE) if settings.GOP_CLOCK_FILE else None
    if file is not None and file.exists():
        return _read(file, file.stat().st_mtime_ns)
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
