"""GOP_NOW: one moved moment for every process, kept as an offset in seconds in a file that a test can write again."""

import os
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from config.local.places import Trouble


def offset(now: datetime) -> float:
    """Seconds from the real moment to the one asked for; 0 when none was."""
    if asked := os.environ.get("GOP_NOW", ""):
        try:
            moment = datetime.fromisoformat(asked)
        except ValueError:
            raise Trouble(f"GOP_NOW={asked} is no moment. Write it like 2026-12-24T10:00") from None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=ZoneInfo("Europe/Copenhagen"))
        return (moment - now).total_seconds()
    return float(os.environ.get("GOP_CLOCK_OFFSET") or 0)


def write(var: Path) -> dict[str, str]:
    """Write var/clock, or remove one that an earlier start left; the environment that names it."""
    clock = var / "clock"
    seconds = offset(datetime.now(UTC))
    if seconds:
        half = clock.with_suffix(".half")
        half.write_text(f"{seconds:.3f}\n")
        half.rename(clock)
    else:
        clock.unlink(missing_ok=True)
    # The file says it all: a process that also read GOP_NOW would count from its own start.
    return {"GOP_CLOCK_FILE": str(clock), "GOP_NOW": "", "GOP_CLOCK_OFFSET": "0"}
