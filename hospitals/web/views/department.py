"""Afdelingen: what a coordinator looks after, each row with the way to its plan."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts import clock
from accounts.enums import Verb
from accounts.services import log_access
from accounts.web.page import page
from gop.selectors.department import overview
from hospitals.web.presenters import plan_row


@page(Verb.REASSIGN_DRAFT)
@require_GET
def department(request: Any) -> HttpResponse:
    today = clock.today()
    found = overview(request.actor, clock.now(), today, settings.GOP_STILL_DAYS)
    log_access(request.actor, "hospitals:department", None)
    context = {
        "late": [plan_row(plan, today) for plan in found.late],
        "still": [plan_row(plan, today) for plan in found.still],
        "awaiting": [plan_row(one.plan, today) | {"asked_at": one.asked_at} for one in found.awaiting],
        "without_plan": found.without_plan,
        "not_handed_out": [plan_row(plan, today) for plan in found.not_handed_out],
        "still_days": settings.GOP_STILL_DAYS,
    }
    return render(request, "hospitals/department.html", context)
