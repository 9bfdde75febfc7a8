"""The criteria of a good plan, as data: practice from the agreements and from what audits keep finding, not law.

The quality audits score by the same keys; a key is never used again for something else. A sentence says what the reader cannot act on.
"{found}" is what was found.
"""

from datetime import date, timedelta

from gop.criteria import signs
from gop.criteria.about_functioning import FUNCTIONING_CRITERIA
from gop.criteria.content import CONSENT, CONTACT, FUNCTIONING, PATIENT, TYPE, PlanContent
from gop.criteria.criterion import ALMEN, PRACTICE, REHABILITATION, RN_33, RN_AUDIT, RN_CHILDREN, SPECIALISED, Criterion, yes
from gop.criteria.signs import YES, Found, any_of, is_child, plain, says_nothing
from gop.criteria.type_criteria import TYPE_CRITERIA as PATHWAY_CRITERIA
from gop.criteria.wording import explained, terms_in, unexplained
from gop.enums import ConsentAnswer, ConsentKind


def _refused(content: PlanContent) -> bool:
    return content.consents.get(ConsentKind.PERFORMING_HOSPITAL) in (ConsentAnswer.REFUSED, ConsentAnswer.WITHDRAWN)


def _sent_late(content: PlanContent, today: date | None) -> str:
    day = content.discharge_date
    return YES if today and day and day < today else ""


def _relatives_without_phone(content: PlanContent, today: date | None) -> str:
    return YES if is_child(content, today) and not any(line.get("phone", "").strip() for line in content.relatives) else ""


def _doctor_out_of_reach(content: PlanContent, today: date | None) -> str:
    return YES if is_child(content, today) and not (content.doctor_phone.strip() and content.doctor_email.strip()) else ""


def _thin_reason(content: PlanContent, _: date | None) -> str:
    reason, asked = content.start_reason, content.earliest_start or content.latest_start
    return YES if asked and (not reason.strip() or says_nothing(reason) or len(plain(reason)) < signs.THIN) else ""


def _words(name: str) -> Found:
    def find(content: PlanContent, _: date | None) -> str:
        text = getattr(content, name)
        return explained([*unexplained(text), *terms_in(text)])

    return find


# What the patient reads, and the step each stands on.
READ_BY_PATIENT = {
    "information_given": CONTACT,
    "functioning_before": FUNCTIONING,
    "functioning_now": FUNCTIONING,
    "body_before": FUNCTIONING,
    "body_now": FUNCTIONING,
    "surroundings_before": FUNCTIONING,
    "surroundings_now": FUNCTIONING,
    "limitations": FUNCTIONING,
    "training_need": FUNCTIONING,
    "potential": FUNCTIONING,
    "extended_description": FUNCTIONING,
    "start_reason": TYPE,
}
_UNEXPLAINED = "Patienten læser også planen. Forklar, eller skriv på almindeligt dansk: {found}."
PATIENT_CRITERIA = (
    Criterion(
        "telefon_mangler",
        "phone",
        PATIENT,
        "Der står intet telefonnummer. Kommunen kan ikke ringe til patienten inden dag 4.",
        yes(lambda content: not content.phone.strip()),
        RN_AUDIT,
    ),
    Criterion(
        "adresse_mangler",
        "street",
        PATIENT,
        "Skriv, hvor patienten opholder sig efter udskrivningen. Kommunen ved ikke, hvor brevet skal hen.",
        yes(lambda content: not content.protected_address and not content.street.strip()),
        RN_AUDIT,
    ),
    Criterion(
        "barn_telefon_mangler",
        "relatives",
        PATIENT,
        "Planen er for et barn, og der står intet telefonnummer på en pårørende. Terapeuten kan ikke aftale den første tid.",
        _relatives_without_phone,
        RN_CHILDREN,
    ),
)
CONTACT_CRITERIA = (
    Criterion(
        "diagnose_mangler",
        "diagnosis_text",
        CONTACT,
        "Der står ingen diagnose. Kommunen kan ikke vælge det rette tilbud ud fra planen alene.",
        yes(lambda content: not content.diagnosis_code and not content.diagnosis_text.strip()),
        RN_AUDIT,
    ),
    Criterion(
        "sendes_sent",
        "discharge_date",
        CONTACT,
        "Udskrivningen er passeret, og planen er ikke sendt. Kommunens frister løber, uden at kommunen kan handle.",
        _sent_late,
        RN_AUDIT,
    ),
)


