"""Groupings as lines of a CSV file: who is a member of what, from when to when. Read against the registry; no database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import UUID

from accounts.enums import GroupingKind, OrganisationKind
from accounts.sheet import Column, day_of, folded, read_sheet

MOST_LINES = 1_000
HEADINGS = {
    "kind": ("type", "slags"),
    "name": ("gruppe", "klynge", "sundhedsraad", "navn"),
    "region": ("region",),
    "member": ("medlem", "kommune", "sygehus", "kommunekode"),
    "valid_from": ("gaelderfra", "fra"),
    "valid_to": ("gaeldertil", "tilogmed", "til", "sidstedag"),
}
NEEDED = ("kind", "name", "region", "member", "valid_from")
LONGEST = 150


COLUMNS = (
    Column("type", "Klynge, sundhedsråd eller forum.", True),
    Column("gruppe", "Gruppens navn, det samme på alle dens linjer.", True),
    Column("region", "Regionens navn eller nøgle.", True),
    Column("medlem", "En kommune (navn eller kommunekode med fire cifre) eller et sygehus (navn eller nøgle).", True),
    Column("gælder fra", "Medlemskabets første dag.", True),
    Column("gælder til", "Medlemskabets sidste dag. Tom: indtil videre; for en klynge 31. december 2026.", False),
)


class Known(NamedTuple):
    """An organisation that a line may name: a region, a municipality or a hospital."""

    id: UUID
    kind: OrganisationKind
    key: str
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class MemberAsked:
    """What a line asks for; None: it could not be read."""

    kind: GroupingKind | None
    name: str
    region: Known | None
    member: Known | None
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line, by its number in the file (the heading is 1)."""

    number: int
    asked: MemberAsked
    shown: str
    wrong: list[str] = field(default_factory=list)


class Read(NamedTuple):
    """The lines, or what is wrong with the file as a whole; `notes`: what was passed over."""

    lines: list[Line]
    wrong: str = ""
    notes: list[str] = []


def read(text: str, known: Iterable[Known]) -> Read:
    sheet = read_sheet(text, HEADINGS, NEEDED, most=MOST_LINES)
    names = _by_name(known)
    return Read([_line(one.number, one.said, list(one.wrong), names) for one in sheet.lines], sheet.wrong, sheet.notes)


def _by_name(known: Iterable[Known]) -> dict[str, list[Known]]:
    found: dict[str, list[Known]] = {}
    for one in known:
        words = {folded(one.name), folded(one.key), folded(one.name).removesuffix("kommune")}
        if one.kind == OrganisationKind.MUNICIPALITY:
            words |= {one.code, one.code.lstrip("0")}
        for word in words - {""}:
            found.setdefault(word, []).append(one)
    return found


def _line(number: int, said: Mapping[str, str], wrong: list[str], names: Mapping[str, list[Known]]) -> Line:
    texts = {name: " ".join(said.get(name, "").split()) for name in HEADINGS}
    kind = next((one for one in GroupingKind if folded(texts["kind"]) in _words(one)), None)
    if kind is None:
        wrong.append(f"Typen »{texts['kind']}« kendes ikke. Skriv klynge, sundhedsråd eller forum.")
    if not texts["name"]:
        wrong.append("Gruppens navn mangler.")
    elif len(texts["name"]) > LONGEST:
        wrong.append(f"Gruppens navn må have højst {LONGEST} tegn.")
    region = _named(texts["region"], names, {OrganisationKind.REGION}, "Regionen", wrong)
    member = _named(texts["member"], names, {OrganisationKind.MUNICIPALITY, OrganisationKind.HOSPITAL}, "Medlemmet", wrong)
    days: dict[str, date | None] = {}
    for name in ("valid_from", "valid_to"):
        days[name] = day_of(texts[name])
        if texts[name] and days[name] is None:
            wrong.append(f"Datoen »{texts[name]}« kan ikke læses. Skriv dag, måned og år, fx 27.11.2026.")
    if not texts["valid_from"]:
        wrong.append("Medlemskabets første dag mangler.")
    shown = ", ".join(filter(None, (texts["name"], member.name if member else texts["member"], texts["valid_from"], texts["valid_to"])))
    return Line(number, MemberAsked(kind, texts["name"], region, member, days["valid_from"], days["valid_to"]), shown, wrong)


def _words(kind: GroupingKind) -> set[str]:
    return {folded(kind.value), folded(kind.label)}


def _named(text: str, names: Mapping[str, list[Known]], kinds: set[OrganisationKind], what: str, wrong: list[str]) -> Known | None:
    found = [one for one in names.get(folded(text), []) if one.kind in kinds]
    if len(found) == 1:
        return found[0]
    wrong.append(
        f"Der er {len(found)}, der hedder »{text}«. Skriv nøglen eller koden." if found else f"{what} »{text}« findes ikke i registret."
    )
    return None
