"""Bilag: what is bound to the plan, one form to add a file, and each file as a download."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.danish import short_moment
from accounts.enums import Verb
from accounts.web.page import page, takes_file
from gop.enums import PlanState
from gop.selectors.attachments import next_version, of_plan
from gop.services.attachments import add_attachment, keep_attachment, remove_attachment
from gop.web.attachments import attachment_rows, download
from hospitals.web.attachment_form import AttachmentForm
from hospitals.web.attempt import BAD, OK, attempt, tell
from hospitals.web.steps import REVIEW, step_url
from hospitals.web.views import open_plan

REMOVE, KEEP = "fjern", "behold"


def rows_of(plan: Any, found: Any) -> list[dict[str, Any]]:
    return attachment_rows(found, lambda one: reverse("hospitals:attachment", args=[plan.id, one]))


@page(Verb.WRITE_PLAN)
@takes_file("file")
@require_http_methods(["GET", "POST"])
def attachments(request: Any, plan_id: UUID) -> HttpResponse:
    plan = open_plan(request, plan_id)
    if request.method == "GET":
        return _show(request, plan, AttachmentForm())
    for name, change, done in ((REMOVE, remove_attachment, "Bilaget er fjernet."), (KEEP, keep_attachment, "Bilaget bliver på planen.")):
        if name in request.POST:
            return _change(request, plan, request.POST[name], change, done)
    form = AttachmentForm(request.POST, request.FILES, too_large=getattr(request, "file_too_large", False))
    if form.is_valid():
        answer = attempt(lambda: add_attachment(request.actor, plan.id, *form.said()))
        if not answer.messages:
            messages.success(request, "Filen er vedhæftet.")
            return redirect("hospitals:attachments", plan.id)
        tell(form, answer.messages)
    return _show(request, plan, form, BAD)


def _change(request: Any, plan: Any, text: str, change: Callable[..., None], done: str) -> HttpResponse:
    try:
        wanted = UUID(text)
    except ValueError:
        wanted = UUID(int=0)
    answer = attempt(lambda: change(request.actor, plan.id, wanted))
    for _, sentence in answer.messages:
        messages.warning(request, sentence)
    if not answer.messages:
        messages.success(request, done)
    return redirect("hospitals:attachments", plan.id)


def _show(request: Any, plan: Any, form: AttachmentForm, status: int = OK) -> HttpResponse:
    found, draft = of_plan(plan), plan.state == PlanState.DRAFT
    context = {
        "plan": plan,
        "form": form,
        "draft": draft,
        "open": plan.state in (PlanState.DRAFT, PlanState.SENT),
        "rows": [_row(plan, one, shown) for one, shown in zip(found, rows_of(plan, found), strict=True)],
        "waits": not draft and any(next_version(plan) in (one.from_version, one.removed_from) for one in found),
        "most": settings.GOP_ATTACHMENT_MB,
        "review_url": step_url(plan.id, REVIEW),
        "contact_url": step_url(plan.id, "kontakt"),
    }
    return render(request, "hospitals/attachments.html", context, status=status)


def _row(plan: Any, one: Any, shown: dict[str, Any]) -> dict[str, Any]:
    """`note`: what the next version does with it."""
    note = ""
    if plan.state != PlanState.DRAFT and one.from_version > plan.current_version:
        note = "Sendes med næste rettelse"
    elif one.removed_from is not None:
        note = "Er ikke med i næste rettelse"
    added = f"{one.added_by_name}, {short_moment(one.added_at)}"
    return {**shown, "added": added, "note": note, "leaving": one.removed_from is not None}


@page(Verb.READ_PLAN)
@require_GET
def attachment(request: Any, plan_id: UUID, attachment_id: UUID) -> HttpResponse:
    plan = open_plan(request, plan_id, lambda _: "hentet")
    return download(plan.id, attachment_id)
