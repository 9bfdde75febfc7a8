"""From rows to paper: what the plan's PDF and the letters are told, and the answer that carries them."""

import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from accounts import clock
from accounts.danish import long_date, long_moment
from accounts.words import cpr_text
from gop import letters
from gop.enums import AttachmentKind
from gop.letters.plan import PaperRows, PaperSection, PaperTable
from gop.selectors.attachments import attachments_in
from gop.selectors.plans import cpr_of

if TYPE_CHECKING:
    from gop.web.plan_parts import Block, Section

PLAN_FILE, LETTER_FILE, APPOINTMENT_FILE = "genoptraeningsplan.pdf", "brev-til-patienten.pdf", "indkaldelse.pdf"
TROUBLE = "PDF-filen kunne ikke laves. Sig det til dem, der driver systemet. Du kan udskrive siden i stedet."
log = logging.getLogger("gop.paper")


def answer(request: Any, document: letters.Document, file: str, back: str) -> HttpResponse:
    """A download whose name says nothing of the citizen; `back` is where the reader goes when it cannot be made."""
    try:
        made = letters.pdf(document)
    except letters.PaperTrouble as trouble:
        log.error("A document was not made: %s", str(trouble))
        messages.error(request, TROUBLE)
        return redirect(back)
    return HttpResponse(
        made, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{file}"', "Cache-Control": "no-store"}
    )


def plan_document(version: Any, sections: "Iterable[Section]", sent_at: Any) -> letters.Document:
    """The plan as its reader sees it on the page, with every section unfolded, and which files belong to it."""
    number = cpr_of(version)
    lead = [
        ("Patient", version.citizen_name),
        ("CPR-nummer", cpr_text(number) if number else ""),
        ("Version", str(version.number)),
        ("Sendt", long_moment(sent_at) if sent_at else ""),
    ]
    return letters.plan(
        [*paper_sections(sections), *_files(version)],
        lead=lead,
        sender=", ".join(part for part in (version.hospital_name, version.department_name) if part),
        footer=f"Genoptræningsplan, version {version.number}, udskrevet {long_date(clock.today())}",
        written_on=clock.today(),
    )


def _files(version: Any) -> list[PaperSection]:
    """Their titles: the files themselves are read in the system."""
    said = [{"label": AttachmentKind(one.kind).label, "value": one.title} for one in attachments_in(version.plan_id, version.number)]
    return [PaperSection("Bilag", [PaperRows(said)])] if said else []


def paper_sections(sections: "Iterable[Section]") -> list[PaperSection]:
    """Sections of gop.web.plan_view as plain values."""
    return [PaperSection(one.title, [_block(block) for block in one.blocks]) for one in sections]


def _block(block: "Block") -> PaperRows | PaperTable:
    return PaperTable(block.table.title, block.table.heads, block.table.rows) if block.table else PaperRows(block.rows)
