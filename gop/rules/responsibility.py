"""Who is authority, payer and performer, by type, level and date (model.md section 2). Law is rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.enums import OrganisationKind
from gop.enums import CaseKind, GeneralLevel, PlanType


@dataclass(frozen=True, slots=True)
class ResponsibilityRow:
    """One dated row. Kinds read: the *home* municipality, the *home* region, the *performing* hospital.

    `level` None holds for every level; `valid_to` is the last day, None while in force.
    """

    plan_type: PlanType
    level: GeneralLevel | None
    authority: OrganisationKind
    payer: OrganisationKind
    performer: OrganisationKind
    valid_from: date
    valid_to: date | None
    paragraph: str
    assumption: bool


@dataclass(frozen=True, slots=True)
class Responsibility:
    """The answer for one day, with where it stands and whether it is an assumption."""

    authority: OrganisationKind
    payer: OrganisationKind
    performer: OrganisationKind
    paragraph: str
    assumption: bool
    from_date: date


@dataclass(frozen=True, slots=True)
class CaseToOpen:
    """Which kind of organisation gets a case of which kind."""

    holder: OrganisationKind
    kind: CaseKind


def responsibility(
    rows: Iterable[ResponsibilityRow],
    plan_type: PlanType,
    level: GeneralLevel | None,
    on: date,
    *,
    has_home_municipality: bool = True,
) -> Responsibility | None:
    """Who is responsible on the Copenhagen day `on`: the day it is asked for, not the day of discharge.

    A row for the level goes before a row for every level. None: no row, or no home municipality (abroad,
    Christiansø, unknown), and then a person decides in the manual queue.
    """
    if not has_home_municipality:
        return None
    in_force = [row for row in rows if row.plan_type == plan_type and _holds(row, on)]
    fitting = [row for row in in_force if row.level is not None and row.level == level] or [row for row in in_force if row.level is None]
    if len(fitting) > 1:
        raise ValueError(f"To rækker om ansvar gælder samtidig: {plan_type}, {level}, {on.isoformat()}.")
    if not fitting:
        return None
    row = fitting[0]
    return Responsibility(row.authority, row.payer, row.performer, row.paragraph, row.assumption, row.valid_from)


def cases_to_open(plan_type: PlanType, answer: Responsibility) -> tuple[CaseToOpen, ...]:
    """The case that is handled, then the municipality's information case where somebody else handles it."""
    handler = answer.performer if plan_type == PlanType.SPECIALISED_TRAINING else answer.authority
    first = CaseToOpen(handler, CaseKind.TREATMENT)
    if handler == OrganisationKind.MUNICIPALITY:
        return (first,)
    return (first, CaseToOpen(OrganisationKind.MUNICIPALITY, CaseKind.INFORMATION))


def _holds(row: ResponsibilityRow, on: date) -> bool:
    return row.valid_from <= on and (row.valid_to is None or on <= row.valid_to)
