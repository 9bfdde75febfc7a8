"""Patient: who it is, and where the citizen lives."""

from typing import Any

from django import forms

from accounts.words import cpr_text
from gop import cpr
from gop.selectors.plans import cpr_of
from hospitals.web.fields import select, text
from hospitals.web.forms.base import StepForm, id_of

NONE = "ingen"


class PatientForm(StepForm):
    required_to_send = ("cpr", "citizen_name", "home_municipality_id")
    address = ("street", "postcode", "city", "phone", "protected")
    own = ("cpr", "home_municipality_id")
    cpr = text("CPR-nummer", 20, help_text="Et erstatningsnummer kan også bruges.")
    citizen_name = text("Navn", 200)
    street = text("Vej og husnummer", 200, help_text="Hvor patienten opholder sig efter udskrivningen.")
    postcode = text("Postnummer", 10)
    city = text("By", 100)
    phone = text("Telefon", 30)
    protected = forms.BooleanField(
        label="Navne- og adressebeskyttelse", required=False, help_text="Adressen vises da ikke for leverandører og i lister."
    )
    home_municipality_id = select("Bopælskommune", hint="Efter folkeregistret, også når patienten bor et andet sted for en tid.")

    @classmethod
    def initial_of(cls, plan: Any, version: Any) -> dict[str, Any]:
        home = NONE if version.no_municipality else str(version.home_municipality_id or "")
        told = {name: getattr(version.address, name) for name in cls.address}
        return {"cpr": cpr_text(cpr_of(version)), "citizen_name": version.citizen_name, "home_municipality_id": home, **told}

    def clean_cpr(self) -> str:
        typed: str = self.cleaned_data["cpr"]
        if typed:
            try:
                cpr.parse(typed)
            except cpr.CprError as error:
                raise forms.ValidationError(error.message) from error
        return typed

    def values(self) -> dict[str, Any]:
        said = super().values()
        if "cpr" in self.cleaned_data:
            said["cpr"] = self.cleaned_data["cpr"]
        if "home_municipality_id" in self.cleaned_data:
            home = self.cleaned_data["home_municipality_id"]
            said["no_municipality"] = home == NONE
            said["home_municipality_id"] = None if home == NONE else id_of(home)
        return said
