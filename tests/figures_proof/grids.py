"""The cells of an organisation's own tables, each by one statement over the independent numbers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import psycopg

from audits.enums import CellState, Population, Split
from audits.folding import Sums
from audits.grid import Column, Grid
from audits.indicators import Table
from audits.protection.linked import Filled
from audits.services.region_tables import Region

_ALL = "i_alt"
# Which measure a column takes, which keys of it, and how its rows become one number; written apart from the list of indicators.
_TAKES: dict[str, tuple[str, tuple[str, ...], str]] = {
    "planer": ("planer", (), "count"), "aabne_nu": ("aabne_nu", (), "count"), "forfalder_nu": ("forfalder_nu", (), "count"),
    "overskredet_nu": ("overskredet_nu", (), "count"), "ikke_sendt_nu": ("ikke_sendt_nu", (), "count"),
    "sendt_ved_udskrivning": ("sendt_ved_udskrivning", (), "share"), "sendt_24_timer": ("sendt_24_timer", (), "share"),
    "besked_inden_dag_4": ("besked", (), "share"), "tilbudt_inden_dag_7": ("tilbud", (), "share"), "ikke_tilbudt": ("ikke_tilbudt", (), "count"),
    "ventetid_median": ("ventetid_tilbudt", (), "median"), "ventetid_holdt": ("ventetid_holdt", (), "median"),
    "ventetid_hele": ("ventetid_hele", (), "median"), "valg_opstaaet": ("valg_opstaaet", (), "count"), "valg_besked": ("valg_besked", (), "count"),
    "valg_taget": ("valg_svar", ("valgt_leverandoer",), "count"), "valg_afslaaet": ("valg_svar", ("venter",), "count"),
    "returneret": ("returneret", (), "count"), "erstattet": ("erstattet", (), "count"), "afsluttet": ("afsluttet", (), "count"),
    "maal_naaet": ("maal", (), "share"), "kontakter_pr_plan": ("kontakter", (), "mean"), "klager": ("klager", (), "count"),
    "oplevelse_helhed": ("oplevelse_helhed", (), "share"), "oplevelse_inddraget": ("oplevelse_inddraget", (), "share"),
    "planer_pr_1000": ("planer", (), "rate"),
}  # fmt: skip
_FOLD = {
    "count": "sum(whole)",
    "share": "round(100.0 * sum(part) / nullif(sum(whole), 0), 1)",
    "mean": "round(1.0 * sum(part) / nullif(sum(whole), 0), 1)",
    "median": "percentile_cont(0.5) WITHIN GROUP (ORDER BY days)",
    "rate": "round(1000.0 * sum(whole) / (SELECT population FROM municipalities_municipality WHERE organisation_id = %(owner)s), 1)",
}
_ROW = {
    Split.KIND: "kind", Split.AGE: "age_group", Split.DIAGNOSIS: "diagnosis_group", Split.KEY: "key", Split.DEPARTMENT: "department_id::text",
    Split.TOTAL: f"'{_ALL}'", Split.MONTH: "month::text",
}  # fmt: skip


def own_cells(
    connection: "psycopg.Connection[Any]", owner: UUID, table: Table, column: Column, months: Sequence[date] | None, *, sends: bool
) -> dict[str, Decimal]:
    """By row, "" for all of them; of the day that proof_number stands for. `months` None: all."""
    measure, keys, fold = _TAKES[column.indicator]
    mine, other = ("hospital_id", "organisation_id") if sends else ("organisation_id", "hospital_id")
    row = _ROW.get(table.rows, f"{other}::text")
    where = [f"{mine} = %(owner)s", "measure = %(measure)s"]
    where += ["month = ANY(%(months)s)"] if months is not None else []
    where += ["psychiatry"] if table.psychiatry else []
    where += ["age_group = %(age)s"] if table.age is not None else []
    where += ["key = ANY(%(keys)s)"] if keys else []
    where += ["(kind = %(value)s OR key = %(value)s)"] if column.value else []
    given = {"owner": owner, "measure": measure, "months": list(months or ()), "age": table.age, "keys": list(keys), "value": column.value}
    statement = f"""SELECT CASE WHEN grouping(place) = 0 THEN place ELSE '' END, {_FOLD[fold]}
      FROM (SELECT *, coalesce(nullif({row}, ''), 'ingen') place FROM proof_number WHERE {" AND ".join(where)}) n GROUP BY GROUPING SETS ((), (place))"""
    found = connection.execute(statement.encode(), given).fetchall()
    return {key: Decimal(str(value)) for key, value in found if value is not None and key != _ALL}


def own_sums(
    connection: "psycopg.Connection[Any]", filled: Filled, column: Column, population: Population, region: UUID
) -> dict[str, Sums]:
    """By row, of a region's published table before anything is hidden: the citizens living there, or the plans its hospitals sent."""
    measure, keys, _ = _TAKES[column.indicator]
    mine, kind = ("home_id", "kommune_i") if population == Population.HOME else ("hospital_id", "sygehus_i")
    table = filled.table
    row = {Split.MUNICIPALITY: "home_id::text", Split.HOSPITAL: "hospital_id::text"}.get(table.rows) or _ROW[table.rows]
    where = [
        f"{mine} IN (SELECT child_id FROM accounts_organisationrelation WHERE kind = %(kind)s AND parent_id = %(region)s AND valid_to IS NULL)"
    ]
    where += ["measure = %(measure)s", *([] if table.now else ["month = ANY(%(months)s)"]), *(["psychiatry"] if table.psychiatry else [])]
    where += [*(["age_group = %(age)s"] if table.age else []), *(["key = ANY(%(keys)s)"] if keys else [])]
    where += ["(kind = %(value)s OR key = %(value)s)"] if column.value else []
    given = {
        "kind": kind,
        "region": region,
        "measure": measure,
        "months": list(filled.months),
        "age": table.age,
        "keys": list(keys),
        "value": column.value,
    }
    statement = f"""SELECT coalesce(nullif({row}, ''), 'ingen'), coalesce(days, -1), sum(part), sum(whole) FROM proof_number WHERE {" AND ".join(where)}
      GROUP BY 1, 2"""
    found: dict[str, Sums] = {}
    for key, days, part, whole in connection.execute(statement.encode(), given).fetchall():
        place = "" if key == _ALL else key
        before = found.get(place, Sums())
        found[place] = Sums(before.part + part, before.whole + whole, {**before.days, **({} if days < 0 else {days: whole})})
    return found


