"""A plan beside or after another: KL's three cases asked in plain words, when a sent plan is to be replaced and when a draft is begun."""

import uuid
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.enums import Verb
from accounts.services import log_access
from accounts.web.page import page
from gop.enums import EarlierPlan, PlanState, PlanType
from gop.selectors.earlier import PARTS, earlier_of, earlier_plan, unanswered
from gop.services import earlier as services
from gop.services.replacing import detach as detach_plan
from gop.services.replacing import replace_plan, replacement_of
from hospitals.web.attempt import BAD, OK, attempt
from hospitals.web.presenters import day_zero_text
from hospitals.web.steps import REVIEW
from hospitals.web.views import open_plan

C, FETCH = EarlierPlan, "hent"
ASKED = "Svar på, hvordan den nye plan hører sammen med den, der gælder."
BEGUN = {
    C.CONTINUES: "Her er en kladde med planens indhold. Samtykkerne er ikke med: spørg patienten igen.",
    C.CHANGES: "Her er en kladde med patienten og kontakten. Beskriv funktionsevne, behov og type på ny, og spørg patienten om samtykke igen.",
    C.BESIDE: "Her er en ny kladde ved siden af den sendte plan, som stadig gælder.",
}
SAID = {
    C.CONTINUES: "Kladden erstatter den tidligere plan, når du sender den. De tomme felter er udfyldt fra den.",
    C.CHANGES: "Kladden erstatter den tidligere plan, når du sender den.",
    C.BESIDE: "Begge planer gælder, når du sender kladden.",
}


@page(Verb.REPLACE_PLAN)
@require_http_methods(["GET", "POST"])
def replace(request: Any, plan_id: UUID) -> HttpResponse:
    """The page brings the id. Pressed twice it is the same draft; a colleague's is said with who and when."""
    plan = open_plan(request, plan_id)
    new_id, choice = _uuid(request.POST.get("new_id", "")) or uuid.uuid4(), _choice(request)
    open_to_ask = plan.state == PlanState.SENT and replacement_of(plan) is None
    if request.method == "GET" and not open_to_ask:
        return redirect("hospitals:plan", plan_id)
    if open_to_ask and choice is None:
        asked = request.method == "POST"
        context = {"plan": plan, "new_id": new_id, "cases": _cases(), "error": ASKED if asked else ""}
        return render(request, "hospitals/replace.html", context, status=BAD if asked else OK)
    act: Callable[[], Any] = {
        C.CHANGES: lambda: services.begin_anew(request.actor, plan_id, new_id),
        C.BESIDE: lambda: services.begin_beside(request.actor, plan_id, new_id),
    }.get(choice or C.CONTINUES, lambda: replace_plan(request.actor, plan_id, new_id))
    answer = attempt(act)
    if answer.messages:
        return _told(request, answer.messages, "hospitals:plan", plan_id)
    messages.info(request, BEGUN[choice or C.CONTINUES])
    return redirect("hospitals:step", answer.result.id, "patient")


@page(Verb.WRITE_PLAN)
@require_http_methods(["GET", "POST"])
def earlier(request: Any, plan_id: UUID) -> HttpResponse:
    """Earlier plans of the draft's patient: what can be fetched, and how the draft stands to those in force."""
    plan = open_plan(request, plan_id)
    if plan.state != PlanState.DRAFT:
        return redirect("hospitals:plan", plan_id)
    if request.method == "GET":
        return _show_earlier(request, plan)
    of, choice = _uuid(request.POST.get("earlier", "")), _choice(request)
    found = earlier_plan(request.actor, plan, of) if of else None
    if found is None:
        raise Http404
    log_access(request.actor, request.resolver_match.view_name, found.plan.id)
    if request.POST.get("action") == FETCH:
        answer = attempt(lambda: services.fetch(request.actor, plan_id, found.plan.id, request.POST.getlist("parts")))
        if answer.messages:
            return _told(request, answer.messages, "hospitals:earlier", plan_id)
        count = len(answer.result)
        text = (
            f"{count} svar er hentet. Se dem efter; de kan være ændret siden." if count else "Der var intet at hente til de tomme felter."
        )
        messages.info(request, text)
        return redirect("hospitals:step", plan_id, "patient")
    if choice is None:
        return _show_earlier(request, plan, ASKED, BAD)
    onward = REVIEW if request.POST.get("til") == REVIEW else "patient"
    if choice == C.BESIDE:
        answer = attempt(lambda: services.stand_beside(request.actor, plan_id, found.plan.id))
    else:
        answer = attempt(lambda: services.take_place(request.actor, plan_id, found.plan.id, goes_on=choice == C.CONTINUES))
    if answer.messages:
        return _told(request, answer.messages, "hospitals:earlier", plan_id)
    messages.info(request, SAID[choice])
    return redirect("hospitals:step", plan_id, onward)


def _show_earlier(request: Any, plan: Any, error: str = "", status: int = OK) -> HttpResponse:
    rows, asked = earlier_of(request.actor, plan), {one.id for one in unanswered(request.actor, plan)}
    context = {
        "plan": plan,
        "rows": [_row(one) | {"asked": one.id in asked} for one in rows],
        "cases": _cases(),
        "parts": PARTS,
        "error": error,
        "onward": request.POST.get("til") or request.GET.get("til", ""),
    }
    return render(request, "hospitals/earlier.html", context, status=status)


def _row(plan: Any) -> dict[str, Any]:
    return {
        "id": plan.id,
        "type": PlanType(plan.plan_type).label if plan.plan_type else "",
        "department": plan.department.name,
        "sent_at": plan.sent_at,
        "state": PlanState(plan.state).label,
        "in_force": plan.state == PlanState.SENT,
        "day_zero": day_zero_text(plan),
    }


def _cases() -> list[dict[str, str]]:
    more = {
        C.CONTINUES: "Den nye plan erstatter den gamle. Kladden begynder med det, der står nu.",
        C.CHANGES: "Den nye plan erstatter den gamle. Funktionsevne, behov og type beskrives på ny. Skal træningen stoppe allerede nu, så træk planen tilbage.",
        C.BESIDE: "Fx en hofte i foråret og nu en skulder. Kommunen får to sager.",
    }
    return [{"value": str(one), "label": one.label, "hint": more[one]} for one in C]


def _choice(request: Any) -> EarlierPlan | None:
    said = request.POST.get("how", "")
    return EarlierPlan(said) if said in EarlierPlan.values() else None


def _told(request: Any, sentences: list[tuple[str, str]], to: str, plan_id: UUID) -> HttpResponse:
    for _, sentence in sentences:
        messages.warning(request, sentence)
    return redirect(to, plan_id)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@page(Verb.WRITE_PLAN)
@require_POST
def detach(request: Any, plan_id: UUID) -> HttpResponse:
    """The plan it should replace is gone: the draft goes on as a plan of its own."""
    open_plan(request, plan_id)
    answer = attempt(lambda: detach_plan(request.actor, plan_id))
    for _, sentence in answer.messages:
        messages.warning(request, sentence)
    if not answer.messages:
        messages.success(request, "Kladden er nu en selvstændig plan.")
    return redirect("hospitals:step", plan_id, "send")
