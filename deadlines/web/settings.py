"""Mine varsler: a person's own settings. Regler for varsler: the authority's, dated."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts import clock
from accounts.enums import Verb
from accounts.roles import MAY
from accounts.selectors import colleagues
from accounts.web.page import page
from deadlines.alert_selectors import habits_of, ladder_of, ladders, preference_of, settings_of
from deadlines.alert_services import set_habits, set_ladder
from deadlines.rules.mailing import NO_HABITS, Habits
from deadlines.web.forms import HabitsForm, LadderForm

# Whoever may have alerts of their own can cover for a colleague.
COVERS = tuple(role for role, verbs in MAY.items() if Verb.READ_ALERTS in verbs)


@page(Verb.READ_ALERTS)
@require_http_methods(["GET", "POST"])
def mine(request: Any) -> HttpResponse:
    actor = request.actor
    row = preference_of(actor)
    people = [(str(user), f"{name}, {role.label.lower()}") for user, name, role in colleagues(actor, COVERS) if user != actor.user]
    form = HabitsForm(people, habits_of(row) if row else NO_HABITS, clock.today(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        cover = UUID(given["cover"]) if given["cover"] else None
        set_habits(actor, Habits(**{**given, "cover": cover}))
        messages.success(request, "Dine varsler er gemt.", extra_tags="gemt")
        return redirect("deadlines:mine")
    return render(request, "deadlines/mine.html", {"form": form}, status=400 if form.errors else 200)


@page(Verb.SET_ALERT_RULES)
@require_http_methods(["GET", "POST"])
def rules(request: Any) -> HttpResponse:
    actor, today = request.actor, clock.today()
    form = LadderForm(ladders([actor.tenant], today)[actor.tenant], request.POST or None)
    if request.method == "POST" and form.is_valid():
        set_ladder(actor, form.ladder())
        messages.success(request, "Reglerne er gemt og gælder fra i dag.", extra_tags="gemt")
        return redirect("deadlines:rules")
    history = [{"row": row, "ladder": ladder_of(row)} for row in settings_of(actor)]
    return render(request, "deadlines/rules.html", {"form": form, "history": history}, status=400 if form.errors else 200)
