"""Which agreements of a home region hold for a plan. Values in, values out; what they ask is said in gop/criteria/agreed.py."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gop.enums import AgreementForce, AgreementMatter


@dataclass(frozen=True, slots=True)
class Agreement:
    """One dated row. Ages are whole years on day 0, `age_under` not included; `valid_to` is the last day, None while in force."""

    region: str
    matter: AgreementMatter
    follows: AgreementForce
    text: str
    source: str
    valid_from: date
    valid_to: date | None = None
    plan_type: str = ""
    least_level: str = ""
    age_from: int | None = None
    age_under: int | None = None
    phrase: str = ""
    assumption: bool = False


def in_force(rows: Iterable[Agreement], on: date) -> list[Agreement]:
    """Those that hold on the Copenhagen day, switched off or not."""
    return [row for row in rows if row.valid_from <= on and (row.valid_to is None or on <= row.valid_to)]


def agreed(rows: Iterable[Agreement], matter: AgreementMatter, age: int | None = None, plan_type: str = "") -> Agreement | None:
    """The row about the matter that binds this plan; None also where the row needs an age that is not known."""
    for row in rows:
        if row.matter != matter or row.follows == AgreementForce.OFF or (row.plan_type and row.plan_type != plan_type):
            continue
        if _fits(row, age):
            return row
    return None


def _fits(row: Agreement, age: int | None) -> bool:
    if row.age_from is None and row.age_under is None:
        return True
    return age is not None and (row.age_from or 0) <= age and (row.age_under is None or age < row.age_under)
