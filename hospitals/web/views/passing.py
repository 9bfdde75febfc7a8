"""A draft goes to a colleague."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.enums import Verb
from accounts.web.page import page
from gop.enums import PlanState
from gop.selectors.colleagues import who_may_write
from gop.services.passing_drafts import pass_draft
from hospitals.web.attempt import BAD, OK, attempt, tell
from hospitals.web.fields import select
from hospitals.web.views import open_plan


class PassForm(forms.Form):
    to = select("Kollega", required=True, hint="De, der skriver planer for afdelingen i dag.")

    def __init__(self, *args: Any, people: list[tuple[UUID, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].choices = [("", "Vælg kollega"), *((str(one), name) for one, name in people)]  # type: ignore[attr-defined]


@page(Verb.WRITE_PLAN)
@require_http_methods(["GET", "POST"])
def pass_on(request: Any, plan_id: UUID) -> HttpResponse:
    """The page carries whose draft it was, so that two who give it away at once do not both believe it."""
    plan = open_plan(request, plan_id)
    if plan.state != PlanState.DRAFT:
        messages.info(request, "Planen er sendt, så der er ingen kladde at give videre.")
        return redirect("hospitals:plan", plan_id)
    people = [(one, name) for one, name in who_may_write(request.actor, plan.department_id) if one != plan.author_id]
    if request.method == "GET":
        return _show(request, plan, PassForm(people=people))
    form = PassForm(request.POST, people=[*people, (plan.author_id, plan.author_name)])
    if not form.is_valid():
        return _show(request, plan, form, BAD)
    to = UUID(form.cleaned_data["to"])
    answer = attempt(lambda: pass_draft(request.actor, plan_id, to, _uuid(request.POST.get("author", ""))))
    if answer.messages:
        tell(form, answer.messages)
        return _show(request, open_plan(request, plan_id), form, answer.status)
    messages.success(request, f"{answer.result.author_name} har nu kladden.")
    return redirect("hospitals:outbox")


def _show(request: Any, plan: Any, form: PassForm, status: int = OK) -> HttpResponse:
    mine = plan.author_id == request.actor.person
    context = {"plan": plan, "form": form, "mine": mine, "may": mine or request.actor.may(Verb.REASSIGN_DRAFT)}
    return render(request, "hospitals/pass_on.html", context, status=status)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
