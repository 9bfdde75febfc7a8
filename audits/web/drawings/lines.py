"""A series over time: the line with its gaps, the control limits as a band, and the points that stand out."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.safestring import SafeString

from audits.enums import CellState
from audits.grid import EMPTY, Cell
from audits.indicators import Unit
from audits.indicators.words import unit_text
from audits.rules.control import Limits, NoLimits
from audits.rules.period import Period
from audits.web.drawings.figure import Drawing, Sign, figure
from audits.web.drawings.scale import Scale, scale
from audits.web.drawings.svg import WIDTH, element, points, short
from audits.web.drawings.words import Series, cell_said, course_said, period_short

HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 196, 44, 12, 22, 168
LABELS, APART = 4, 48
Place = tuple[float, float]


def line_chart(
    series: Series,
    *,
    title: str,
    unit: Unit,
    limits: Limits | NoLimits | None = None,
    compare: tuple[str, Series] | None = None,
) -> SafeString:
    """A figure: the drawing, its key, and the numbers as a table. `compare`: (name, the same periods) as a dashed line."""
    return figure(line_drawing(series, title=title, unit=unit, limits=limits, compare=compare))


def line_drawing(
    series: Series, *, title: str, unit: Unit, limits: Limits | NoLimits | None = None, compare: tuple[str, Series] | None = None
) -> Drawing:
    """The same, for a page, for paper or for both."""
    table = _table(series, unit, compare, title)
    if not any(cell.value is not None for _, cell in series):
        return Drawing(title, "Der er ingen tal at vise.", WIDTH, 0, (), (), table)
    known = limits if isinstance(limits, Limits) else None
    across, up = _across(len(series)), _scale(series, unit, known, compare)
    said = course_said(series, unit, limits) + (f" Aksen begynder ved {unit_text(unit, up.low)}." if up.low else "")
    drawn = [
        *(_band(known, across, up) if known else ()),
        *_axis(series, across, up, unit),
        *(_line(compare[1], across, up, "gop-other") if compare else ()),
        *_line(series, across, up, "gop-curve"),
        *_marks(series, across, up, unit, known),
    ]
    return Drawing(title, said, WIDTH, HEIGHT, drawn, list(_key(series, known, compare, title)), table)


def _across(count: int) -> list[float]:
    room = WIDTH - LEFT - RIGHT
    return [LEFT + room / 2] if count == 1 else [LEFT + room * place / (count - 1) for place in range(count)]


def _scale(series: Series, unit: Unit, limits: Limits | None, compare: tuple[str, Series] | None) -> Scale:
    values = [cell.value for _, cell in [*series, *(compare[1] if compare else ())] if cell.value is not None]
    values += [value for band in (limits.bands if limits else ()) if band for value in (band.low, band.high)]
    return scale(values, bottom=BOTTOM, top=TOP, most=Decimal(100) if unit == Unit.SHARE else None, whole=unit in (Unit.COUNT, Unit.DAYS))


def _axis(series: Series, across: list[float], up: Scale, unit: Unit) -> Iterator[SafeString]:
    """Lines across with their numbers; the periods' names as far as there is room, the last one always."""
    percent = " %" if unit == Unit.SHARE else ""
    for tick in up.ticks:
        y = up.at(tick)
        yield element("path", class_="gop-grid", d=f"M{LEFT} {short(y)}H{WIDTH - RIGHT}")
        text = f"{tick.normalize():f}".replace(".", ",")
        yield element("text", text + percent, x=LEFT - 5, y=y + 4, text_anchor="end")
    step = max(1, -(-(len(series) - 1) // (LABELS - 1)))
    for place in range(len(series) - 1, -1, -step):
        anchor = "end" if place == len(series) - 1 and place else "middle"
        yield element(
            "text", period_short(series[place][0]), x=across[place] + (RIGHT if anchor == "end" else 0), y=HEIGHT - 8, text_anchor=anchor
        )


def _band(limits: Limits, across: list[float], up: Scale) -> Iterator[SafeString]:
    """Over a point that is not known the band goes on straight to the next."""
    known = [(x, band) for x, band in zip(across, limits.bands, strict=True) if band]
    edge = [(x, up.at(band.high)) for x, band in known] + [(x, up.at(band.low)) for x, band in reversed(known)]
    yield element("polygon", class_="gop-band", points=points(edge))
    yield element("polyline", class_="gop-centre", points=points([(x, up.at(band.centre)) for x, band in known]))


def _line(series: Series, across: list[float], up: Scale, drawn_as: str) -> Iterator[SafeString]:
    """One line for each stretch without a gap."""
    stretch: list[Place] = []
    for x, (_, cell) in [*zip(across, series, strict=False), (0.0, (None, Cell(None)))]:
        if cell.value is not None:
            stretch.append((x, up.at(cell.value)))
            continue
        if len(stretch) > 1:
            yield element("polyline", class_=drawn_as, points=points(stretch))
        stretch = []


def _marks(series: Series, across: list[float], up: Scale, unit: Unit, limits: Limits | None) -> Iterator[SafeString]:
    """The value hidden: a cross on the axis. A dot; a square in a run of eight; a diamond outside the limits, with its number where there is room."""
    numbered = float(-APART)
    for place, (x, (period, cell)) in enumerate(zip(across, series, strict=True)):
        hint = element("title", f"{period.name}: {cell_said(cell, unit)}")
        if cell.value is None:
            if cell.state != CellState.NONE:
                yield element("path", hint, class_="gop-hidden", d=f"M{short(x - 4)} {BOTTOM - 8}l8 8m0 -8l-8 8")
            continue
        y = up.at(cell.value)
        if limits and place in limits.outside:
            yield element("path", hint, class_="gop-outside", d=f"M{short(x)} {short(y - 7)}l7 7l-7 7l-7 -7z")
            if x - numbered > APART:
                numbered = x
                yield _number(x, y, cell.value, unit)
        elif limits and place in limits.runs:
            yield element("rect", hint, class_="gop-run", x=x - 4, y=y - 4, width=8, height=8)
        else:
            yield element("circle", hint, class_="gop-dot", cx=x, cy=y, r=3)


def _number(x: float, y: float, value: Decimal, unit: Unit) -> SafeString:
    """Above its point; beside it near the axis, where the line comes down to it."""
    said, left = unit_text(unit, value), x > WIDTH - 60
    if y > BOTTOM - 30:
        return element("text", said, class_="gop-strong", x=x - 10 if left else x + 10, y=y + 4, text_anchor="end" if left else None)
    anchor = "end" if left else "start" if x < LEFT + 20 else "middle"
    return element("text", said, class_="gop-strong", x=x, y=y - 10, text_anchor=anchor)


def _key(series: Series, limits: Limits | None, compare: tuple[str, Series] | None, title: str) -> Iterator[Sign]:
    """Only what is in the drawing."""
    if compare:
        yield Sign("M0 8H24", "gop-curve", title)
        yield Sign("M0 8H24", "gop-other", compare[0])
    if limits:
        yield Sign("M0 2H24V14H0z", "gop-band", "Kontrolgrænser: hvad tilfældig variation forklarer")
        yield Sign("M0 8H24", "gop-centre", "Midten af de viste tal")
        if limits.outside:
            yield Sign("M12 1l7 7l-7 7l-7 -7z", "gop-outside", "Uden for kontrolgrænserne")
        if limits.runs - limits.outside:
            yield Sign("M8 4h8v8h-8z", "gop-run", "Otte eller flere i træk på samme side af midten")
    if any(cell.value is None and cell.state != CellState.NONE for _, cell in series):
        yield Sign("M8 4l8 8m0 -8l-8 8", "gop-hidden", "Tallet er skjult")


def _table(series: Series, unit: Unit, compare: tuple[str, Series] | None, title: str) -> list[tuple[str, ...]]:
    if not compare:
        return [("Periode", title), *((period.name, cell_said(cell, unit)) for period, cell in series)]
    other: dict[Period, Cell] = dict(compare[1])
    rows = ((period.name, cell_said(cell, unit), cell_said(other.get(period, EMPTY), unit)) for period, cell in series)
    return [("Periode", title, compare[0]), *rows]
