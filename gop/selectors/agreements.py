"""Agreements of regions as values for the pure rules."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from accounts.enums import RelationKind
from accounts.models import OrganisationRelation
from accounts.prepared import Asked, Prepared
from accounts.selectors import valid_on
from gop.enums import AgreementForce, AgreementMatter
from gop.models import RegionAgreement
from gop.rules.agreements import Agreement


def agreements(home: UUID | None, on: date) -> list[Agreement]:
    """Those in force on the day in the region that the municipality lies in on that day. One query; none without a municipality."""
    if home is None:
        return []
    return [_value(row) for row in _in_force.objects(home, on)]


def _of_region(home: UUID, on: date) -> QuerySet[RegionAgreement]:
    regions = OrganisationRelation.objects.filter(valid_on(on), child_id=home, kind=RelationKind.MUNICIPALITY_IN).values("parent_id")
    return RegionAgreement.objects.filter(valid_on(on), region_id__in=regions).select_related("region")


_in_force = Prepared(_of_region)


def ask_agreements(home: UUID, on: date) -> Asked:
    return _in_force, (home, on)


def agreements_on(on: date) -> list[Agreement]:
    """Every region's, on the day."""
    rows = RegionAgreement.objects.filter(valid_on(on)).select_related("region").order_by("region__name", "matter")
    return [_value(row) for row in rows]


def _value(row: RegionAgreement) -> Agreement:
    return Agreement(
        region=row.region.name,
        matter=AgreementMatter(row.matter),
        follows=AgreementForce(row.follows),
        text=row.text,
        source=row.source,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        plan_type=row.plan_type,
        least_level=row.least_level,
        age_from=row.age_from,
        age_under=row.age_under,
        phrase=row.phrase,
        assumption=row.assumption,
    )
