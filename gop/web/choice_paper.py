"""The proof of free choice on paper."""

from typing import TYPE_CHECKING

from accounts.clock import local
from accounts.danish import long_date, long_moment
from gop import letters
from gop.letters.document import Block, Document, Heading, Table, rows, text
from gop.web.choice_lines import Line
from gop.web.choice_proof import Proof

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE, TITLE = "frit-valg.pdf", "Bevis for frit valg"
ORDER = "Det ældste først"
HEAD = ("Hvad skete der", "Nærmere", "Registreret")


def document(proof: Proof) -> letters.Document:
    """Its own data name no citizen."""
    day = local(proof.made_at).date()
    return Document(
        title=TITLE,
        heading=TITLE,
        sender=proof.authority,
        footer=f"{TITLE}, udskrevet {long_date(day)}",
        written_on=day,
        date=long_moment(proof.made_at),
        blocks=list(_blocks(proof)),
    )


def _blocks(proof: Proof) -> "Iterator[Block]":
    yield rows(*proof.head)
    for sentence in proof.conclusion:
        yield text(sentence)
    for section in proof.sections:
        yield Heading(section.title)
        for sentence in section.told:
            yield text(sentence)
        if section.lines:
            yield Table(ORDER, HEAD, [_cells(one) for one in section.lines])
        elif section.nothing:
            yield text(section.nothing)


def _cells(line: Line) -> tuple[str, str, str]:
    return line.what, line.detail, line.recorded
