"""A doctor's approval: the author asks, the doctor reads and answers."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import clock
from accounts.enums import Verb
from accounts.services import log_access
from accounts.web.page import page
from gop.enums import ApprovalAnswer, PlanState
from gop.selectors.approvals import awaiting_approval, standing_of
from gop.selectors.attachments import attachments_in
from gop.selectors.plans import version_of
from gop.services.approving import answer_approval, ask_approval
from gop.services.signing import sign_as_author
from gop.web.plan_view import plan_sections
from hospitals.web.attempt import BAD, OK, attempt, tell
from hospitals.web.fields import long_text
from hospitals.web.presenters import plan_row
from hospitals.web.views import open_plan
from hospitals.web.views.attachments import rows_of
from hospitals.web.views.drafts import review


class AnswerForm(forms.Form):
    comment = long_text("Hvad skal ændres?", "Kun når planen sendes tilbage. Forfatteren læser det.", 3, 2000)


@page(Verb.WRITE_PLAN)
@require_POST
def ask(request: Any, plan_id: UUID) -> HttpResponse:
    plan = open_plan(request, plan_id)
    answer = attempt(lambda: ask_approval(request.actor, plan_id))
    if answer.messages and plan.state == PlanState.DRAFT:
        return review(request, plan, answer.messages, answer.status)
    if not answer.messages:
        messages.success(request, "Afdelingens læger kan nu se, at planen venter på godkendelse.")
    return redirect("hospitals:step", plan_id, "send")


@page(Verb.APPROVE_PLAN)
@require_http_methods(["GET", "POST"])
def approval(request: Any, plan_id: UUID) -> HttpResponse:
    """The draft as its reader will see it, and the two answers. The page carries the revision it shows."""
    plan = open_plan(request, plan_id)
    if request.method == "GET":
        return redirect("hospitals:plan", plan_id) if plan.state != PlanState.DRAFT else _show(request, plan, AnswerForm())
    form = AnswerForm(request.POST)
    said = ApprovalAnswer.SENT_BACK if request.POST.get("answer") == ApprovalAnswer.SENT_BACK else ApprovalAnswer.APPROVED
    form.is_valid()
    if "answer" not in request.POST:
        form.add_error(None, "Vælg »Godkend planen« eller »Send tilbage«.")
    if form.errors:
        return _show(request, plan, form, BAD)
    comment = form.cleaned_data["comment"]
    answer = attempt(lambda: answer_approval(request.actor, plan_id, _number(request.POST.get("revision", "")), said, comment))
    if answer.messages:
        tell(form, answer.messages)
        return _show(request, open_plan(request, plan_id), form, answer.status)
    messages.success(request, "Planen er godkendt." if said == ApprovalAnswer.APPROVED else "Planen er sendt tilbage til forfatteren.")
    return redirect("hospitals:approvals")


@page(Verb.APPROVE_PLAN)
@require_GET
def approvals(request: Any) -> HttpResponse:
    log_access(request.actor, "hospitals:approvals", None)
    today = clock.today()
    rows = [
        plan_row(one.plan, today) | {"asked_at": one.asked_at, "asked_by": one.asked_by_name} for one in awaiting_approval(request.actor)
    ]
    return render(request, "hospitals/approvals.html", {"rows": rows})


def _show(request: Any, plan: Any, form: AnswerForm, status: int = OK) -> HttpResponse:
    version = version_of(plan)
    # What sending will write; here only shown.
    version.department_name, version.hospital_name = plan.department.name, request.actor.organisation_name
    sign_as_author(plan, version)
    standing = standing_of(plan)
    context = {
        "plan": plan,
        "form": form,
        "standing": standing,
        "waits": standing is not None and standing.state == "venter",
        "sections": plan_sections(version, version.address, plan.consents.all()),
        "attachments": rows_of(plan, attachments_in(plan.id, version.number)),
        "revision": plan.revision,
    }
    return render(request, "hospitals/approval.html", context, status=status)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
