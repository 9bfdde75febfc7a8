"""What a later publication says otherwise than a report did, cell by cell, and since when. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from audits.enums import CellState
from audits.grid import Cell, Grid


@dataclass(frozen=True, slots=True)
class Difference:
    """`then` as the report has it, `now` as the newest publication has it; `since`: the first date of data that said so."""

    table: str
    row: str
    column: str
    then: Cell
    now: Cell
    since: date


def differences(held: Iterable[Grid], newest: Iterable[Grid], on: date, known: Iterable[Difference] = ()) -> list[Difference]:
    """Of the rows and columns that the report holds. A table that is no longer published says nothing."""
    by_table = {grid.table: grid for grid in newest}
    since = {(one.table, one.row, one.column): one for one in known}
    found = []
    for grid in held:
        other = by_table.get(grid.table)
        if other is None:
            continue
        for row in grid.rows:
            again = other.row(row.key)
            for column in grid.columns:
                then, now = row.cells.get(column.key), again.cells.get(column.key) if again else None
                if then is None or now is None or (then.value, then.state) == (now.value, now.state):
                    continue
                before = since.get((grid.table, row.key, column.key))
                same = before is not None and (before.now.value, before.now.state) == (now.value, now.state)
                found.append(Difference(grid.table, row.key, column.key, then, now, before.since if before and same else on))
    return found


def plain_difference(one: Difference) -> dict[str, Any]:
    """For JSON."""
    cells = {"then": _plain(one.then), "now": _plain(one.now)}
    return {"table": one.table, "row": one.row, "column": one.column, **cells, "since": one.since.isoformat()}


def told_difference(said: dict[str, Any]) -> Difference:
    """What `plain_difference` wrote."""
    return Difference(
        said["table"], said["row"], said["column"], _cell(said["then"]), _cell(said["now"]), date.fromisoformat(said["since"])
    )


def _plain(cell: Cell) -> list[str | None]:
    return [None if cell.value is None else str(cell.value), cell.state.value]


def _cell(said: list[str | None]) -> Cell:
    return Cell(None if said[0] is None else Decimal(said[0]), CellState(str(said[1])))
