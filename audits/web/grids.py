"""A grid as a table on a page: words in its cells, names over its columns."""

from collections.abc import Mapping
from typing import Any

from audits.enums import CellState, Population, Split
from audits.grid import EMPTY, Column, Grid, Row
from audits.indicators import INDICATORS, TABLES, Table
from audits.indicators.words import LONG, column_name, value_text
from audits.web.method import definition_url

# What a row is, at the head of the first column
HEADS = {
    Split.MUNICIPALITY: "Kommune",
    Split.HOSPITAL: "Sygehus",
    Split.DEPARTMENT: "Afdeling",
    Split.AGE: "Aldersgruppe",
    Split.DIAGNOSIS: "Diagnosegruppe",
    Split.KIND: "Type og niveau",
    Split.KEY: "",
    Split.TOTAL: "",
    Split.MONTH: "Måned",
    Split.GROUPING: "Klynge eller sundhedsråd",
}
KEY_HEADS = {"aarsager": "Årsag", "slutkoder": "Afslutning", "udfoerere": "Udfører"}
HOSPITALS, MUNICIPALITIES = "Sygehus", "Kommune"


def table_view(grid: Grid, ids: Mapping[str, str] | None = None, *, rows: Split | None = None, side: str = "") -> dict[str, Any]:
    """For audits/grid.html. `ids`: what a row is called in the page, by its key. `rows`, `side`: of own figures, and what the other side is."""
    table = TABLES[grid.table]
    states = {cell.state for row in grid.rows for cell in row.cells.values()}
    return {
        "key": table.key,
        "title": table.title,
        "period": grid.period.name if not table.now else "",
        "head": head_of(table, rows, side),
        "columns": [_column(one) for one in grid.columns],
        "rows": [_row(row, grid.columns, (ids or {}).get(row.key, "")) for row in grid.rows],
        "empty": not any(
            cell.value or cell.state in (CellState.SMALL, CellState.WITHHELD) for row in grid.rows for cell in row.cells.values()
        ),
        "small": CellState.SMALL in states,
        "withheld": CellState.WITHHELD in states,
        "nothing": CellState.NONE in states,
        "rounded": grid.population is not None,
        "population": Population(grid.population).label if grid.population else "",
    }


def head_of(table: Table, rows: Split | None = None, side: str = "") -> str:
    """Over the first column: what a row is."""
    split = rows or table.rows
    return (KEY_HEADS.get(table.key, HEADS[split]) if split != Split.SUBJECT else side) or "Alle"


def _column(column: Column) -> dict[str, Any]:
    indicator = INDICATORS[column.indicator]
    return {"name": column_name(column), "title": indicator.name, "url": definition_url(indicator.key)}


def _row(row: Row, columns: tuple[Column, ...], row_id: str) -> dict[str, Any]:
    cells = []
    for column in columns:
        cell = row.cells.get(column.key, EMPTY)
        said = value_text(INDICATORS[column.indicator], cell)
        cells.append({"text": said, "title": column_name(column), "long": LONG.get(cell.state, "") if cell.value is None else ""})
    return {"name": row.name, "total": not row.key, "id": row_id, "cells": cells}
