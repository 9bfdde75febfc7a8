"""Type og frist."""

from typing import Any

from deadlines.enums import StartReason
from gop.enums import PlanType, SpecialisedReason
from hospitals.web.fields import DayField, long_text, radios, select
from hospitals.web.forms.base import StepForm, id_of


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
            said["performing_department_id"] = id_of(self.cleaned_data["performing_department_id"])
        return said
