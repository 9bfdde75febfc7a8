"""Patient: who it is, and where the citizen lives."""

from typing import Any, ClassVar

from django import forms

from accounts.words import cpr_text
from gop.enums import TransportNeed
from gop.selectors.plans import cpr_of
from hospitals.web.fields import CprField, MailField, ProviderNumberField, long_text, select, text, tick
from hospitals.web.forms.base import Parts, StepForm, id_of

NONE = "ingen"


class PatientForm(StepForm):
    required_to_send = ("cpr", "citizen_name", "home_municipality_id")
    address = (
        "street",
        "postcode",
        "city",
        "phone",
        "protected",
        "email",
        "convene_at",
    )  # these and relatives stand in a table of their own
    line_lists = ("relatives",)
    parts: ClassVar[Parts] = {
        "doctor": ("gp_name", "gp_number"),
        "relatives": ("relatives",),
        "reach": ("email", "convene_at"),
        "needs": ("interpreter", "wheelchair", "transport_need", "practical"),
    }
    own = ("cpr", "home_municipality_id")
    cpr = CprField(label="CPR-nummer", longest=20, help_text="Et erstatningsnummer kan også bruges.")
    citizen_name = text("Navn", 200)
    street = text("Vej og husnummer", 200, help_text="Hvor patienten opholder sig efter udskrivningen.")
    postcode = text("Postnummer", 10)
    city = text("By", 100)
    phone = text("Telefon", 30)
    protected = forms.BooleanField(
        label="Navne- og adressebeskyttelse", required=False, help_text="Adressen vises da ikke for leverandører og i lister."
    )
    email = MailField(label="E-mail", longest=200)
    convene_at = text(
        "Anden adresse til indkaldelsen", 300, help_text="Kun når brevet om første møde skal sendes et andet sted hen, fx til en pårørende."
    )
    gp_name = text("Lægens eller praksis' navn", 200)
    gp_number = ProviderNumberField(label="Ydernummer", longest=20, help_text="Seks cifre, fx 012345.")
    interpreter = text("Tolk, sprog", 60, help_text="Skriv sproget, hvis patienten har brug for tolk.")
    wheelchair = tick("Bruger kørestol på vej til træning")
    transport_need = select("Kørsel", [("", "Ikke oplyst"), *TransportNeed.choices()], "Kommunen afgør, hvem der betaler.")
    practical = long_text("Andre praktiske forhold", "Fx høreapparat, behov for ledsager eller tider, der ikke passer.", 3, 2_000)
    home_municipality_id = select("Bopælskommune", hint="Efter folkeregistret, også når patienten bor et andet sted for en tid.")

    @classmethod
    def initial_of(cls, plan: Any, version: Any) -> dict[str, Any]:
        home = NONE if version.no_municipality else str(version.home_municipality_id or "")
        told = {name: getattr(version.address, name) for name in cls.address}
        told |= {name: getattr(version, name) for name in (*cls.parts["doctor"], *cls.parts["needs"])}
        told["relatives"] = version.address.relatives
        return {"cpr": cpr_text(cpr_of(version)), "citizen_name": version.citizen_name, "home_municipality_id": home, **told}

    def values(self) -> dict[str, Any]:
        said = super().values()
        if "cpr" in self.cleaned_data:
            said["cpr"] = self.cleaned_data["cpr"]
        if "home_municipality_id" in self.cleaned_data:
            home = self.cleaned_data["home_municipality_id"]
            said["no_municipality"] = home == NONE
            said["home_municipality_id"] = None if home == NONE else id_of(home)
        return said
