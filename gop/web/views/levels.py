"""Niveauer og aftaler: the criteria of each type and level, who is responsible, and the agreements in force on a day. No citizen."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts import clock
from accounts.enums import OrganisationKind
from accounts.selectors import organisations
from accounts.web.page import any_role
from gop.criteria import LEVEL_CRITERIA
from gop.enums import PlanType
from gop.rules import responsibility
from gop.rules.agreements import Agreement
from gop.rules.levels import LEVEL_SOURCE, TYPES, TypeWords
from gop.selectors.agreements import agreements_on
from gop.selectors.law import responsibility_rows

MISSING = "Skriv en dato, der findes, fx 24.05.2026."


class DayForm(forms.Form):
    """The day asked for; the browser's own date or a typed one."""

    dag = forms.DateField(
        label="Gælder den",
        required=False,
        input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y"],
        error_messages={"invalid": MISSING},
        widget=forms.DateInput(attrs={"type": "date"}),
    )


@any_role
@require_GET
def levels(request: Any) -> HttpResponse:
    form = DayForm(request.GET if "dag" in request.GET else {"dag": clock.today()})
    day = (form.cleaned_data.get("dag") if form.is_valid() else None) or clock.today()
    context = {
        "form": form,
        "day": day,
        "types": [_type(one, day) for one in TYPES],
        "levels": [{"label": level.label, "criteria": list(ticks.values())} for level, ticks in LEVEL_CRITERIA.items()],
        "level_source": LEVEL_SOURCE,
        "regions": _regions(day),
    }
    return render(request, "gop/levels.html", context, status=400 if form.errors else 200)


def _type(words: TypeWords, day: date) -> dict[str, Any]:
    return {"label": words.plan_type.label, "words": words, "who": _who(words.plan_type, day)}


def _who(plan_type: PlanType, day: date) -> dict[str, Any] | None:
    """Authority and performer of the day, or None where no row holds."""
    found = responsibility(responsibility_rows(plan_type), plan_type, None, day)
    if found is None:
        return None
    held = {OrganisationKind.MUNICIPALITY: "bopælskommunen", OrganisationKind.REGION: "bopælsregionen"}
    return {
        "authority": held.get(found.authority, "sygehuset"),
        "performer": held.get(found.performer, "det valgte sygehus"),
        "paragraph": found.paragraph,
        "assumption": found.assumption,
    }


def _regions(day: date) -> list[dict[str, Any]]:
    """Every region of the day with its rows; one without any is said to be so, with its last day where it ends."""
    rows: dict[str, list[Agreement]] = {}
    for one in agreements_on(day):
        rows.setdefault(one.region, []).append(one)
    return [
        {"name": region.name, "ends": region.valid_to, "rows": rows.get(region.name, [])}
        for region in organisations(OrganisationKind.REGION, day)
    ]
