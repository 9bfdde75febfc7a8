"""A document as PDF/A-2a and PDF/UA-1: tagged, in Danish, with its fonts inside. Values in, bytes out; nothing is kept."""

import json
from dataclasses import asdict
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import typst

from gop.letters.document import Document, Picture, text
from gop.letters.fonts import FAMILY, PaperTrouble, fonts
from gop.letters.printable import NOTE, Printer

TEMPLATE = Path(__file__).parent / "paper.typ"
STANDARDS: list[Any] = ["a-2a", "ua-1"]


def pdf(document: Document) -> bytes:
    """Raises PaperTrouble when a font is missing or the standards cannot be kept."""
    return _compiled(document, format="pdf", pdf_standards=STANDARDS)[0]


def pictures(document: Document, dots_per_inch: int = 80) -> list[bytes]:
    """Its pages as PNG, to look at."""
    return _compiled(document, format="png", ppi=dots_per_inch)


def _compiled(document: Document, **how: Any) -> list[bytes]:
    known = fonts()
    try:
        made, warnings = typst.compile_with_warnings(
            str(TEMPLATE),
            root=str(TEMPLATE.parent),
            font_paths=known,
            ignore_system_fonts=True,
            sys_inputs={"document": json.dumps(_said(document))},
            timestamp=datetime.combine(document.written_on, time(), tzinfo=UTC),
            **how,
        )
    except typst.TypstError as error:
        # Its words may quote the document; the kind of error may be told.
        raise PaperTrouble(f"The document could not be set: {error.message.split(':')[0][:60]}") from None
    if warnings:
        raise PaperTrouble(f"The document was set with {len(warnings)} warnings.")
    return made if isinstance(made, list) else [made]


def _said(document: Document) -> dict[str, Any]:
    day, printer = document.written_on, Printer()
    said: dict[str, Any] = printer.value(asdict(document))
    for block, told in zip(document.blocks, said["blocks"], strict=True):
        if isinstance(block, Picture):
            told["svg"] = block.svg  # what the printer does to long words would break its paths
    if printer.lost:
        said["blocks"].append(asdict(text(NOTE)))
    return said | {"written_on": [day.year, day.month, day.day], "fonts": [FAMILY]}
