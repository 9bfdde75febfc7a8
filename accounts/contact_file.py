"""Contacts from a CSV file: what each line says, and what it would do. Read as a dry run first; all of it is taken in, or nothing."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from accounts.actor import Actor
from accounts.contact_services import Became, ContactAsked, set_contact
from accounts.enums import ContactMatter
from accounts.errors import NotAccepted

MOST_LINES, MOST_BYTES = 200, 200_000
DATES = ("%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y")
PLAIN = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", " ": "", "-": "", "_": "", ".": ""})
# The words of a heading, folded; the first is the one the page shows.
HEADINGS = {
    "matter": ("emne", "sag", "omraade"),
    "name": ("navn", "funktion", "kontakt"),
    "phone": ("telefon", "tlf", "telefonnummer"),
    "email": ("email", "mail"),
    "address": ("adresse",),
    "hours": ("telefontid", "aabningstid", "traeffetid", "tider"),
    "valid_from": ("gaelderfra", "fra", "dato"),
}
NEEDED = ("matter", "name")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file, by its number in it (the heading is 1): what it asks for, or why it cannot be read."""

    number: int
    asked: ContactAsked | None
    shown: str
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Fate:
    """What a line does, or why not."""

    number: int
    shown: str
    became: Became | None
    wrong: list[str]


@dataclass(frozen=True, slots=True)
class Read:
    """The lines, or what is wrong with the file as a whole; `notes`: what was passed over."""

    lines: list[Line]
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


def read(text: str, today: date) -> Read:
    """Semicolon, comma or tab, whichever the heading has most of. An empty date is today."""
    rows = text.lstrip("\ufeff").replace("\x00", "").splitlines()
    first = next((number for number, row in enumerate(rows) if row.strip()), None)
    if first is None:
        return Read([], "Filen er tom.")
    mark = max(";,\t", key=rows[first].count)
    columns = [_column(one) for one in next(csv.reader([rows[first]], delimiter=mark))]
    known = [one for one in columns if one]
    missing = [HEADINGS[one][0] for one in NEEDED if one not in known]
    if missing:
        return Read([], f"Den første linje skal have kolonnernes navne. Her mangler: {' og '.join(missing)}.")
    if len(known) != len(set(known)):
        return Read([], "En kolonne står to gange i den første linje.")
    notes = [f"Kolonne {place} kendes ikke og læses ikke." for place, one in enumerate(columns, 1) if not one]
    try:
        lines = list(_lines(rows[first:], mark, columns, first, today))
    except csv.Error:
        return Read([], "Filen kan ikke læses som CSV. Se efter, om et anførselstegn mangler sin mage.")
    if len(lines) > MOST_LINES:
        return Read([], f"Filen har {len(lines)} linjer. Del den, så der er højst {MOST_LINES} i hver.")
    return Read(lines, "" if lines else "Der er ingen linjer under kolonnernes navne.", notes)


def _column(text: str) -> str:
    """Our name of a column, or nothing."""
    word = text.strip().casefold().translate(PLAIN)
    return next((name for name, words in HEADINGS.items() if word in words), "")


def _lines(rows: Sequence[str], mark: str, columns: Sequence[str], above: int, today: date) -> Iterator[Line]:
    reader = csv.reader([f"{row}\n" for row in rows], delimiter=mark)
    next(reader)
    seen: dict[tuple[ContactMatter, date], int] = {}
    began = reader.line_num
    for values in reader:
        number, began = above + began + 1, reader.line_num
        if not any(value.strip() for value in values):
            continue
        said = {name: value.strip() for name, value in zip(columns, values, strict=False) if name}
        line = _line(number, said, today)
        if len(values) > len(columns):
            line.wrong.append(
                f"Linjen har {len(values)} felter, den første linje har {len(columns)}. Sæt anførselstegn om tekst med skilletegn."
            )
        if line.asked and line.asked.matter and line.asked.valid_from:
            key = (line.asked.matter, line.asked.valid_from)
            if key in seen:
                line.wrong.append(f"Samme emne og dag som linje {seen[key]}.")
            seen.setdefault(key, number)
        yield line


def _line(number: int, said: dict[str, str], today: date) -> Line:
    wrong: list[str] = []
    matter = _matter(said.get("matter", ""))
    if matter is None:
        names = ", ".join(one.label.lower() for one in ContactMatter)
        wrong.append(f"Emnet »{said.get('matter', '')}« kendes ikke. Skriv et af disse: {names}.")
    written = said.get("valid_from", "")
    day = _day(written) if written else today
    if day is None:
        wrong.append(f"Datoen »{written}« kan ikke læses. Skriv dag, måned og år, fx 27.11.2026.")
    texts = {name: said.get(name, "") for name in ("name", "phone", "email", "address", "hours")}
    shown = ", ".join(
        part for part in (matter.label if matter else said.get("matter", ""), texts["name"], texts["phone"], texts["email"]) if part
    )
    return Line(number, ContactAsked(matter=matter, **texts, valid_from=day), shown, wrong)


def _matter(text: str) -> ContactMatter | None:
    word = text.casefold().translate(PLAIN)
    names = {one: {one.value, one.label.casefold().translate(PLAIN)} for one in ContactMatter}
    return next((one for one, words in names.items() if word in words), None)


def _day(text: str) -> date | None:
    for form in DATES:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    return None


def take_in(actor: Actor, lines: Sequence[Line], *, keep: bool) -> tuple[list[Fate], bool]:
    """(what each line does, whether it was kept). Every line is really tried; without `keep`, or where one fails, all of it is undone."""
    fates: list[Fate] = []
    with transaction.atomic():
        for line in lines:
            fates.append(_tried(actor, line))
        kept = keep and not any(fate.wrong for fate in fates)
        if not kept:
            transaction.set_rollback(True)
    return fates, kept


def _tried(actor: Actor, line: Line) -> Fate:
    wrong = list(line.wrong)
    became = None
    if line.asked is not None:
        try:
            with transaction.atomic():
                became = set_contact(actor, line.asked)
        except NotAccepted as refused:
            unread = line.asked.matter is None, line.asked.valid_from is None
            skip = {name for name, said in zip(("matter", "valid_from"), unread, strict=True) if said}  # said above, with what was written
            wrong += [sentence for name, sentence in refused.wrong if name not in skip]
    return Fate(line.number, line.shown, None if wrong else became, wrong)
