"""The people of a plan as read: the patient, the relatives, whom to call, and who said yes to what."""

from collections.abc import Iterable
from typing import Any

from accounts.danish import day_date, short_moment
from accounts.words import cpr_text
from gop.enums import ConsentAnswer, ConsentBy, ConsentHow, ConsentKind
from gop.selectors.plans import cpr_of
from gop.web.plan_parts import Block, Row, a_list, row, rows

BY = {ConsentBy.PATIENT: "patienten selv", ConsentBy.DEPUTY: "en stedfortræder", ConsentBy.PARENTS: "forældremyndighedens indehaver"}


def whom_to_call(version: Any, today: tuple[str, str] = ("", "")) -> list[Block | None]:
    """`today`: what municipality and region say themselves now; shown where the plan says otherwise, which keeps what it was sent with."""
    home, region = (
        now if now not in said else "" for now, said in zip(today, (version.municipality_contact, version.region_contact), strict=True)
    )
    wrote = person(version.author_name, version.author_title, version.department_name, version.hospital_name, phone=version.author_phone)
    doctor = person(version.doctor_name, version.doctor_title, phone=version.doctor_phone, email=version.doctor_email)
    wanted = "Ja" + (f": {version.contact_wanted_about}" if version.contact_wanted_about else "") if version.contact_wanted else ""
    return [
        rows(
            row("Bopælskommunen", version.municipality_contact),
            row("Bopælskommunens kontakt i dag", home),
            row("Bopælsregionen", version.region_contact),
            row("Bopælsregionens kontakt i dag", region),
            row("Skrevet af", wrote),
            row("Godkendt af", f"{version.approved_by_name}, {short_moment(version.approved_at)}" if version.approved_at else ""),
            row("Medforfatter", person(version.coauthor_name, version.coauthor_title, phone=version.coauthor_phone)),
            row("Ansvarlig læge", doctor),
            row("Ønsker kontakt fra trænende terapeut", wanted),
        ),
        a_list("status_receivers", version.status_receivers),
        a_list("team", version.team),
    ]


def person(*said: str, phone: str = "", email: str = "") -> str:
    """'Ida Test, fysioterapeut, tlf. 99 00 00 01'"""
    return ", ".join(part for part in (*said, f"tlf. {phone}" if phone else "", email) if part)


def patient(version: Any, address: Any) -> list[Block | None]:
    """`address` is None where the reader may not see it; relatives stand with it and are closed with it."""
    home = version.home_municipality.name if version.home_municipality else "Ingen dansk kommune" if version.no_municipality else ""
    return [
        rows(
            row("Navn", version.citizen_name, missing="Mangler"),
            row("CPR-nummer", cpr_text(cpr_of(version)), missing="Mangler"),
            *_address(address),
            row("Bopælskommune", home, missing="Ikke valgt"),
            row("Egen læge", ", ".join(part for part in (version.gp_name, version.gp_number and f"ydernr. {version.gp_number}") if part)),
        ),
        a_list("relatives", address.relatives if address else []),
    ]


def _address(address: Any) -> list[Row]:
    if address is None:
        return [row("Adresse", "Vises ikke, fordi adressen er beskyttet")]
    town = " ".join(part for part in (address.postcode, address.city) if part)
    lines = "\n".join(part for part in (address.street, town) if part)
    protected = "Adressen er beskyttet og må ikke gives videre" if address.protected else ""
    return [
        row("Adresse", lines),
        row("Adressebeskyttelse", protected),
        row("Telefon", address.phone),
        row("E-mail", address.email),
        row("Anden adresse til indkaldelsen", address.convene_at),
    ]


def consents(given: Iterable[Any]) -> Block:
    known = {one.kind: one for one in given if one.answer}
    return rows(*(_consent(known[kind]) for kind in ConsentKind if kind in known))


def _consent(consent: Any) -> Row:
    said = [ConsentAnswer(consent.answer).label]
    if consent.given_on:
        said.append(day_date(consent.given_on))
    if consent.how:
        said.append(ConsentHow(consent.how).label.lower())
    if consent.by:
        said.append(f"af {BY[ConsentBy(consent.by)]}")
    return row(ConsentKind(consent.kind).label, ", ".join(said))
