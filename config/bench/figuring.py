"""Figures: the pages of a region, a municipality and a hospital, and the same numbers by one statement over the raw tables.

Names: `figures:ready` makes facts, sums and published tables out of the bench's own rows, once a database; `figures:page_region` (and the
others of PAGES) is a whole page, `figures:sql_region` its numbers by hand; `figures:count` is one counting as the worker, `figures:report`
one report of a region and its municipalities; `figures:away` takes what both have written.
"""

import os
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from accounts.danish import COPENHAGEN
from audits.enums import AgeGroup, PlanKind, Population, Split
from audits.grid import Cell, Grid, Row, as_plain
from audits.indicators import TABLES, VERSION, Table
from audits.rules.period import Period, back, period_of
from audits.services.counting import count_changes
from audits.services.reports import Run
from config.bench import HAND, moment
from config.bench.figure_rows import ROWS, SQL, TALLIES
from config.bench.pages import signed_in

REGION_PERSON, DATA_ON = "region", moment.TODAY - timedelta(days=1)
PAGES = {
    "region": (REGION_PERSON, "/region/"),
    "municipality": (moment.VIEWS_PERSON, "/tal/"),
    "hospital": (moment.AUTHOR_PERSON, "/tal/"),
    "filtered": (moment.VIEWS_PERSON, "/tal/?alder=40-64&tabel=planer"),
    "as_of": (moment.VIEWS_PERSON, "/tal/?pr=2026-09-30"),
}
KEPT = {"MONTH": 13, "QUARTER": 5, "HALF_YEAR": 3, "YEAR": 2}
TOWNS = """SELECT o.id::text, o.name FROM accounts_organisation o JOIN accounts_organisationrelation r ON r.child_id = o.id
WHERE r.kind = %s AND r.parent_id = %s AND r.valid_to IS NULL ORDER BY o.name"""
Connection = psycopg.Connection[Any]


def figure(name: str) -> Callable[[], object] | None:
    kind, _, what = name.partition(":")
    if kind != "figures":
        return None
    jobs = {"ready": _ready, "count": _count, "report": _report, "away": _away}
    if what in jobs:
        return jobs[what]
    how, _, which = what.partition("_")
    return _page(which) if how == "page" else _sql(which)


def _by_hand() -> Connection:
    return psycopg.connect(os.environ[HAND], autocommit=True)


def _page(which: str) -> Callable[[], object]:
    username, address = PAGES[which]
    client = signed_in(username)

    def once() -> None:
        answer = client.get(address)
        if answer.status_code != 200 or b"<table" not in answer.content:
            raise RuntimeError(f"{address} answered {answer.status_code}, or without a table")

    return once


def _sql(which: str) -> Callable[[], object]:
    on, given = _by_hand(), {"town": moment.VIEWS_MUNICIPALITY, "hospital": moment.HOSPITAL, "region": "region-nordjylland"}

    def once() -> None:
        if not on.execute(SQL[which].encode(), given).fetchall():
            raise RuntimeError("There is nothing to count.")

    return once


def _count() -> float:
    """Milliseconds of one counting of what came since the last one."""
    began = time.perf_counter()
    if not count_changes():
        raise RuntimeError("Nothing was counted.")
    return (time.perf_counter() - began) * 1000


def _report() -> float:
    """Milliseconds of one, of all that are due for the region."""
    with _by_hand() as on:
        found = on.execute("SELECT id FROM accounts_organisation WHERE key = 'region-nordjylland'").fetchone()
    run = Run(only=found[0] if found else None)
    run.plan()
    began = time.perf_counter()
    made, failed = run.make()
    if failed or not made:
        raise RuntimeError(f"{made} reports were made, {failed} failed.")
    return (time.perf_counter() - began) * 1000 / made


def _ready() -> float:
    """How many facts there are."""
    with _by_hand() as on:
        found = on.execute("SELECT to_regclass('bench.facts') IS NOT NULL").fetchone()
        if found and found[0]:
            _away()
        else:
            for statement in (*ROWS, *TALLIES):
                on.execute(statement.encode())
            _publish(on)
        now = datetime.fromisoformat(moment.NOW).replace(tzinfo=COPENHAGEN)
        on.execute("DELETE FROM audits_countedmark")
        for source in ("sager", "planer", "oplevelse"):
            on.execute("INSERT INTO audits_countedmark (source, until) VALUES (%s, %s)", [source, now])
        made = on.execute("SELECT count(*) FROM audits_fact").fetchone()
    return float(str(made[0])) if made else 0.0


def _away() -> float:
    with _by_hand() as on:
        on.execute("DELETE FROM audits_fact WHERE id > (SELECT last FROM bench.facts)")
        on.execute("DELETE FROM audits_counted")
        on.execute("TRUNCATE audits_report CASCADE")
    return 0.0


def _publish(on: Connection) -> None:
    """Each table of the region, as wide and as long as published ones are, with numbers that mean nothing."""
    region = on.execute("SELECT id FROM accounts_organisation WHERE key = 'region-nordjylland'").fetchone()
    publication, made_at = uuid.uuid4(), datetime.combine(moment.TODAY, datetime.min.time(), COPENHAGEN)
    on.execute(
        "INSERT INTO audits_publication (id, data_on, made_at, definition) VALUES (%s, %s, %s, %s)",
        [publication, DATA_ON, made_at, VERSION],
    )
    for population, table, period, rows in _tables(on, region[0] if region else None):
        grid = Grid(table.key, period, DATA_ON, VERSION, table.columns, rows, population)
        on.execute(
            """INSERT INTO audits_publishedtable (id, publication_id, organisation_id, population, "table", period_kind, period, content)
            VALUES (gen_random_uuid(), %s, %s, %s, %s, %s, %s, %s)""",
            [
                publication,
                region[0] if region else None,
                population.value,
                table.key,
                period.kind.value,
                period.first,
                Jsonb(as_plain(grid)),
            ],
        )
    on.execute("ANALYZE audits_publishedtable")


def _tables(on: Connection, region: object) -> Iterator[tuple[Population, Table, Period, tuple[Row, ...]]]:
    towns, hospitals = (on.execute(TOWNS, [kind, region]).fetchall() for kind in ("kommune_i", "sygehus_i"))
    named = {
        Split.MUNICIPALITY: towns, Split.HOSPITAL: hospitals, Split.DEPARTMENT: hospitals, Split.AGE: [(one.value, one.label) for one in AgeGroup],
        Split.KIND: [(one.value, one.label) for one in PlanKind], Split.DIAGNOSIS: [(f"Gruppe {n}", f"Gruppe {n}") for n in range(12)],
        Split.KEY: [("kapacitet", "Manglende kapacitet"), ("andet", "Andet")],
    }  # fmt: skip
    for table in TABLES.values():
        cells = {column.key: Cell(Decimal(12), base=15) for column in table.columns}
        rows = tuple(Row(str(key), str(name), cells) for key, name in (*named.get(table.rows, ()), ("", "I alt")))
        for population in sorted(table.populations):
            for kind in table.periods:
                last = period_of(DATA_ON, kind)
                for period in back(last, 1 if table.now else KEPT[kind.name]):
                    yield population, table, period, rows
