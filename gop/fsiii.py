"""FSIII's terms for § 140: 17 conditions a goal may be about, 10 interventions a contact may be. Facts from KL, with their source."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from accounts.registry import read_rows

FILE = Path(__file__).parent / "data" / "fsiii.csv"
CONDITION, INTERVENTION = "tilstand", "indsats"


@dataclass(frozen=True, slots=True)
class Term:
    kind: str
    code: str
    text: str
    source: str


@cache
def terms(kind: str) -> dict[str, Term]:
    """code → term, in the order of Danish names."""
    rows = [Term(**row) for row in read_rows(FILE) if row["kind"] == kind]
    return {one.code: one for one in sorted(rows, key=lambda one: one.text.lower().replace("å", "~"))}


def choices(kind: str) -> list[tuple[str, str]]:
    return [(one.code, one.text) for one in terms(kind).values()]
