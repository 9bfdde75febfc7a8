"""The bench's own databases in the demo's cluster: one a size, kept between runs and made anew when what makes them changed."""

import hashlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from config.bench import HAND, moment, rows
from config.local import commands
from config.local.instance import ROOT, Instance
from config.local.places import Trouble
from config.local.postgres import Postgres

SLOTS = 2000  # how finely the population is cut
MADE_BY = [Path(rows.__file__), Path(moment.__file__)]
# A municipality for each slot by its share of the population, and a department of its region.
PEOPLED = """
CREATE UNLOGGED TABLE bench_slot AS
WITH town AS (
  SELECT o.id, o.name, r.parent_id region, row_number() OVER (ORDER BY o.key) - 1 place,
    ceil(%(slots)s * m.population / sum(m.population) OVER ())::int share
  FROM municipalities_municipality m JOIN accounts_organisation o ON o.id = m.organisation_id
  JOIN accounts_organisationrelation r ON r.child_id = o.id AND r.kind = 'kommune_i' AND r.valid_to IS NULL AND o.key <> %(views)s),
ward AS (
  SELECT d.id, d.name, h.id hospital_id, h.name hospital, r.parent_id region, d.key,
    row_number() OVER (PARTITION BY r.parent_id ORDER BY d.key) - 1 place, count(*) OVER (PARTITION BY r.parent_id) of
  FROM accounts_organisation d JOIN accounts_organisationrelation a ON a.child_id = d.id AND a.kind = 'afdeling_af'
  JOIN accounts_organisation h ON h.id = a.parent_id
  JOIN accounts_organisationrelation r ON r.child_id = h.id AND r.kind = 'sygehus_i' AND r.valid_to IS NULL),
cut AS (SELECT t.*, row_number() OVER (ORDER BY place, part) slot FROM town t, generate_series(1, share) part),
chosen AS (
  SELECT slot, c.id municipality_id, c.name municipality, w.hospital_id, w.hospital, w.id department_id, w.name department
  FROM cut c JOIN ward w ON w.region = c.region AND w.place = c.slot %% w.of)
SELECT * FROM chosen
UNION ALL SELECT 0, t.id, t.name, w.hospital_id, w.hospital, w.id, w.name
FROM town t JOIN accounts_organisation o ON o.id = t.id AND o.key = %(home)s CROSS JOIN ward w WHERE w.key = %(ward)s
UNION ALL SELECT -1, o.id, o.name, w.hospital_id, w.hospital, w.id, w.name
FROM accounts_organisation o CROSS JOIN ward w WHERE o.key = %(views)s AND w.key = %(views_ward)s
"""
NOT_READY = """
UPDATE pg_index SET indisready = false, indisvalid = false
WHERE indrelid = ANY(%s::regclass[])
"""

# Plans written on the bench's own day, by a run; the rows that were made end the day before.
LEFT = "CREATE TEMP TABLE bench_left AS SELECT id FROM gop_plan WHERE created_at >= %s"
CLEAN = [
    "CREATE TEMP TABLE bench_case AS SELECT c.id FROM gop_case c JOIN bench_left l ON l.id = c.plan_id",
    "DELETE FROM gop_planaddress WHERE version_id IN (SELECT v.id FROM gop_planversion v JOIN bench_left l ON l.id = v.plan_id)",
    *(f"DELETE FROM {table} WHERE case_id IN (SELECT id FROM bench_case)" for table in ("gop_caseevent", "gop_offer")),  # noqa: S608
    *(f"DELETE FROM {table} WHERE subject_id IN (SELECT id FROM bench_case)" for table in ("deadlines_deadline", "deadlines_unowned")),  # noqa: S608
    *(
        f"DELETE FROM gop_{table} WHERE plan_id IN (SELECT id FROM bench_left)"  # noqa: S608
        for table in ("planversion", "consent", "recipient", "planevent", "milestone", "delivery", "case")
    ),
    "DELETE FROM gop_plan WHERE id IN (SELECT id FROM bench_left)",
    "DELETE FROM gop_delivery WHERE origin = 'varsling'",
    "TRUNCATE gop_noticeevent, gop_receivednotice, gop_advancenotice",
    "DELETE FROM deadlines_unsent",
    "TRUNCATE accounts_accesslog, django_session",
]


def name_of(size: int | str) -> str:
    return f"gop_bench_{size}"


