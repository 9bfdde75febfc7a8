"""The authority's paper: the plan it has, and a department's letter about the first meeting. Each file made stands in the access log."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts import clock
from accounts.enums import Verb
from accounts.services import log_access
from accounts.web.page import page
from gop import letters
from gop.selectors.appointment import appointment_facts
from gop.selectors.cases import consents_for, version_for
from gop.selectors.letter_facts import paper_address
from gop.selectors.whom_to_call import contacts_on
from gop.web.paper import APPOINTMENT_FILE, PLAN_FILE, answer, plan_document
from gop.web.plan_view import plan_sections
from gop.web.views.case import case_or_404

NO_PLAN = "Planens indhold er ikke tilgængeligt for jer."
NO_MEETING = "Der er ikke tilbudt et første møde. Indkald patienten først; så kan brevet hentes."


@page(Verb.READ_CASE)
@require_GET
def plan_pdf(request: Any, case_id: UUID) -> HttpResponse:
    case = case_or_404(request.actor, case_id)
    log_access(request.actor, "gop:plan_pdf", case.id, action="udskrevet")
    version, back = version_for(case), reverse("gop:case", args=[case.id])
    if version is None:
        messages.info(request, NO_PLAN)
        return redirect(back)
    sections = plan_sections(version, paper_address(version), consents_for(case), contacts_on(version, clock.today()))
    return answer(request, plan_document(version, sections, version.frozen_at), PLAN_FILE, back)


@page(Verb.INVITE)
@require_GET
def appointment(request: Any, case_id: UUID) -> HttpResponse:
    case = case_or_404(request.actor, case_id)
    log_access(request.actor, "gop:appointment", case.id, action="udskrevet")
    version, back = version_for(case), reverse("gop:case", args=[case.id])
    if version is None or case.department_id is None or case.offer_meeting_at is None or case.ended_at is not None:
        messages.info(request, NO_PLAN if version is None else NO_MEETING)
        return redirect(back)
    return answer(request, letters.appointment(appointment_facts(case, version)), APPOINTMENT_FILE, back)
