"""Mine planer."""

import uuid
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts import clock
from accounts.enums import Verb
from accounts.services import log_access
from accounts.web.page import page
from gop.selectors import plans
from hospitals.web.notice_rows import before_discharge
from hospitals.web.panels import above_list
from hospitals.web.presenters import plan_row


def _before(text: str) -> tuple[datetime, uuid.UUID] | None:
    """'moment_id' of the last row shown; anything else is the first page."""
    at, _, row = text.rpartition("_")
    try:
        moment, plan_id = datetime.fromisoformat(at), uuid.UUID(row)
    except ValueError:
        return None
    return (moment, plan_id) if moment.tzinfo else None


@page(Verb.READ_PLAN)
@require_GET
def outbox(request: Any) -> HttpResponse:
    before, today = _before(request.GET.get("foer", "")), clock.today()
    found = plans.outbox(request.actor, today, before)
    log_access(request.actor, "hospitals:outbox", None)
    last = found.sent[-1] if found.more_sent else None
    writes = request.actor.may(Verb.WRITE_PLAN)
    context = {
        "asking": [plan_row(plan, today) for plan in found.asking] if writes else [],
        "drafts": [plan_row(plan, today) for plan in found.drafts],
        "sent": [plan_row(plan, today) for plan in found.sent],
        "first_page": before is None,
        "after": f"{last.changed_at.isoformat()}_{last.id}" if last else "",
        "new_id": uuid.uuid4(),
        "may_write": writes,
        "may_reassign": request.actor.may(Verb.REASSIGN_DRAFT),
        "may_approve": request.actor.may(Verb.APPROVE_PLAN),
    }
    if before is None:
        context |= before_discharge(request.actor, today, every=request.GET.get("udskrevet") == "alle")
        context["above"] = above_list(request.actor, today)
    if not writes:  # a task that somebody else must do is not this reader's
        context["late"] = []
    return render(request, "hospitals/outbox.html", context)