def environment(instance: Instance, size: int | str, login: str = "gop_web", *, owner: bool = False) -> dict[str, str]:
    """As the instance's, but this database and the bench's own moment."""
    postgres = cluster(instance)
    named = {
        "DATABASE_URL": postgres.url(login, name_of(size)),
        HAND: f"host={postgres.sockets} user=postgres dbname={name_of(size)}",
    }
    if owner:
        named["DATABASE_OWNER_URL"] = postgres.url("gop_owner", name_of(size))
    of_instance = instance.environment(login)
    # A queue of its own: a demo may run on the same server, and its worker shall not take this one's work
    set_up = {"GOP_NOW": moment.NOW, "GOP_CLOCK_FILE": "", "GOP_SEARCHES_A_MINUTE": "0", "REDIS_URL": _queue(of_instance["REDIS_URL"])}
    return of_instance | named | set_up


def _queue(url: str, number: int = 15) -> str:
    """The same server's last numbered database."""
    return urlsplit(url)._replace(path=f"/{number}").geturl() if urlsplit(url).scheme.startswith("redis") else url


def cluster(instance: Instance) -> Postgres:
    if instance.postgres is None:
        raise Trouble("The bench makes databases in the cluster of the demo; run it without DATABASE_URL.")
    return instance.postgres


def _prepared(instance: Instance, name: str) -> None:
    """There, and migrated: a new one is a copy of one that was migrated before, since migrating takes longest."""
    postgres, blank = cluster(instance), name_of("blank")
    with postgres.connect() as connection:
        known = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
        if name not in known:
            postgres.prepare(database=blank)
            _manage(environment(instance, "blank", owner=True), *commands.MIGRATE)
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER gop_owner TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(blank))
            )
    postgres.prepare(database=name)


def ready(instance: Instance, size: int, say: Callable[[str], None]) -> None:
    """There, migrated and filled. Only the migrations are run again on one that is kept."""
    postgres, name = cluster(instance), name_of(size)
    made_by = hashlib.sha256(b"".join(path.read_bytes() for path in MADE_BY) + PEOPLED.encode()).hexdigest()[:16]
    with postgres.connect() as connection:
        found = connection.execute("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]).fetchone()
        kept = found is not None and found[0] == made_by
        if not kept:
            say(f"making {name}")
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    _prepared(instance, name)
    steps = [commands.MIGRATE, ["manage.py", "prepare_demo"]]
    if not kept:
        steps += [["manage.py", "load_registry"], ["manage.py", "load_demo", "--plans", "0"]]
    for step in steps:
        _manage(environment(instance, size, owner=True), *step)
    if kept:
        return
    with postgres.connect(database=name) as connection:
        fill(connection, size)
        connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(made_by)))


def empty(instance: Instance, name: str) -> None:
    """Migrated and with the registry alone: its rows are made by whoever measures there."""
    _prepared(instance, name_of(name))
    for step in (commands.MIGRATE, ["manage.py", "prepare_demo"], ["manage.py", "load_registry"]):
        _manage(environment(instance, name, owner=True), *step)


def fill(connection: "psycopg.Connection[Any]", size: int) -> None:
    """Rows first and indexes afterwards; nothing is checked that the making itself makes true."""
    tables = [model._meta.db_table for model in rows.TABLES]  # noqa: SLF001
    for setting in ("session_replication_role = replica", "synchronous_commit = off", "maintenance_work_mem = '512MB'", "timezone = 'UTC'"):
        connection.execute(f"SET {setting}")
    cut = psycopg.ClientCursor(connection)
    given = {"slots": SLOTS, "home": moment.MUNICIPALITY, "ward": moment.DEPARTMENT}
    cut.execute(PEOPLED, given | {"views": moment.VIEWS_MUNICIPALITY, "views_ward": moment.VIEWS_WARD})
    slots = connection.execute("SELECT max(slot) FROM bench_slot").fetchone()
    connection.execute(NOT_READY, [tables])
    rows.make(connection, size, int(slots[0]) if slots else 0)
    connection.execute("DROP TABLE bench_slot")
    for table in tables:
        connection.execute(f"REINDEX TABLE {table}")
        connection.execute(f"VACUUM ANALYZE {table}")


def _manage(env: dict[str, str], *arguments: str) -> None:
    ran = subprocess.run([sys.executable, *arguments], env=env, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    if ran.returncode:
        raise Trouble(f"{' '.join(arguments)} failed:\n{ran.stdout}{ran.stderr[-2000:]}")


def clean(instance: Instance, size: int) -> None:
    """What a run has written goes, so that the next one finds the same."""
    with cluster(instance).connect(database=name_of(size)) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(LEFT, [moment.TODAY])
        for statement in CLEAN:
            connection.execute(statement)


def static_files(instance: Instance) -> None:
    """As the launcher gathers them, unless it has."""
    done, now = instance.var / "static-made", commands.static_fingerprint(ROOT)
    if not done.exists() or done.read_text() != now:
        _manage(instance.environment("gop_web"), "manage.py", "collectstatic", "--no-input", "--verbosity", "0")
        done.write_text(now)
