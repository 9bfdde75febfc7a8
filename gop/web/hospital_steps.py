"""The performing department's own verbs on specialised training: hospital choice, a serious illness, no room."""

from typing import TYPE_CHECKING

from accounts.enums import Verb
from gop.enums import CaseAction
from gop.selectors.hospital_choice import from_another_region, is_specialised, rule_for
from gop.web import hospital_forms
from gop.web.step import CHOICE, Step

if TYPE_CHECKING:
    from gop.models import Case


def _chooses(case: "Case") -> bool:
    return is_specialised(case) and case.guidance_at is not None


def _may_refuse(case: "Case") -> bool:
    return is_specialised(case) and from_another_region(case)


def _illness_text(case: "Case") -> str:
    row = rule_for(case)
    days = f"Er sygdommen alvorlig, må ventetiden være {row.serious_days} dage, ellers {row.days}. " if row else ""
    return f"{days}Det står i sagen, hvem der har vurderet det og hvornår."


def _refuse_text(case: "Case") -> str:
    return (
        "Patienten bor i en anden region. Har I ikke plads, går planen tilbage til det sygehus, der sendte den. "
        "Patientens datoer flyttes ikke, og hjemkommunen får det at vide."
    )


HOSPITAL_STEPS: tuple[Step, ...] = (
    Step(
        "sygehusvalg",
        "hospital_choice",
        CaseAction.HOSPITAL_CHOICE,
        Verb.INVITE,
        hospital_forms.ChoiceForm,
        "registreret patientens valg af sygehus",
        "Valget er registreret.",
        heading=CHOICE,
        useful=_chooses,
        text=lambda case: "Sig grænserne for befordring, før patienten vælger.",
        known=hospital_forms.departments,
    ),
    Step(
        "alvorlig-sygdom",
        "serious_illness",
        CaseAction.SERIOUS_ILLNESS,
        Verb.INVITE,
        hospital_forms.IllnessForm,
        "vurderet, om sygdommen er alvorlig",
        "Vurderingen er registreret.",
        heading=CHOICE,
        useful=is_specialised,
        text=_illness_text,
    ),
    Step(
        "ingen-plads",
        "refuse_patient",
        CaseAction.RETURN,
        Verb.REFUSE_PATIENT,
        hospital_forms.RefuseForm,
        "returneret planen",
        "Planen er sendt tilbage til afsenderen.",
        heading=CHOICE,
        useful=_may_refuse,
        text=_refuse_text,
        label="Sig nej på grund af plads",
    ),
)
