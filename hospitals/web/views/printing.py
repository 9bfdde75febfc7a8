"""The patient's own copy on paper."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from accounts import clock
from accounts.enums import Verb
from accounts.web.page import page
from deadlines.enums import DeadlineKind
from gop.enums import PlanState, PlanType, RecipientKind, RecipientState
from gop.selectors.plan_clocks import clocks_started_by
from gop.selectors.plans import recipients_of, version_of
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
    version, today = version_of(plan), clock.today()
    sections = plan_sections(version, version.address, plan.consents.all())
    due = {clock_.kind: clock_.due_on for clock_ in clocks_started_by(plan, version, clock.now())}
    holders = [one for one in recipients_of(plan) if one.state == RecipientState.DELIVERED]
    by_kind = {one.kind: one.name for one in holders}
    context = {
        "plan": plan,
        "version": version,
        "withdrawn": plan.state == PlanState.WITHDRAWN,
        "day_zero": day_zero_text(plan, today),
        "type": version.plan_type,
        "type_label": PlanType(version.plan_type).label,
        "authority": by_kind.get(RecipientKind.REGION) or by_kind.get(RecipientKind.MUNICIPALITY, ""),
        "department": by_kind.get(RecipientKind.HOSPITAL, ""),
        "inform_by": due.get(DeadlineKind.INFORM_BY),
        "offer_by": due.get(DeadlineKind.OFFER_BY),
        "start_by": due.get(DeadlineKind.PLAN_START_BY),
        "later_start": version.earliest_start,
        "need": section_of(sections, "funktionsevne"),
        "rest": [one for one in sections if one.key in {"type", "kontakt", "patient"}],
        "contacts": section_of(sections, "kontaktpersoner"),
        "phone": getattr(getattr(plan.department, "department", None), "phone", ""),
    }
    return render(request, "gop/plan_print.html", context)
