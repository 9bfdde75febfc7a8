"""The patient's own copy on paper."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts import clock
from accounts.enums import Verb
from accounts.web.page import page
from deadlines.enums import DeadlineKind
from gop.enums import PlanState, PlanType, RecipientKind, RecipientState
from gop.selectors.amendments import amendments_of
from gop.selectors.plan_clocks import clocks_started_by
from gop.selectors.plans import recipients_of, version_of
from gop.selectors.whom_to_call import contacts_on
from gop.web.plan_view import plan_sections, section_of
from hospitals.web.presenters import day_zero_text
from hospitals.web.views import open_plan


@page(Verb.READ_PLAN)
@require_GET
def patient_copy(request: Any, plan_id: UUID) -> HttpResponse:
    """A draft is not handed out: its sentences may still change."""
    plan = open_plan(request, plan_id, lambda plan: "vist" if plan.state == PlanState.DRAFT else "udskrevet")
    if plan.state == PlanState.DRAFT:
        return redirect("hospitals:step", plan_id, "send")
    version = version_of(plan)
    sections = plan_sections(version, version.address, plan.consents.all(), contacts_on(version, clock.today()))
    due = {one.kind: one for one in clocks_started_by(plan, version, clock.now())}
    rows = recipients_of(plan)
    has_it = {one.kind: one for one in rows if one.state == RecipientState.DELIVERED}
    offer_by = due.get(DeadlineKind.OFFER_BY)
    context = {
        "back_url": reverse("hospitals:plan", args=[plan_id]),
        "plan": plan,
        "version": version,
        "amended": amendments_of(plan)[-1:],
        "replaced": plan.state == PlanState.REPLACED,
        "withdrawn": plan.state == PlanState.WITHDRAWN,
        "day_zero": day_zero_text(plan),
        "type": version.plan_type,
        "type_label": PlanType(version.plan_type).label,
        "authority": has_it.get(RecipientKind.REGION) or has_it.get(RecipientKind.MUNICIPALITY),
        "department": has_it.get(RecipientKind.HOSPITAL),
        "inform_by": due.get(DeadlineKind.INFORM_BY),
        "offer_by": offer_by,
        # A rule carried on by assumption gives no private choice that anybody could promise (model.md 6, rule 9).
        "private_choice": offer_by is not None and not offer_by.assumption,
        "on_its_way": plan.returned_at is not None or any(one.state == RecipientState.MANUAL for one in rows),
        "start_by": due.get(DeadlineKind.PLAN_START_BY),
        "need": section_of(sections, "funktionsevne"),
        "rest": [one for one in sections if one.key not in {"funktionsevne", "kontaktpersoner", "samtykke"}],
        "contacts": section_of(sections, "kontaktpersoner"),
        "phone": getattr(getattr(plan.department, "department", None), "phone", ""),
    }
    return render(request, "gop/plan_print.html", context)
