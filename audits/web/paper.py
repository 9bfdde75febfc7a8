"""Any view of figures, and any report, as an accessible PDF: what was chosen, sentences, drawings, tables, definitions, date of data, version."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from accounts.danish import long_date
from audits.grid import EMPTY, Grid, Row
from audits.indicators import INDICATORS, TABLES, Indicator
from audits.indicators.words import column_name, value_text
from audits.web.drawings import Drawing
from audits.web.drawings.on_paper import svg_of
from audits.web.grids import head_of
from gop import letters
from gop.letters import Document, PaperTrouble
from gop.letters.document import Block, Heading, Pair, Picture, Rows, Table, listing, rows, text

__all__ = ["PaperTrouble", "Said", "view_pdf"]

WIDE, TALL = 110, 200  # millimetres at most
SIGNS = "<5 er et antal under fem. – er skjult, så et lille tal ikke kan regnes ud, eller der er for lidt at regne på."
OWN = "Egne tal, uden skjulte tal. De kan pege på enkelte borgere og er til eget brug."
TOTAL = "I alt"


@dataclass(frozen=True, slots=True)
class Said:
    """What the view says beside its tables. `sender`: the organisation. `filters`: what was chosen, as a sentence. `comments`: (heading, text).

    `heads`: what a row is, by table, where it is another than in the list of tables.
    """

    sender: str
    written_on: date
    filters: str = ""
    sentences: Sequence[str] = ()
    comments: Sequence[tuple[str, str]] = ()
    drawings: Sequence[Drawing] = ()
    heads: Mapping[str, str] = field(default_factory=dict)


def view_pdf(grids: Sequence[Grid], title: str, said: Said) -> bytes:
    """PDF/A-2a and PDF/UA-1. Raises PaperTrouble when it cannot be made."""
    return letters.pdf(view_document(grids, title, said))


def view_document(grids: Sequence[Grid], title: str, said: Said) -> Document:
    """The same before it is set."""
    numbers = _numbered(grids)
    blocks = [
        *_lead(grids, said),
        *([listing(*said.sentences)] if said.sentences else []),
        *(block for heading, words in said.comments for block in (Heading(heading), text(words))),
        *([Heading("Udvikling og fordeling")] if said.drawings else []),
        *(_picture(drawing) for drawing in said.drawings),
        *(block for grid in grids for block in _table(grid, numbers, said.heads)),
        *_definitions(numbers),
    ]
    return Document(title, title, said.sender, _footer(grids, title), said.written_on, blocks)


def _lead(grids: Sequence[Grid], said: Said) -> Iterator[Block]:
    populations = {grid.population.label for grid in grids if grid.population}
    yield rows(
        ("Valgt", said.filters),
        ("Befolkning", " og ".join(sorted(populations))),
        ("Data til og med", " og ".join(long_date(day) for day in sorted({grid.data_on for grid in grids}))),
        ("Definitioner", f"version {_versions(grids)}" if grids else ""),
        ("Lavet", long_date(said.written_on)),
    )
    if any(grid.population is None for grid in grids):
        yield text(OWN)
    if not grids:
        yield text("Der er ingen tal at vise.")


def _footer(grids: Sequence[Grid], title: str) -> str:
    return f"{title}, data til og med {long_date(max(grid.data_on for grid in grids))}" if grids else title


def _versions(grids: Sequence[Grid]) -> str:
    return " og ".join(sorted({grid.definition for grid in grids}))


def _picture(drawing: Drawing) -> Block:
    """Without anything to draw its words stand instead."""
    if not drawing.inside:
        return text(f"{drawing.title}: {drawing.said}")
    high = drawing.height + 18 * len(drawing.key)
    return Picture(svg_of(drawing), f"{drawing.title}. {drawing.said}", drawing.title, min(WIDE, TALL * drawing.width // high))


def _table(grid: Grid, numbers: Mapping[str, int], heads: Mapping[str, str]) -> Iterator[Block]:
    """Each column's number leads to its definition at the end."""
    table = TABLES[grid.table]
    when = long_date(grid.data_on) if table.now else grid.period.name
    whose = f", {grid.population.label[0].lower()}{grid.population.label[1:]}" if grid.population else ""
    yield Heading(table.title)
    if not grid.rows:
        yield text(f"Der er ingen tal for {when}.")
        return
    head = [heads.get(grid.table) or head_of(table), *(f"{column_name(column)} ({numbers[column.indicator]})" for column in grid.columns)]
    yield Table(when + whose, head, [_line(grid, row) for row in grid.rows], numbers=True)


def _line(grid: Grid, row: Row) -> list[str]:
    said = (value_text(INDICATORS[column.indicator], row.cells.get(column.key, EMPTY)) for column in grid.columns)
    return [row.name if row.key else row.name or TOTAL, *said]


def _numbered(grids: Sequence[Grid]) -> dict[str, int]:
    """The indicators of the tables, from 1, in the order of the list."""
    used = {column.indicator for grid in grids for column in grid.columns}
    return {key: number for number, key in enumerate((key for key in INDICATORS if key in used), 1)}


def _definitions(numbers: Mapping[str, int]) -> Iterator[Block]:
    if numbers:
        yield Heading("Definitioner")
        yield text(SIGNS)
        yield Rows([Pair(f"({number}) {INDICATORS[key].name}", _definition(INDICATORS[key])) for key, number in numbers.items()])


def _definition(one: Indicator) -> str:
    parts = (("", one.definition), ("Tæller: ", one.numerator), ("Nævner: ", one.denominator), ("Ikke med: ", one.exclusions))
    return "\n".join([*(label + said for label, said in parts if said), f"Kilde: {one.source}"])
