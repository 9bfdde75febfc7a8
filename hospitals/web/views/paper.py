"""The plan and the letter that is handed out with it, as PDF. Each file made stands in the access log."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts import clock
from accounts.enums import Verb
from accounts.services import log_access
from accounts.web.page import page
from gop.criteria import missing_to_send
from gop.enums import PlanState, WithoutOutcome
from gop.selectors.letter_facts import paper_address
from gop.selectors.plans import content_of, version_of
from gop.selectors.whom_to_call import contacts_on
from gop.selectors.without import without_of
from gop.web.paper import LETTER_FILE, PLAN_FILE, answer, plan_document
from gop.web.plan_view import plan_sections
from hospitals.web.letters import letter_for, may_train_alone, self_training_letter, without_letter
from hospitals.web.views import open_plan

OVER = {PlanState.REPLACED: "erstattet af en ny", PlanState.WITHDRAWN: "trukket tilbage"}
PUT_AWAY = "Kladden er lagt væk, så der er intet brev om planen."
NOT_ALONE = "Brevet er til patienter, hvis behov er vurderet, og som kan træne selv."
NOT_AGREED = "Patientens region har ingen aftale om egentræning med plan."


@page(Verb.READ_PLAN)
@require_GET
def plan_pdf(request: Any, plan_id: UUID) -> HttpResponse:
    """A draft is not handed out: its sentences may still change."""
    plan = open_plan(request, plan_id, lambda plan: "vist" if plan.state == PlanState.DRAFT else "udskrevet")
    if plan.state == PlanState.DRAFT:
        return redirect("hospitals:step", plan_id, "send")
    version = version_of(plan)
    sections = plan_sections(version, paper_address(version), plan.consents.all(), contacts_on(version, clock.today()))
    return answer(request, plan_document(version, sections, version.frozen_at), PLAN_FILE, reverse("hospitals:plan", args=[plan_id]))


@page(Verb.READ_PLAN)
@require_GET
def letter(request: Any, plan_id: UUID) -> HttpResponse:
    return _letter(request, plan_id, letter_for)


@page(Verb.READ_PLAN)
@require_GET
def self_training(request: Any, plan_id: UUID) -> HttpResponse:
    """Only where an agreement of the patient's region uses it."""
    return _letter(request, plan_id, self_training_letter, alone=True)


@page(Verb.READ_PLAN)
@require_GET
def without_plan(request: Any, record_id: UUID) -> HttpResponse:
    """To whoever was assessed and needs no training but their own."""
    record = without_of(request.actor, record_id)
    if record is None:
        raise Http404
    log_access(request.actor, "hospitals:letter_without", record.id, action="udskrevet")
    back = reverse("hospitals:without_record", args=[record.id])
    if record.outcome != WithoutOutcome.NO_NEED or record.undone_at is not None:
        messages.info(request, NOT_ALONE)
        return redirect(back)
    return answer(request, without_letter(record), LETTER_FILE, back)


def _letter(request: Any, plan_id: UUID, make: Callable[[Any, Any, Any], Any], *, alone: bool = False) -> HttpResponse:
    """Of a plan in force, or of a draft that lacks nothing; else a sentence says why there is none."""
    plan = open_plan(request, plan_id, lambda _: "udskrevet")
    version = version_of(plan)
    back = reverse("hospitals:step", args=[plan_id, "send"]) if plan.state == PlanState.DRAFT else reverse("hospitals:plan", args=[plan_id])
    if alone and not may_train_alone(version.home_municipality_id):
        messages.info(request, NOT_AGREED)
        return redirect(back)
    if plan.put_away_at is not None:
        messages.info(request, PUT_AWAY)
        return redirect(reverse("hospitals:plan", args=[plan_id]))
    if plan.state in OVER:
        messages.info(request, f"Planen er {OVER[PlanState(plan.state)]}, så der er intet brev til patienten.")
        return redirect(back)
    if plan.state == PlanState.DRAFT and missing_to_send(content_of(plan, version), clock.today()):
        messages.info(request, "Brevet kan hentes, når planen ikke mangler noget for at blive sendt.")
        return redirect(back)
    return answer(request, make(request.actor, plan, version), LETTER_FILE, back)
