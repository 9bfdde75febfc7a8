"""Leverandørens oplysninger: what a private provider keeps of itself. Waiting times stand in one table, since they change most."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.enums import Verb
from accounts.web.page import page, performs
from municipalities.own_provider import STALE, cells_of, details_of, site_of, sites_of
from municipalities.provider_selectors import is_provider, key_of
from municipalities.provider_services import PREFIX, save_details, save_site, site_in_use
from municipalities.waiting_services import state_same, state_waiting
from municipalities.web.agreement_words import cell_words
from municipalities.web.answering import REFUSED, change_page, form_page, saved, tried
from municipalities.web.forms import one_id
from municipalities.web.provider_forms import DetailsForm, SameForm, SiteForm, WaitingForm, of_details, of_site
from municipalities.web.provider_words import told_words

SITE, DETAILS = "municipalities/own_site.html", "municipalities/own_details.html"
View = Callable[..., HttpResponse]


def of_a_provider(view: View) -> View:
    """Every organisation has an administrator, but only a private provider has these pages."""

    @wraps(view)
    def inner(request: Any, **kwargs: Any) -> HttpResponse:
        if is_provider(request.actor.tenant):
            return view(request, **kwargs)
        messages.info(request, "Siden er for private leverandører.")
        return redirect("home")

    return inner


@page(Verb.KEEP_WAITING_TIMES)
@performs
@require_http_methods(["GET", "POST"])
@of_a_provider
def show(request: Any) -> HttpResponse:
    """What is said is said anew today, all of it in one form."""
    actor = request.actor
    cells, do = cells_of(actor), request.POST.get("do", "")
    same = SameForm(cells, request.POST if do == "alle" else None)
    form = WaitingForm(cells, request.POST if request.method == "POST" and do != "alle" else None)
    if do == "alle" and tried(same, lambda: state_same(actor, one_id(same.cleaned_data["place"]), [one.cell for one in cells], same.told)):
        return saved(request, "Ventetiden for hele stedet er oplyst i dag.", "provider:show")
    if form.is_bound and tried(form, lambda: state_waiting(actor, form.said, form.seen)):
        return saved(request, "Ventetiderne er oplyst i dag.", "provider:show")
    details = details_of(actor)
    context = {
        "form": same if same.is_bound else form,
        "same": same,
        "rows": [{**row, "words": cell_words(row["asked"].cell), "told": _told(row["asked"])} for row in form.rows()],
        "stale": sum(one.stale for one in cells),
        "days": STALE.days,
        "details": details,
        "sites": sites_of(actor),
        "public": reverse("directory:provider", args=[key_of(actor.tenant).removeprefix(PREFIX)]),
    }
    return render(request, "municipalities/own_provider.html", context, status=REFUSED if form.errors or same.errors else 200)


def _told(asked: Any) -> str:
    return f"{told_words(asked.row)} af {asked.row.stated_by_name}" if asked.row else "ikke oplyst endnu"


@page(Verb.KEEP_WAITING_TIMES)
@performs
@require_http_methods(["GET", "POST"])
@of_a_provider
def details(request: Any) -> HttpResponse:
    actor = request.actor
    form = DetailsForm(request.POST or None, initial=of_details(details_of(actor)))
    if request.method == "POST" and tried(form, lambda: save_details(actor, form.asked)):
        return saved(request, "Oplysningerne er gemt.", "provider:show")
    return form_page(request, DETAILS, form, row=None)


@page(Verb.KEEP_WAITING_TIMES)
@performs
@require_http_methods(["GET", "POST"])
@of_a_provider
def new_site(request: Any) -> HttpResponse:
    form = SiteForm(request.POST or None)
    if request.method == "POST" and tried(form, lambda: save_site(request.actor, None, form.asked)):
        return saved(request, "Stedet er oprettet. Oplys ventetiden for det.", "provider:show")
    return form_page(request, SITE, form, row=None)


@page(Verb.KEEP_WAITING_TIMES)
@performs
@require_http_methods(["GET", "POST"])
def site(request: Any, place_id: UUID) -> HttpResponse:
    """Change a place, put it away, or take it up again."""
    actor, do = request.actor, request.POST.get("do", "gem")
    row = site_of(actor, place_id)
    if row is None:
        raise Http404
    if request.method == "POST" and do in ("luk", "aabn"):
        site_in_use(actor, place_id, in_use=do == "aabn")
        return saved(request, f"{row.name} er {'i brug igen' if do == 'aabn' else 'lagt væk'}.", "provider:show")
    form = SiteForm(request.POST or None, initial=of_site(row))
    if request.method == "POST" and tried(form, lambda: save_site(actor, place_id, form.asked, form.cleaned_data["stamp"] or None)):
        return saved(request, "Stedet er gemt.", "provider:show")
    return change_page(request, SITE, form, row, SiteForm(initial=of_site(row)))
