"""Meetings with the municipality: called from a sent plan or an advance notice, and the page of one."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.enums import Kind, Verb
from accounts.services import log_access
from accounts.web.page import page
from gop.selectors.notices import notice_of
from gop.selectors.plans import plan_of
from gop.services.meetings import call_from_notice, call_from_plan, holder_of
from gop.web.meeting_page import meeting_or_404, new_meeting, one_meeting, only
from hospitals.web.views import open_plan

FALLBACK = "Modtageren"


@page(Verb.CALL_MEETING)
@require_http_methods(["GET", "POST"])
def from_plan(request: Any, plan_id: UUID) -> HttpResponse:
    only(request, Kind.AUTHOR)
    plan = open_plan(request, plan_id)
    to = holder_of(plan)
    back = reverse("hospitals:plan", args=[plan.id])
    about = {"name": plan.citizen_name, "other": to.name if to else FALLBACK, "back": back, "back_text": "Tilbage til planen"}
    return new_meeting(request, about, lambda meeting, asked: call_from_plan(request.actor, plan_id, meeting, asked))


@page(Verb.CALL_MEETING)
@require_http_methods(["GET", "POST"])
def from_notice(request: Any, notice_id: UUID) -> HttpResponse:
    only(request, Kind.AUTHOR)
    notice = notice_of(request.actor, notice_id)
    if notice is None:
        raise Http404
    log_access(request.actor, "hospitals:meeting_from_notice", notice.id)
    back = reverse("hospitals:notice", args=[notice.id])
    about = {"name": notice.citizen_name, "other": notice.home_municipality.name, "back": back, "back_text": "Tilbage til varslingen"}
    return new_meeting(request, about, lambda meeting, asked: call_from_notice(request.actor, notice_id, meeting, asked))


@page(Verb.CALL_MEETING)
@require_http_methods(["GET", "POST"])
def meeting(request: Any, meeting_id: UUID) -> HttpResponse:
    only(request, Kind.AUTHOR)
    row = meeting_or_404(request.actor, meeting_id)
    log_access(request.actor, "hospitals:meeting", row.plan_id)
    if plan_of(request.actor, row.plan_id):
        return one_meeting(request, row, reverse("hospitals:plan", args=[row.plan_id]), "Tilbage til planen")
    if row.notice_id and notice_of(request.actor, row.notice_id):
        return one_meeting(request, row, reverse("hospitals:notice", args=[row.notice_id]), "Tilbage til varslingen")
    return one_meeting(request, row, reverse("hospitals:outbox"), "Tilbage til Mine planer")
