"""Ret planen: look the change through, then send it. Nothing that was typed is lost when it is refused."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.danish import short_moment
from accounts.enums import Verb
from accounts.web.page import page
from gop.enums import PlanState
from gop.selectors.amendments import amendments_of, told
from gop.selectors.plans import version_of
from gop.services.amending import amend as amend_plan
from gop.services.amending import look_through
from gop.services.two_tabs import Change
from gop.web.attachments import attachment_difference
from gop.web.changes import differences
from gop.web.code_search import found_diagnoses
from hospitals.web.amend_form import AmendForm, follow, signature
from hospitals.web.attempt import BAD, CONFLICT, OK, attempt, tell
from hospitals.web.forms.codes import chosen, next_answer, with_chosen
from hospitals.web.forms.lines import key, new_line
from hospitals.web.meanwhile import merged_text
from hospitals.web.presenters import told_rows
from hospitals.web.steps import field_name
from hospitals.web.views import open_plan

LOOK, SEND, SEARCH = "gennemse", "send", "soeg"


@page(Verb.AMEND_PLAN)
@require_http_methods(["GET", "POST"])
def amend(request: Any, plan_id: UUID) -> HttpResponse:
    plan = open_plan(request, plan_id)
    if plan.state == PlanState.DRAFT or (request.method == "GET" and plan.state != PlanState.SENT):
        return redirect("hospitals:plan", plan_id)
    current = version_of(plan)
    if request.method == "GET":
        return _show(request, plan, AmendForm(plan=plan, version=current))
    base = _base(plan, request.POST.get("version", ""))
    form = AmendForm(with_chosen(request.POST), plan=plan, version=base)
    line, picked = new_line(request.POST.get("action", "")), chosen(request.POST)
    if request.POST.get("action") == SEARCH or line or picked:
        form.ask_line(line)
        if picked and (form.is_valid() or form.kept):
            form.ask_field(next_answer(form, picked, key))
        return _show(request, plan, form, base=base.number)
    return _try(request, plan, base, form)


def _base(plan: Any, text: str) -> Any:
    """The version that the page showed; one that never was is taken for the first."""
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 1
    return version_of(plan, number if 1 <= number <= plan.current_version else 1)


def _try(request: Any, plan: Any, base: Any, form: AmendForm) -> HttpResponse:
    if not form.is_valid():
        return _show(request, plan, form, base=base.number, status=BAD)
    said, why, actor = form.values(), form.cleaned_data["why"], request.actor
    if request.POST.get("diagnosis_query", "").strip() and not said["diagnosis_code"]:
        form.add_error("diagnosis_query", "Vælg en diagnose på listen, eller ryd søgefeltet.")
        return _show(request, plan, form, base=base.number, status=BAD)
    files = attachment_difference(plan.id, base.number, base.number + 1)
    seen = signature(plan, base.number, said, f"{why}{files or ''}")
    ready = request.POST.get("action") == SEND and request.POST.get("reviewed") == seen
    if ready:
        answer = attempt(lambda: amend_plan(actor, plan.id, base.number, said, why))
    else:
        answer = attempt(lambda: look_through(actor, plan.id, base.number, said, why))
    if not answer.messages and (ready or answer.result is None):
        messages.success(request, "Rettelsen er sendt.")
        return redirect("hospitals:plan", plan.id)
    if not answer.messages:
        if request.POST.get("action") == SEND:
            messages.info(request, "Der er skrevet mere, siden du gennemså rettelsen. Se den igennem igen.")
        review = {"rows": differences(base, answer.result) + files, "told": told_rows(told(plan)), "signature": seen}
        return _show(request, plan, form, base=base.number, review=review)
    plan = open_plan(request, plan.id)
    if answer.status == CONFLICT and plan.state == PlanState.SENT and plan.current_version != base.number:
        return _meanwhile(request, plan, base, form)
    tell(form, answer.messages, field_name)
    return _show(request, plan, form, base=base.number, status=answer.status)


def _meanwhile(request: Any, plan: Any, base: Any, form: AmendForm) -> HttpResponse:
    """Somebody sent a version first: the page goes on from that one and is sent only when it has been looked through again."""
    current, last = version_of(plan), amendments_of(plan)[-1]
    found = follow(form, AmendForm(plan=plan, version=current), plan, base, current, Change(last.by_name, last.at))
    problem = f"{last.by_name} sendte version {current.number} {short_moment(last.at)}, mens du skrev. Din rettelse er ikke sendt."
    problem = " ".join(part for part in (problem, merged_text(form, found.theirs), "Se den igennem, og send igen.") if part)
    return _show(request, plan, form, base=current.number, problem=problem, status=CONFLICT)


def _show(
    request: Any,
    plan: Any,
    form: AmendForm,
    *,
    base: int | None = None,
    review: dict[str, Any] | None = None,
    problem: str = "",
    status: int = OK,
) -> HttpResponse:
    context = {
        "plan": plan,
        "form": form,
        "base": base or plan.current_version,
        "review": review,
        "problem": problem,
        "in_force": plan.state == PlanState.SENT,
        "drawn": form.drawn_in_parts(),
        "open_parts": form.open_parts(),
        **found_diagnoses(str(form["diagnosis_query"].value() or ""), str(form["diagnosis_code"].value() or "")),
    }
    return render(request, "hospitals/amend.html", context, status=status)
