"""A plan's content as plain values, and what is said about a field of it. Dates are Copenhagen dates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from gop.enums import ConsentAnswer, ConsentKind
from gop.rules.agreements import Agreement
from gop.rules.code_lines import EndedCode

PATIENT, CONTACT, FUNCTIONING, TYPE, CONSENT = "patient", "kontakt", "funktionsevne", "type", "samtykke"
Lines = Sequence[Mapping[str, str]]
STEPS = (PATIENT, CONTACT, FUNCTIONING, TYPE, CONSENT)


@dataclass(frozen=True, slots=True)
class PlanContent:
    """The content of a version as plain values; texts may be empty. Stored codes as strings, '' when not chosen."""

    cpr: str = ""
    citizen_name: str = ""
    home_municipality: str = ""
    home_last_day: date | None = None
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
    diagnoses: Lines = ()
    interventions: Lines = ()
    health_summary: str = ""
    information_given: str = ""
    safety: str = ""
    practical: str = ""
    interpreter: str = ""
    wheelchair: bool = False
    transport_need: str = ""
    convene_at: str = ""
    email: str = ""
    relatives: Lines = ()
    gp_name: str = ""
    gp_number: str = ""
    controls: Lines = ()
    functioning_before: str = ""
    functioning_now: str = ""
    body_before: str = ""
    body_now: str = ""
    surroundings_before: str = ""
    surroundings_now: str = ""
    categories: Lines = ()
    tests: Lines = ()
    examinations: Lines = ()
    aids: Lines = ()
    limitations: str = ""
    training_need: str = ""
    potential: str = ""
    extended_description: str = ""
    plan_type: str = ""
    specialised_reason: str = ""
    performing_hospital: str = ""
    performing_last_day: date | None = None
    earliest_start: date | None = None
    latest_start: date | None = None
    start_reason_kind: str = ""
    start_reason: str = ""
    type_answers: Mapping[str, str] = field(default_factory=dict)
    type_proposed: str = ""
    type_reason: str = ""
    choice_guided_on: date | None = None
    hospital_choice: str = ""
    hospital_choice_note: str = ""
    child_group: str = ""
    school_contact: str = ""
    long_course_expected: bool = False
    discharge_agreement: str = ""
    coordination_plan: str = ""
    municipal_contact_person: str = ""
    social_boundary: str = ""
    social_note: str = ""
    doctor_name: str = ""
    doctor_title: str = ""
    doctor_phone: str = ""
    doctor_email: str = ""
    coauthor_name: str = ""
    team: Lines = ()
    excerpts: Lines = ()
    links: Lines = ()
    status_receivers: Lines = ()
    contact_wanted: bool = False
    contact_wanted_about: str = ""
    municipality_contact: str = ""
    region_contact: str = ""
    consents: Mapping[ConsentKind, ConsentAnswer] = field(default_factory=dict)
    # Not answers: what the registry knows on day 0
    age: int | None = None
    agreements: Sequence[Agreement] = ()
    ended: Sequence[EndedCode] = ()
    department_level: str = ""
    specialty: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing to mend: the field of the form, the step it stands on, and what to do."""

    field: str
    step: str
    message: str


@dataclass(frozen=True, slots=True)
class Hint(Missing):
    """A gentle word about the writing; it stops nobody. `key`: of the criterion, by which it is put away."""

    key: str = ""
