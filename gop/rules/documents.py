"""The documents of a course: which headings each has, and how long one may be. Values in, values out.

The form for a child has the headings of Region Nordjylland's pathway for children (2020, annex 3) and shall fill one page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gop.enums import DocumentKind


@dataclass(frozen=True, slots=True)
class Heading:
    """`hint` says what may stand there, in our own words."""

    key: str
    title: str
    hint: str = ""


D = DocumentKind
FUNCTION = Heading("funktion", "Funktionsevne nu", "Hvad borgeren kan i dag, og hvad der stadig er svært.")
HEADINGS: Mapping[DocumentKind, tuple[Heading, ...]] = {
    D.STATUS: (
        FUNCTION,
        Heading("maal", "Mål, og hvor langt borgeren er"),
        Heading("traening", "Træningen indtil nu", "Hvor ofte, hvad og hvor."),
        Heading("spoergsmaal", "Spørgsmål til kontrollen", "Fra borgeren eller fra jer."),
    ),
    D.CHILD_STATUS: (
        Heading("funktion", "Barnets funktionsstatus", "Kort: hvor barnet er nu, set mod målet. Nævn en test, hvis der er en."),
        Heading("tilbud", "Fysio- ergoterapeutiske tilbud", "Start, omfang, indhold, sted, og hvad der skal ske bagefter."),
        Heading(
            "andet", "Andre foranstaltninger med relevans for træningen", "Skole eller pasning, støtte, hjælpemidler, fritid, netværk."
        ),
        Heading("maal", "Mål for træningen", "Aftalt med barn og forældre."),
        Heading("spoergsmaal", "Aktuelle problemstillinger / fremadrettet", "Det, kontrollen skal svare på."),
    ),
    D.CLOSING_STATUS: (
        Heading("forloeb", "Forløbet", "Fra hvornår til hvornår, og hvad der blev trænet."),
        Heading("maal", "Mål, og hvad der blev nået"),
        Heading("funktion", "Funktionsevne ved afslutningen"),
        Heading("videre", "Hvad der følger", "Anden træning eller hjælp, og hvad borgeren selv gør."),
    ),
    D.GP_SUMMARY: (
        Heading("resume", "Resumé af forløbet"),
        Heading("maal", "Mål, og hvad der blev nået"),
        Heading("videre", "Hvad der følger", "Også hvad lægen bør vide eller tage stilling til."),
    ),
}
ONE_PAGE, LONGEST = 2000, 8000  # characters in all
TO_THE_HOSPITAL = frozenset({D.STATUS, D.CHILD_STATUS, D.CLOSING_STATUS})
BEFORE_A_CONTROL = frozenset({D.STATUS, D.CHILD_STATUS})


def most(kind: DocumentKind) -> int:
    """How many characters the whole may have."""
    return ONE_PAGE if kind == D.CHILD_STATUS else LONGEST


def body_of(kind: DocumentKind, said: Mapping[str, str]) -> list[list[str]]:
    """[heading, text] in order, without those left empty."""
    return [[one.title, text] for one in HEADINGS[kind] if (text := (said.get(one.key) or "").replace("\x00", "").strip())]


def faults(kind: DocumentKind, body: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """What stops it, by the key of a heading."""
    if not body:
        return [(HEADINGS[kind][0].key, "Skriv noget under mindst én overskrift.")]
    length = sum(len(text) for _, text in body)
    if length <= most(kind):
        return []
    if kind == D.CHILD_STATUS:
        return [("", f"Skemaet skal kunne stå på én side: højst {ONE_PAGE} tegn i alt. Der er {length}.")]
    return [("", f"Teksten er for lang: højst {LONGEST} tegn i alt. Der er {length}.")]
