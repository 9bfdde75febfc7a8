"""Leverandører: who trains for the municipalities, for anybody. A signed-in authority sees its own contracts too. No citizen."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from accounts import clock
from accounts.actor import Actor, job_actor
from accounts.enums import Kind, OrganisationKind
from accounts.tenancy import acting_as
from accounts.web.page import public_page
from gop.enums import TrainingField
from municipalities.provider_selectors import A_PAGE, Wanted, listed, municipalities_on, provider
from municipalities.provider_services import PREFIX
from municipalities.web.agreement_forms import LEVELS
from municipalities.web.provider_words import listed_row, provider_facts

NOBODY = job_actor("municipalities.directory", Kind.PUBLIC)
KINDS = [("", "Begge slags"), ("kl", "KL's aftaler, til udvidet frit valg"), ("egen", "Egne aftaler")]


class FilterForm(forms.Form):
    """Everything about the list is in its address. A value that is not on a list is passed over."""

    use_required_attribute = False
    fagomraade = forms.ChoiceField(label="Fagområde", required=False, choices=[("", "Alle"), *TrainingField.choices()])
    niveau = forms.ChoiceField(label="Niveau", required=False, choices=[("", "Begge"), *LEVELS])
    aftale = forms.ChoiceField(label="Slags aftale", required=False, choices=KINDS)
    kommune = forms.ChoiceField(label="Nærmest ved", required=False)

    def __init__(self, data: Any, towns: list[tuple[str, str]], *, own: bool) -> None:
        super().__init__(data)
        self.fields["kommune"].choices = [("", "Ingen bestemt kommune"), *towns]  # type: ignore[attr-defined]
        if not own:
            del self.fields["aftale"]

    @property
    def said(self) -> dict[str, str]:
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}


def reader(request: Any) -> Actor:
    """An authority reads as itself, so that its own contracts are there; everybody else as nobody in particular."""
    actor: Actor | None = request.actor
    return actor if actor is not None and actor.kind == Kind.AUTHORITY else NOBODY


@public_page
@require_GET
def show(request: Any) -> HttpResponse:
    """`side`: which fifty."""
    actor, today = reader(request), clock.today()
    own = actor.organisation
    with acting_as(actor):
        towns = municipalities_on(today)
        data = request.GET.copy()
        if own and "kommune" not in data and actor.organisation_kind == OrganisationKind.MUNICIPALITY:
            data["kommune"] = next((code for code, _, key in towns if key == own), "")
        form = FilterForm(data, [(code, name) for code, name, _ in towns], own=own is not None)
        said = form.said
        near: UUID | None = next((key for code, _, key in towns if code == said.get("kommune")), None)
        wanted = Wanted(today, said.get("fagomraade", ""), said.get("niveau", ""), said.get("aftale", ""), own, near)
        number = _number(request.GET.get("side", ""))
        rows, total = listed(wanted, number)
        context = {
            "form": FilterForm(data, [(code, name) for code, name, _ in towns], own=own is not None),
            "rows": [listed_row(one, wanted) for one in rows],
            "total": total,
            "first": A_PAGE * (number - 1) + 1,
            "last": A_PAGE * (number - 1) + len(rows),
            "before": _page(said, number - 1) if number > 1 else "",
            "after": _page(said, number + 1) if A_PAGE * number < total else "",
            "near": near is not None,
            "own": own is not None,
        }
    return render(request, "municipalities/directory.html", context)


@public_page
@require_GET
def one(request: Any, name: str) -> HttpResponse:
    """A provider's own page."""
    actor, today = reader(request), clock.today()
    with acting_as(actor):
        wanted = Wanted(today, contracts_of=actor.organisation)
        found = provider(f"{PREFIX}{name}", wanted)
        context = provider_facts(found, wanted) if found else {}
    if found is None:
        raise Http404
    return render(request, "municipalities/provider.html", context)


def _number(text: str) -> int:
    return min(int(text), 1000) if text.isdecimal() and text != "0" * len(text) else 1


def _page(said: dict[str, str], number: int) -> str:
    return f"{reverse('directory:list')}?{urlencode({**said, 'side': str(number)})}"
