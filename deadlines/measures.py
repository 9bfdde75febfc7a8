"""Numbers about operation, for health and for figures of operation: how much waits and how late alerts are.

The web may not look across tenants, so the worker counts where it works anyhow.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import connection
from django.db.models import Count, Min, Q, QuerySet

from accounts import clock
from accounts.actor import job_actor
from accounts.tenancy import acting_as
from deadlines.models import Alert, Deadline, Measure

JOB = "deadlines.measure"
# From the moment an alert was due until it was made, and until its mail had left.
MADE, LEFT = "alerts.delay", "alerts.left"
# Upper ends in seconds of how late that may be; whatever is later counts as "more".
DELAYS = (1, 10, 60, 600)
ADD = """INSERT INTO deadlines_measure (name, value, at) VALUES (%s, %s, %s)
ON CONFLICT (name) DO UPDATE SET value = deadlines_measure.value + excluded.value, at = excluded.at"""


def write(values: Mapping[str, float]) -> None:
    """In place of what was written before; inside the job's transaction."""
    at = clock.now()
    rows = [Measure(name=name, value=value, at=at) for name, value in sorted(values.items())]
    Measure.objects.bulk_create(rows, update_conflicts=True, unique_fields=["name"], update_fields=["value", "at"])


def waiting(rows: QuerySet, name: str) -> dict[str, float]:  # type: ignore[type-arg]
    """How many rows, and how long the oldest has waited."""
    told = rows.aggregate(count=Count("id"), oldest=Min("created_at"))
    return {name: told["count"], f"{name}.oldest": _seconds(told["oldest"])}


def _seconds(since: datetime | None) -> float:
    return max(0.0, (clock.now() - since).total_seconds()) if since else 0.0


def measure() -> None:
    """After a scan and its mail. The conditions are those of partial indexes, so it costs what waits, not what has been."""
    with acting_as(job_actor(JOB)):
        watched = Deadline.objects.filter(next_alert_at__isnull=False)
        told = watched.aggregate(all=Count("id"), due=Count("id", filter=Q(next_alert_at__lte=clock.now())))
        held = Q(held_until__gt=clock.now())
        unsent = Alert.objects.filter(mailed_at__isnull=True)
        climbing = Alert.objects.filter(climb_at__isnull=False, seen_at__isnull=True)
        write(
            {
                "deadlines.watched": told["all"],
                "deadlines.due": told["due"],
                **waiting(unsent.exclude(held), "alerts.unmailed"),
                "alerts.held": unsent.filter(held).count(),
                "alerts.climbing": climbing.count(),
            }
        )


def count_delays(what: str, delays: Iterable[float]) -> None:
    """Add alerts just made or mailed, in the transaction that did it: each is counted once, whatever is killed."""
    seconds = [max(0.0, delay) for delay in delays]
    if not seconds:
        return
    sums = {f"{what}.sum": sum(seconds)}
    for delay in seconds:
        name = f"{what}.{bucket(delay)}"
        sums[name] = sums.get(name, 0) + 1
    with connection.cursor() as cursor:
        # In one order, so that two scans at once wait for each other and never in a ring.
        for name in sorted(sums):
            cursor.execute(ADD, [name, sums[name], clock.now()])


def histogram(values: Mapping[str, float], what: str) -> list[int]:
    """How many alerts up to each end of DELAYS and, last, later than that."""
    return [int(values.get(f"{what}.{end}", 0)) for end in (*DELAYS, "more")]


def bucket(delay: float) -> str:
    end = next((end for end in DELAYS if delay <= end), None)
    return str(end or "more")
