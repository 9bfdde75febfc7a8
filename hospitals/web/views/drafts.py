"""A new plan, its six steps, and sending it."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts import clock
from accounts.enums import Verb
from accounts.web.page import page
from gop.criteria import Missing
from gop.enums import PlanState
from gop.selectors.plans import departments_of, version_of
from gop.selectors.receivers import receivers
from gop.services.drafts import create_draft, save_step
from gop.services.sending import send_plan
from gop.web.plan_diagnoses import found_diagnoses
from gop.web.plan_view import plan_sections
from hospitals.web.attempt import BAD, OK, attempt, tell
from hospitals.web.forms import StepForm
from hospitals.web.presenters import lacks, step_aside, steps_of, to_be_sent
from hospitals.web.steps import FORMS, REVIEW, TITLES, contradictions, field_name, lists_for, next_step, step_url
from hospitals.web.views import open_plan


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


@page(Verb.WRITE_PLAN)
@require_http_methods(["GET", "POST"])
def step(request: Any, plan_id: UUID, step: str) -> HttpResponse:
    if step not in TITLES:
        raise Http404
    plan = open_plan(request, plan_id)
    if plan.state != PlanState.DRAFT:
        if request.method == "POST":
            messages.info(request, "Planen er sendt, så det sidste, du skrev, er ikke gemt.")
        return redirect("hospitals:plan", plan_id)
    if step == REVIEW:
        return _review(request, plan)
    version = version_of(plan)
    options = {"lists": lists_for(step, request.actor, clock.today()), "plan": plan, "version": version}
    if request.method == "GET":
        return _show(request, plan, version, step, FORMS[step](**options))
    return _save(request, plan_id, step, FORMS[step](request.POST, **options))


def _save(request: Any, plan_id: UUID, step: str, form: StepForm) -> HttpResponse:
    """Keeps what can be kept. What cannot, or goes against another answer, is said at its field and stays as typed."""
    form.is_valid()
    answer = attempt(lambda: save_step(request.actor, plan_id, form.values()))
    if answer.status == BAD and "diagnosis_code" in form.cleaned_data:  # the one value that only the service can judge
        tell(form, answer.messages, field_name)
        kept = {name: value for name, value in form.values().items() if name != "diagnosis_code"}
        answer = attempt(lambda: save_step(request.actor, plan_id, kept))
    elif answer.messages:
        tell(form, answer.messages, field_name)
    plan = open_plan(request, plan_id)
    version = version_of(plan)
    action, search = request.POST.get("action"), request.POST.get("diagnosis_query", "").strip()
    searching = action == "soeg" and bool(search)
    if search and not request.POST.get("diagnosis_code") and not searching and "diagnosis_query" in form.fields:
        form.add_error("diagnosis_query", "Vælg en diagnose på listen, eller ryd søgefeltet.")
    aside = step_aside(plan, version, step, clock.now(), clock.today())
    tell(form, contradictions(step, aside["missing"], version), field_name)
    if form.errors or searching:
        return _show(request, plan, version, step, form, aside, status=BAD if form.errors else OK)
    if action == "gem":
        messages.success(request, "Kladden er gemt.", extra_tags="gemt")
        return redirect("hospitals:step", plan_id, step)
    return redirect("hospitals:step", plan_id, next_step(step))


def _show(request: Any, plan: Any, version: Any, step: str, form: StepForm, aside: Any = None, status: int = OK) -> HttpResponse:
    aside = aside or step_aside(plan, version, step, clock.now(), clock.today())
    context = {
        "plan": plan,
        "version": version,
        "step": step,
        "heading": TITLES[step],
        "form": form,
        "steps": steps_of(plan, step, aside["missing"]),
        "saved_at": plan.changed_at if plan.changed_at > plan.created_at else None,
        **aside,
    }
    if step == "kontakt":
        context |= found_diagnoses(str(form["diagnosis_query"].value() or ""), str(form["diagnosis_code"].value() or ""))
    return render(request, f"hospitals/steps/{step}.html", context, status=status)


def _review(request: Any, plan: Any, refused: list[tuple[str, str]] | None = None, status: int = OK) -> HttpResponse:
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
        "sections": plan_sections(version, version.address, consents),
        "receivers": to_be_sent(receivers(version, {one.kind: one.answer for one in consents}, clock.today())),
        "errors": errors,
        "all_lacks": lacks(plan, missing),
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
        return _review(request, plan, answer.messages, answer.status)
    for _, sentence in answer.messages:
        messages.warning(request, sentence)
    if not answer.messages:
        messages.success(request, "Planen er sendt.")
    return redirect("hospitals:plan", plan_id)