def table_alone(filled: Filled) -> bool:
    """Whether it has its total and no rows, as one has that holds too little for them."""
    return [place.value for place in filled.base] == [""]


def added(every: Iterable[Sums]) -> Sums:
    parts = list(every)
    days: Counter[int] = Counter()
    for one in parts:
        days.update(one.days)
    return Sums(sum(one.part for one in parts), sum(one.whole for one in parts), dict(days))


def regional(connection: "psycopg.Connection[Any]", region: UUID, population: Population, on: date) -> Iterator[tuple[str, str, str]]:
    """(indicator, table, what differs; empty: nothing) of each column of each table that would be published with the day's data."""
    for one in Region(region, population, on).tables():
        for column in one.filled.columns:
            own = own_sums(connection, one.filled, column, population, region)
            counted = {place.value: sums[column.key] for place, sums in one.filled.base.items()}
            if table_alone(one.filled):
                own = {"": added(own.values())}
            wrong = [key for key in own.keys() | counted.keys() if own.get(key, Sums()) != counted.get(key, Sums())]
            said = f"{one.filled.table.key} {column.key} {one.filled.period.code}, rows {wrong[:3]}" if wrong else ""
            yield column.indicator, one.filled.table.key, said


def differences(
    connection: "psycopg.Connection[Any]", owner: UUID, table: Table, grid: Grid, months: Sequence[date] | None, *, sends: bool
) -> Iterator[tuple[str, str]]:
    """(indicator, what differs) of each cell that is not the independent one. A row without a number is the same as no row."""
    for column in grid.columns:
        own = own_cells(connection, owner, table, column, months, sends=sends)
        shown = {row.key: row.cells[column.key] for row in grid.rows}
        for key in own.keys() | shown.keys():
            cell = shown.get(key)
            given = cell.value if cell else None
            hidden = cell is not None and cell.state in (CellState.SMALL, CellState.WITHHELD)
            if not hidden and (given or 0) != own.get(key, 0):
                where = f"{table.key} {column.key}, row {key or 'all'}, {grid.period.code} as of {grid.data_on}"
                yield column.indicator, f"{where}: {given}, independently {own.get(key)}"
