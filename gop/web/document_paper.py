"""A status, a closing status or a summary on paper: one column, the fixed headings, who wrote it and whom to ask."""

from typing import Any

from accounts.clock import local
from accounts.danish import long_date
from accounts.words import cpr_text
from gop import letters
from gop.enums import DocumentKind
from gop.letters.document import Block, Heading, rows, text
from gop.selectors.plans import cpr_of

TITLE = {
    DocumentKind.STATUS: "Status før ambulant kontrol",
    DocumentKind.CHILD_STATUS: "Statusskema ved ambulant lægekontrol",
    DocumentKind.CLOSING_STATUS: "Slutstatus",
    DocumentKind.GP_SUMMARY: "Epikrise",
}
CHILD = "Fysio- ergoterapeutisk vurdering"


def case_document(document: Any, citizen: str, version: Any, sender: str) -> letters.Document:
    """`document`: the authority's own or the hospital's copy. The file's own data names no citizen."""
    title, number = TITLE[DocumentKind(document.kind)], cpr_of(version) if version else ""
    day = local(document.sent_at).date()
    blocks: list[Block] = [text(CHILD)] if document.kind == DocumentKind.CHILD_STATUS else []
    blocks.append(rows(("Navn", citizen), ("CPR-nummer", cpr_text(number) if number else ""), ("Dato", long_date(day))))
    for heading, said in document.body:
        blocks += [Heading(heading), text(said)]
    by = ", ".join(part for part in (document.by_name, document.by_title) if part)
    blocks += [Heading("Skrevet af"), rows(("Navn", by), ("Telefon", document.by_phone), ("E-mail", document.by_email))]
    return letters.Document(title=title, heading=title, sender=sender, footer=title, written_on=day, date="", to="", blocks=blocks)
