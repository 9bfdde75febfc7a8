"""Kassér kladden: one question, and the way back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.enums import Verb
from accounts.web.page import page
from gop.enums import PlanState
from gop.selectors.discarded import is_discarded, may_discard, open_notice_of
from gop.services.discarding import discard_draft, take_up_draft
from hospitals.web.attempt import attempt
from hospitals.web.views import open_plan


@page(Verb.WRITE_PLAN)
@require_http_methods(["GET", "POST"])
def discard(request: Any, plan_id: UUID) -> HttpResponse:
    """Of a discarded draft it is the page that takes it up again."""
    plan = open_plan(request, plan_id)
    if request.method == "POST":
        answer = attempt(lambda: discard_draft(request.actor, plan_id))
        for _, sentence in answer.messages:
            messages.warning(request, sentence)
        if answer.messages:
            return redirect("hospitals:plan", plan_id)
        messages.success(request, "Kladden er kasseret. Den kan tages op igen under Uden plan, Kasserede kladder.")
        return redirect("hospitals:outbox")
    gone = is_discarded(plan)
    if plan.state != PlanState.DRAFT or (plan.put_away_at is not None and not gone):
        return redirect("hospitals:plan", plan_id)
    context = {"plan": plan, "gone": gone, "may": may_discard(request.actor, plan), "notice": open_notice_of(plan)}
    return render(request, "hospitals/discard.html", context)


@page(Verb.WRITE_PLAN)
@require_POST
def take_up(request: Any, plan_id: UUID) -> HttpResponse:
    answer = attempt(lambda: take_up_draft(request.actor, plan_id))
    for _, sentence in answer.messages:
        messages.warning(request, sentence)
    if not answer.messages:
        messages.success(request, "Kladden er taget op igen.")
    return redirect("hospitals:plan", plan_id)
