"""A table of figures as plain values: the one shape that page, report, file and API get, whoever counted it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from audits.enums import CellState, PeriodKind, Population
from audits.rules.period import Period


@dataclass(frozen=True, slots=True)
class Cell:
    """`value`: None unless shown. `base`: of how many, exact in own figures, rounded to 5 in published ones; None where it is hidden."""

    value: Decimal | None
    state: CellState = CellState.SHOWN
    base: int | None = None


EMPTY = Cell(None, CellState.NONE)


@dataclass(frozen=True, slots=True)
class Column:
    """One indicator, of one split value or of all. `key` is unique in its table: `planer`, `planer:almen_basal`."""

    indicator: str
    value: str = ""

    @property
    def key(self) -> str:
        return f"{self.indicator}:{self.value}" if self.value else self.indicator


@dataclass(frozen=True, slots=True)
class Row:
    """`key`: an organisation's id, a split value, a period's code; empty is the total."""

    key: str
    name: str
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Grid:
    """`population`: None for an organisation's own figures. `definition`: the version of the indicators."""

    table: str
    period: Period
    data_on: date
    definition: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    population: Population | None = None

    @property
    def total(self) -> Row | None:
        return next((row for row in self.rows if not row.key), None)

    def row(self, key: str) -> Row | None:
        return next((row for row in self.rows if row.key == key), None)


def as_plain(grid: Grid) -> dict[str, Any]:
    """For JSON: what is stored when it is published, and what the API answers."""
    return {
        "table": grid.table,
        "period": grid.period.first.isoformat(),
        "period_kind": grid.period.kind.value,
        "data_on": grid.data_on.isoformat(),
        "definition": grid.definition,
        "population": grid.population.value if grid.population else None,
        "columns": [[column.indicator, column.value] for column in grid.columns],
        "rows": [{"key": row.key, "name": row.name, "cells": {key: _plain(cell) for key, cell in row.cells.items()}} for row in grid.rows],
    }


def from_plain(said: Mapping[str, Any]) -> Grid:
    """What `as_plain` wrote."""
    return Grid(
        said["table"],
        Period(date.fromisoformat(said["period"]), PeriodKind(said["period_kind"])),
        date.fromisoformat(said["data_on"]),
        said["definition"],
        tuple(Column(*column) for column in said["columns"]),
        tuple(Row(row["key"], row["name"], {key: _cell(cell) for key, cell in row["cells"].items()}) for row in said["rows"]),
        Population(said["population"]) if said["population"] else None,
    )


def _plain(cell: Cell) -> list[Any]:
    return [None if cell.value is None else str(cell.value), cell.state.value, cell.base]


def _cell(said: list[Any]) -> Cell:
    return Cell(None if said[0] is None else Decimal(said[0]), CellState(said[1]), said[2])
