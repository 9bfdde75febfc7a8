"""Series, cells and what is read back from a drawing."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as ET

from audits.enums import CellState, PeriodKind
from audits.grid import Cell
from audits.rules.period import Period, back

LAST = Period(date(2026, 10, 1), PeriodKind.MONTH)
DATA_ON = date(2026, 11, 21)
SMALL, WITHHELD, NONE = (Cell(None, state) for state in (CellState.SMALL, CellState.WITHHELD, CellState.NONE))


def shown(value: float | str, base: int | None = 100) -> Cell:
    return Cell(Decimal(str(value)), base=base)


def series(*cells: Cell | float, last: Period = LAST) -> list[tuple[Period, Cell]]:
    """The latest last."""
    return list(zip(back(last, len(cells)), (cell if isinstance(cell, Cell) else shown(cell) for cell in cells), strict=True))


def read(figure: str) -> ET.Element:
    """Raises ParseError when it is not well formed."""
    return ET.fromstring(f"<div>{figure}</div>")  # noqa: S314 - our own text


def classes(figure: str) -> set[str]:
    return {one for said in re.findall(r'class="([^"]*)"', figure) for one in said.split()}


def texts(figure: str, name: str) -> list[str]:
    return ["".join(found.itertext()) for found in read(figure).iter(name)]


def drawn_as(figure: str, name: str) -> list[ET.Element]:
    """In the drawing itself, not in its key."""
    drawing = next(one for one in read(figure).iter("svg") if one.get("class") == "gop-drawing")
    return [one for one in drawing.iter() if one.get("class") == name]


def rows(figure: str) -> Sequence[tuple[str, ...]]:
    return [tuple("".join(cell.itertext()) for cell in row) for row in read(figure).iter("tr")]
