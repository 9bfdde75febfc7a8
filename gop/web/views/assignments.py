"""A task at whoever performs it: sent from a page of its own, followed, taken back, documented, opened again. Each look is logged."""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts import clock
from accounts.enums import OrganisationKind, Verb
from accounts.selectors import names_of
from accounts.services import log_access
from accounts.web.page import page
from gop.errors import AlreadyDone, NotFound, Refused
from gop.rules import TransitionNotAllowed
from gop.selectors.assigned import OUT, may_send, out, whole
from gop.selectors.choice import missing_to_choose
from gop.services import assigning
from gop.web.assign_forms import AssignForm, options_of, typed
from gop.web.assign_steps import ASSIGN_STEPS
from gop.web.assigned import list_of, page_of
from gop.web.views.case import back_to, case_or_404
from gop.web.views.verbs import run_verb, seen_in, verb_page, when_text

if TYPE_CHECKING:
    from gop.models import Case

NAME = ASSIGN_STEPS[0].name
OK, BAD, CONFLICT = 200, 400, 409


@page(Verb.ASSIGN)
@require_http_methods(["GET", "POST"])
def assign(request: Any, case_id: UUID) -> HttpResponse:
    """`udfoerer` in the address: whom the page before pointed at. A button without fields leads here too."""
    case = case_or_404(request.actor, case_id)
    if request.method != "POST" or "assignment_id" not in request.POST:
        form = _form(request, case)
        form.preselect(request.GET.get("udfoerer", ""))
        return _page(request, case, form)
    form = _form(request, case, request.POST)
    if not form.is_valid():
        return _page(request, case, form, status=BAD)
    try:
        with transaction.atomic():
            assigning.assign(request.actor, case_id, **typed(form), seen=seen_in(request))
    except NotFound as error:
        raise Http404 from error
    except Refused as error:
        form.refuse(error.messages)
        return _page(request, case, form, status=BAD)
    except AlreadyDone as error:
        return _page(request, case, form, f"{error.by_name} har sendt opgaven {when_text(error.at)}. Se sagen.", CONFLICT)
    except TransitionNotAllowed as error:
        return _page(request, case, form, error.message, CONFLICT)
    messages.success(request, "Opgaven er sendt.", extra_tags="gemt")
    return redirect(back_to(case))


def _form(request: Any, case: "Case", data: Any = None) -> AssignForm:
    chosen = dict(names_of(OrganisationKind.MUNICIPALITY)) if case.other_municipality_id else {}
    return AssignForm(case, NAME, data, known=partial(options_of, request.actor, case, chosen))


def _page(request: Any, case: "Case", form: AssignForm, problem: str = "", status: int = OK) -> HttpResponse:
    log_access(request.actor, "gop:assign", case.id)
    choices = form.fields["to"].choices  # type: ignore[attr-defined]
    context = {
        "case": case,
        "form": form,
        "bound": form if form.is_bound and not problem else None,
        "problem": problem,
        "seen": clock.now().isoformat(),
        "fits": may_send(case),
        "anybody": any(value for value, _ in choices),
        "missing": "" if case.other_municipality_id else missing_to_choose(case),
        "crumbs": [
            {"text": "Sager", "url": reverse("gop:inbox")},
            {"text": case.citizen_name, "url": reverse("gop:case", args=[case.id])},
            {"text": "Send opgaven", "url": ""},
        ],
    }
    return render(request, "gop/assign.html", context, status=status)


@page(Verb.ASSIGN)
@verb_page
def withdraw(request: Any, case_id: UUID) -> HttpResponse:
    def do(said: dict[str, Any], seen: datetime | None) -> None:
        assigning.withdraw(request.actor, case_id, reason=said["reason"], consent_withdrawn=said["consent_withdrawn"], seen=seen)

    return run_verb(request, case_id, "traek-opgave", do)


@page(Verb.ASSIGN)
@verb_page
def ask_documentation(request: Any, case_id: UUID) -> HttpResponse:
    def do(said: dict[str, Any], seen: datetime | None) -> None:
        told = {name: said[name] for name in ("request_id", "text", "due_on")}
        assigning.ask_documentation(request.actor, case_id, **told, seen=seen)

    return run_verb(request, case_id, "bed-om-dokumentation", do)


@page(Verb.ASSIGN)
@verb_page
def reopen(request: Any, case_id: UUID) -> HttpResponse:
    def do(said: dict[str, Any], seen: datetime | None) -> None:
        assigning.reopen(request.actor, case_id, days=said["days"], reason=said["reason"], seen=seen)

    return run_verb(request, case_id, "genaabn-opgave", do)


@page(Verb.ASSIGN)
@require_GET
def show(request: Any, assignment_id: UUID) -> HttpResponse:
    """All that the performer has written, to read."""
    try:
        found = whole(request.actor, assignment_id)
    except NotFound as error:
        raise Http404 from error
    log_access(request.actor, "gop:assignment", found.row.case_id)
    return render(request, "gop/assignment.html", page_of(found))


@page(Verb.ASSIGN)
@require_GET
def board(request: Any) -> HttpResponse:
    log_access(request.actor, "gop:assignments", None)
    found = out(request.actor, request.GET.get("tilstand", OUT), request.GET.get("foer", ""))
    return render(request, "gop/assignments.html", list_of(found))
