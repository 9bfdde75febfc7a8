"""The plan as its reader sees it: one version as sections of question and answer, for hospital, authority and print."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from accounts.danish import day_date, long_date
from accounts.words import cpr_text
from deadlines.enums import StartReason
from gop.enums import ConsentAnswer, ConsentBy, ConsentHow, ConsentKind, ContactKind, PlanType, SpecialisedReason
from gop.selectors.plans import cpr_of

Row = dict[str, str]


@dataclass(frozen=True)
class Section:
    """`first`: what a decision needs at once; the rest may be folded."""

    key: str
    title: str
    rows: list[Row]
    first: bool


def plan_sections(version: Any, address: Any, consents: Iterable[Any]) -> list[Section]:
    """In the order of a decision. `address` is None where the reader may not see it; rows without an answer are left out, except the five that matter."""
    return [
        Section("funktionsevne", "Funktionsevne og behov", _functioning(version), True),
        Section("type", "Type og frist", _type(version), True),
        Section("kontakt", "Kontakten og diagnosen", _contact(version), True),
        Section("kontaktpersoner", "Hvem kan kontaktes", _whom_to_call(version), True),
        Section("patient", "Patienten", _patient(version, address), False),
        Section("samtykke", "Samtykke", [_consent(row) for row in _in_order(consents)], False),
    ]


def section_of(sections: Iterable[Section], key: str) -> Section:
    return next(section for section in sections if section.key == key)


def row(label: str, value: str, *, missing: str = "") -> Row:
    return {"label": label, "value": value, "missing": missing}


def _rows(*candidates: Row) -> list[Row]:
    return [one for one in candidates if one["value"] or one["missing"]]


def _functioning(version: Any) -> list[Row]:
    return _rows(
        row("Behov for genoptræning", version.training_need, missing="Ikke beskrevet"),
        row("Potentiale", version.potential),
        row("Funktionsnedsættelser, træningen skal rettes mod", version.limitations, missing="Ikke beskrevet"),
        row("Funktionsevne nu", version.functioning_now, missing="Ikke beskrevet"),
        row("Funktionsevne før", version.functioning_before),
        row("Samlet funktionsevne og samlet behov", version.extended_description),
    )


def _type(version: Any) -> list[Row]:
    reason = {StartReason.CLINICAL: "Sundhedsfaglig", StartReason.COORDINATION: "Koordinering"}
    said = ": ".join(part for part in (reason.get(version.start_reason_kind, ""), version.start_reason) if part)
    specialised = version.plan_type == PlanType.SPECIALISED_TRAINING
    return _rows(
        row("Type", PlanType(version.plan_type).label if version.plan_type else "", missing="Ikke valgt"),
        row(
            "Hvorfor på sygehus", SpecialisedReason(version.specialised_reason).label if specialised and version.specialised_reason else ""
        ),
        row("Udføres af", version.performing_department.name if specialised and version.performing_department else ""),
        row("Tidligste start", long_date(version.earliest_start) if version.earliest_start else ""),
        row("Seneste start", long_date(version.latest_start) if version.latest_start else ""),
        row("Begrundelse for ændret start", said),
    )


def _contact(version: Any) -> list[Row]:
    outpatient = version.contact_kind == ContactKind.OUTPATIENT
    end = "Afslutning af ambulant forløb" if outpatient else "Udskrivning"
    if version.frozen_at and version.discharge_expected:
        end += ", da planen blev sendt"
    day = long_date(version.discharge_date) if version.discharge_date else ""
    diagnosis = " ".join(part for part in (version.diagnosis_code, version.diagnosis_text) if part)
    return _rows(
        row("Diagnose", diagnosis),
        row("Kontakt", ContactKind(version.contact_kind).label if version.contact_kind else "", missing="Ikke valgt"),
        row("Indlagt eller begyndt", long_date(version.admitted_on) if version.admitted_on else ""),
        row(end, f"{day} (forventet)" if day and version.discharge_expected else day, missing="Dato mangler"),
    )


def _whom_to_call(version: Any) -> list[Row]:
    wrote = ", ".join(part for part in (version.author_name, version.author_title, version.department_name, version.hospital_name) if part)
    return _rows(
        row("Bopælskommunen", version.municipality_contact),
        row("Bopælsregionen", version.region_contact),
        row("Skrevet af", f"{wrote}, tlf. {version.author_phone}" if version.author_phone else wrote),
    )


def _patient(version: Any, address: Any) -> list[Row]:
    home = version.home_municipality.name if version.home_municipality else "Ingen dansk kommune" if version.no_municipality else ""
    return _rows(
        row("Navn", version.citizen_name, missing="Mangler"),
        row("CPR-nummer", cpr_text(cpr_of(version)), missing="Mangler"),
        *_address(address),
        row("Bopælskommune", home, missing="Ikke valgt"),
    )


def _address(address: Any) -> list[Row]:
    if address is None:
        return [row("Adresse", "Vises ikke, fordi adressen er beskyttet")]
    town = " ".join(part for part in (address.postcode, address.city) if part)
    lines = "\n".join(part for part in (address.street, town) if part)
    protected = "Adressen er beskyttet og må ikke gives videre" if address.protected else ""
    return [row("Adresse", lines), row("Adressebeskyttelse", protected), row("Telefon", address.phone)]


def _in_order(consents: Iterable[Any]) -> list[Any]:
    known = {one.kind: one for one in consents if one.answer}
    return [known[kind] for kind in ConsentKind if kind in known]


def _consent(consent: Any) -> Row:
    said = [ConsentAnswer(consent.answer).label]
    if consent.given_on:
        said.append(day_date(consent.given_on))
    if consent.how:
        said.append(ConsentHow(consent.how).label.lower())
    if consent.by:
        said.append(f"af {_by(ConsentBy(consent.by))}")
    return row(ConsentKind(consent.kind).label, ", ".join(said))


def _by(who: ConsentBy) -> str:
    return {ConsentBy.PATIENT: "patienten selv", ConsentBy.DEPUTY: "en stedfortræder", ConsentBy.PARENTS: "forældremyndighedens indehaver"}[
        who
    ]
