"""Why a case's dates are what they are, now or as of a past moment. A look at it stands in the access log."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.danish import copenhagen_moment
from accounts.enums import Verb
from accounts.services import log_access
from accounts.web.page import page
from gop.web.explanation import why_page
from gop.web.views.case import case_or_404


@page(Verb.READ_CASE)
@require_GET
def show(request: Any, case_id: UUID) -> HttpResponse:
    case = case_or_404(request.actor, case_id)
    at, problem = asked_moment(request)
    log_access(request.actor, "gop:why", case.id)
    return render(request, "gop/why.html", why_page(case, at) | {"problem": problem}, status=400 if problem else 200)


def asked_moment(request: Any) -> tuple[datetime | None, str]:
    """The moment of `?tid=`, None for now; and what is wrong with it, in Danish."""
    typed = request.GET.get("tid", "").strip()
    try:
        return (past_moment(typed) if typed else None), ""
    except ValueError:
        return None, "Vælg en dato og et klokkeslæt, som findes. Her står det, som det er nu."


def past_moment(text: str) -> datetime:
    """2026-11-25T14:30 in Copenhagen; ValueError when it is none, or lies in the spring gap."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is not None or not 2000 <= found.year <= 2100:
        raise ValueError(text)
    return copenhagen_moment(found.date(), found.time()).astimezone(UTC)
