"""Meetings with the hospital: called from a case or a received notice, and the page of one."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.enums import Kind, Verb
from accounts.services import log_access
from accounts.web.page import page
from gop.selectors.cases import case_of
from gop.selectors.notices import received_of
from gop.services.meetings import call_from_case, call_from_received
from gop.web.meeting_page import meeting_or_404, new_meeting, one_meeting, only, seen_in
from gop.web.views.case import case_or_404


@page(Verb.CALL_MEETING)
@require_http_methods(["GET", "POST"])
def from_case(request: Any, case_id: UUID) -> HttpResponse:
    only(request, Kind.AUTHORITY)
    case = case_or_404(request.actor, case_id)
    log_access(request.actor, "gop:meeting_new", case.id)
    seen = seen_in(request)
    about = {
        "name": case.citizen_name,
        "other": case.sender_name,
        "back": reverse("gop:case", args=[case.id]),
        "back_text": "Tilbage til sagen",
    }
    return new_meeting(request, about, lambda meeting, asked: call_from_case(request.actor, case_id, meeting, asked, seen))


@page(Verb.CALL_MEETING)
@require_http_methods(["GET", "POST"])
def from_notice(request: Any, notice_id: UUID) -> HttpResponse:
    only(request, Kind.AUTHORITY)
    notice = received_of(request.actor, notice_id)
    if notice is None:
        raise Http404
    log_access(request.actor, "gop:meeting_from_notice", notice.id)
    back = reverse("gop:notice", args=[notice.id])
    about = {"name": notice.citizen_name, "other": notice.sender_name, "back": back, "back_text": "Tilbage til varslingen"}
    return new_meeting(request, about, lambda meeting, asked: call_from_received(request.actor, notice_id, meeting, asked))


@page(Verb.CALL_MEETING)
@require_http_methods(["GET", "POST"])
def meeting(request: Any, meeting_id: UUID) -> HttpResponse:
    only(request, Kind.AUTHORITY)
    row = meeting_or_404(request.actor, meeting_id)
    log_access(request.actor, "gop:meeting", row.case_id or row.plan_id)
    if row.case_id and case_of(request.actor, row.case_id):
        return one_meeting(request, row, reverse("gop:case", args=[row.case_id]), "Tilbage til sagen")
    return one_meeting(request, row, reverse("gop:inbox"), "Tilbage til sager")
