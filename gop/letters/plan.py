"""The plan itself on paper: the same sections as on the page, whatever headings they hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from gop.letters.document import Block, Document, Heading, Pair, Rows, Table, rows

TITLE = "Genoptræningsplan"
NARROW = 3  # as many columns hold sentences side by side on A4
SHORT = 90  # what a cell of more columns than that can hold and still be read
UNNAMED = "Område"
LINE = 75  # label and value that fit on one line


@dataclass(frozen=True, slots=True)
class PaperTable:
    """As on the page: the first cell of a row is its heading."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class PaperRows:
    """Label, value, and `missing` for what stands where a value should."""

    rows: Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class PaperSection:
    title: str
    blocks: Sequence[PaperRows | PaperTable]


def plan(sections: Sequence[PaperSection], *, lead: Sequence[tuple[str, str]], sender: str, footer: str, written_on: date) -> Document:
    """`lead`: what stands first, under the heading. `written_on` is the day of printing."""
    return Document(
        title=TITLE,
        heading=TITLE,
        sender=sender,
        footer=footer,
        written_on=written_on,
        blocks=[rows(*lead), *(block for section in sections for block in _section(section))],
    )


def _section(section: PaperSection) -> Iterator[Block]:
    said = [block for one in section.blocks for block in (_rows(one) if isinstance(one, PaperRows) else _table(one))]
    if said:
        yield Heading(section.title)
        yield from said


def _rows(block: PaperRows) -> Iterator[Block]:
    said = [Pair(one["label"], one.get("value") or one.get("missing", "")) for one in block.rows]
    said = [one for one in said if one.value]
    for brief, run in groupby(said, _is_brief):
        yield Rows(list(run), brief=brief)


def _is_brief(pair: Pair) -> bool:
    return len(pair.label) + len(pair.value) <= LINE and "\n" not in pair.value


def _table(table: PaperTable) -> Iterator[Block]:
    """Many columns of long text become question and answer, line by line."""
    if not table.rows:
        return
    if len(table.heads) <= NARROW or all(len(cell) <= SHORT for line in table.rows for cell in line):
        yield Table(table.title, [head or UNNAMED for head in table.heads], [list(line) for line in table.rows])
        return
    yield Heading(table.title, 3)
    for line in table.rows:
        yield from _rows(PaperRows([{"label": head, "value": cell} for head, cell in zip(table.heads, line, strict=True)]))
