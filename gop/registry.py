"""Code lists and responsibility from the project's data files, as typed rows."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from accounts.enums import OrganisationKind
from accounts.registry import optional_date, optional_number, read_rows, yes
from gop.enums import AgreementForce, AgreementMatter, CodeList, GeneralLevel, PlanType
from gop.rules import ResponsibilityRow
from gop.rules.agreements import Agreement
from gop.rules.brain_injury import BrainInjuryCode

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A line of a code list, our group for it, how sure the code is (høj, mellem, lav; empty: the list's own), and when it may be used."""

    code: str
    text: str
    group: str = ""
    certainty: str = ""
    synonyms: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None


FILES = {CodeList.DIAGNOSES: "diagnoses.csv", CodeList.INTERVENTIONS: "interventions.csv", CodeList.ICF: "icf.csv"}


def codes(of: CodeList) -> list[CodeRow]:
    """The project's own part of a list; the synonyms are everyday words, ours."""
    return [
        CodeRow(
            code=row["code"],
            text=row["text"],
            group=row["group"],
            certainty=row["certainty"],
            synonyms=tuple(filter(None, row["synonyms"].split(";"))),
            valid_from=optional_date(row["valid_from"]),
            valid_to=optional_date(row["valid_to"]),
        )
        for row in read_rows(DATA / FILES[of])
    ]


def diagnoses() -> list[CodeRow]:
    return codes(CodeList.DIAGNOSES)


def agreement_rows() -> list[Agreement]:
    """What the regions have agreed, as dated rows; `region` is the registry's key."""
    return [
        Agreement(
            region=row["region"],
            matter=AgreementMatter(row["matter"]),
            follows=AgreementForce(row["follows"]),
            text=row["text"],
            source=row["source"],
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=optional_date(row["valid_to"]),
            plan_type=row["plan_type"],
            least_level=row["least_level"],
            age_from=optional_number(row["age_from"]),
            age_under=optional_number(row["age_under"]),
            phrase=row["phrase"],
            assumption=yes(row["assumption"]),
        )
        for row in read_rows(DATA / "agreements.csv")
    ]


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


@cache
def brain_injury_codes() -> tuple[BrainInjuryCode, ...]:
    """Codes of acquired brain injury; which they are is our reading of the programmes (assumption)."""
    return tuple(BrainInjuryCode(row["prefix"], yes(row["main_only"])) for row in read_rows(DATA / "brain_injury.csv"))


@dataclass(frozen=True, slots=True)
class MeetingRole:
    """Who may take part in a meeting between the sides; `proposed`: stands on a new one."""

    code: str
    label: str
    proposed: bool


@cache
def meeting_roles() -> tuple[MeetingRole, ...]:
    return tuple(MeetingRole(row["code"], row["label"], yes(row["proposed"])) for row in read_rows(DATA / "meeting_roles.csv"))
