"""Free choice on a case: whom the citizen may choose, and the page that proves the course. Each look stands in the access log."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts.enums import Verb
from accounts.services import log_access
from accounts.web.page import page
from gop.web import choice_paper
from gop.web.choice_panel import choosable_page
from gop.web.choice_proof import proof_of, proof_page
from gop.web.paper import answer
from gop.web.views.case import case_or_404


@page(Verb.READ_CASE)
@require_GET
def proof(request: Any, case_id: UUID) -> HttpResponse:
    case = case_or_404(request.actor, case_id)
    log_access(request.actor, "gop:choice_proof", case.id)
    return render(request, "gop/choice_proof.html", proof_page(case))


@page(Verb.READ_CASE)
@require_GET
def proof_pdf(request: Any, case_id: UUID) -> HttpResponse:
    case = case_or_404(request.actor, case_id)
    log_access(request.actor, "gop:choice_proof_pdf", case.id, action="udskrevet")
    return answer(request, choice_paper.document(proof_of(case)), choice_paper.FILE, reverse("gop:choice_proof", args=[case.id]))


@page(Verb.READ_CASE)
@require_GET
def choosable(request: Any, case_id: UUID) -> HttpResponse:
    """Everybody whom the citizen may choose, by either right."""
    case = case_or_404(request.actor, case_id)
    log_access(request.actor, "gop:choosable", case.id)
    return render(request, "gop/choice_choosable.html", choosable_page(request.actor, case, everybody=request.GET.get("vis") == "alle"))
