"""One case. Every look at it stands in the access log."""

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts.enums import Verb
from accounts.prepared import ahead
from accounts.services import log_access
from accounts.web.page import page
from gop.selectors.cases import case_of
from gop.selectors.desk import NONE_OPEN, next_case
from gop.web.attachments import download
from gop.web.case_asked import asked_of
from gop.web.case_page import page_of

if TYPE_CHECKING:
    from gop.models import Case
    from gop.web.forms import VerbForm
    from gop.web.step import Step


def case_or_404(actor: Any, case_id: UUID) -> "Case":
    case = case_of(actor, case_id)
    if case is None:
        raise Http404
    return case


@page(Verb.READ_CASE)
@require_GET
def show(request: Any, case_id: UUID) -> HttpResponse:
    case = case_or_404(request.actor, case_id)
    with ahead(*asked_of(request.actor, case), again=True):
        return case_page(request, case)


@page(Verb.READ_CASE)
@require_GET
def attachment(request: Any, case_id: UUID, attachment_id: UUID) -> HttpResponse:
    """A file of a version that was delivered here."""
    case = case_or_404(request.actor, case_id)
    log_access(request.actor, "gop:attachment", case.id, action="hentet")
    return download(case.plan_id, attachment_id)


def back_to(case: "Case") -> str:
    """Where a verb leads: the case, remembering the day it stood under, so that the next one follows from there."""
    day = "" if case.last_working_day == NONE_OPEN else f"?efter={case.last_working_day.isoformat()}"
    return f"{reverse('gop:case', args=[case.id])}{day}"


def case_page(
    request: Any, case: "Case", bound: "tuple[Step, VerbForm] | None" = None, problem: str = "", status: int = 200
) -> HttpResponse:
    """The page, also as the answer to a verb that was refused: with what was typed and why."""
    log_access(request.actor, "gop:case", case.id)
    context = page_of(request.actor, case, bound) | {"problem": problem, "bound": bound[1] if bound else None}
    context["next_case"] = _next(request, case)
    return render(request, "gop/case.html", context, status=status)


def _next(request: Any, case: "Case") -> str:
    """The case that comes after this one; `efter` is the day this one stood under before a verb moved it."""
    try:
        after = date.fromisoformat(request.GET.get("efter", ""))
    except ValueError:
        after = None
    found = next_case(request.actor, case, after)
    return reverse("gop:case", args=[found.id]) if found else ""
