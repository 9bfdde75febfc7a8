"""The plan itself on paper: the same sections as on the page, whatever headings they hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gop.letters.document import Block, Document, Heading, Pair, Rows, Table, rows

TITLE = "Genoptræningsplan"


@dataclass(frozen=True, slots=True)
class PaperTable:
    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class PaperSection:
    """`rows`: label, value, and `missing` for what stands where a value should; tables follow the rows."""

    title: str
    rows: Sequence[Mapping[str, str]]
    tables: Sequence[PaperTable] = ()


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
    said = [Pair(one["label"], one.get("value") or one.get("missing", "")) for one in section.rows]
    said = [one for one in said if one.value]
    if not said and not section.tables:
        return
    yield Heading(section.title)
    if said:
        yield Rows(said)
    for one in section.tables:
        if one.rows:
            yield Table(one.title, list(one.heads), [list(line) for line in one.rows])
