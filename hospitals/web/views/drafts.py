"""A new plan, its last look, and sending it."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts import clock
from accounts.enums import Verb
from accounts.web.page import page
from gop.criteria import Missing
from gop.enums import PlanState
from gop.selectors.attachments import attachments_in
from gop.selectors.plans import departments_of, version_of
from gop.selectors.receivers import receivers
from gop.services.drafts import create_draft
from gop.services.sending import send_plan
from gop.web.plan_view import plan_sections
from hospitals.web.attempt import BAD, OK, attempt
from hospitals.web.letters import paper_links
from hospitals.web.presenters import lacks, replacing, step_aside, steps_of, to_be_sent
from hospitals.web.steps import REVIEW, step_url
from hospitals.web.views import open_plan
from hospitals.web.views.attachments import rows_of


@page(Verb.WRITE_PLAN)
@require_http_methods(["GET", "POST"])
def new(request: Any) -> HttpResponse:
    """The page brings the id, so that the same form sent twice makes one draft. Several departments: choose first."""
    departments = departments_of(request.actor, clock.today())
    context: dict[str, Any] = {"departments": departments, "plan_id": _uuid(request.POST.get("plan_id", "")) or uuid.uuid4()}
    if request.method == "GET" or (len(departments) > 1 and "department_id" not in request.POST):
        return render(request, "hospitals/new.html", context)
    chosen = _uuid(request.POST.get("department_id", ""))
    if len(departments) > 1 and chosen is None:
        return render(request, "hospitals/new.html", context | _at_department("Vælg den afdeling, planen kommer fra."), status=BAD)
    answer = attempt(lambda: create_draft(request.actor, context["plan_id"], chosen))
    if answer.messages:
        return render(request, "hospitals/new.html", context | _at_department(answer.messages[0][1]), status=answer.status)
    if answer.result.changed_at > answer.result.created_at:
        messages.info(request, "Her er den plan, du allerede har begyndt. En ny begynder du fra Mine planer.")
        return redirect("hospitals:plan", answer.result.id)
    return redirect("hospitals:step", answer.result.id, "patient")


def _at_department(sentence: str) -> dict[str, Any]:
    return {"error": sentence, "errors": [{"text": sentence, "url": "#id_department_id"}]}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def review(request: Any, plan: Any, refused: list[tuple[str, str]] | None = None, status: int = OK) -> HttpResponse:
    """The plan as its reader will see it, and exactly who gets it."""
    version = version_of(plan)
    # What sending will write; here only shown.
    version.author_name, version.department_name, version.hospital_name = (
        request.actor.name,
        plan.department.name,
        request.actor.organisation_name,
    )
    consents = list(plan.consents.all())
    aside = step_aside(plan, version, REVIEW, clock.now(), clock.today())
    missing: list[Missing] = aside["missing"]
    known = {one.message for one in missing}
    errors = [{"text": said, "url": ""} for _, said in refused or [] if said not in known] + (lacks(plan, missing) if refused else [])
    context = {
        "plan": plan,
        "version": version,
        "step": REVIEW,
        "steps": steps_of(plan, REVIEW, missing, wrong=refused is not None),
        "attachments": rows_of(plan, attachments_in(plan.id, version.number)),
        "sections": plan_sections(version, version.address, consents),
        "receivers": to_be_sent(receivers(version, {one.kind: one.answer for one in consents}, clock.today())),
        "paper": [] if missing else paper_links(plan, version),
        "errors": errors,
        "all_lacks": lacks(plan, missing),
        "replacing": replacing(plan),
        "seen": clock.now().isoformat(),
        "back": step_url(plan.id, "samtykke"),
        **aside,
    }
    return render(request, "hospitals/steps/send.html", context, status=status)


@page(Verb.SEND_PLAN)
@require_POST
def send(request: Any, plan_id: UUID) -> HttpResponse:
    """Pressed twice, the second press shows the sent plan."""
    answer = attempt(lambda: send_plan(request.actor, plan_id))
    plan = open_plan(request, plan_id)
    if answer.messages and plan.state == PlanState.DRAFT:
        return review(request, plan, answer.messages, answer.status)
    for _, sentence in answer.messages:
        messages.warning(request, sentence)
    if not answer.messages:
        messages.success(request, "Planen er sendt.")
    return redirect("hospitals:plan", plan_id)