TYPE_CRITERIA = (
    Criterion(
        "almen_ligner_specialiseret",
        "plan_type",
        TYPE,
        "Teksten nævner »{found}«, som peger på specialiseret niveau. Se efter, om typen er den rette.",
        any_of(signs.SPECIALISED_SIGNS, "training_need", "limitations", "functioning_now", "safety", "practical"),
        "BEK 918/2018 bilag 1",
        (ALMEN,),
    ),
    Criterion(
        "almen_ligner_rehabilitering",
        "plan_type",
        TYPE,
        "Teksten nævner »{found}«, som peger på rehabilitering på specialiseret niveau. Se efter, om typen er den rette.",
        any_of(signs.REHABILITATION_SIGNS, "training_need", "limitations", "functioning_now", "potential"),
        "BEK 918/2018 bilag 1",
        (ALMEN,),
    ),
    Criterion(
        "specialiseret_ligner_almen",
        "plan_type",
        TYPE,
        "Teksten nævner »{found}«, men typen er specialiseret. Modtageren kan ikke se, hvorfor det skal være på sygehus.",
        any_of(signs.MUNICIPAL_SIGNS, "training_need", "practical", "potential"),
        "BEK 918/2018 bilag 1",
        (SPECIALISED,),
    ),
    Criterion(
        "rehabilitering_tynd",
        "extended_description",
        FUNCTIONING,
        "Beskrivelsen er kort. Myndigheden kan ikke se de omfattende og sammensatte behov, som typen kræver.",
        yes(lambda content: 0 < len(plain(content.extended_description)) < 3 * signs.SHORT),
        "BEK 918/2018 § 2 stk. 3",
        (REHABILITATION,),
    ),
    Criterion(
        "start_begrundelse_tynd",
        "start_reason",
        TYPE,
        "Begrundelsen siger ikke, hvad der taler for en anden start. Kommunen kan ikke vurdere, om den må vente.",
        _thin_reason,
        RN_33,
    ),
    Criterion(
        "meget_sen_start",
        "earliest_start",
        TYPE,
        "Starten ligger mere end et kvart år efter udskrivningen. Skriv i begrundelsen, hvad patienten gør imens.",
        yes(
            lambda content: bool(
                signs.starts_late(content)
                and content.earliest_start
                and content.discharge_date
                and content.earliest_start > content.discharge_date + timedelta(days=90)
            )
        ),
        RN_33,
    ),
    Criterion(
        "udfoerende_uden_samtykke",
        "performing_hospital",
        TYPE,
        "Uden patientens ja får det udførende sygehus ikke planen.",
        yes(_refused),
        "Sundhedsloven § 41",
        (SPECIALISED,),
    ),
)
CONSENT_CRITERIA = (
    Criterion(
        "barn_laege_mangler",
        "doctor_phone",
        CONSENT,
        "Planen er for et barn. Skriv telefon og e-mail på den ansvarlige læge; barnets terapeut kan ellers ikke spørge.",
        _doctor_out_of_reach,
        RN_CHILDREN,
    ),
)
WORD_CRITERIA = tuple(
    Criterion(f"ord_i_{field}", field, step, _UNEXPLAINED, _words(field), PRACTICE) for field, step in READ_BY_PATIENT.items()
)
CRITERIA: tuple[Criterion, ...] = (
    *PATIENT_CRITERIA,
    *CONTACT_CRITERIA,
    *FUNCTIONING_CRITERIA,
    *TYPE_CRITERIA,
    *PATHWAY_CRITERIA,
    *CONSENT_CRITERIA,
    *WORD_CRITERIA,
)
