"""A plan's content as plain values, and what is said about a field of it. Dates are Copenhagen dates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gop.enums import ConsentAnswer, ConsentKind

PATIENT, CONTACT, FUNCTIONING, TYPE, CONSENT = "patient", "kontakt", "funktionsevne", "type", "samtykke"
STEPS = (PATIENT, CONTACT, FUNCTIONING, TYPE, CONSENT)


@dataclass(frozen=True, slots=True)
class PlanContent:
    """The content of a version as plain values; texts may be empty. Stored codes as strings, '' when not chosen."""

    cpr: str = ""
    citizen_name: str = ""
    home_municipality: str = ""
    no_municipality: bool = False
    street: str = ""
    postcode: str = ""
    city: str = ""
    phone: str = ""
    protected_address: bool = False
    contact_kind: str = ""
    admitted_on: date | None = None
    diagnosis_code: str = ""
    diagnosis_text: str = ""
    discharge_date: date | None = None
    discharge_expected: bool = True
    functioning_before: str = ""
    functioning_now: str = ""
    limitations: str = ""
    training_need: str = ""
    potential: str = ""
    extended_description: str = ""
    plan_type: str = ""
    specialised_reason: str = ""
    performing_hospital: str = ""
    earliest_start: date | None = None
    latest_start: date | None = None
    start_reason_kind: str = ""
    start_reason: str = ""
    municipality_contact: str = ""
    region_contact: str = ""
    consents: Mapping[ConsentKind, ConsentAnswer] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing to mend: the field of the form, the step it stands on, and what to do."""

    field: str
    step: str
    message: str


class Hint(Missing):
    """A gentle word about the writing; it stops nobody."""
