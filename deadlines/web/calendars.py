"""Kalender og mål: opening days, single days, postal days and own goals of one organisation, each with its dates."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts import clock
from accounts.contacts import KEEPS, contacts_to_ask_about
from accounts.enums import Verb
from accounts.offerings import to_ask_about
from accounts.web.page import page
from deadlines import calendar_services as change
from deadlines.calendar_selectors import own_goal
from deadlines.enums import CalendarKind
from deadlines.errors import NotAccepted
from deadlines.web import calendar_forms as forms
from deadlines.web.calendar_words import context_of, goal_row

COMPUTED = "Sidste arbejdsdag og varsel for åbne frister regnes om. Fristerne selv flytter ikke."


@page(Verb.MANAGE_ORGANISATION)
@require_GET
def show(request: Any) -> HttpResponse:
    return _shown(request)


def _shown(request: Any, bound: forms.OwnForm | None = None) -> HttpResponse:
    """The page; with a form that was refused, what was typed in it and why."""
    own = (forms.WeekForm, forms.DaysForm, forms.PostForm, forms.GoalForm)
    first = {forms.WeekForm.name: {"weekdays": list(range(5)), "closed_on_holidays": True}}
    all_forms = {one.name: bound if isinstance(bound, one) else one(initial=first.get(one.name)) for one in own}
    today, keeps = clock.today(), request.actor.organisation_kind in KEEPS
    context = {**context_of(request.actor, today), "forms": all_forms, "bound": bound, "computed": COMPUTED, "may_keep_contacts": keeps}
    context["old_contacts"] = contacts_to_ask_about(request.actor, today) if keeps else 0
    context["old_offers"] = to_ask_about(request.actor, today) if keeps else 0
    return render(request, "deadlines/calendars.html", context, status=422 if bound else 200)


def _tried(form: forms.OwnForm, write: Callable[[dict[str, Any]], object]) -> bool:
    """Whether the change was made; else the form says why not."""
    valid = form.is_valid()
    try:
        if valid:
            write(form.cleaned_data)
    except NotAccepted as refused:
        form.refuse(refused.wrong)
        return False
    return valid


def _saved(request: Any, text: str) -> HttpResponse:
    messages.success(request, text)
    return redirect("calendars:show")


def _answer(request: Any, form: forms.OwnForm, write: Callable[[dict[str, Any]], object], saved: str) -> HttpResponse:
    """What each form of the page does. Its address in the browser's bar leads to the page."""
    if request.method == "GET":
        return redirect("calendars:show")
    return _saved(request, saved) if _tried(form, write) else _shown(request, form)


@page(Verb.MANAGE_ORGANISATION)
@require_http_methods(["GET", "POST"])
def week(request: Any) -> HttpResponse:
    form = forms.WeekForm(request.POST)
    return _answer(request, form, lambda said: change.set_week(request.actor, **said), f"Åbningsdagene er gemt. {COMPUTED}")


@page(Verb.MANAGE_ORGANISATION)
@require_http_methods(["GET", "POST"])
def days(request: Any) -> HttpResponse:
    def write(said: dict[str, Any]) -> None:
        change.set_days(request.actor, **said | {"kind": CalendarKind(said["kind"]) if said["kind"] else None})

    return _answer(request, forms.DaysForm(request.POST), write, f"Dagen er gemt. {COMPUTED}")


@page(Verb.MANAGE_ORGANISATION)
@require_http_methods(["GET", "POST"])
def post(request: Any) -> HttpResponse:
    saved = "Postdagene er gemt. Breve, der allerede er registreret, beholder deres dag."
    return _answer(request, forms.PostForm(request.POST), lambda said: change.set_postal_days(request.actor, **said), saved)


@page(Verb.MANAGE_ORGANISATION)
@require_http_methods(["GET", "POST"])
def new_goal(request: Any) -> HttpResponse:
    form = forms.GoalForm(request.POST)
    return _answer(request, form, lambda said: _set_goal(request, form), "Målet er gemt. Det står på sagerne under »Egne mål«.")


@page(Verb.MANAGE_ORGANISATION)
@require_http_methods(["GET", "POST"])
def goal(request: Any, series: UUID) -> HttpResponse:
    """Change a goal from a day on, or let it end."""
    row = own_goal(request.actor, series)
    if row is None:
        raise Http404
    if request.method == "GET":
        return _goal_page(request, series, forms.GoalForm(initial=forms.of_goal(row)), forms.EndForm())
    form = forms.GoalForm(request.POST)
    if not _tried(form, lambda said: _set_goal(request, form, series)):
        return _goal_page(request, series, form, forms.EndForm(), status=422)
    return _saved(request, "Målet er ændret fra den dag, du valgte. Sager regnet fra en tidligere dag beholder det, der gjaldt.")


@page(Verb.MANAGE_ORGANISATION)
@require_http_methods(["GET", "POST"])
def end_goal(request: Any, series: UUID) -> HttpResponse:
    row = own_goal(request.actor, series)
    if row is None:
        raise Http404
    if request.method == "GET":
        return redirect("calendars:goal", series)
    form = forms.EndForm(request.POST)
    if not _tried(form, lambda said: change.end_goal(request.actor, series, **said)):
        return _goal_page(request, series, forms.GoalForm(initial=forms.of_goal(row)), form, status=422)
    return _saved(request, "Målet ophører fra den dag, du valgte.")


def _set_goal(request: Any, form: forms.GoalForm, series: UUID | None = None) -> None:
    said = form.cleaned_data
    change.set_goal(request.actor, form.asked, valid_from=said["valid_from"], valid_to=said["valid_to"], series=series)


def _goal_page(request: Any, series: UUID, form: forms.GoalForm, end: forms.EndForm, status: int = 200) -> HttpResponse:
    bound = next((one for one in (form, end) if one.is_bound), None)
    context = {"series": series, "form": form, "end": end, "bound": bound, "rows": goal_row(request.actor, series, clock.today())}
    return render(request, "deadlines/own_goal.html", context, status=status)
