"""The forms of an assignment: to whom, with which consent; taken back; documentation asked for; opened again."""

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.conf import settings

from accounts import clock
from accounts.actor import Actor
from accounts.danish import short_date
from gop.enums import AssignmentKind, ChoiceAnswer, ConsentBy, ConsentHow
from gop.rules.assigning import MOST_ANSWER_DAYS
from gop.selectors.choice import OWN, choosable_for, missing_to_choose, right_has_arisen
from gop.services.assigning import ASKED_LENGTH, MOST_DAYS, REASON_LENGTH
from gop.web.forms import VerbForm, choice_field, day_field, text_area

if TYPE_CHECKING:
    from gop.models import Case
    from municipalities.directory import Choosable

WEEK = timedelta(days=7)
Options = list[tuple[str, str]]


def options_of(actor: Actor, case: "Case", municipalities: dict[UUID, str]) -> Options:
    """(kind:id, text) of everybody who may be asked now, those who can begin in time first. `municipalities`: the one chosen, by name."""
    if case.choice_answer == ChoiceAnswer.OTHER_MUNICIPALITY:
        chosen = case.other_municipality_id
        name = municipalities.get(chosen) if chosen else None
        return [(f"{AssignmentKind.OTHER_MUNICIPALITY}:{chosen}", f"{name}: kommunens egne tilbud")] if name else []
    if missing_to_choose(case):
        return []
    extended = case.choice_answer == ChoiceAnswer.PROVIDER or right_has_arisen(case)
    told: dict[str, str] = {}
    for one in choosable_for(case):
        kind = AssignmentKind.CONTRACT if one.kind == OWN else AssignmentKind.EXTENDED
        if kind == AssignmentKind.EXTENDED and (not extended or one.excluded):
            continue
        if case.choice_answer == ChoiceAnswer.PROVIDER and case.choice_provider_id not in (None, one.provider_id):
            continue
        told.setdefault(f"{kind}:{one.provider_id}", _text(one, kind))
    return list(told.items())


def _text(one: "Choosable", kind: AssignmentKind) -> str:
    by = "egen aftale" if kind == AssignmentKind.CONTRACT else "KL-aftale"
    start = f"tidligst {short_date(one.earliest_on)}" if one.earliest_on else one.why_not.lower()
    return f"{one.name} ({by}, {start})"


class AssignForm(VerbForm):
    renamed = {"provider": "to", "kind": "to"}

    assignment_id = forms.UUIDField(
        widget=forms.HiddenInput, error_messages={"required": "Hent siden igen.", "invalid": "Hent siden igen."}
    )
    to = choice_field("Til hvem?", (), "Vælg en udfører fra listen.", widget=forms.Select)
    consent_on = day_field("Hvornår gav borgeren samtykke til, at planen sendes videre?", "Angiv, hvilken dag samtykket blev givet.")
    consent_how = choice_field("Hvordan?", ConsentHow.choices(), "Vælg, hvordan samtykket blev givet.")
    consent_by = choice_field(
        "Af hvem?",
        [(value, label.replace("Patienten", "Borgeren")) for value, label in ConsentBy.choices()],
        "Vælg, hvem der gav samtykket.",
        help_text="Under 15 år giver forældremyndighedens indehaver samtykket, fra 18 år borgeren selv (antagelse).",
    )
    answer_days = forms.IntegerField(
        label="Åbningsdage til at svare i",
        min_value=1,
        max_value=MOST_ANSWER_DAYS,
        error_messages={
            "required": "Skriv, hvor mange åbningsdage udføreren har til at svare.",
            "invalid": "Skriv et helt antal dage.",
            "min_value": f"Vælg fra 1 til {MOST_ANSWER_DAYS} åbningsdage.",
            "max_value": f"Vælg fra 1 til {MOST_ANSWER_DAYS} åbningsdage.",
        },
        help_text="Intet svar i tide er et nej. To dage er en antagelse.",
    )
    message = text_area(
        "Besked til udføreren", 3, required=False, help_text="Kan undlades. Planen følger med; skriv ikke mere om borgeren end nødvendigt."
    )

    def prepare(self) -> None:
        told: Options = self.known() if self.known else []
        self.fields["to"].choices = [("", "Vælg udfører"), *told] if len(told) != 1 else told  # type: ignore[attr-defined]
        self.initial = {"assignment_id": uuid.uuid4(), "answer_days": settings.GOP_ANSWER_DAYS, "consent_on": clock.today()}

    def preselect(self, provider: str) -> None:
        """Whoever the page before pointed at."""
        choices: Options = self.fields["to"].choices  # type: ignore[attr-defined]
        found = next((value for value, _ in choices if provider and value.endswith(f":{provider}")), None)
        if found is not None:
            self.initial["to"] = found

    @property
    def chosen(self) -> tuple[AssignmentKind, UUID]:
        kind, _, provider = self.cleaned_data["to"].partition(":")
        return AssignmentKind(kind), UUID(provider)


class GiveForm(VerbForm):
    """Leads to the page where the task is sent."""


class WithdrawForm(VerbForm):
    reason = forms.CharField(
        label="Hvorfor trækkes opgaven tilbage?",
        max_length=REASON_LENGTH,
        required=False,
        help_text="Udføreren ser det.",
        error_messages={"max_length": f"Begrundelsen er for lang. Kort den af til {REASON_LENGTH} tegn."},
    )
    consent_withdrawn = forms.BooleanField(label="Borgeren har trukket sit samtykke tilbage", required=False)


class AskDocumentationForm(VerbForm):
    request_id = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": "Hent siden igen.", "invalid": "Hent siden igen."})
    text = forms.CharField(
        label="Hvad beder I om?",
        max_length=ASKED_LENGTH,
        required=False,
        error_messages={"max_length": f"Teksten er for lang. Kort den af til {ASKED_LENGTH} tegn."},
    )
    due_on = day_field("Senest hvornår?", "Angiv, hvornår svaret senest skal være her.")

    def prepare(self) -> None:
        said = "Dokumentation for, hvornår træningen begyndte, og hvad den indeholder"
        self.initial = {"request_id": uuid.uuid4(), "text": said, "due_on": clock.today() + WEEK}


class ReopenAssignmentForm(VerbForm):
    days = forms.IntegerField(
        label="Hvor mange dage?",
        min_value=1,
        max_value=MOST_DAYS,
        error_messages={
            "required": "Skriv, hvor mange dage adgangen skal være åben.",
            "invalid": "Skriv et helt antal dage.",
            "min_value": f"Vælg fra 1 til {MOST_DAYS} dage.",
            "max_value": f"Vælg fra 1 til {MOST_DAYS} dage.",
        },
    )
    reason = forms.CharField(
        label="Hvorfor åbnes opgaven igen?",
        max_length=REASON_LENGTH,
        required=False,
        help_text="Fx en klage. Udføreren kan læse og dokumentere, men ikke træne videre på opgaven.",
        error_messages={"max_length": f"Begrundelsen er for lang. Kort den af til {REASON_LENGTH} tegn."},
    )

    def prepare(self) -> None:
        self.initial = {"days": settings.GOP_ACCESS_DAYS}


def typed(form: AssignForm) -> dict[str, Any]:
    """What the service is called with."""
    kind, provider = form.chosen
    said = form.cleaned_data
    return {
        "assignment_id": said["assignment_id"],
        "provider": provider,
        "kind": kind,
        "consent_on": said["consent_on"],
        "consent_how": ConsentHow(said["consent_how"]),
        "consent_by": ConsentBy(said["consent_by"]),
        "message": said["message"],
        "answer_days": said["answer_days"],
    }
