"""Whom to call about a plan: which matter it is, and the contacts of the patient's municipality and region on a day."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Subquery

from accounts.enums import ContactMatter, RelationKind
from accounts.models import Contact, Organisation, OrganisationRelation
from accounts.prepared import Asked, Prepared, Typed
from accounts.selectors import contact_line, valid_on
from gop.cpr import age_on
from gop.registry import brain_injury_codes
from gop.rules.brain_injury import has_brain_injury
from gop.selectors.plans import ADULT

PSYCHIATRIC = "DF"  # SKS chapter of mental disorders


def matter_of(version: Any, day: date) -> ContactMatter:
    """A child before an injury, an injury before a mental disorder: the one whose contact knows most of the course."""
    if version.birth_date is not None and age_on(version.birth_date, day) < ADULT:
        return ContactMatter.CHILDREN
    others = (line.get("code", "") for line in version.diagnoses if line)
    if has_brain_injury(brain_injury_codes(), version.diagnosis_code, others):
        return ContactMatter.BRAIN_INJURY
    return ContactMatter.PSYCHIATRY if version.diagnosis_code.upper().startswith(PSYCHIATRIC) else ContactMatter.GENERAL


def proposed_contacts(version: Any, day: date) -> tuple[str, str]:
    """Whom to call at the home municipality and the home region (BEK 918 § 2 stk. 4), as they say it themselves on the day."""
    home = version.home_municipality_id
    if home is None:
        return "", ""
    matter = matter_of(version, day)
    found: list[Contact] = _of_home.objects(home, matter, day)

    def line(own: bool) -> str:
        theirs = [row for row in found if (row.organisation_id == home) == own]
        row = next((row for row in theirs if row.matter == matter), next(iter(theirs), None))
        return contact_line(row) if row else ""

    return line(own=True), line(own=False)


def _home_and_region(home: UUID, matter: ContactMatter, day: date) -> QuerySet[Contact]:
    regions = OrganisationRelation.objects.filter(valid_on(day), child_id=home, kind=RelationKind.MUNICIPALITY_IN).order_by("id")
    theirs = Q(organisation_id=home) | Q(organisation_id=Subquery(regions.values("parent_id")[:1]))
    return Contact.objects.filter(theirs, valid_on(day), matter__in=sorted({matter, ContactMatter.GENERAL}), dropped=False).order_by("id")


_of_home = Prepared(_home_and_region)


def ask_contacts(version: Any, home: UUID, day: date) -> Asked:
    return _of_home, (home, matter_of(version, day), day)


def contacts_on(version: Any, day: date) -> tuple[str, str]:
    """As `proposed_contacts`; where an organisation says nothing that day, what the plan says."""
    home, region = proposed_contacts(version, day)
    return home or version.municipality_contact, region or version.region_contact


def once_said(home: UUID) -> set[str]:
    """Every line that the municipality or a region it has belonged to has stood with: such a text is nobody's own words."""
    theirs = Q(organisation_id=home) | Q(organisation__downward__child_id=home, organisation__downward__kind=RelationKind.MUNICIPALITY_IN)
    return {contact_line(row) for row in Contact.objects.filter(theirs)}


def all_contacts(organisation_id: UUID, day: date) -> list[Contact]:
    """One a matter, in the order of the codes. One query."""
    order = ContactMatter.values()
    return _by_place(Contact.objects.filter(valid_on(day), organisation_id=organisation_id, dropped=False), order)


def _by_place(rows: Iterable[Contact], order: list[str]) -> list[Contact]:
    return sorted(rows, key=lambda row: order.index(row.matter) if row.matter in order else len(order))


def department_phone(hospital: UUID, name: str) -> str:
    """The registry's number of a department that a plan names; empty when it has none, or goes by another name now."""
    found = _phone.rows(hospital, Typed(name))
    return (found[0][0] or "") if found else ""


def _phone_of(hospital: UUID, name: str) -> QuerySet[Organisation, tuple[str]]:
    rows = Organisation.objects.filter(name=name, upward__parent_id=hospital, upward__kind=RelationKind.DEPARTMENT_OF)
    return rows.order_by("id").values_list("department__phone")[:1]


_phone = Prepared(_phone_of)
