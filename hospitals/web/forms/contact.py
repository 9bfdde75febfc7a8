"""Kontakten og diagnosen: what gave rise to the plan, and day 0."""

from typing import Any, ClassVar

from accounts import clock
from gop.enums import ContactKind
from hospitals.web.fields import DayField, long_text, radios, select, text
from hospitals.web.forms.base import Parts, StepForm, id_of, is_child

EXPECTED, CONFIRMED = "forventet", "bekraeftet"


class ContactForm(StepForm):
    required_to_send = ("discharge_date",)
    own = ("department_id", "discharge_expected", "diagnosis_query", "diagnosis_code")
    line_lists = ("diagnoses", "interventions", "controls", "excerpts")
    parts: ClassVar[Parts] = {
        "health": ("health_summary", "diagnoses", "interventions"),
        "controls": ("controls",),
        "told": ("information_given", "safety"),
        "excerpts": ("excerpts",),
    }
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
    health_summary = long_text(
        "Helbredsforhold og behandlingsforløb", "Det, der har betydning for træningen: forløb, komplikationer, restriktioner."
    )
    information_given = long_text("Information til patient og pårørende", "Hvad er patienten og de pårørende fortalt?", 3, 5_000)
    safety = long_text("Patientsikkerhed", "Hvad skal den, der træner, passe på?", 3, 5_000)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if len(self.fields["department_id"].choices) < 2:  # type: ignore[attr-defined]
            del self.fields["department_id"]
        version = options["version"]
        if is_child(version, clock.today()) and not version.safety:
            self.leave_out(["safety"])

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
            said["department_id"] = id_of(department)
        if "diagnosis_code" in self.cleaned_data:
            said["diagnosis_code"] = self.cleaned_data["diagnosis_code"]
        return said
