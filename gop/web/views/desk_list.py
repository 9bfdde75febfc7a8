"""The list for an outage: every open case on paper, to work on when the system is gone."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts import clock
from accounts.danish import short_moment
from accounts.enums import Verb
from accounts.services import log_access
from accounts.web.page import page
from accounts.words import cpr_text
from gop.selectors.outage import whole_desk
from gop.web.presenters import case_rows, grouped


@page(Verb.READ_CASE)
@require_GET
def show(request: Any) -> HttpResponse:
    lines = whole_desk(request.actor, clock.today())
    rows = case_rows(line.case for line in lines)
    for row, line in zip(rows, lines, strict=True):
        row["cpr"], row["phone"] = cpr_text(line.cpr) if line.cpr else "", line.phone
        meeting = line.case.offer_meeting_at
        row["meeting"] = f"{short_moment(meeting)}, {line.case.offer_place}" if meeting else ""
    log_access(request.actor, "gop:list", None, action="udskrevet")
    context = {"groups": grouped(rows), "count": len(rows), "made_at": clock.now(), "back_url": reverse("gop:inbox")}
    return render(request, "gop/desk_list.html", context)
