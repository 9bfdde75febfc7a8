"""When a job last ran and what came of it: one row a job, read by the platform's page and by whoever asks whether the clocks are watched."""

from accounts import clock
from accounts.actor import job_actor
from accounts.tenancy import acting_as
from deadlines.models import Heartbeat


def began(name: str) -> None:
    _write(Heartbeat(name=name, started_at=clock.now()), ["started_at"])


def ended(name: str, *, handled: int, failed: int) -> None:
    now = clock.now()
    _write(Heartbeat(name=name, started_at=now, ended_at=now, handled=handled, failed=failed), ["ended_at", "handled", "failed"])


def _write(beat: Heartbeat, told: list[str]) -> None:
    """Two runs at once write the same row; the later word stands."""
    with acting_as(job_actor(beat.name)):
        Heartbeat.objects.bulk_create([beat], update_conflicts=True, unique_fields=["name"], update_fields=told)
