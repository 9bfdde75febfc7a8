"""A status from the authority: read, marked as read, printed. Every look is logged on the plan."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts.enums import Verb
from accounts.services import log_access
from accounts.web.page import page
from gop.enums import DocumentKind
from gop.selectors.documents import received_document_of
from gop.selectors.plans import version_of
from gop.services.receiving_document import mark_read
from gop.web.document_paper import case_document
from gop.web.paper import answer


def _document(request: Any, document_id: UUID, action: str = "vist") -> Any:
    found = received_document_of(request.actor, document_id)
    if found is None:
        raise Http404
    log_access(request.actor, request.resolver_match.view_name, found.plan_id, action=action)
    return found


@page(Verb.READ_PLAN)
@require_GET
def show(request: Any, document_id: UUID) -> HttpResponse:
    found = _document(request, document_id)
    label = DocumentKind(found.kind).label
    crumbs = [("Mine planer", reverse("hospitals:outbox"))]
    crumbs += [(f"Plan for {found.plan.citizen_name}", reverse("hospitals:plan", args=[found.plan_id])), (label, "")]
    context = {
        "document": found,
        "plan": found.plan,
        "label": label,
        "crumbs": [{"text": text, "url": url} for text, url in crumbs],
    }
    return render(request, "hospitals/document.html", context)


@page(Verb.READ_PLAN)
@require_POST
def read(request: Any, document_id: UUID) -> HttpResponse:
    _document(request, document_id, action="laest")
    mark_read(request.actor, document_id)
    messages.success(request, "Det står nu, at du har læst det.", extra_tags="gemt")
    return redirect("hospitals:document", document_id)


@page(Verb.READ_PLAN)
@require_GET
def pdf(request: Any, document_id: UUID) -> HttpResponse:
    found = _document(request, document_id, action="udskrevet")
    paper = case_document(found, found.plan.citizen_name, version_of(found.plan), found.sender_name)
    return answer(request, paper, "status.pdf", reverse("hospitals:document", args=[found.id]))
