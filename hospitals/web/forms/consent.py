"""Samtykke og modtagere."""

from typing import Any, ClassVar

from django import forms

from accounts import clock
from gop.enums import ConsentAnswer, ConsentBy, ConsentHow, ConsentKind, HandedOutHow
from hospitals.web.fields import DayField, MailField, radios, select, text, tick
from hospitals.web.forms.base import Parts, StepForm

DOCTOR = ("doctor_name", "doctor_title", "doctor_phone", "doctor_email")
COAUTHOR = ("coauthor_name", "coauthor_title", "coauthor_phone")
WANTED = ("contact_wanted", "contact_wanted_about")
PLAIN = ("municipality_contact", "region_contact", *DOCTOR, *COAUTHOR, *WANTED)
ABOUT_NOTHING = "Der står, hvad kontakten skal handle om. Sæt kryds, hvis du ønsker kontakt, eller ryd teksten."
ANSWERS = ((ConsentAnswer.GIVEN, "Ja"), (ConsentAnswer.REFUSED, "Nej"), (ConsentAnswer.WITHDRAWN, "Trukket tilbage"))


def _consent_fields() -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    for kind in ConsentKind:
        fields[f"consent_{kind}"] = radios(kind.label, ANSWERS)
        fields[f"consent_{kind}_on"] = DayField(label="Hvornår")
        fields[f"consent_{kind}_how"] = select("Hvordan", ConsentHow.choices())
        fields[f"consent_{kind}_by"] = select("Af hvem", ConsentBy.choices())
    return fields


class ConsentForm(StepForm):
    """Five consents of four answers each, the contacts, how the patient got the plan, and who treated and wants to hear."""

    required_to_send = (
        *(f"consent_{kind}" for kind in (ConsentKind.PLAN, ConsentKind.MUNICIPALITY, ConsentKind.GP)),
        "municipality_contact",
        "region_contact",
    )
    own = ("handed_out_on", "handed_out_how")
    line_lists = ("team", "status_receivers", "links")
    parts: ClassVar[Parts] = {
        "doctor": DOCTOR,
        "team": (*COAUTHOR, "team"),
        "wanted": (*WANTED, "status_receivers"),
        "links": ("links",),
    }
    municipality_contact = text(
        "Bopælskommunens kontakt", 300, help_text="Så patient og afdeling kan nå kommunen om planen. Foreslået fra registret."
    )
    region_contact = text(
        "Bopælsregionens kontakt", 300, help_text="Så forløbet kan koordineres; bekendtgørelsen kræver den. Foreslået fra registret."
    )
    handed_out_on = DayField(label="Udleveret den", help_text="Senest ved udskrivningen. Kan også registreres, når planen er sendt.")
    handed_out_how = select("Hvordan", [("", "Ikke udleveret endnu"), *HandedOutHow.choices()])

    doctor_name = text("Lægens navn", 200)
    doctor_title = text("Lægens stilling", 100)
    doctor_phone = text("Lægens telefon", 30)
    doctor_email = MailField(label="Lægens e-mail", longest=200)
    coauthor_name = text("Medforfatterens navn", 200)
    coauthor_title = text("Medforfatterens stilling", 100)
    coauthor_phone = text("Medforfatterens telefon", 30)
    contact_wanted = tick("Jeg ønsker kontakt fra den terapeut, der skal træne med patienten")
    contact_wanted_about = text("Hvad kontakten skal handle om", 500)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields = _consent_fields() | self.fields

    @classmethod
    def initial_of(cls, plan: Any, version: Any) -> dict[str, Any]:
        said: dict[str, Any] = {name: getattr(version, name) for name in (*PLAIN, *cls.line_lists)}
        for kind in ConsentKind:
            said |= {f"consent_{kind}_on": clock.today(), f"consent_{kind}_how": ConsentHow.SPOKEN, f"consent_{kind}_by": ConsentBy.PATIENT}
        for one in plan.consents.all():
            if one.answer:
                name = f"consent_{one.kind}"
                said |= {name: one.answer, f"{name}_on": one.given_on, f"{name}_how": one.how, f"{name}_by": one.by}
        return said | {"handed_out_on": plan.handed_out_on, "handed_out_how": plan.handed_out_how}

    def clean(self) -> None:
        """What is said to have happened has happened; handed out needs both when and how."""
        for name in [f"consent_{kind}_on" for kind in ConsentKind] + ["handed_out_on"]:
            day = self.cleaned_data.get(name)
            if day and day > clock.today():
                self.add_error(name, "Datoen ligger i fremtiden. Registrér det, når det er sket.")
        if self.cleaned_data.get("contact_wanted_about") and not self.cleaned_data.get("contact_wanted"):
            self.add_error("contact_wanted", ABOUT_NOTHING)
        on, how = self.cleaned_data.get("handed_out_on"), self.cleaned_data.get("handed_out_how")
        if on and not how:
            self.add_error("handed_out_how", "Vælg, hvordan patienten fik planen.")
        if how and not on and "handed_out_on" not in self.errors:
            self.add_error("handed_out_on", "Skriv, hvornår patienten fik planen.")

    def values(self) -> dict[str, Any]:
        clean = self.cleaned_data
        said: dict[str, Any] = {name: clean[name] for name in PLAIN if name in clean} | self.kept
        said["consents"] = {kind: self._consent(f"consent_{kind}") for kind in ConsentKind if f"consent_{kind}" in clean}
        if {"handed_out_on", "handed_out_how"} <= clean.keys():
            said |= {"handed_out_on": clean["handed_out_on"], "handed_out_how": clean["handed_out_how"]}
        return said

    def _consent(self, name: str) -> dict[str, Any]:
        clean = self.cleaned_data
        return {"answer": clean[name], "given_on": clean.get(f"{name}_on"), "how": clean.get(f"{name}_how"), "by": clean.get(f"{name}_by")}

    def consents(self) -> list[dict[str, Any]]:
        """Each consent's four bound fields, for the template."""
        names = [f"consent_{kind}" for kind in ConsentKind]
        return [
            {"name": name, "answer": self[name], "details": [self[f"{name}_on"], self[f"{name}_how"], self[f"{name}_by"]]} for name in names
        ]
