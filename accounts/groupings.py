"""Klynger, sundhedsråd and fora: municipalities and hospitals that are counted together. No tenant; a member belongs by dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.enums import GroupingKind, OrganisationKind, RelationKind
from accounts.models import OrganisationRelation
from accounts.prepared import Prepared
from accounts.selectors import valid_on

COLUMNS = ("id", "key", "name", "code", "valid_from", "valid_to", "invented")


@dataclass(frozen=True, slots=True)
class Grouping:
    """As of a day. `region_id` is None where the region is not a member; `valid_from` and `valid_to` are the grouping's own days."""

    id: UUID
    key: str
    name: str
    kind: GroupingKind
    valid_from: date
    valid_to: date | None
    invented: bool
    region_id: UUID | None
    municipalities: tuple[UUID, ...]
    hospitals: tuple[UUID, ...]

    @property
    def members(self) -> tuple[UUID, ...]:
        """Municipalities, then hospitals, each by name."""
        return self.municipalities + self.hospitals


def groupings_on(day: date, region_id: UUID | None = None) -> list[Grouping]:
    """Those with a member on the day, by kind and name; one query. `region_id`: of that region alone."""
    rows = sorted(_members.rows(day), key=lambda row: (row[3], row[2], str(row[0])))
    every = [_grouping(list(each)) for _, each in groupby(rows, key=lambda row: row[0])]
    return [one for one in every if (one.municipalities or one.hospitals) and region_id in (None, one.region_id)]


def _members_on(day: date) -> QuerySet[Any, Any]:
    rows = OrganisationRelation.objects.filter(valid_on(day), valid_on(day, "parent__"), kind=RelationKind.MEMBER_OF)
    rows = rows.filter(parent__kind=OrganisationKind.GROUPING).order_by("child__name", "id")
    return rows.values_list(*(f"parent__{name}" for name in COLUMNS), "child_id", "child__kind")


_members = Prepared(_members_on)


def _grouping(rows: Sequence[tuple[Any, ...]]) -> Grouping:
    own, first = len(COLUMNS), rows[0]

    def of(kind: OrganisationKind) -> tuple[UUID, ...]:
        return tuple(row[own] for row in rows if row[own + 1] == kind)

    return Grouping(
        id=first[0],
        key=first[1],
        name=first[2],
        kind=GroupingKind(first[3]),
        valid_from=first[4],
        valid_to=first[5],
        invented=first[6],
        region_id=next(iter(of(OrganisationKind.REGION)), None),
        municipalities=of(OrganisationKind.MUNICIPALITY),
        hospitals=of(OrganisationKind.HOSPITAL),
    )


def written_groupings() -> list[dict[str, Any]]:
    """Every grouping, past and coming too, with its members in words, for the registry's page and file; one query."""
    rows = OrganisationRelation.objects.filter(kind=RelationKind.MEMBER_OF, parent__kind=OrganisationKind.GROUPING)
    rows = rows.select_related("parent", "child").order_by("parent__code", "parent__valid_from", "parent__name", "parent_id", "child__name")
    found = []
    for grouping, each in groupby(rows, key=lambda row: row.parent):
        members = list(each)
        region = next((row.child for row in members if row.child.kind == OrganisationKind.REGION), None)
        found.append({"grouping": grouping, "region": region, "members": [row for row in members if row.child != region]})
    return found
