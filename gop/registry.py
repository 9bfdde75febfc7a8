"""Diagnoses and responsibility from the project's data files, as typed rows."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from accounts.enums import OrganisationKind
from accounts.registry import optional_date, read_rows, yes
from gop.enums import GeneralLevel, PlanType
from gop.rules import ResponsibilityRow

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class DiagnosisRow:
    """An SKS diagnosis, our group for it, and how sure the code is (høj, mellem, lav)."""

    code: str
    text: str
    group: str
    certainty: str


def diagnoses() -> list[DiagnosisRow]:
    """The diagnoses a therapist can search."""
    return [DiagnosisRow(**row) for row in read_rows(DATA / "diagnoses.csv")]


def responsibility_rows() -> list[ResponsibilityRow]:
    """Who is responsible, as dated rows."""
    return [
        ResponsibilityRow(
            plan_type=PlanType(row["plan_type"]),
            level=GeneralLevel(row["level"]) if row["level"] else None,
            authority=OrganisationKind(row["authority"]),
            payer=OrganisationKind(row["payer"]),
            performer=OrganisationKind(row["performer"]),
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=optional_date(row["valid_to"]),
            paragraph=row["paragraph"],
            assumption=yes(row["assumption"]),
        )
        for row in read_rows(DATA / "responsibility.csv")
    ]
