"""When the region's committees and forums meet: kept by its analyst, so that a status is ready before each."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.danish import short_moment
from accounts.enums import Verb
from accounts.web.page import page
from audits.selectors.reports import meetings, told_of
from audits.services.committees import add_meeting, call_off
from audits.web.report_forms import MeetingForm
from audits.web.report_lists import meeting_line
from gop.errors import AlreadyDone, NotFound, Refused

BAD = 422


@page(Verb.RELEASE_REPORT)
@require_http_methods(["GET", "POST"])
def show(request: Any) -> HttpResponse:
    """All of them; posted: one more."""
    form = MeetingForm(request.POST or None, told_of(request.actor))
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                add_meeting(request.actor, form.cleaned_data["committee"], form.cleaned_data["meets_on"], form.about)
            messages.success(request, "Mødet er tilføjet.", extra_tags="gemt")
            return redirect("reports:committees")
        except Refused as refused:
            form.refuse(refused.messages)
    context = {"form": form, "rows": [meeting_line(row) for row in meetings(request.actor)]}
    return render(request, "audits/committees.html", context, status=BAD if form.errors else 200)


@page(Verb.RELEASE_REPORT)
@require_http_methods(["GET", "POST"])
def cancel(request: Any, meeting_id: UUID) -> HttpResponse:
    if request.method == "POST":
        try:
            call_off(request.actor, meeting_id)
            messages.success(request, "Mødet er aflyst. Der laves ingen status til det.", extra_tags="gemt")
        except AlreadyDone as done:
            messages.info(request, f"{done.by_name} har aflyst mødet {short_moment(done.at)}.")
        except NotFound as error:
            raise Http404 from error
    elif meeting_id not in {row.id for row in meetings(request.actor)}:
        raise Http404
    return redirect("reports:committees")
