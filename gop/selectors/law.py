"""Dated law as values for the pure rules: who is responsible."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from accounts.enums import OrganisationKind, RelationKind
from accounts.models import Organisation
from accounts.prepared import Asked, Prepared
from accounts.selectors import parent_of
from gop import rules
from gop.enums import GeneralLevel, PlanType
from gop.models import Responsibility


@dataclass(frozen=True)
class Responsible:
    """The organisations behind a responsibility, with the row it comes from. `performer` is empty where the plan must name one."""

    authority: Organisation
    payer: Organisation
    performer: Organisation | None
    by: rules.Responsibility


def responsibility_rows(plan_type: PlanType | None = None) -> list[rules.ResponsibilityRow]:
    """Past and coming; of one type, or of all."""
    return [
        rules.ResponsibilityRow(
            plan_type=PlanType(row.plan_type),
            level=GeneralLevel(row.level) if row.level else None,
            authority=OrganisationKind(row.authority),
            payer=OrganisationKind(row.payer),
            performer=OrganisationKind(row.performer),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            paragraph=row.paragraph,
            assumption=row.assumption,
        )
        for row in _rows.objects(plan_type)
    ]


def _rows_of(plan_type: PlanType | None) -> QuerySet[Responsibility]:
    rows = Responsibility.objects.order_by("plan_type", "valid_from")
    return rows.filter(plan_type=plan_type) if plan_type else rows


_rows = Prepared(_rows_of)


def ask_rows(plan_type: PlanType) -> Asked:
    return _rows, (plan_type,)


def responsibility(plan_type: PlanType, level: GeneralLevel | None, home: Organisation | None, on: date) -> Responsible | None:
    """Authority, payer and performer on the Copenhagen day `on` (model.md 2); None: a person decides in the manual queue."""
    answer = rules.responsibility(responsibility_rows(plan_type), plan_type, level, on, has_home_municipality=home is not None)
    if answer is None or home is None:
        return None
    held_by: dict[OrganisationKind, Organisation | None] = {OrganisationKind.MUNICIPALITY: home}
    if OrganisationKind.REGION in (answer.authority, answer.payer, answer.performer):
        held_by[OrganisationKind.REGION] = parent_of(home.id, RelationKind.MUNICIPALITY_IN, on)
    authority, payer = held_by.get(answer.authority), held_by.get(answer.payer)
    if authority is None or payer is None:
        return None
    return Responsible(authority, payer, held_by.get(answer.performer), answer)
