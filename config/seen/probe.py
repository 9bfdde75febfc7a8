"""What the database says of operation, asked on a connection of its own as the public role.

Not through the pool: when the database is gone a place in the pool is waited for longer than whoever asks has time.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import psycopg
from django.conf import settings

SECONDS = 2


@dataclass(frozen=True)
class State:
    """When each job last ended, and the worker's counts with the moment they were taken."""

    ended: dict[str, datetime | None] = field(default_factory=dict)
    seen: datetime | None = None
    measures: dict[str, float] = field(default_factory=dict)
    measured: dict[str, datetime] = field(default_factory=dict)


def read() -> State:
    """Raises psycopg.Error when there is no database to ask."""
    with psycopg.connect(**_parameters()) as connection:
        beats = connection.execute("SELECT name, started_at, ended_at FROM deadlines_heartbeat").fetchall()
        measures = connection.execute("SELECT name, value, at FROM deadlines_measure").fetchall()
    return State(
        ended={name: ended for name, _, ended in beats},
        seen=max((moment for _, *moments in beats for moment in moments if moment), default=None),
        measures={name: value for name, value, _ in measures},
        measured={name: at for name, _, at in measures},
    )


def _parameters() -> dict[str, Any]:
    database = settings.DATABASES["default"]
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    given = {name: database.get(key) for name, key in named.items() if database.get(key)}
    # TLS and the like as the pool has them.
    others = {name: value for name, value in database["OPTIONS"].items() if isinstance(value, str) and name != "options"}
    options = f"-c role=gop_public -c statement_timeout={SECONDS * 1000} -c default_transaction_read_only=on"
    return {**others, **given, "connect_timeout": SECONDS, "options": options, "application_name": "gop health"}
