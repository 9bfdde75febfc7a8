"""The 98 municipalities as squares: five shades by value, a sign where it is hidden, each a link to its row of the table."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from django.utils.safestring import SafeString

from accounts.words import counted
from audits.enums import CellState
from audits.grid import Cell
from audits.indicators import Unit
from audits.indicators.words import unit_text
from audits.web.drawings.figure import Drawing, Sign, figure
from audits.web.drawings.places import Tile, tiles
from audits.web.drawings.svg import element
from audits.web.drawings.words import cell_said, cell_told

SIDE, GAP, SHADES = 24, 1, 5
HALF = SIDE // 2  # a tile is drawn around its middle, so that its texts need no place across
SQUARE = f"M-{HALF}-{HALF}h{SIDE}v{SIDE}h-{SIDE}z"
HIDDEN = {CellState.SMALL, CellState.WITHHELD}


def row_address(code: str) -> str:
    """The municipality's row of the table on the same page."""
    return f"#kommune-{code}"


def tile_map(values: Mapping[str, Cell], *, title: str, unit: Unit, address: Callable[[str], str] = row_address) -> SafeString:
    """A figure: a list of links in reading order, the key in words. Keys of `values` are kommunekoder; who is not there is drawn empty."""
    return figure(tile_drawing(values, title=title, unit=unit, address=address))


def tile_drawing(values: Mapping[str, Cell], *, title: str, unit: Unit, address: Callable[[str], str] | None = None) -> Drawing:
    """The same, for a page, for paper or for both. Raises KeyError for a code that no municipality has."""
    every = tiles()
    here = [(tile, values[tile.code]) for tile in every if tile.code in values]
    if len(here) != len(values):
        raise KeyError(f"No municipality: {sorted(set(values) - {tile.code for tile in every})}")
    groups = shades([cell.value for _, cell in here if cell.value is not None])
    drawn = [
        element("g", *(_tile(tile) for tile in every if tile.code not in values), aria_hidden="true"),
        *(_tile(tile, (cell, unit), _shade(cell, groups), address) for tile, cell in here),
    ]
    width, height = (1 + max(tile.column for tile in every)) * (SIDE + GAP) + 2, (1 + max(tile.row for tile in every)) * (SIDE + GAP) + 2
    key = list(_key(groups, here, unit, len(here) < len(every)))
    return Drawing(title, _said(here, unit), width, height, [element("g", *drawn, class_="gop-tiles")], key, (), links=address is not None)


def shades(values: Iterable[Decimal]) -> list[list[Decimal]]:
    """At most five groups of about as many values, lightest first; equal values share a group, and no group is empty."""
    known = sorted(values)
    groups: list[list[Decimal]] = [[] for _ in range(SHADES)]
    for value in known:
        groups[known.index(value) * SHADES // len(known)].append(value)
    return [group for group in groups if group]


def _shade(cell: Cell, groups: Sequence[Sequence[Decimal]]) -> str:
    """Fewer groups use the lighter ones; a darker one is always a larger number."""
    if cell.value is None:
        return "gop-shade-hidden" if cell.state in HIDDEN else "gop-shade-none"
    return f"gop-shade-{next(place for place, group in enumerate(groups, 1) if cell.value <= group[-1])}"


def _tile(
    tile: Tile, said: tuple[Cell, Unit] | None = None, shade: str = "gop-shade-out", address: Callable[[str], str] | None = None
) -> SafeString:
    """Its three letters; below them, where the drawing is wide, the number without its unit; a hidden one is crossed."""
    place = f"translate({tile.column * (SIDE + GAP) + HALF + 1} {tile.row * (SIDE + GAP) + HALF + 1})"
    square = element("path", d=SQUARE + (f"M-{HALF} {HALF}l{SIDE}-{SIDE}" if shade == "gop-shade-hidden" else ""))
    label = element("text", tile.label, y=1)
    if said is None:
        return element("g", square, label, class_=shade, transform=place)
    name = element("title", f"{tile.name}: {cell_told(*said)}")
    parts = (name, square, label, element("text", cell_said(*said).split(" ")[0], class_="gop-value", y=9))
    if not address:
        return element("g", *parts, class_=shade, transform=place)
    return element("g", element("a", *parts, href=address(tile.code)), class_=shade, role="listitem", transform=place)


def _key(groups: Sequence[Sequence[Decimal]], here: Sequence[tuple[Tile, Cell]], unit: Unit, others: bool) -> Iterator[Sign]:
    """Each shade in words: from, to, and how many."""
    whole = "M4 0h16v16h-16z"
    for place, group in enumerate(groups, 1):
        low, high = unit_text(unit, group[0]), unit_text(unit, group[-1])
        span = low if low == high else f"{low} til {high}"
        yield Sign(whole, f"gop-shade-{place}", f"{span}: {counted(len(group), 'kommune', 'kommuner')}")
    for shade, states, said in (("hidden", HIDDEN, "Tallet er skjult"), ("none", {CellState.NONE}, "Ingen at regne på")):
        count = sum(cell.value is None and cell.state in states for _, cell in here)
        if count:
            yield Sign(
                f"{whole}M4 16L20 0" if shade == "hidden" else whole,
                f"gop-shade-{shade}",
                f"{said}: {counted(count, 'kommune', 'kommuner')}",
            )
    if others:
        yield Sign(whole, "gop-shade-out", "Ikke med i tallene")


def _said(here: Sequence[tuple[Tile, Cell]], unit: Unit) -> str:
    shown = [(tile.name, cell.value) for tile, cell in here if cell.value is not None]
    if not shown:
        return "Der er ingen tal at vise."
    highest, lowest = max(shown, key=lambda one: one[1]), min(shown, key=lambda one: one[1])
    hidden = len(here) - len(shown)
    without = f" Uden tal: {counted(hidden, 'kommune', 'kommuner')}." if hidden else ""
    return f"Højest {highest[0]} med {unit_text(unit, highest[1])}, lavest {lowest[0]} med {unit_text(unit, lowest[1])}.{without}"
