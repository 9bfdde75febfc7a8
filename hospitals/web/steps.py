"""The six steps of the plan form: their order, their forms, and the way from a name of the criteria to a field of a page."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import OrganisationKind
from accounts.selectors import organisations
from gop.criteria import Missing
from gop.rules.code_lines import CODED, MAIN
from gop.selectors.plans import departments_of, performing_departments
from hospitals.web.forms import NONE, ConsentForm, ContactForm, FunctioningForm, PatientForm, StepForm, TypeForm
from hospitals.web.forms.lines import key

REVIEW = "send"
TITLES = {
    "patient": "Patient",
    "kontakt": "Kontakten og diagnosen",
    "funktionsevne": "Funktionsevne og behov",
    "type": "Type og frist",
    "samtykke": "Samtykke og modtagere",
    REVIEW: "Gennemse og send",
}
FORMS: dict[str, type[StepForm]] = {
    "patient": PatientForm,
    "kontakt": ContactForm,
    "funktionsevne": FunctioningForm,
    "type": TypeForm,
    "samtykke": ConsentForm,
}
FIELD = {
    "home_municipality": "home_municipality_id",
    "performing_hospital": "performing_department_id",
    "diagnosis_text": "diagnosis_query",
    "diagnosis_code": "diagnosis_query",
    "protected_address": "protected",
}
# An answer that goes against another one is said at its field at once; what is only empty can wait.
AGAINST = frozenset(
    {"discharge_date", "admitted_on", "earliest_start", "latest_start", "start_reason_kind", "start_reason", "plan_type", "child_group"}
    | {MAIN, *CODED}
)
ONLY_EMPTY = ("discharge_date", "plan_type", "child_group")


def step_url(plan_id: Any, step: str, field: str = "") -> str:
    return reverse("hospitals:step", args=[plan_id, step]) + (f"#{anchor(step, field)}" if field else "")


def next_step(step: str) -> str:
    order = list(TITLES)
    return order[order.index(step) + 1]


def field_name(criterion: str) -> str:
    return FIELD.get(criterion, criterion)


def anchor(step: str, criterion: str) -> str:
    """The id of a field on its page; of a group of radios, its first."""
    name = field_name(criterion)
    form = FORMS[step]
    if name in form.line_lists:
        return f"linjer-{name}"
    group = name.startswith("consent_") or (name in form.base_fields and isinstance(form.base_fields[name].widget, forms.RadioSelect))
    return f"id_{name}_0" if group else f"id_{name}"


def lists_for(step: str, actor: Actor, today: date) -> Mapping[str, Any]:
    """The choices that the registry holds, read for the one step that needs them."""
    if step == "patient":
        rows = [(str(one.id), one.name) for one in organisations(OrganisationKind.MUNICIPALITY, today)]
        return {"home_municipality_id": [("", "Vælg kommune"), (NONE, "Ingen dansk kommune (udlandet, Christiansø, ukendt)"), *rows]}
    if step == "kontakt":
        return {"department_id": [(str(one.id), one.name) for one in departments_of(actor, today)]}
    if step == "type":
        hospitals: dict[str, list[tuple[str, str]]] = {}
        for hospital, department in performing_departments(today):
            hospitals.setdefault(hospital, []).append((str(department.id), department.name))
        return {"performing_department_id": [("", "Vælg afdeling"), *hospitals.items()]}
    return {}


def contradictions(step: str, missing: Iterable[Missing], version: Any) -> list[tuple[str, str]]:
    """(field, sentence) for what was just typed and does not fit with the rest of it."""
    found = [one for one in missing if one.step == step and one.field in AGAINST]
    return [(_at(one, version), one.message) for one in found if not (one.field in ONLY_EMPTY and not getattr(version, one.field))]


def _at(one: Missing, version: Any) -> str:
    """The field; of a list, the code of the line that the sentence begins with."""
    if one.field not in CODED:
        return one.field
    lines = [line.get("code") for line in getattr(version, one.field)]
    return key(one.field, lines.index(one.message.partition(" ")[0]), "code")
