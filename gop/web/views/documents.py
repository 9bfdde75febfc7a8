"""A status, a closing status or a summary: written on a page of its own, read and printed afterwards."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.enums import Verb
from accounts.services import log_access
from accounts.web.page import page
from gop.enums import DocumentKind
from gop.errors import NotFound, Refused
from gop.rules import TransitionNotAllowed
from gop.rules.documents import most
from gop.selectors.cases import version_for
from gop.selectors.documents import DELIVERED, document_of, receivers_for
from gop.services.documents import send_document
from gop.web.document_form import DocumentForm
from gop.web.document_paper import case_document
from gop.web.in_hand import document_row, kinds_for, new_row_id, person_of
from gop.web.paper import answer
from gop.web.views.case import case_or_404

BAD, CONFLICT, OK = 400, 409, 200
FILES = {
    DocumentKind.STATUS: "status.pdf",
    DocumentKind.CHILD_STATUS: "statusskema.pdf",
    DocumentKind.CLOSING_STATUS: "slutstatus.pdf",
    DocumentKind.GP_SUMMARY: "epikrise.pdf",
}


@page(Verb.CLOSING_STATUS)
@require_http_methods(["GET", "POST"])
def new(request: Any, case_id: UUID, kind: str) -> HttpResponse:
    case = case_or_404(request.actor, case_id)
    if kind not in DocumentKind.values():
        raise Http404
    log_access(request.actor, "gop:document_new", case.id)
    of = DocumentKind(kind)
    if request.method != "POST":
        return _form(request, case, DocumentForm(case, of))
    form = DocumentForm(case, of, request.POST)
    if not form.is_valid():
        return _form(request, case, form, status=BAD)
    try:
        with transaction.atomic():
            send_document(request.actor, case_id, new_row_id(form), of, form.said, form.signer)
    except NotFound as error:
        raise Http404 from error
    except Refused as error:
        form.refuse(error.messages)
        return _form(request, case, form, status=BAD)
    except TransitionNotAllowed as error:
        return _form(request, case, form, error.message, CONFLICT)
    messages.success(request, f"{of.label} er gemt og ligger under »Dokumenter«.", extra_tags="gemt")
    return redirect("gop:course", case_id)


def _crumbs(case: Any, text: str) -> list[dict[str, str]]:
    rows = [("Sager", reverse("gop:inbox")), (case.citizen_name, reverse("gop:case", args=[case.id]))]
    rows += [("Forløbet", reverse("gop:course", args=[case.id])), (text, "")]
    return [{"text": text, "url": url} for text, url in rows]


def _form(request: Any, case: Any, form: DocumentForm, problem: str = "", status: int = OK) -> HttpResponse:
    to = [{"name": name, "delivered": state == DELIVERED} for _, name, state in receivers_for(case, form.kind)]
    context = {
        "case": case,
        "form": form,
        "bound": form if form.is_bound and not problem else None,
        "problem": problem,
        "kind": form.kind,
        "to": to,
        "most": most(form.kind) if form.kind == DocumentKind.CHILD_STATUS else 0,
        "fits": form.kind in kinds_for(case),
        "person": person_of(case),
        "crumbs": _crumbs(case, form.kind.label),
    }
    return render(request, "gop/document_form.html", context, status=status)


def _document(request: Any, document_id: UUID, action: str = "vist") -> Any:
    found = document_of(request.actor, document_id)
    if found is None:
        raise Http404
    log_access(request.actor, request.resolver_match.view_name, found.case_id, action=action)
    return found


@page(Verb.READ_CASE)
@require_GET
def show(request: Any, document_id: UUID) -> HttpResponse:
    found = _document(request, document_id)
    label = DocumentKind(found.kind).label
    context = {"case": found.case, "document": found, "label": label, "row": document_row(found), "crumbs": _crumbs(found.case, label)}
    return render(request, "gop/document.html", context)


@page(Verb.READ_CASE)
@require_GET
def pdf(request: Any, document_id: UUID) -> HttpResponse:
    found = _document(request, document_id, action="udskrevet")
    paper = case_document(found, found.case.citizen_name, version_for(found.case), request.actor.organisation_name)
    return answer(request, paper, FILES[DocumentKind(found.kind)], reverse("gop:document", args=[found.id]))
