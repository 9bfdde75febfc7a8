"""Fristberegner: the law's dates for a plan, for anybody. Nothing is kept, and no tenant's table is read."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts import clock
from accounts.tenancy import acting_as
from accounts.web.page import public_page
from deadlines.enums import StartReason
from gop.enums import PlanType
from gop.rules.calculation import Answer, BadQuestion
from gop.selectors.calculation import NOBODY, answer_to, municipalities_on
from gop.web.plan_clocks import clock_rows


class DateInput(forms.DateInput):
    input_type = "date"


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"


class CalculatorForm(forms.Form):
    """Only draws and keeps what was typed; what is right is decided by gop.rules.calculation."""

    type = forms.ChoiceField(label="Planens type", choices=PlanType.choices(), widget=forms.RadioSelect)
    discharged = forms.CharField(label="Udskrivning (dag 0)", widget=DateInput)
    earliest_start = forms.CharField(
        label="Planens tidligste start", required=False, widget=DateInput, help_text="Kun hvis planen siger det."
    )
    reason = forms.ChoiceField(
        label="Hvorfor en senere start", required=False, choices=[("", "Ikke valgt (sundhedsfaglig)"), *StartReason.choices()]
    )
    latest_start = forms.CharField(label="Planens seneste start", required=False, widget=DateInput, help_text="Kun hvis planen siger det.")
    received = forms.CharField(label="Planen modtaget", required=False, widget=MomentInput)
    offered = forms.CharField(
        label="Tilbudt første møde", required=False, widget=MomentInput, help_text="Hvornår mødet er, ikke hvornår det blev tilbudt."
    )
    municipality = forms.ChoiceField(label="Bopælskommune", required=False)
    at = forms.CharField(label="Set fra", required=False, widget=MomentInput, help_text="Tomt: uden hensyn til, hvad klokken er.")

    def __init__(self, data: Mapping[str, str] | None, municipalities: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["municipality"].choices = [("", "Ikke valgt"), *municipalities]  # type: ignore[attr-defined]


@public_page
@require_GET
def calculator(request: Any) -> HttpResponse:
    """The form, and under it the answer when something was asked."""
    given = {name: value for name, value in request.GET.items() if name in CalculatorForm.base_fields}
    with acting_as(NOBODY):
        form = CalculatorForm(given or None, municipalities_on(clock.today()))
    context: dict[str, Any] = {"form": form}
    if given:
        form.full_clean()
        form.errors.clear()
        try:
            context |= shown(answer_to(given))
        except BadQuestion as error:
            for field, reason in error.problems:
                form.add_error(field, reason)
    return render(request, "gop/calculator.html", context, status=400 if form.errors else 200)


def shown(answer: Answer) -> dict[str, Any]:
    labels = {"authority": "Myndighed", "payer": "Finansiering", "performer": "Udfører"}
    today = answer.asked.at.date() if answer.asked.at else clock.today()
    return {
        "answer": answer,
        "clocks": clock_rows(answer.clocks, today),
        "parties": [{"label": labels[name], "value": party.name or party.kind.label} for name, party in answer.parties.items() if party],
    }
