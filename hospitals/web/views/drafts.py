"""A new plan, its last look, and sending it."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts import clock
from accounts.enums import Verb
from accounts.web.page import page
from gop.criteria import Missing
from gop.enums import Payment, PlanState, WithoutOutcome
from gop.selectors.approvals import standing_of
from gop.selectors.attachments import attachments_in
from gop.selectors.earlier import ASK_FIRST, EARLIER, beside
from gop.selectors.plans import departments_of, version_of
from gop.selectors.receivers import receivers
from gop.selectors.without import refused_by
from gop.services.drafts import create_draft
from gop.services.sending import send_plan
from gop.services.signing import sign
from gop.web.plan_view import plan_sections
from hospitals.selectors import is_private
from hospitals.web.attempt import BAD, OK, attempt
from hospitals.web.letters import paper_links
from hospitals.web.presenters import lacks, replacing, step_aside, steps_of, to_be_sent
from hospitals.web.steps import REVIEW, step_url
from hospitals.web.views import open_plan
from hospitals.web.views.attachments import rows_of


@page(Verb.WRITE_PLAN)
@require_http_methods(["GET", "POST"])
def new(request: Any) -> HttpResponse:
    """The page brings the id, so that the same form sent twice makes one draft. Several departments, or a private hospital: ask first."""
    departments, private = departments_of(request.actor, clock.today()), is_private(request.actor.tenant)
    said = request.POST
    context: dict[str, Any] = {
        "departments": departments,
        "payments": Payment.choices() if private else [],
        "plan_id": _uuid(said.get("plan_id", "")) or uuid.uuid4(),
        "paid": said.get("payment", ""),
        "chosen": said.get("department_id", ""),
    }
    ask = private or len(departments) > 1
    if request.method == "GET" or (ask and "asked" not in said and "department_id" not in said):
        return render(request, "hospitals/new.html", context)
    if wrong := _unanswered(context):
        return render(request, "hospitals/new.html", context | wrong, status=BAD)
    if private and context["paid"] == Payment.SELF:
        return redirect(f"{reverse('hospitals:new_without')}?udfald={WithoutOutcome.REFERRED}")
    paid = context["paid"] if private else ""
    answer = attempt(lambda: create_draft(request.actor, context["plan_id"], _uuid(context["chosen"]), paid))
    if answer.messages:
        return render(request, "hospitals/new.html", context | _wrong("department_id", answer.messages[0][1]), status=answer.status)
    if answer.result.changed_at > answer.result.created_at:
        messages.info(request, "Her er den plan, du allerede har begyndt. En ny begynder du fra Mine planer.")
        return redirect("hospitals:plan", answer.result.id)
    return redirect("hospitals:step", answer.result.id, "patient")


def _unanswered(context: dict[str, Any]) -> dict[str, Any]:
    if context["payments"] and context["paid"] not in list(Payment):
        return _wrong("payment", "Svar på, hvem der har betalt behandlingen.")
    if len(context["departments"]) > 1 and _uuid(context["chosen"]) is None:
        return _wrong("department_id", "Vælg den afdeling, planen kommer fra.")
    return {}


def _wrong(name: str, sentence: str) -> dict[str, Any]:
    """`error_at` is the field that the sentence stands at."""
    first = "id_payment_0" if name == "payment" else f"id_{name}"
    return {"error": sentence, "error_at": name, "errors": [{"text": sentence, "url": f"#{first}"}]}


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
    sign(request.actor, version)
    consents = list(plan.consents.all())
    answers = {one.kind: one.answer for one in consents}
    aside = step_aside(plan, version, REVIEW, clock.now(), clock.today())
    missing: list[Missing] = aside["missing"]
    known = {one.message for one in missing}
    question, earlier = f"{reverse('hospitals:earlier', args=[plan.id])}?til={REVIEW}", beside(request.actor, plan)
    leads = {"payment": reverse("hospitals:payment", args=[plan.id]), EARLIER: question}
    errors = [{"text": said, "url": leads.get(name, "")} for name, said in refused or [] if said not in known] + (
        lacks(plan, missing) if refused else []
    )
    asked = [{"text": ASK_FIRST, "url": question}] if earlier and earlier.asked else []
    context = {
        "plan": plan,
        "version": version,
        "step": REVIEW,
        "steps": steps_of(plan, REVIEW, missing, wrong=refused is not None),
        "attachments": rows_of(plan, attachments_in(plan.id, version.number)),
        "sections": plan_sections(version, version.address, consents),
        "receivers": to_be_sent(receivers(version, answers, clock.today()), answers),
        "paper": [] if missing else paper_links(plan, version),
        "errors": errors,
        "not_to_all": bool(refused_by(plan)),
        "all_lacks": lacks(plan, missing) + asked,
        "replacing": replacing(plan),
        "standing": standing_of(plan),
        "earlier": earlier,
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
