"""A letter about a child with a permanent impairment, which stands instead of a plan."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts import clock
from accounts.enums import Verb
from accounts.services import log_access
from accounts.web.page import page
from accounts.words import cpr_text
from gop.enums import CopyTo, PlanState
from gop.selectors.correspondence import fixed_subject, letter_of
from gop.selectors.notices import cpr_in
from gop.selectors.plans import cpr_of, plan_of, version_of
from gop.services.correspondence import send_letter
from hospitals.web.attempt import BAD, OK, attempt, tell
from hospitals.web.notice_forms import LetterForm
from hospitals.web.notice_rows import copy_rows
from hospitals.web.views.notices import id_in, registry_lists


def _draft(request: Any) -> Any:
    """The draft that the letter shall stand instead of, where the address or the form names one. Raises Http404."""
    text = request.POST.get("plan") or request.GET.get("plan") or ""
    if not text:
        return None
    plan = plan_of(request.actor, id_in(text))
    if plan is None or plan.state != PlanState.DRAFT:
        raise Http404
    log_access(request.actor, "hospitals:correspondence_new", plan.id)
    return plan


@page(Verb.SEND_PLAN)
@require_http_methods(["GET", "POST"])
def new(request: Any) -> HttpResponse:
    plan, lists = _draft(request), registry_lists(request.actor)
    letter_id = id_in(request.POST.get("letter_id", "")) if request.method == "POST" else uuid4()
    if request.method == "GET":
        return _form(request, LetterForm(initial=_from(plan), lists=lists), letter_id, plan)
    form = LetterForm(request.POST, lists=lists)
    status = BAD
    if form.is_valid():
        said = form.values()
        if plan is not None and "department_id" not in said:
            said["department_id"] = plan.department_id
        answer = attempt(lambda: send_letter(request.actor, letter_id, said, plan.id if plan else None))
        if not answer.messages:
            messages.success(request, "Brevet er sendt til kommunen.")
            return redirect("hospitals:correspondence", letter_id)
        tell(form, answer.messages)
        status = answer.status
    return _form(request, form, letter_id, plan, status)


def _from(plan: Any) -> dict[str, Any]:
    """What the draft says already, so that it is not typed again."""
    if plan is None:
        return {"copies": [CopyTo.PARENTS]}
    version = version_of(plan)
    said = [version.health_summary, version.functioning_now, version.limitations, version.training_need]
    return {
        "department_id": str(plan.department_id),
        "cpr": cpr_text(cpr_of(version)),
        "citizen_name": version.citizen_name,
        "home_municipality_id": str(version.home_municipality_id or ""),
        "body": "\n\n".join(text for text in said if text.strip()),
        "copies": [CopyTo.PARENTS],
    }


def _form(request: Any, form: LetterForm, letter_id: UUID, plan: Any, status: int = OK) -> HttpResponse:
    home = str(form["home_municipality_id"].value() or "")
    fixed = fixed_subject(id_in(home), None, clock.today()) if home else ""
    context = {"form": form, "letter_id": letter_id, "plan": plan, "fixed": fixed}
    return render(request, "hospitals/correspondence_new.html", context, status=status)


@page(Verb.READ_PLAN)
@require_GET
def letter(request: Any, letter_id: UUID) -> HttpResponse:
    found = letter_of(request.actor, letter_id)
    if found is None:
        raise Http404
    log_access(request.actor, "hospitals:correspondence", found.id)
    context = {
        "letter": found,
        "cpr": cpr_text(cpr_in(found)),
        "copies": copy_rows(found),
        "crumbs": [{"text": "Mine planer", "url": reverse("hospitals:outbox")}, {"text": f"Brev: {found.citizen_name}", "url": ""}],
    }
    return render(request, "hospitals/correspondence.html", context)
