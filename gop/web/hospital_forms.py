"""Forms of hospital choice: where the patient wants to train, whether the illness is serious, and no room for a patient of another region."""

from typing import TYPE_CHECKING, Any

from django import forms

from accounts import clock
from accounts.actor import Actor
from gop.enums import ChosenHospital, GuidanceHow
from gop.selectors.hospital_choice import other_departments
from gop.web.forms import VerbForm, choice_field, day_field
from gop.web.move_forms import NO, YES

if TYPE_CHECKING:
    from gop.models import Case

LONG = {"max_length": "Teksten er for lang. Skriv højst 200 tegn."}


def departments(actor: Actor, case: "Case") -> list[tuple[str, str]]:
    """(id, hospital and department), as the form lists them."""
    return [(str(one.id), f"{hospital}, {one.name}") for hospital, one in other_departments(case)]


class ChoiceForm(VerbForm):
    choice = choice_field("Hvad har patienten valgt?", ChosenHospital.choices(), "Vælg, hvad patienten har valgt.")
    department = choice_field("Hvilken afdeling?", (), "Vælg en afdeling fra listen.", widget=forms.Select, required=False)
    consent = forms.BooleanField(label="Patienten har sagt ja til, at den valgte afdeling får planen", required=False)
    place = forms.CharField(
        label="Hvilket sted?",
        max_length=200,
        required=False,
        error_messages=LONG,
        help_text="Kun når stedet ikke står på listen. Planen går tilbage til det sygehus, der sendte den, med stedets navn.",
    )
    on = day_field("Hvornår valgte patienten?", "Angiv, hvilken dag patienten valgte.")
    how = choice_field("Hvordan?", GuidanceHow.choices(), "Vælg, hvordan patienten svarede.")

    def prepare(self) -> None:
        listed = self.known() if self.known else []
        self.fields["department"].choices = [("", "Vælg afdeling"), *listed]  # type: ignore[attr-defined]
        self.initial = {"on": clock.today(), "choice": self.case.hospital_choice}
        self.choice_hints = {
            "choice": {
                ChosenHospital.HERE.value: "Sagen bliver hos jer. Venter patienten længe, kan valget ændres.",
                ChosenHospital.ANOTHER.value: "Sagen går videre dertil med plan, dag 0 og ventetid.",
                ChosenHospital.OUTSIDE.value: "Fx et privathospital ved udvidet frit sygehusvalg.",
            }
        }


class IllnessForm(VerbForm):
    serious = choice_field(
        "Er sygdommen alvorlig?", [(YES, "Ja, den er alvorlig"), (NO, "Nej, den er ikke alvorlig")], "Vælg ja eller nej."
    )

    def prepare(self) -> None:
        known: dict[bool | None, Any] = {True: YES, False: NO}
        self.initial = {"serious": known.get(self.case.serious_illness, "")}


class RefuseForm(VerbForm):
    note = forms.CharField(
        label="Bemærkning til afsenderen",
        max_length=200,
        required=False,
        error_messages=LONG,
        help_text="Kan undlades. Fx hvornår der er plads igen.",
    )
