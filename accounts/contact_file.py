"""Contacts from a CSV file: what each line says, and what it would do. Read as a dry run first; all of it is taken in, or nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from accounts.actor import Actor
from accounts.contact_services import Became, ContactAsked, set_contact
from accounts.enums import ContactMatter
from accounts.errors import NotAccepted
from accounts.sheet import PLAIN, Sheet, day_of, read_sheet

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


def read(text: str, today: date) -> Read:
    """An empty date is today."""
    sheet = read_sheet(text, HEADINGS, NEEDED)
    return Read(list(_lines(sheet, today)), sheet.wrong, sheet.notes)


def _lines(sheet: Sheet, today: date) -> Iterator[Line]:
    seen: dict[tuple[ContactMatter, date], int] = {}
    for one in sheet.lines:
        line = _line(one.number, one.said, today)
        line.wrong.extend(one.wrong)
        if line.asked and line.asked.matter and line.asked.valid_from:
            key = (line.asked.matter, line.asked.valid_from)
            if key in seen:
                line.wrong.append(f"Samme emne og dag som linje {seen[key]}.")
            seen.setdefault(key, one.number)
        yield line


def _line(number: int, said: dict[str, str], today: date) -> Line:
    wrong: list[str] = []
    matter = _matter(said.get("matter", ""))
    if matter is None:
        names = ", ".join(one.label.lower() for one in ContactMatter)
        wrong.append(f"Emnet »{said.get('matter', '')}« kendes ikke. Skriv et af disse: {names}.")
    written = said.get("valid_from", "")
    day = day_of(written) if written else today
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
