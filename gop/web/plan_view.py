"""The plan as its reader sees it: one version as sections of question and answer, for hospital, authority and print."""

from collections.abc import Iterable
from typing import Any

from accounts.choices import Choice
from accounts.danish import long_date
from deadlines.enums import StartReason
from gop.enums import (
    ChildGroup,
    ContactKind,
    HospitalChoice,
    PlanType,
    SocialBoundary,
    SpecialisedReason,
    Told,
    TransportNeed,
)
from gop.rules.type_guide import NONE
from gop.web.plan_parts import Block, Row, Section, a_list, before_and_now, row, rows, section
from gop.web.plan_people import consents as consents_block
from gop.web.plan_people import patient, whom_to_call

__all__ = ["Block", "Row", "Section", "plan_sections", "row", "section_of"]


def plan_sections(version: Any, address: Any, consents: Iterable[Any], contacts: tuple[str, str] = ("", "")) -> list[Section]:
    """In the order of a decision. `address` is None where the reader may not see it; rows without an answer are left out, except the five that matter.

    `contacts`: whom to call today, of `contacts_on`, for a page about a sent plan.
    """
    return [
        section("funktionsevne", "Funktionsevne og behov", *_functioning(version), first=True),
        section("type", "Type og frist", _type(version), first=True),
        section("kontakt", "Kontakten og diagnosen", *_contact(version), first=True),
        section("hensyn", "Hensyn og praktiske forhold", _needs(version), first=True),
        section("kontaktpersoner", "Hvem kan kontaktes", *whom_to_call(version, contacts), first=True),
        section("undersoegelser", "Test, undersøgelser og hjælpemidler", *(a_list(name, getattr(version, name)) for name in FOUND)),
        section("behandling", "Behandlingsforløb og information", *_treatment(version)),
        section("forloeb", "Barn og psykiatri", _pathways(version)),
        section("patient", "Patienten", *patient(version, address)),
        section("samtykke", "Samtykke", consents_block(consents)),
    ]


FOUND = ("tests", "examinations", "aids", "categories")


def section_of(sections: Iterable[Section], key: str) -> Section:
    return next(one for one in sections if one.key == key)


def label_of(codes: type[Choice], stored: str) -> str:
    """A stored code in words; what is no longer a code stands as it was stored."""
    return dict(codes.choices()).get(stored, stored)


def _functioning(version: Any) -> list[Block | None]:
    parts = (
        ("Krop", version.body_before, version.body_now),
        ("Aktivitet og deltagelse", version.functioning_before, version.functioning_now),
        ("Omgivelser", version.surroundings_before, version.surroundings_now),
    )
    described = any(now.strip() for _, _, now in parts)
    return [
        rows(
            row("Behov for genoptræning", version.training_need, missing="Ikke beskrevet"),
            row("Potentiale", version.potential),
            row("Funktionsnedsættelser, træningen skal rettes mod", version.limitations, missing="Ikke beskrevet"),
        ),
        before_and_now("Funktionsevne før og nu", parts),
        rows(
            row("Funktionsevne nu", "", missing="" if described else "Ikke beskrevet"),
            row("Samlet funktionsevne og samlet behov", version.extended_description),
        ),
    ]


def _type(version: Any) -> Block:
    reason = {StartReason.CLINICAL: "Sundhedsfaglig", StartReason.COORDINATION: "Koordinering"}
    said = ": ".join(part for part in (reason.get(version.start_reason_kind, ""), version.start_reason) if part)
    specialised = version.plan_type == PlanType.SPECIALISED_TRAINING
    choice = (label_of(HospitalChoice, version.hospital_choice), version.hospital_choice_note)
    return rows(
        row("Type", PlanType(version.plan_type).label if version.plan_type else "", missing="Ikke valgt"),
        row("Svarene om typen pegede på", _pointed_at(version)),
        row("Begrundelse for typen", version.type_reason),
        row("Hvorfor på sygehus", label_of(SpecialisedReason, version.specialised_reason) if specialised else ""),
        row("Udføres af", version.performing_department.name if specialised and version.performing_department else ""),
        row("Vejledt om valg af sygehus", long_date(version.choice_guided_on) if specialised and version.choice_guided_on else ""),
        row("Patientens valg af sygehus", ": ".join(part for part in choice if part) if specialised else ""),
        row("Tidligste start", long_date(version.earliest_start) if version.earliest_start else ""),
        row("Seneste start", long_date(version.latest_start) if version.latest_start else ""),
        row("Begrundelse for ændret start", said),
    )


def _pointed_at(version: Any) -> str:
    """The guide's proposal where the therapist chose another type; followed, its reason says it all."""
    if version.type_proposed in ("", version.plan_type):
        return ""
    return "Ingen plan" if version.type_proposed == NONE else PlanType(version.type_proposed).label


def _contact(version: Any) -> list[Block | None]:
    outpatient = version.contact_kind == ContactKind.OUTPATIENT
    end = "Afslutning af ambulant forløb" if outpatient else "Udskrivning"
    if version.frozen_at and version.discharge_expected:
        end += ", da planen blev sendt"
    day = long_date(version.discharge_date) if version.discharge_date else ""
    diagnosis = " ".join(part for part in (version.diagnosis_code, version.diagnosis_text) if part)
    return [
        rows(
            row("Diagnose", diagnosis),
            row("Kontakt", ContactKind(version.contact_kind).label if version.contact_kind else "", missing="Ikke valgt"),
            row("Indlagt eller begyndt", long_date(version.admitted_on) if version.admitted_on else ""),
            row(end, f"{day} (forventet)" if day and version.discharge_expected else day, missing="Dato mangler"),
        ),
        a_list("interventions", version.interventions),
        a_list("diagnoses", version.diagnoses),
    ]


def _needs(version: Any) -> Block:
    return rows(
        row("Patientsikkerhed", version.safety),
        row("Tolk", version.interpreter),
        row("Kørestol", "Bruger kørestol på vej til træning" if version.wheelchair else ""),
        row("Kørsel", label_of(TransportNeed, version.transport_need)),
        row("Andre praktiske forhold", version.practical),
    )


def _treatment(version: Any) -> list[Block | None]:
    return [
        rows(row("Helbredsforhold og behandlingsforløb", version.health_summary)),
        a_list("controls", version.controls),
        rows(row("Information til patient og pårørende", version.information_given)),
        a_list("excerpts", version.excerpts),
        a_list("links", version.links),
    ]


def _pathways(version: Any) -> Block:
    """What only a child's or a psychiatric patient's plan says."""
    return rows(
        row("Barnets forløb", label_of(ChildGroup, version.child_group)),
        row("Skole eller dagtilbud", version.school_contact),
        row("Langt forløb", "Der ventes et langt forløb" if version.long_course_expected else ""),
        row("Udskrivningsaftale", label_of(Told, version.discharge_agreement)),
        row("Koordinationsplan", label_of(Told, version.coordination_plan)),
        row("Kommunens kontaktperson", version.municipal_contact_person),
        row("Sociale indsatser", label_of(SocialBoundary, version.social_boundary)),
        row("Om de sociale indsatser", version.social_note),
    )
