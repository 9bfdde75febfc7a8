"""Hvem ringer jeg til: the hospital's numbers on the case page, the municipality's by matter on the plan's."""

from typing import TYPE_CHECKING, Any

from accounts import clock
from accounts.actor import Actor
from accounts.enums import ContactMatter
from accounts.selectors import contact_of
from gop.selectors.whom_to_call import all_contacts, department_phone, matter_of
from gop.web.plan_people import person

if TYPE_CHECKING:
    from accounts.models import Contact
    from gop.models import Case, PlanVersion


def on_case(actor: Actor, case: "Case", version: "PlanVersion | None") -> dict[str, Any] | None:
    """The sending department, whoever wrote the plan, and the hospital's own contact for the matter today."""
    if version is None:
        return None
    hospital = contact_of(case.sender_id, matter_of(version, clock.today()), clock.today())
    phone = department_phone(case.sender_id, version.department_name)
    wrote = person(version.author_name, version.author_title, phone=version.author_phone)
    rows = [
        {"label": version.department_name, "value": f"Tlf. {phone}" if phone else ""},
        {"label": "Skrevet af", "value": wrote},
        {"label": version.hospital_name, "value": contact_words(hospital) if hospital else ""},
    ]
    return {"where": "sygehuset", "rows": [row for row in rows if row["value"]]}


def on_plan(version: "PlanVersion") -> dict[str, Any] | None:
    """The home municipality's contacts today; the one that fits this patient stands first."""
    if version.home_municipality_id is None or version.home_municipality is None:
        return None
    today = clock.today()
    fits, found = matter_of(version, today), all_contacts(version.home_municipality_id, today)
    found.sort(key=lambda row: row.matter != fits)
    rows = [{"label": ContactMatter(row.matter).label, "value": contact_words(row)} for row in found]
    return {"where": version.home_municipality.name, "rows": rows} if rows else None


def contact_words(row: "Contact") -> str:
    """Name, number and hours, mail, address: a line each."""
    number = ", ".join(part for part in (f"tlf. {row.phone}" if row.phone else "", row.hours[:1].lower() + row.hours[1:]) if part)
    return "\n".join(part for part in (row.name, number[:1].upper() + number[1:], row.email, row.address) if part)
