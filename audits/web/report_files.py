"""A report as a workbook and as CSV: numbers as numbers, what is hidden as text, definitions, date of data and version beside them."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.utils.text import slugify
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from accounts.clock import local
from accounts.sheet import harmless
from audits.indicators.indicator import Unit
from audits.web.report_told import Definition, Told, ToldTable

FORMATS = {Unit.COUNT: "#,##0", Unit.SHARE: "0.0", Unit.DAYS: "0.0", Unit.MEAN: "0.0", Unit.RATE: "0.0"}
ABOUT, MEANING = "Om rapporten", "Definitioner"
LONGEST_SHEET = 31
DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
Line = Sequence[str | Decimal]


def about(told: Told) -> Iterator[tuple[str, str]]:
    """The first sheet and the first file: what it is, the sentences, the comment, how hidden numbers are written."""
    yield from ((label, said) for label, said in told.facts if said)
    yield "Befolkning", told.of_whom
    yield "Skjulte tal", told.hidden
    yield from (("Hovedtal", said) for said in told.sentences)
    yield from (("Tabel", f"{table.title}, {table.when}") for table in told.tables)
    if told.comment:
        yield f"Kommentar ({told.comment_by})", told.comment


def workbook(told: Told) -> bytes:
    """A sheet a table, between what the report is and the definitions."""
    book = Workbook()
    sheet = book.active
    if sheet is not None:
        book.remove(sheet)
    _sheet(book, ABOUT, ("Oplysning", "Indhold"), about(told), widths=(28, 100))
    for table in told.tables:
        _table(book, table)
    _sheet(book, MEANING, ("Tal", "Hvad", "Tekst"), _meaning(told.definitions), widths=(40, 12, 100))
    book.properties.title, book.properties.creator = told.title, told.region
    if told.made_at:
        book.properties.created = book.properties.modified = local(told.made_at).replace(tzinfo=None)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _table(book: Workbook, table: ToldTable) -> None:
    heads = [table.heads[0], *(_head(head, unit) for head, unit in zip(table.heads[1:], table.units, strict=True))]
    lines = ([name, *(cell.text if cell.value is None else cell.value for cell in cells)] for name, cells in table.rows)
    sheet = _sheet(book, table.title, heads, lines, widths=(34, *[16] * len(table.units)))
    for row in sheet.iter_rows(min_row=2, min_col=2):
        for cell, unit in zip(row, table.units, strict=True):
            if cell.data_type == "n":
                cell.number_format = FORMATS[unit]
            else:
                cell.alignment = Alignment(horizontal="right")


def _sheet(book: Workbook, title: str, heads: Sequence[str], lines: Iterable[Line], widths: Sequence[int]) -> Any:
    sheet = book.create_sheet(_sheet_name(title, book.sheetnames))
    for number, line in enumerate((heads, *lines), 1):
        for place, said in enumerate(line, 1):
            cell = sheet.cell(number, place)
            _write(cell, said)
            if number == 1:
                cell.font = Font(bold=True)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "B2"
    return sheet


def _write(cell: Cell, said: str | Decimal) -> None:
    """A text is written as text whatever it begins with; a number as a number."""
    if isinstance(said, Decimal):
        cell.value = float(said)
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", said)
    cell.data_type = "s"


def _sheet_name(title: str, taken: Sequence[str]) -> str:
    """What the format allows: 31 characters, no []:*?/\\, each once."""
    name = re.sub(r"[\[\]:*?/\\]", " ", title).strip("' ")
    if len(name) > LONGEST_SHEET:
        name = name[: LONGEST_SHEET + 1].rpartition(" ")[0] or name[:LONGEST_SHEET]
    name = name or "Tabel"
    number = 2
    while name.lower() in {one.lower() for one in taken}:
        name, number = f"{name[: LONGEST_SHEET - 4].rstrip()} {number}", number + 1
    return name


def _head(head: str, unit: Unit) -> str:
    return head if unit == Unit.COUNT else f"{head} ({unit.label})"


def _meaning(definitions: Iterable[Definition]) -> Iterator[tuple[str, str, str]]:
    for one in definitions:
        for label, said in one.parts:
            yield one.name, label or "Definition", said


def archive(told: Told) -> bytes:
    """One CSV a table, in a zip: the same bytes whenever it is asked for."""
    made = io.BytesIO()
    when = local(told.made_at).timetuple()[:6] if told.made_at else (1980, 1, 1, 0, 0, 0)
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, lines in _files(told):
            one = zipfile.ZipInfo(name, when)
            one.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(one, _csv(lines))
    return made.getvalue()


def _files(told: Told) -> Iterator[tuple[str, Iterable[Line]]]:
    yield "om-rapporten.csv", [("Oplysning", "Indhold"), *about(told)]
    for table in told.tables:
        heads = [table.heads[0], *(_head(head, unit) for head, unit in zip(table.heads[1:], table.units, strict=True))]
        lines = [[name, *(cell.text if cell.value is None else cell.value for cell in cells)] for name, cells in table.rows]
        yield f"{table.key}.csv", [heads, *lines]
    yield "definitioner.csv", [("Tal", "Hvad", "Tekst"), *_meaning(told.definitions)]


def _csv(lines: Iterable[Line]) -> bytes:
    """UTF-8 with its mark, semicolons, decimal comma: what a Danish spreadsheet opens as it is."""
    said = io.StringIO()
    writer = csv.writer(said, delimiter=";", lineterminator="\r\n")
    writer.writerows([[_plain(one) for one in line] for line in lines])
    return said.getvalue().encode("utf-8-sig")


def _plain(said: str | Decimal) -> str:
    if isinstance(said, Decimal):
        return str(said).replace(".", ",")
    return harmless(said)


def file_name(told: Told, ending: str) -> str:
    """kvartalsrapport-3-kvartal-2026-aalborg-kommune.xlsx"""
    parts = ("udkast" if told.draft else "", told.title, told.subject, "afsender" if told.of_senders else "")
    return "-".join(slug for part in parts if (slug := plain_name(part)))[:150] + f".{ending}"


def plain_name(text: str) -> str:
    """Letters, digits and hyphens alone, in ASCII."""
    return slugify(re.sub(r"\W+", " ", text.lower().translate(DANISH)))
