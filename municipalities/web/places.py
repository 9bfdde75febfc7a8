"""Places and weekly times: where and when first meetings can be held, and how many citizens there is room for."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from accounts import clock
from accounts.enums import Verb
from accounts.web.page import page
from municipalities.selectors import all_places, place_of, places_of, teams_of, time_of, times_of
from municipalities.services import place_in_use, save_place, save_time
from municipalities.web.answering import change_page, form_page, saved, tried
from municipalities.web.forms import PlaceForm, TimeForm, of_place, of_time
from municipalities.web.words import named, place_row, sections, time_row

PLACE, TIME = "municipalities/place_form.html", "municipalities/time_form.html"


@page(Verb.READ_CASE)
@require_GET
def show(request: Any) -> HttpResponse:
    """What holds today and later; times that have ended are out of sight."""
    actor, today = request.actor, clock.today()
    coming = times_of(actor, today, date.max)
    context = {
        "places": [place_row(row) for row in all_places(actor)],
        "times": [time_row(row) for row in coming],
        "seats": sum(row.seats for row in coming if row.valid_from <= today),
        "today": today,
        "sections": sections("team:places"),
        "may": actor.may(Verb.MANAGE_TEAM),
    }
    return render(request, "municipalities/places.html", context)


@page(Verb.MANAGE_TEAM)
@require_http_methods(["GET", "POST"])
def new_place(request: Any) -> HttpResponse:
    form = PlaceForm(request.POST or None)
    if request.method == "POST" and tried(form, lambda: save_place(request.actor, None, form.asked)):
        return saved(request, "Stedet er oprettet.", "team:places")
    return form_page(request, PLACE, form, row=None)


@page(Verb.MANAGE_TEAM)
@require_http_methods(["GET", "POST"])
def place(request: Any, place_id: UUID) -> HttpResponse:
    """Change a place, put it away, or take it up again."""
    actor, do = request.actor, request.POST.get("do", "gem")
    row = place_of(actor, place_id)
    if row is None:
        raise Http404
    if request.method == "POST" and do in ("luk", "aabn"):
        place_in_use(actor, place_id, in_use=do == "aabn")
        return saved(request, f"{row.name} er {'i brug igen' if do == 'aabn' else 'lagt væk'}.", "team:places")
    form = PlaceForm(request.POST or None, initial=of_place(row))
    if request.method == "POST" and tried(form, lambda: save_place(actor, place_id, form.asked, form.cleaned_data["stamp"] or None)):
        return saved(request, "Stedet er gemt. Breve, der er sendt, beholder den adresse, de har.", "team:places")
    return change_page(request, PLACE, form, row, PlaceForm(initial=of_place(row)))


@page(Verb.MANAGE_TEAM)
@require_http_methods(["GET", "POST"])
def new_time(request: Any) -> HttpResponse:
    """`fra`: the time that is copied."""
    actor = request.actor
    copied = time_of(actor, _uuid(request.GET.get("fra", "")))
    form = TimeForm(named(places_of(actor)), named(teams_of(actor)), request.POST or None, of_time(copied) if copied else None)
    if request.method == "POST" and tried(form, lambda: save_time(actor, None, form.asked)):
        return saved(request, "Tiden er oprettet.", "team:places")
    return form_page(request, TIME, form, row=None)


@page(Verb.MANAGE_TEAM)
@require_http_methods(["GET", "POST"])
def weekly_time(request: Any, time_id: UUID) -> HttpResponse:
    actor = request.actor
    row = time_of(actor, time_id)
    if row is None:
        raise Http404
    places, teams = named(places_of(actor)), named(teams_of(actor))
    form = TimeForm(places, teams, request.POST or None, of_time(row))
    if request.method == "POST" and tried(form, lambda: save_time(actor, time_id, form.asked, form.cleaned_data["stamp"] or None)):
        return saved(request, "Tiden er gemt. Møder, der er tilbudt, står ved magt.", "team:places")
    return change_page(request, TIME, form, row, TimeForm(places, teams, None, of_time(row)))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
