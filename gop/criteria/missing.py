"""What the law requires of a plan before it is sent (domain.md 1.4, 1.5; model.md section 3). Pure."""

from collections.abc import Iterator
from datetime import date, timedelta

from accounts.danish import long_date
from gop.cpr import CprError, parse
from gop.criteria.agreed import agreed_to_send
from gop.criteria.content import CONSENT, CONTACT, FUNCTIONING, PATIENT, STEPS, TYPE, Missing, PlanContent
from gop.criteria.ended import ended
from gop.enums import ConsentAnswer, ConsentKind, ContactKind, PlanType

# Not law: further ahead or back than this is taken for a slip of the pen.
FURTHEST_AHEAD = timedelta(days=180)
FURTHEST_BACK = timedelta(days=365)
FURTHEST_START = timedelta(days=365)


def missing_to_send(content: PlanContent, today: date) -> list[Missing]:
    """Everything that stops the plan from being sent, in the order of the steps."""
    found = [
        *_patient(content),
        *_contact(content, today),
        *_functioning(content),
        *_type(content),
        *_start(content),
        *_consents(content),
        *agreed_to_send(content),
        *ended(content),
        *_gone(content, today),
    ]
    return sorted(found, key=lambda one: STEPS.index(one.step))


def _patient(content: PlanContent) -> Iterator[Missing]:
    if fault := _cpr_fault(content.cpr):
        yield Missing("cpr", PATIENT, fault)
    if not content.citizen_name.strip():
        yield Missing("citizen_name", PATIENT, "Skriv patientens navn.")
    if not content.home_municipality and not content.no_municipality:
        yield Missing("home_municipality", PATIENT, "Vælg bopælskommune, eller at patienten ikke bor i en dansk kommune.")
    if content.home_municipality and content.no_municipality:
        yield Missing("home_municipality", PATIENT, "Vælg enten en bopælskommune eller ingen dansk kommune, ikke begge.")


def _gone(content: PlanContent, today: date) -> Iterator[Missing]:
    """Receivers that are no more on the day of sending."""
    home, performer = content.home_last_day, content.performing_last_day
    if home and home < today:
        told = f"Kommunen ophørte {long_date(home)} og kan ikke få planen. Vælg den kommune, patienten bor i nu."
        yield Missing("home_municipality", PATIENT, told)
    if content.plan_type == PlanType.SPECIALISED_TRAINING and performer and performer < today:
        told = f"Afdelingen ophørte {long_date(performer)} og kan ikke få planen. Vælg en anden."
        yield Missing("performing_hospital", TYPE, told)


def _cpr_fault(cpr: str) -> str:
    try:
        parse(cpr)
    except CprError as fault:
        return fault.message
    return ""


def _contact(content: PlanContent, today: date) -> Iterator[Missing]:
    end = "afslutningen af det ambulante forløb" if content.contact_kind == ContactKind.OUTPATIENT else "udskrivningen"
    discharge, admitted = content.discharge_date, content.admitted_on
    if discharge is None:
        yield Missing("discharge_date", CONTACT, f"Angiv datoen for {end}. Kommunens frister regnes fra den.")
    elif problem := discharge_date_problem(discharge, today, end):
        yield Missing("discharge_date", CONTACT, problem)
    elif discharge > today and not content.discharge_expected:
        yield Missing("discharge_date", CONTACT, f"Datoen for {end} er ikke nået endnu. Markér den som forventet.")
    if admitted is not None and admitted > today:
        yield Missing("admitted_on", CONTACT, "Kontakten kan ikke være begyndt efter i dag.")
    elif admitted is not None and discharge is not None and admitted > discharge:
        yield Missing("admitted_on", CONTACT, f"Kontakten kan ikke være begyndt efter {end}.")


def discharge_date_problem(day: date, today: date, end: str = "udskrivningen") -> str:
    """A date so far away that it must be a slip of the pen; empty when it is not."""
    if day > today + FURTHEST_AHEAD:
        return f"Datoen for {end} ligger mere end et halvt år frem. Se efter, om årstallet er rigtigt."
    if day < today - FURTHEST_BACK:
        return f"Datoen for {end} ligger mere end et år tilbage. Se efter, om årstallet er rigtigt."
    return ""


