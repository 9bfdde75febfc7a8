"""The proposed performing department of a specialised plan, from registry and dated rows."""

from datetime import date
from math import cos, hypot, radians
from typing import Any

from accounts.enums import RelationKind
from accounts.models import Organisation, OrganisationRelation
from accounts.selectors import parent_of, valid_on
from gop.models import HomeHospital, Plan, PlanVersion
from gop.rules.home_hospital import Candidate, HospitalProposal, propose_hospital
from municipalities.models import Municipality

# As hospitals.csv writes the kind; the special ones are those of sundhedsloven § 79 stk. 2. None of them is a home hospital.
PRIVATE = frozenset({"privathospital", "specialsygehus"})
KM_PER_DEGREE = 111.2
Point = tuple[float, float]


def proposed_hospital(plan: Plan, version: PlanVersion, day: date) -> HospitalProposal | None:
    """None without a home municipality, or when no department of its region performs specialised training."""
    home = version.home_municipality
    region = parent_of(home.id, RelationKind.MUNICIPALITY_IN, day) if home else None
    if home is None or region is None:
        return None
    specialty = getattr(getattr(plan.department, "department", None), "specialty", "")
    found = _candidates(plan, home, region, day)
    return propose_hospital(_named(home, specialty, found, day), found.values(), specialty, home.name, region.name)


def _named(home: Organisation, specialty: str, found: dict[Any, Candidate], day: date) -> tuple[Candidate, str] | None:
    rows = HomeHospital.objects.filter(valid_on(day), municipality=home, specialty__in={specialty, ""}, department_id__in=found.keys())
    row = rows.order_by("-specialty", "-valid_from").first()
    return (found[row.department_id], row.source) if row else None


def _candidates(plan: Plan, home: Organisation, region: Organisation, day: date) -> dict[Any, Candidate]:
    rows = OrganisationRelation.objects.filter(
        valid_on(day), valid_on(day, "child__"), kind=RelationKind.DEPARTMENT_OF, child__department__performs_specialised=True
    ).select_related("parent__hospital", "child__department")
    inside = set(
        OrganisationRelation.objects.filter(valid_on(day), parent=region, kind=RelationKind.HOSPITAL_IN).values_list("child_id", flat=True)
    )
    points = _points()
    here = points.get(home.name)
    return {
        row.child_id: Candidate(
            department=str(row.child_id),
            name=f"{row.child.name}, {row.parent.name}",
            specialty=row.child.department.specialty,
            own=row.parent_id == plan.organisation_id,
            in_home_region=row.parent_id in inside,
            private=_details(row.parent, "hospital_type") in PRIVATE,
            km=_km(here, _point_of(_details(row.parent, "town"), points)),
        )
        for row in rows
    }


def _details(hospital: Organisation, name: str) -> str:
    return str(getattr(getattr(hospital, "hospital", None), name, ""))


def _points() -> dict[str, Point]:
    rows = Municipality.objects.select_related("organisation")
    return {row.organisation.name: (float(row.longitude), float(row.latitude)) for row in rows}


def _point_of(towns: str, points: dict[str, Point]) -> Point | None:
    """The municipality that a hospital's first town gave its name, or None. Hospitals have no coordinates here."""
    town = towns.split(",", maxsplit=1)[0].strip()
    for name in (town, town.split(" ")[0]):
        for ending in ("", "s"):
            if name and (point := points.get(f"{name}{ending} Kommune")):
                return point
    return None


def _km(one: Point | None, other: Point | None) -> float | None:
    if one is None or other is None:
        return None
    east = (one[0] - other[0]) * cos(radians((one[1] + other[1]) / 2))
    return hypot(east, one[1] - other[1]) * KM_PER_DEGREE
