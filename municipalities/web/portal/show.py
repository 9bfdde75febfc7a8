"""The page of one assignment, its files and its paper. Every look stands in the access log; what is over is 404."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts import clock
from accounts.enums import Verb
from accounts.services import log_access
from accounts.web.page import page, performs
from gop.enums import AssignmentState
from gop.errors import NotFound
from gop.selectors.assignments import assignment_for, version_of
from gop.services.performed import copied
from gop.web.attachments import download
from gop.web.paper import PLAN_FILE, answer, plan_document
from municipalities.web.portal.copy import COPY_FILE, copy_document, sections_on_paper
from municipalities.web.portal.forms import PortalForm
from municipalities.web.portal.page import page_of

if TYPE_CHECKING:
    from gop.models import Assignment

NO_PLAN = "Planens indhold er ikke tilgængeligt for jer."
NOT_YET = "Sig ja til opgaven først. Kopien er til jeres egen journal over borgeren."


def assignment_or_404(request: Any, assignment_id: UUID, action: str = "vist") -> "Assignment":
    try:
        found = assignment_for(request.actor, assignment_id)
    except NotFound as error:
        raise Http404 from error
    log_access(request.actor, request.resolver_match.view_name, found.id, action=action)
    return found


def assignment_page(
    request: Any, one: "Assignment", bound: tuple[str, PortalForm] | None = None, problem: str = "", status: int = 200
) -> HttpResponse:
    """The page, also as the answer to a form that was refused: with what was typed and why."""
    wrong = bound[1] if bound and status != 200 else None
    context = page_of(request.actor, one, bound) | {"problem": problem, "bound": wrong}
    return render(request, "municipalities/portal/assignment.html", context, status=status)


@page(Verb.READ_ASSIGNMENT)
@performs
@require_GET
def show(request: Any, assignment_id: UUID) -> HttpResponse:
    return assignment_page(request, assignment_or_404(request, assignment_id))


@page(Verb.READ_ASSIGNMENT)
@performs
@require_GET
def attachment(request: Any, assignment_id: UUID, attachment_id: UUID) -> HttpResponse:
    """A file of a version that was forwarded."""
    return download(assignment_or_404(request, assignment_id, "hentet").plan_id, attachment_id)


@page(Verb.READ_ASSIGNMENT)
@performs
@require_GET
def plan_pdf(request: Any, assignment_id: UUID) -> HttpResponse:
    one = assignment_or_404(request, assignment_id, "udskrevet")
    version, back = version_of(one), reverse("portal:assignment", args=[one.id])
    if version is None:
        messages.info(request, NO_PLAN)
        return redirect(back)
    return answer(request, plan_document(version, sections_on_paper(version, clock.today()), version.frozen_at), PLAN_FILE, back)


@page(Verb.READ_ASSIGNMENT)
@performs
@require_POST
def copy(request: Any, assignment_id: UUID) -> HttpResponse:
    """For the performer's own record: the plan and everything that was written on the assignment. Counts only when it could be made."""
    one = assignment_or_404(request, assignment_id, "udskrevet")
    back = reverse("portal:assignment", args=[one.id])
    if one.state == AssignmentState.SENT:
        messages.info(request, NOT_YET)
        return redirect(back)
    made = answer(request, copy_document(one, version_of(one), request.actor.organisation_name), COPY_FILE, back)
    if made.headers.get("Content-Type") == "application/pdf":
        copied(request.actor, one.id)
    return made
