"""A grid as a table on a page: words in its cells, names over its columns."""

from collections.abc import Iterator, Mapping
from typing import Any

from audits.enums import CellState, Population, Split
from audits.grid import EMPTY, Column, Grid, Row
from audits.indicators import INDICATORS, TABLES, Table, Unit
from audits.indicators.words import NOTHING, SMALL, column_name, hidden_words, value_text
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
        "legend": " ".join(_legend(grid)),
        "population": Population(grid.population).label if grid.population else "",
    }


def _legend(grid: Grid) -> Iterator[str]:
    """What the signs in the cells mean, those that are there."""
    counts = [column for column in grid.columns if INDICATORS[column.indicator].unit == Unit.COUNT]
    said = {value_text(INDICATORS[column.indicator], row.cells.get(column.key, EMPTY)) for row in grid.rows for column in grid.columns}
    if SMALL in said:
        yield "»<5« er færre end fem."
    if NOTHING in said and grid.population is None:
        yield "»–« er ingen at regne på."
    elif NOTHING in said:
        yield "»–« er færre end fem at regne på, eller skjult, så et lille tal ikke kan regnes ud."
    if grid.population is not None and counts:
        yield "Antal er afrundet til nærmeste 5, og andele er regnet af de afrundede."


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
        cells.append(
            {
                "text": said,
                "title": column_name(column),
                "long": hidden_words(INDICATORS[column.indicator].unit, cell.state) if cell.value is None else "",
            }
        )
    return {"name": row.name, "total": not row.key, "id": row_id, "cells": cells}
