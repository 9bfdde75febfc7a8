"""Klager: registered on a case, listed, and each on a page of its own with its outcome. For the authority and for the hospital."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts import clock
from accounts.danish import short_moment
from accounts.enums import Kind, Verb
from accounts.services import log_access
from accounts.web.page import page
from gop.errors import AlreadyDone, Refused
from gop.rules import TransitionNotAllowed
from gop.selectors.complaints import complaint_of, complaints_listed, may_read_text
from gop.services import complaints
from gop.web.complaint_forms import ComplaintForm, OutcomeForm
from gop.web.complaint_words import shown
from gop.web.meeting_page import only
from gop.web.views.verbs import run_verb, verb_page

PRIVATE = "Hvad der er klaget over, læses af teamlederen og den, sagen hører til."


@page(Verb.RECORD_COMPLAINT)
@verb_page
def new(request: Any, case_id: UUID) -> HttpResponse:
    only(request, Kind.AUTHORITY)  # a hospital's authors have the verb too, for their plans

    def do(typed: dict[str, Any], seen: datetime | None) -> None:
        complaints.of_case(request.actor, case_id, typed["complaint"], ComplaintForm.said_in(typed))

    return run_verb(request, case_id, "klage", do)


@page(Verb.RECORD_COMPLAINT)
@require_GET
def listing(request: Any) -> HttpResponse:
    """Open ones first, the nearest limit on top. Names citizens, so the look is logged."""
    number = _page(request.GET.get("side", ""))
    rows, more = complaints_listed(request.actor, number)
    log_access(request.actor, "gop:complaints", None, action="liste")
    context = {
        "rows": [shown(one, clock.today()) for one in rows],
        "person": "Patient" if request.actor.departments or request.actor.may(Verb.READ_PLAN) else "Borger",
        "next_url": f"{reverse('gop:complaints')}?side={number + 1}" if more else "",
        "crumbs": [{"text": "Klager", "url": ""}],
    }
    return render(request, "gop/complaints.html", context)


@page(Verb.RECORD_COMPLAINT)
@require_http_methods(["GET", "POST"])
def complaint(request: Any, complaint_id: UUID) -> HttpResponse:
    """One complaint; posted: what became of it."""
    form, status, problem = OutcomeForm(initial={"on": clock.today()}), 200, ""
    if request.method == "POST":
        _found(request, complaint_id)
        form, status = OutcomeForm(request.POST), 400
        if form.is_valid():
            try:
                with transaction.atomic():
                    complaints.close_complaint(request.actor, complaint_id, form.said(), _seen(request))
                messages.success(request, "Udfaldet er registreret.", extra_tags="gemt")
                return redirect("gop:complaint", complaint_id)
            except Refused as refusal:
                for field, text in refusal.messages:
                    form.add_error(field if field in form.fields else None, text)
            except AlreadyDone as done:
                problem, status = f"{done.by_name} har registreret et udfald {short_moment(done.at)}. Se det, og prøv igen.", 409
            except TransitionNotAllowed as error:
                problem, status = error.message, 409
    return render(request, "gop/complaint.html", _context(request, complaint_id, form, problem), status=status)


def _context(request: Any, complaint_id: UUID, form: OutcomeForm, problem: str) -> dict[str, Any]:
    row, case, plan = _found(request, complaint_id)
    of = case or plan
    reads = may_read_text(request.actor, of)
    log_access(request.actor, "gop:complaint", of.id)
    back = reverse("gop:case", args=[case.id]) if case else reverse("hospitals:plan", args=[plan.id])
    return {
        "row": shown(row, clock.today()),
        "back": back,
        "back_text": "Se sagen" if case else "Se planen",
        "text": row.text if reads else "",
        "outcome_text": row.outcome_text if reads else "",
        "private": "" if reads else PRIVATE,
        "form": form,
        "problem": problem,
        "seen": clock.now().isoformat(),
        "crumbs": [{"text": "Klager", "url": reverse("gop:complaints")}, {"text": row.citizen_name, "url": ""}],
    }


def _found(request: Any, complaint_id: UUID) -> tuple[Any, Any, Any]:
    found = complaint_of(request.actor, complaint_id)
    if found is None:
        raise Http404
    return found


def _seen(request: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(request.POST.get("seen", ""))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _page(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 5 and int(text) > 0 else 1
