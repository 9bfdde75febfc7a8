"""The steps of the plan form. A field that cannot be kept has an error; everything else of the page is saved.

A draft may lack anything, so no field is required; `required_to_send` only says what is needed in the end.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms

from accounts import clock
from accounts.words import cpr_text
from deadlines.enums import StartReason
from gop import cpr
from gop.enums import ConsentAnswer, ConsentBy, ConsentHow, ConsentKind, ContactKind, HandedOutHow, PlanType, SpecialisedReason
from gop.selectors.plans import cpr_of
from hospitals.web.fields import DayField, long_text, radios, select, text

NONE = "ingen"
EXPECTED, CONFIRMED = "forventet", "bekraeftet"
ANSWERS = ((ConsentAnswer.GIVEN, "Ja"), (ConsentAnswer.REFUSED, "Nej"), (ConsentAnswer.WITHDRAWN, "Trukket tilbage"))


def _id(value: str) -> UUID | None:
    return UUID(value) if value else None


class StepForm(forms.Form):
    """`lists` brings the choices that stand in the registry; `initial_of` and `values` are the way from and to the plan."""

    required_to_send: tuple[str, ...] = ()
    own: tuple[str, ...] = ()  # fields that are not named as the version names them
    theirs: dict[str, list[dict[str, str]]]  # what somebody else answered meanwhile, by field

    def __init__(self, *args: Any, lists: Mapping[str, Any], plan: Any, version: Any, **options: Any) -> None:
        options["initial"] = self.initial_of(plan, version)
        super().__init__(*args, **options)
        for name, choices in lists.items():
            if name in self.fields:
                self.fields[name].choices = choices  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, plan: Any, version: Any) -> dict[str, Any]:
        return {name: getattr(version, name) for name in cls.base_fields if name not in cls.own}

    def values(self) -> dict[str, Any]:
        """What can be saved, by the names of the service: a field with an error is not among it."""
        return {name: value for name, value in self.cleaned_data.items() if name not in self.own}


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
            said["home_municipality_id"] = None if home == NONE else _id(home)
        return said


class ContactForm(StepForm):
    required_to_send = ("discharge_date",)
    own = ("department_id", "discharge_expected", "diagnosis_query", "diagnosis_code")
    department_id = select("Afsendende afdeling")
    contact_kind = radios("Kontakten, som planen udspringer af", ContactKind.choices())
    admitted_on = DayField(label="Indlagt eller begyndt")
    discharge_date = DayField(
        label="Udskrivningsdato", help_text="Ved et ambulant forløb den dag, forløbet slutter. Kommunens frister regnes fra denne dag."
    )
    discharge_expected = radios(
        "Er datoen forventet eller bekræftet?", ((EXPECTED, "Forventet"), (CONFIRMED, "Bekræftet, patienten er udskrevet"))
    )
    diagnosis_query = text("Find diagnose", 100, help_text="Skriv kode eller ord, fx DS720 eller lårben, og vælg på listen.")
    diagnosis_code = text("Diagnose", 12)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if len(self.fields["department_id"].choices) < 2:  # type: ignore[attr-defined]
            del self.fields["department_id"]

    @classmethod
    def initial_of(cls, plan: Any, version: Any) -> dict[str, Any]:
        expected = EXPECTED if version.discharge_expected else CONFIRMED
        own = {"department_id": str(plan.department_id), "discharge_expected": expected, "diagnosis_code": version.diagnosis_code}
        return super().initial_of(plan, version) | own

    def values(self) -> dict[str, Any]:
        said = super().values()
        if expected := self.cleaned_data.get("discharge_expected"):
            said["discharge_expected"] = expected == EXPECTED
        if department := self.cleaned_data.get("department_id"):
            said["department_id"] = _id(department)
        if "diagnosis_code" in self.cleaned_data:
            said["diagnosis_code"] = self.cleaned_data["diagnosis_code"]
        return said


class FunctioningForm(StepForm):
    required_to_send = ("functioning_now", "limitations", "training_need")
    functioning_before = long_text("Funktionsevne før", "Hvad kunne patienten før sygdom eller skade? Krop, aktivitet og deltagelse.", 8)
    functioning_now = long_text("Funktionsevne nu", "Ved udskrivningen: krop, aktivitet og deltagelse, med eksempler fra hverdagen.", 8)
    limitations = long_text("Funktionsnedsættelser, træningen skal rettes mod")
    training_need = long_text("Behov for genoptræning", "Beskriv behovet. Mål, metode og mængde aftaler kommunen med borgeren.")
    potential = long_text("Potentiale", "Hvad vurderer du, at patienten kan opnå?", 4)
    extended_description = long_text(
        "Samlet funktionsevne og samlet behov",
        "Kræves kun ved rehabilitering på specialiseret niveau: patientens samlede funktionsevne og samlede behov for indsatser.",
    )


class TypeForm(StepForm):
    required_to_send = ("plan_type",)
    own = ("performing_department_id",)
    plan_type = radios("Type af genoptræning", PlanType.choices())
    specialised_reason = radios("Hvorfor skal genoptræningen foregå på sygehus?", SpecialisedReason.choices())
    performing_department_id = select("Udførende afdeling", hint="Det sygehus, patienten har valgt.")
    earliest_start = DayField(label="Tidligste start")
    latest_start = DayField(label="Seneste start")
    start_reason_kind = radios("Hvorfor en anden start?", StartReason.choices())
    start_reason = long_text("Begrundelse for ændret start", rows=3)
    choice_hints = {
        "plan_type": {
            PlanType.GENERAL_TRAINING: "Kommunen vælger niveau, basalt eller avanceret, og står for træningen.",
            PlanType.SPECIALISED_TRAINING: "Foregår på sygehus.",
            PlanType.SPECIALIST_REHABILITATION: "Samlet indsats til patienter med omfattende, sammensatte behov.",
        },
        "start_reason_kind": {
            StartReason.CLINICAL: "Flytter fristen for tilbud om første møde.",
            StartReason.COORDINATION: "Flytter ingen frist.",
        },
    }

    @classmethod
    def initial_of(cls, plan: Any, version: Any) -> dict[str, Any]:
        return super().initial_of(plan, version) | {"performing_department_id": str(version.performing_department_id or "")}

    def values(self) -> dict[str, Any]:
        said = super().values()
        if "performing_department_id" in self.cleaned_data:
            said["performing_department_id"] = _id(self.cleaned_data["performing_department_id"])
        return said


def _consent_fields() -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    for kind in ConsentKind:
        fields[f"consent_{kind}"] = radios(kind.label, ANSWERS)
        fields[f"consent_{kind}_on"] = DayField(label="Hvornår")
        fields[f"consent_{kind}_how"] = select("Hvordan", ConsentHow.choices())
        fields[f"consent_{kind}_by"] = select("Af hvem", ConsentBy.choices())
    return fields


class ConsentForm(StepForm):
    """Five consents of four answers each, the contacts, and how the patient got the plan."""

    required_to_send = (
        *(f"consent_{kind}" for kind in (ConsentKind.PLAN, ConsentKind.MUNICIPALITY, ConsentKind.GP)),
        "municipality_contact",
        "region_contact",
    )
    own = ("handed_out_on", "handed_out_how")
    municipality_contact = text(
        "Bopælskommunens kontakt", 300, help_text="Så patient og afdeling kan nå kommunen om planen. Foreslået fra registret."
    )
    region_contact = text(
        "Bopælsregionens kontakt", 300, help_text="Så forløbet kan koordineres; bekendtgørelsen kræver den. Foreslået fra registret."
    )
    handed_out_on = DayField(label="Udleveret den", help_text="Senest ved udskrivningen. Kan også registreres, når planen er sendt.")
    handed_out_how = select("Hvordan", [("", "Ikke udleveret endnu"), *HandedOutHow.choices()])

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields = _consent_fields() | self.fields

    @classmethod
    def initial_of(cls, plan: Any, version: Any) -> dict[str, Any]:
        said: dict[str, Any] = {"municipality_contact": version.municipality_contact, "region_contact": version.region_contact}
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
        on, how = self.cleaned_data.get("handed_out_on"), self.cleaned_data.get("handed_out_how")
        if on and not how:
            self.add_error("handed_out_how", "Vælg, hvordan patienten fik planen.")
        if how and not on and "handed_out_on" not in self.errors:
            self.add_error("handed_out_on", "Skriv, hvornår patienten fik planen.")

    def values(self) -> dict[str, Any]:
        clean = self.cleaned_data
        said: dict[str, Any] = {name: clean[name] for name in ("municipality_contact", "region_contact") if name in clean}
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
