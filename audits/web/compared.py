"""The rows of the chosen table beside each other, where they are few enough to be seen at once."""

from collections.abc import Mapping
from typing import Any

from audits.grid import EMPTY, Grid
from audits.indicators import INDICATORS, TABLES, Fold
from audits.indicators.words import column_name
from audits.web.drawings import Drawing, bars_drawing
from audits.web.grids import MUNICIPALITIES

FEWEST, MOST = 2, 15


def compared(shown: Mapping[str, Any]) -> Drawing | None:
    """`shown`: what a page of figures gets. The first column of its chosen table; None where there is none, nothing to compare, or a map that does it."""
    table = shown.get("table") or {}
    grid = next((one for one in reversed(shown.get("grids", ())) if one.table == table.get("key")), None)
    mapped = (shown.get("place") or {}).get("map") and table["head"] == MUNICIPALITIES
    return _drawn(grid) if grid and not mapped else None


def _drawn(grid: Grid) -> Drawing | None:
    rows = [row for row in grid.rows if row.key]
    if not FEWEST <= len(rows) <= MOST:
        return None
    column = grid.columns[0]
    indicator = INDICATORS[column.indicator]
    total = grid.total if indicator.fold != Fold.COUNT else None  # all together is no measure for the number of one
    cells = [(row.name, row.cells.get(column.key, EMPTY)) for row in rows]
    when = "" if TABLES[grid.table].now else f", {grid.period.name}"
    drawing = bars_drawing(
        cells,
        title=f"{column_name(column)}{when}",
        unit=indicator.unit,
        total=(total.name or "I alt", total.cells.get(column.key, EMPTY)) if total else None,
    )
    return drawing if drawing.inside else None
