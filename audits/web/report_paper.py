"""A report as an accessible PDF, from what it holds: its definitions are those it was made with."""

from collections.abc import Iterator

from accounts.clock import local
from accounts.danish import long_date
from audits.web.report_told import Definition, Told, ToldTable
from gop import letters
from gop.letters.document import Block, Heading, Pair, Rows, Table, listing, rows, text

DRAFT = "Udkast. Rapporten er ikke frigivet, og kommentaren kan ændre sig."


def report_pdf(told: Told) -> bytes:
    """PDF/A-2a and PDF/UA-1; the same report gives the same pages. Raises letters.PaperTrouble."""
    return letters.pdf(report_document(told))


def report_document(told: Told) -> letters.Document:
    heading = f"{told.subject}: {told.title}"
    data = f", data til og med {long_date(told.data_on)}" if told.data_on else ""
    return letters.Document(
        title=heading,
        heading=heading,
        sender=told.region,
        footer=f"{told.title}{data}{', udkast' if told.draft else ''}",
        written_on=local(told.made_at).date() if told.made_at else told.period.last,
        blocks=list(_blocks(told)),
    )


def _blocks(told: Told) -> Iterator[Block]:
    if told.draft:
        yield text(DRAFT)
    yield rows(*(fact for fact in told.facts[1:]))
    yield text(told.of_whom)
    if told.sentences:
        yield Heading("Hovedtal")
        yield listing(*told.sentences)
    if told.comment:
        yield Heading("Kommentar")
        yield from (text(part) for part in told.comment.split("\n\n") if part.strip())
        yield text(told.comment_by)
    if told.tables:
        yield Heading("Tabeller")
        yield text(told.hidden)
        for table in told.tables:
            yield from _table(table)
    if told.definitions:
        yield Heading("Definitioner")
        yield Rows([Pair(one.name, _definition(one)) for one in told.definitions])


def _table(table: ToldTable) -> Iterator[Block]:
    yield Heading(table.title, 3)
    if not table.rows:
        yield text("Tabellen har ingen rækker.")
        return
    lines = [[name, *(cell.text for cell in cells)] for name, cells in table.rows]
    yield Table(table.when[:1].upper() + table.when[1:], table.heads, lines, numbers=True)


def _definition(one: Definition) -> str:
    return "\n".join(f"{label}: {said}" if label else said for label, said in one.parts)