def _functioning(content: PlanContent) -> Iterator[Missing]:
    """BEK 918/2018 § 2 stk. 2 and 3. What the patient can now may stand under any of ICF's three headings; it is asked for at activity."""
    required = {
        "functioning_now": "Beskriv patientens funktionsevne ved udskrivningen.",
        "limitations": "Beskriv, hvilke funktionsnedsættelser genoptræningen skal rettes mod.",
        "training_need": "Beskriv patientens behov for genoptræning.",
    }
    if content.plan_type == PlanType.SPECIALIST_REHABILITATION:
        required["extended_description"] = (
            "Beskriv patientens samlede funktionsevne og samlede behov. Det kræves ved rehabilitering på specialiseret niveau."
        )
    said = {name: str(getattr(content, name)) for name in required}
    said["functioning_now"] += content.body_now + content.surroundings_now
    for name, message in required.items():
        if not said[name].strip():
            yield Missing(name, FUNCTIONING, message)


def _type(content: PlanContent) -> Iterator[Missing]:
    if not content.plan_type:
        yield Missing("plan_type", TYPE, "Vælg, hvilken type genoptræning patienten har behov for.")
    if content.plan_type == PlanType.SPECIALISED_TRAINING:
        if not content.specialised_reason:
            yield Missing("specialised_reason", TYPE, "Vælg, hvorfor genoptræningen skal foregå på sygehus.")
        if not content.performing_hospital:
            yield Missing("performing_hospital", TYPE, "Vælg det sygehus, der skal stå for genoptræningen.")


def _start(content: PlanContent) -> Iterator[Missing]:
    earliest, latest = content.earliest_start, content.latest_start
    if earliest and latest and latest < earliest:
        yield Missing("latest_start", TYPE, "Seneste start ligger før tidligste start. Byt om på de to datoer.")
    for name, day in (("earliest_start", earliest), ("latest_start", latest)):
        if day and content.discharge_date and day < content.discharge_date:
            yield Missing(name, TYPE, "Genoptræningen kan ikke starte før udskrivningen. Ret datoen.")
        elif day and content.discharge_date and day > content.discharge_date + FURTHEST_START:
            yield Missing(name, TYPE, "Starten ligger mere end et år efter udskrivningen. Se efter, om årstallet er rigtigt.")
    if earliest or latest:
        if not content.start_reason_kind:
            yield Missing("start_reason_kind", TYPE, "Vælg, om den ændrede start er sundhedsfaglig eller skyldes koordinering.")
        if not content.start_reason.strip():
            yield Missing("start_reason", TYPE, "Begrund, hvorfor genoptræningen skal starte senere eller hurtigere.")
    elif content.start_reason_kind or content.start_reason.strip():
        yield Missing("earliest_start", TYPE, "Der er skrevet en begrundelse for ændret start, men ingen dato.")


def consents_asked(content: PlanContent) -> tuple[ConsentKind, ...]:
    """The consents that must have an answer before sending; forwarding is asked by the municipality later."""
    asked = [ConsentKind.PLAN]
    if not content.no_municipality:
        asked.append(ConsentKind.MUNICIPALITY)
    asked.append(ConsentKind.GP)
    if content.plan_type == PlanType.SPECIALISED_TRAINING:
        asked.append(ConsentKind.PERFORMING_HOSPITAL)
    return tuple(asked)


def _consents(content: PlanContent) -> Iterator[Missing]:
    """Sundhedsloven § 18 by BEK 918/2018 § 1; contacts by § 2 stk. 4."""
    for kind in consents_asked(content):
        if kind not in content.consents:
            yield Missing(f"consent_{kind}", CONSENT, f"Registrér patientens svar: {_question(kind)}")
    if content.consents.get(ConsentKind.PLAN) in (ConsentAnswer.REFUSED, ConsentAnswer.WITHDRAWN):
        yield Missing(
            f"consent_{ConsentKind.PLAN}",
            CONSENT,
            "Patienten ønsker ingen plan, og den kan derfor ikke sendes. Notér det i journalen, og fortæl patienten, hvad det betyder.",
        )
    if content.no_municipality:
        return  # nobody to name: the manual queue finds the authority
    if not content.municipality_contact.strip():
        yield Missing("municipality_contact", CONSENT, "Angiv, hvordan bopælskommunen kan kontaktes.")
    if not content.region_contact.strip():
        yield Missing("region_contact", CONSENT, "Angiv, hvordan bopælsregionen kan kontaktes.")


def _question(kind: ConsentKind) -> str:
    return kind.label[0].lower() + kind.label[1:] + "."
