"""Teams: name, lead, members and area."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.enums import Verb
from accounts.selectors import colleagues
from accounts.web.page import page
from municipalities.selectors import all_teams
from municipalities.services import MAY_OWN, save_team, team_in_use
from municipalities.web.answering import change_page, form_page, people_of, saved, tried
from municipalities.web.forms import TeamForm, of_team
from municipalities.web.words import sections, team_row

PAGE = "municipalities/team_form.html"


@page(Verb.READ_CASE)
@require_GET
def show(request: Any) -> HttpResponse:
    actor = request.actor
    people = {user: name for user, name, _ in colleagues(actor, MAY_OWN)}
    rows = [team_row(row, people) for row in all_teams(actor)]
    context = {"teams": rows, "sections": sections("team:teams"), "may": actor.may(Verb.MANAGE_TEAM)}
    return render(request, "municipalities/teams.html", context)


@page(Verb.MANAGE_TEAM)
@require_http_methods(["GET", "POST"])
def new(request: Any) -> HttpResponse:
    form = TeamForm(people_of(request.actor), request.POST or None)
    if request.method == "POST" and tried(form, lambda: save_team(request.actor, None, form.asked)):
        return saved(request, "Teamet er oprettet.", "team:teams")
    return form_page(request, PAGE, form, row=None)


@page(Verb.MANAGE_TEAM)
@require_http_methods(["GET", "POST"])
def change(request: Any, team_id: UUID) -> HttpResponse:
    """Change a team, close it, or open it again."""
    actor, do = request.actor, request.POST.get("do", "gem")
    row = next((one for one in all_teams(actor) if one.id == team_id), None)
    if row is None:
        raise Http404
    if request.method == "POST" and do in ("luk", "aabn"):
        team_in_use(actor, team_id, in_use=do == "aabn")
        return saved(request, f"{row.name} er {'åbnet igen' if do == 'aabn' else 'lukket og får ingen nye sager'}.", "team:teams")
    people = people_of(actor)
    form = TeamForm(people, request.POST or None, of_team(row))
    if request.method == "POST" and tried(form, lambda: save_team(actor, team_id, form.asked, form.cleaned_data["stamp"] or None)):
        return saved(request, "Teamet er gemt.", "team:teams")
    return change_page(request, PAGE, form, row, TeamForm(people, None, of_team(row)))
