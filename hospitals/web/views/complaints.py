"""A complaint about the hospital's own plan is registered; list and outcome are those of gop.web.views.complaints."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.enums import Kind, Verb
from accounts.web.page import page
from gop.enums import PlanState
from gop.services.complaints import of_plan
from gop.web.complaint_forms import ComplaintForm
from gop.web.meeting_page import only
from hospitals.web.attempt import BAD, OK, attempt
from hospitals.web.views import open_plan


@page(Verb.RECORD_COMPLAINT)
@require_http_methods(["GET", "POST"])
def new(request: Any, plan_id: UUID) -> HttpResponse:
    only(request, Kind.AUTHOR)  # an authority's roles have the verb too
    plan = open_plan(request, plan_id)
    if plan.state == PlanState.DRAFT:
        return redirect("hospitals:plan", plan_id)
    form, status = ComplaintForm(plan, "klage", request.POST if request.method == "POST" else None), OK
    if form.is_bound:
        status = BAD
        if form.is_valid():
            said = form.cleaned_data
            answer = attempt(partial(of_plan, request.actor, plan_id, said["complaint"], ComplaintForm.said_in(said)))
            if not answer.messages:
                messages.success(request, "Klagen er registreret.")
                return redirect("hospitals:plan", plan_id)
            form.refuse(answer.messages)
            status = answer.status
    return render(request, "hospitals/complaint_new.html", {"plan": plan, "form": form}, status=status)
