"""The scan over rows made by SQL, and the same work by psycopg alone and as one statement; in databases of their own.

Names: `scan:500`, `hand:50000`, `sql:50000`: how many of the open deadlines are due. Making them due again is not counted.
"""

import os
import time
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

import psycopg

from accounts import clock
from config.bench import HAND, moment, rows
from deadlines.enums import AlertKind
from deadlines.models import Deadline
from deadlines.rules.ladder import Ladder
from deadlines.scan import BATCH, scan

MOST_DUE, SIZES, DUE_AMONG = 50_000, (1_000, 10_000, 1_000_000), 500
DAY = f"date '{moment.TODAY}'"
MUNICIPALITIES = "array(SELECT id FROM accounts_organisation WHERE kind = 'kommune' ORDER BY key)"
TAKEN = "SELECT id, organisation_id, subject_id, kind, due_on, last_working_day, owner_id, warn_at, breach_at, urgent_at FROM deadlines_deadline"
HELD = f"{TAKEN} WHERE next_alert_at <= %s ORDER BY next_alert_at, id LIMIT %s FOR UPDATE SKIP LOCKED"
COLUMNS = "id, organisation_id, deadline_id, subject_id, kind, deadline_kind, due_on, last_working_day, recipient_id, was_due_at, created_at, climb_at"
FIXED = f"INSERT INTO deadlines_alert ({COLUMNS}, rung, attempts, told)"
TYPES = "uuid[], uuid[], uuid[], uuid[], text[], text[], date[], date[], uuid[], timestamptz[], timestamptz[], timestamptz[]"
WRITTEN = f"{FIXED} SELECT *, 0, 0, '{{}}' FROM unnest({', '.join(f'%s::{one}' for one in TYPES.split(', '))}) ON CONFLICT DO NOTHING"  # noqa: S608
LOOKED_AT = "UPDATE deadlines_deadline d SET next_alert_at = v.at FROM unnest(%s::uuid[], %s::timestamptz[]) v(id, at) WHERE d.id = v.id"
ONE = f"""WITH due AS (SELECT * FROM deadlines_deadline WHERE next_alert_at <= %(now)s ORDER BY next_alert_at, id FOR UPDATE SKIP LOCKED),
said AS ({FIXED} SELECT gen_random_uuid(), organisation_id, id, subject_id, 'varsel', kind, due_on, last_working_day, owner_id, warn_at, %(now)s,
  %(now)s + %(hours)s * interval '1 hour', 0, 0, '{{}}' FROM due ON CONFLICT DO NOTHING)
UPDATE deadlines_deadline d SET next_alert_at = d.breach_at FROM due WHERE d.id = due.id"""  # noqa: S608


def fill(connection: "psycopg.Connection[Any]", size: int) -> None:
    """`size` open deadlines over all municipalities, owned; none is due yet."""
    connection.execute("TRUNCATE deadlines_alert, deadlines_deadline, deadlines_unowned CASCADE")
    connection.execute("SET session_replication_role = replica")
    source = f"generate_series(1, {size}) n, (SELECT {MUNICIPALITIES} towns) t"
    given = {
        "id": "md5('due' || n)::uuid", "organisation_id": "towns[1 + n % cardinality(towns)]", "subject_id": "md5('subject' || n)::uuid",
        "kind": "'tilbudsfrist'", "due_on": f"{DAY} + 1", "last_working_day": f"{DAY} + 1", "warn_at": f"{DAY} + time '08:00'",
        "breach_at": f"{DAY} + 2 + time '00:00'", "next_alert_at": f"{DAY} + 2 + time '00:00'", "owner_id": "md5('owner' || n % 900)::uuid",
        "created_at": DAY, "changed_at": DAY,
    }  # fmt: skip
    connection.execute(rows._insert(Deadline, source, **given).encode())  # noqa: SLF001
    connection.execute("RESET session_replication_role")
    connection.execute("VACUUM ANALYZE deadlines_deadline")


def figure(name: str) -> Callable[[], float] | None:
    kind, _, due = name.partition(":")
    if kind not in {"scan", "hand", "sql"}:
        return None
    on = psycopg.connect(os.environ[HAND], user="postgres", autocommit=True)
    do: dict[str, Callable[[], object]] = {"scan": scan, "hand": lambda: _by_hand(on), "sql": lambda: _one_statement(on)}

    def once() -> float:
        _due_again(on, int(due))
        began = time.perf_counter()
        do[kind]()
        took = (time.perf_counter() - began) * 1000
        found = on.execute("SELECT count(*) FROM deadlines_alert").fetchone()
        if found is None or found[0] != int(due):
            raise RuntimeError(f"{found} alerts of {due}")
        return took

    return once


def _due_again(on: "psycopg.Connection[Any]", due: int) -> None:
    on.execute("TRUNCATE deadlines_alert CASCADE")
    on.execute("UPDATE deadlines_deadline SET next_alert_at = breach_at WHERE next_alert_at <> breach_at")
    named = "SELECT md5('due' || n)::uuid FROM generate_series(1, %s) n"
    on.execute(f"UPDATE deadlines_deadline SET next_alert_at = warn_at WHERE id IN ({named})", [due])  # noqa: S608
    on.execute("VACUUM deadlines_deadline")
    on.execute("CHECKPOINT")


def _by_hand(on: "psycopg.Connection[Any]") -> None:
    """The batches of the scan, as somebody would write them who had no ORM."""
    ladder = Ladder()
    while True:
        with on.transaction():
            now = clock.now()
            due = on.execute(HELD, [now, BATCH]).fetchall()
            given = on.execute(
                "SELECT deadline_id, kind FROM deadlines_alert WHERE deadline_id = ANY(%s)", [[row[0] for row in due]]
            ).fetchall()
            told = {one for one, _ in given}
            alerts = [_alert(row, now, ladder) for row in due if row[0] not in told]
            if alerts:
                on.execute(WRITTEN, [list(column) for column in zip(*alerts, strict=True)])
            on.execute(LOOKED_AT, [[row[0] for row in due], [row[8] for row in due]])
        if len(due) < BATCH:
            return


def _alert(row: tuple[Any, ...], now: datetime, ladder: Ladder) -> tuple[Any, ...]:
    deadline, organisation, subject, kind, due_on, last, owner, warn_at, _, _ = row
    climb_at = ladder.climbs_at(AlertKind.WARNING, 0, now)
    return (uuid.uuid4(), organisation, deadline, subject, "varsel", kind, due_on, last, owner, warn_at, now, climb_at)


def _one_statement(on: "psycopg.Connection[Any]") -> None:
    on.execute(ONE, {"now": clock.now(), "hours": Ladder().warning_to_lead})
