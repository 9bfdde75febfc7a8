"""The lists of a plan: what a line of each holds, and what makes a line that can be kept. Values in, values out.

A line is a mapping of texts: days in ISO form, codes and choices as stored. An empty text is not answered.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from accounts.choices import Choice
from gop.enums import AidState, ExaminationKind, Qualifier, Relation

Line = dict[str, str]


class ColumnKind(Enum):
    TEXT = "text"
    LONG = "long"
    DAY = "day"
    CHOICE = "choice"
    CODE = "code"
    PHONE = "phone"
    EMAIL = "email"
    URL = "url"


@dataclass(frozen=True, slots=True)
class Column:
    """One answer of a line. `needed`: a line without it says nothing. `codes`: the code list a CODE is searched in."""

    name: str
    label: str
    kind: ColumnKind = ColumnKind.TEXT
    length: int = 200
    choices: type[Choice] | None = None
    codes: str = ""
    needed: bool = False


@dataclass(frozen=True, slots=True)
class PlanList:
    """A list under one heading of the plan; `line` names a line of it ("en diagnose")."""

    name: str
    title: str
    line: str
    columns: tuple[Column, ...]
    most: int = 20

    def column(self, name: str) -> Column:
        return next(one for one in self.columns if one.name == name)


@dataclass(frozen=True, slots=True)
class LineFault:
    """What stops a line from being kept: its place (from 0), its column, and what to do."""

    place: int
    column: str
    message: str


K = ColumnKind
DIAGNOSES, INTERVENTIONS, CATEGORIES = "diagnose", "indsats", "icf"
LISTS: Mapping[str, PlanList] = {
    one.name: one
    for one in (
        PlanList(
            "diagnoses",
            "Bidiagnoser",
            "en bidiagnose",
            (Column("code", "Diagnose", K.CODE, 12, codes=DIAGNOSES, needed=True), Column("text", "Tekst", length=300)),
        ),
        PlanList(
            "interventions",
            "Operationer og indsatser",
            "en operation eller indsats",
            (
                Column("code", "Kode", K.CODE, 12, codes=INTERVENTIONS),
                Column("text", "Hvad er gjort", length=300, needed=True),
                Column("on", "Dato", K.DAY),
            ),
        ),
        PlanList(
            "categories",
            "ICF-kategorier",
            "en kategori",
            (
                Column("code", "Kategori", K.CODE, 12, codes=CATEGORIES, needed=True),
                Column("text", "Tekst", length=300),
                Column("before", "Før", K.CHOICE, choices=Qualifier),
                Column("now", "Nu", K.CHOICE, choices=Qualifier),
            ),
            most=40,
        ),
        PlanList(
            "tests",
            "Test af funktionsevne",
            "en test",
            (
                Column("name", "Test", needed=True),
                Column("on", "Dato", K.DAY),
                Column("score", "Resultat", length=100, needed=True),
                Column("note", "Bemærkning", length=500),
            ),
        ),
        PlanList(
            "examinations",
            "Særlige undersøgelser",
            "en undersøgelse",
            (
                Column("kind", "Undersøgelse", K.CHOICE, choices=ExaminationKind, needed=True),
                Column("result", "Resultat", K.LONG, 5000, needed=True),
                Column("on", "Dato", K.DAY),
                Column("by", "Udført af"),
            ),
        ),
        PlanList(
            "aids",
            "Hjælpemidler",
            "et hjælpemiddel",
            (
                Column("name", "Hjælpemiddel", needed=True),
                Column("state", "Status", K.CHOICE, choices=AidState),
                Column("note", "Bemærkning"),
            ),
        ),
        PlanList(
            "controls",
            "Ambulant kontrol",
            "en kontrol",
            (
                Column("on", "Dato", K.DAY),
                Column("when", "Omtrent hvornår"),
                Column("place", "Sted"),
                Column("doctor", "Læge"),
                Column("therapist", "Terapeut"),
            ),
            most=5,
        ),
        PlanList(
            "relatives",
            "Pårørende",
            "en pårørende",
            (
                Column("name", "Navn", needed=True),
                Column("relation", "Relation", K.CHOICE, choices=Relation),
                Column("phone", "Telefon", K.PHONE, 30),
                Column("email", "E-mail", K.EMAIL),
            ),
            most=6,
        ),
        PlanList(
            "team",
            "Behandlerteam",
            "et medlem",
            (
                Column("name", "Navn", needed=True),
                Column("title", "Stilling", length=100),
                Column("phone", "Telefon", K.PHONE, 30),
                Column("department", "Afdeling"),
            ),
        ),
        PlanList(
            "excerpts",
            "Journaluddrag",
            "et uddrag",
            (
                Column("kind", "Hvad det er uddrag af", needed=True),
                Column("text", "Uddrag", K.LONG, 20_000, needed=True),
                Column("by", "Underskrevet af"),
                Column("on", "Dato", K.DAY),
            ),
            most=10,
        ),
        PlanList(
            "links",
            "Links",
            "et link",
            (Column("text", "Hvad linket viser", needed=True), Column("url", "Adresse", K.URL, 500, needed=True)),
            most=10,
        ),
        PlanList(
            "status_receivers",
            "Hvem ønsker slutstatus",
            "en modtager",
            (Column("name", "Afdeling eller praksis", needed=True), Column("phone", "Telefon", K.PHONE, 30)),
            most=5,
        ),
    )
}


def clean_lines(of: PlanList, lines: Iterable[Mapping[str, Any]]) -> tuple[list[Line], list[LineFault]]:
    """(the lines that can be kept, in order; what is wrong with the others). A line without any answer is none."""
    kept: list[Line] = []
    faults: list[LineFault] = []
    for place, line in enumerate(lines):
        said = {one.name: str(line.get(one.name) or "").replace("\x00", "").strip() for one in of.columns}
        if not any(said.values()):
            continue
        wrong = [LineFault(place, one.name, fault) for one in of.columns if (fault := _fault(one, said[one.name]))]
        faults += wrong
        if not wrong:
            kept.append(said)
    if len(kept) > of.most:
        faults.append(LineFault(of.most, of.columns[0].name, f"Der er plads til {of.most} linjer. Slet dem, der betyder mindst."))
    return kept[: of.most], faults


def _fault(column: Column, text: str) -> str:
    if not text:
        return f"Skriv {column.label[0].lower()}{column.label[1:]}, eller slet linjen." if column.needed else ""
    if len(text) > column.length:
        return f"Teksten er for lang. Kort den af til {column.length} tegn."
    if column.kind is K.DAY and not _is_day(text):
        return "Skriv en dato, der findes, med dag, måned og år, fx 24.05.2022."
    if column.kind is K.CHOICE and column.choices and text not in column.choices.values():
        return "Vælg fra listen."
    if column.kind is K.EMAIL and ("@" not in text or " " in text):
        return "Skriv en e-mailadresse, fx navn@sygehus.dk, eller lad feltet stå tomt."
    if column.kind is K.URL and not text.startswith("https://"):
        return "Skriv hele adressen; den begynder med https://."
    return ""


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
