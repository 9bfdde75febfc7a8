"""The form of an assessment that ends without a plan. Which ticks there are follows from the outcome."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from accounts import clock
from accounts.words import cpr_text
from gop.enums import ToldWithout, WithoutOutcome
from gop.services.without import Said
from hospitals.web.fields import CprField, DayField, long_text, select, text

LABELS = {
    WithoutOutcome.REFERRED: ("Henvist den", "Henvist af"),
}


class WithoutForm(forms.Form):
    cpr = CprField(label="CPR-nummer", longest=20)
    citizen_name = text("Navn", 200)
    department_id = select("Afdeling")
    home_municipality_id = select("Bopælskommune", hint="Efter folkeregistret. Den afgør, hvilken region der vurderer behovet.")
    assessed_on = DayField(label="Vurderet den")
    assessed_by = text("Vurderet af", 200, help_text="Navn og stilling. Lægen kan have overladt vurderingen til en anden.")
    told = forms.MultipleChoiceField(
        label="Patienten har fået at vide", required=False, widget=forms.CheckboxSelectMultiple, choices=ToldWithout.choices()
    )
    told_on = DayField(label="Fortalt den")
    told_note = long_text("Bemærkning", "Kommer med i teksten til epikrisen.", 3)

    def __init__(
        self,
        *args: Any,
        outcome: WithoutOutcome,
        may: Sequence[ToldWithout],
        who: str,
        departments: Sequence[tuple[str, str]],
        municipalities: Sequence[tuple[str, str]],
        plan: Any = None,
        known: bool = False,
        number: str = "",
        **options: Any,
    ) -> None:
        today = clock.today()
        options["initial"] = {"assessed_on": today, "told_on": today, "assessed_by": who}
        if plan is not None:
            options["initial"] |= {"cpr": cpr_text(number), "citizen_name": plan.citizen_name}
        super().__init__(*args, **options)
        self.outcome = outcome
        self.fields["told"].choices = [(str(one), one.label) for one in may]  # type: ignore[attr-defined]
        self.fields["department_id"].choices = departments  # type: ignore[attr-defined]
        self.fields["home_municipality_id"].choices = [("", "Vælg kommune"), *municipalities]  # type: ignore[attr-defined]
        for name, label in zip(("assessed_on", "assessed_by"), LABELS.get(outcome, ()), strict=False):
            self.fields[name].label = label
        if known:
            del self.fields["cpr"], self.fields["citizen_name"]
        if plan is not None or len(departments) < 2:
            del self.fields["department_id"]
        if outcome != WithoutOutcome.REFERRED:
            del self.fields["home_municipality_id"]

    def said(self) -> Said:
        clean = self.cleaned_data
        return Said(
            outcome=self.outcome,
            assessed_on=clean.get("assessed_on"),
            assessed_by=clean.get("assessed_by", ""),
            told_on=clean.get("told_on"),
            told=[ToldWithout(one) for one in clean.get("told", [])],
            told_note=clean.get("told_note", ""),
            cpr=clean.get("cpr", ""),
            citizen_name=clean.get("citizen_name", ""),
            department_id=UUID(clean["department_id"]) if clean.get("department_id") else None,
            home_municipality_id=UUID(clean["home_municipality_id"]) if clean.get("home_municipality_id") else None,
        )
