"""A CSV file as lines by the names of its columns, however a spreadsheet saved it. Reads text, touches no database."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

MOST_LINES, MOST_BYTES = 200, 200_000
DATES = ("%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y")
# What a spreadsheet may take for a formula when it opens a file of text
FORMULA, BLANKS = ("=", "+", "-", "@"), ("\t", "\r", "\n")
PLAIN = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", " ": "", "-": "", "_": "", ".": ""})


class Column(NamedTuple):
    """A column as the page describes it and an export heads it."""

    heading: str
    text: str
    needed: bool


@dataclass(frozen=True, slots=True)
class SheetLine:
    """What one line says by column, stripped; `number` in the file, the heading is 1; `wrong`: what its form is refused for."""

    number: int
    said: dict[str, str]
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines, or what is wrong with the file as a whole; `notes`: what was passed over."""

    lines: list[SheetLine]
    wrong: str = ""
    notes: list[str] = field(default_factory=list)


def text_of(content: bytes) -> str:
    """A file as a spreadsheet saves it: UTF-8 with or without its mark, else the old Windows letters. ValueError: not text."""
    if b"\x00" in content:
        raise ValueError("Filen er ikke en tekstfil. Gem regnearket som CSV, og vælg den fil.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def sent(request: Any, most: int = MOST_BYTES) -> tuple[str, str]:
    """(the lines, what is wrong with the file) of a form with `file` and `text`. A chosen file goes before what stands in the field."""
    file = request.FILES.get("file")
    if getattr(request, "file_too_large", False) or (file and file.size > most):
        return "", "Filen er for stor. Del den i mindre filer."
    if not file:
        return request.POST.get("text", "")[:most], ""
    try:
        return text_of(file.read()), ""
    except ValueError as problem:
        return "", str(problem)


def folded(text: str) -> str:
    """A heading or a code as it is compared: small letters, no signs."""
    return text.strip().casefold().translate(PLAIN)


def day_of(text: str) -> date | None:
    """A day as people write it in a file; None: it cannot be read."""
    for form in DATES:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    return None


def harmless(value: str) -> str:
    """A text that a spreadsheet would take for a formula is written as text."""
    return f"'{value}" if value.startswith(BLANKS) or value.lstrip().startswith(FORMULA) else value


def read_sheet(text: str, headings: Mapping[str, Sequence[str]], needed: Sequence[str], *, most: int = MOST_LINES) -> Sheet:
    """Semicolon, comma or tab, whichever the heading has most of. `headings`: our name of a column and its words, folded."""
    rows = text.lstrip("\ufeff").replace("\x00", "").splitlines()
    first = next((number for number, row in enumerate(rows) if row.strip()), None)
    if first is None:
        return Sheet([], "Filen er tom.")
    mark = max(";,\t", key=rows[first].count)
    columns = [
        next((name for name, words in headings.items() if folded(one) in words), "")
        for one in next(csv.reader([rows[first]], delimiter=mark))
    ]
    known = [one for one in columns if one]
    missing = [headings[one][0] for one in needed if one not in known]
    if missing:
        return Sheet([], f"Den første linje skal have kolonnernes navne. Her mangler: {' og '.join(missing)}.")
    if len(known) != len(set(known)):
        return Sheet([], "En kolonne står to gange i den første linje.")
    notes = [f"Kolonne {place} kendes ikke og læses ikke." for place, one in enumerate(columns, 1) if not one]
    try:
        lines = list(_lines(rows[first:], mark, columns, first))
    except csv.Error:
        return Sheet([], "Filen kan ikke læses som CSV. Se efter, om et anførselstegn mangler sin mage.")
    if len(lines) > most:
        return Sheet([], f"Filen har {len(lines)} linjer. Del den, så der er højst {most} i hver.")
    return Sheet(lines, "" if lines else "Der er ingen linjer under kolonnernes navne.", notes)


def _lines(rows: Sequence[str], mark: str, columns: Sequence[str], above: int) -> Iterator[SheetLine]:
    reader = csv.reader([f"{row}\n" for row in rows], delimiter=mark)
    next(reader)
    began = reader.line_num
    for values in reader:
        number, began = above + began + 1, reader.line_num
        if not any(value.strip() for value in values):
            continue
        line = SheetLine(number, {name: value.strip() for name, value in zip(columns, values, strict=False) if name})
        if len(values) > len(columns):
            line.wrong.append(
                f"Linjen har {len(values)} felter, den første linje har {len(columns)}. Sæt anførselstegn om tekst med skilletegn."
            )
        yield line
