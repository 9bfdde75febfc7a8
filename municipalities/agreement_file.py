"""Agreements as lines of a CSV file: read, and written in the same form. No database."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import StringIO
from typing import NamedTuple
from uuid import UUID

from accounts.sheet import Column, day_of, folded, harmless, read_sheet
from gop.enums import GeneralLevel, TrainingField
from municipalities.agreement_asked import AgreementAsked, Line

MOST_LINES, MOST_BYTES = 5_000, 1_000_000
# Our name → the words of a heading, folded; the first is the one that is written.
HEADINGS = {
    "provider": ("leverandoer", "leverandoernavn", "navn"),
    "training_field": ("fagomraade",),
    "level": ("niveau",),
    "valid_from": ("gaelderfra", "fra"),
    "valid_to": ("gaeldertil", "tilogmed", "til", "sidstedag"),
    "review_on": ("gennemgang", "gennemgaaes"),
    "reference": ("aftalenummer", "reference", "nummer"),
}
NEEDED = ("provider", "training_field", "level", "valid_from")


COLUMNS = (
    Column("leverandør", "Leverandørens navn, som det står på listen, eller dens nøgle.", True),
    Column("fagområde", "Et af fagområderne nedenfor.", True),
    Column("niveau", "Basalt eller avanceret.", True),
    Column("gælder fra", "Aftalens første dag.", True),
    Column("gælder til", "Aftalens sidste dag. Tom: indtil den ophører.", False),
    Column("gennemgang", "Den dag, aftalen skal gennemgås. Tom: aldrig.", False),
    Column("aftalenummer", "Aftalens eget nummer eller navn.", False),
)


class Known(NamedTuple):
    """A provider that a line may name."""

    id: UUID
    key: str
    name: str


class Read(NamedTuple):
    """The lines, or what is wrong with the file as a whole; `notes`: what was passed over."""

    lines: list[Line]
    wrong: str
    notes: list[str]


def read(text: str, providers: Iterable[Known]) -> Read:
    sheet = read_sheet(text, HEADINGS, NEEDED, most=MOST_LINES)
    names = _by_name(providers)
    return Read([_line(one.number, one.said, list(one.wrong), names) for one in sheet.lines], sheet.wrong, sheet.notes)


def written(rows: Iterable[Sequence[str]]) -> str:
    """Rows of texts in the order of COLUMNS, as a spreadsheet opens it."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([one.heading for one in COLUMNS])
    writer.writerows([[harmless(value) for value in row] for row in rows])
    return "\ufeff" + out.getvalue()


def _read_back(value: str) -> str:
    return value[1:] if value[:1] == "'" and harmless(value[1:]) == value else value


def _by_name(providers: Iterable[Known]) -> dict[str, list[UUID]]:
    found: dict[str, list[UUID]] = {}
    for one in providers:
        for word in {folded(one.name), folded(one.key)}:
            found.setdefault(word, []).append(one.id)
    return found


def _line(number: int, said: Mapping[str, str], wrong: list[str], names: Mapping[str, list[UUID]]) -> Line:
    texts = {name: _read_back(said.get(name, "")) for name in HEADINGS}
    ids = names.get(folded(texts["provider"]), [])
    area, level = _field(texts["training_field"]), _level(texts["level"])
    unread: set[str] = set()

    def refuse(name: str, sentence: str) -> None:
        unread.add(name)
        wrong.append(sentence)

    if len(ids) != 1:
        more = f"Der er {len(ids)} leverandører, der hedder »{texts['provider']}«. Skriv leverandørens nøgle." if ids else ""
        refuse("provider", more or f"Leverandøren »{texts['provider']}« findes ikke på listen.")
    if area is None:
        refuse("training_field", f"Fagområdet »{texts['training_field']}« kendes ikke.")
    if level is None:
        refuse("level", f"Niveauet »{texts['level']}« kendes ikke. Skriv basalt eller avanceret.")
    days: dict[str, date | None] = {}
    for name in ("valid_from", "valid_to", "review_on"):
        days[name] = day_of(texts[name]) if texts[name] else None
        if texts[name] and days[name] is None:
            refuse(name, f"Datoen »{texts[name]}« kan ikke læses. Skriv dag, måned og år, fx 27.11.2026.")
    shown = ", ".join(filter(None, [texts["provider"], area.label if area else texts["training_field"], texts["level"]]))
    asked = AgreementAsked(ids[0] if len(ids) == 1 else None, area or "", level or "", **days, reference=texts["reference"])
    return Line(number, asked, shown, wrong, frozenset(unread))


def _field(text: str) -> TrainingField | None:
    return next(
        (one for one in TrainingField if folded(text) in (folded(one.value), folded(one.label), folded(one.label.replace(",", "")))), None
    )


def _level(text: str) -> GeneralLevel | None:
    words = {GeneralLevel.BASIC: ("basal", "basalt"), GeneralLevel.ADVANCED: ("avanceret",)}
    return next((one for one, said in words.items() if folded(text).removesuffix("niveau") in said), None)
