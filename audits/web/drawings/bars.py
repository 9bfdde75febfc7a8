"""Numbers beside each other: one bar a row, its name and its number above it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.safestring import SafeString

from audits.grid import Cell
from audits.indicators import Unit
from audits.indicators.words import unit_text
from audits.web.drawings.figure import Drawing, Sign, figure
from audits.web.drawings.svg import WIDTH, element, short
from audits.web.drawings.words import cell_said, cell_told

ROW, THICK = 40, 10
Named = tuple[str, Cell]


def bars(rows: Sequence[Named], *, title: str, unit: Unit, total: Named | None = None) -> SafeString:
    """A figure. `total`: what each row is held against, a line across all of them. A hidden number has no bar, only its sign."""
    return figure(bars_drawing(rows, title=title, unit=unit, total=total))


def bars_drawing(rows: Sequence[Named], *, title: str, unit: Unit, total: Named | None = None) -> Drawing:
    """The same, for a page, for paper or for both."""
    every = [*rows, *([total] if total else [])]
    table = [("Navn", title), *((name, cell_said(cell, unit)) for name, cell in every)]
    most = max((cell.value or Decimal(0) for _, cell in every), default=Decimal(0))
    if not most:
        return Drawing(title, said(rows, unit, total), WIDTH, 0, (), (), table)
    most = max(most, Decimal(100)) if unit == Unit.SHARE else most
    drawn = [*(one for place, row in enumerate(rows) for one in _row(place, row, most, unit)), *_total(total, most, len(rows))]
    key = [Sign("M12 0V16", "gop-total", f"{total[0]}: {cell_said(total[1], unit)}")] if total and total[1].value is not None else []
    return Drawing(title, said(rows, unit, total), WIDTH, ROW * len(rows) + 4, drawn, key, table)


def said(rows: Sequence[Named], unit: Unit, total: Named | None) -> str:
    """The highest and the lowest, what they are held against, and which are hidden; all of them when they are few."""
    shown = [(name, cell.value) for name, cell in rows if cell.value is not None]
    if not shown:
        return "Der er ingen tal at vise."
    against = f" {total[0]}: {cell_told(total[1], unit)}." if total else ""
    if len(rows) <= 6:
        return ", ".join(f"{name}: {cell_told(cell, unit)}" for name, cell in rows) + "." + against
    highest, lowest = max(shown, key=lambda one: one[1]), min(shown, key=lambda one: one[1])
    hidden = len(rows) - len(shown)
    without = f" Uden tal: {hidden} af {len(rows)}." if hidden else ""
    return f"Højest {highest[0]} med {unit_text(unit, highest[1])}, lavest {lowest[0]} med {unit_text(unit, lowest[1])}.{against}{without}"


def _row(place: int, row: Named, most: Decimal, unit: Unit) -> Iterator[SafeString]:
    name, cell = row
    top = place * ROW
    yield element("text", name, x=0, y=top + 18)
    yield element("text", cell_said(cell, unit), class_="gop-strong", x=WIDTH, y=top + 18, text_anchor="end")
    if cell.value is not None:
        yield element("rect", class_="gop-bar", x=0, y=top + 24, width=WIDTH * cell.value / most, height=THICK)


def _total(total: Named | None, most: Decimal, count: int) -> Iterator[SafeString]:
    if total and total[1].value is not None:
        x = short(WIDTH * total[1].value / most)
        yield element("path", class_="gop-total", d="".join(f"M{x} {place * ROW + 21}v{THICK + 6}" for place in range(count)))
