"""Uden plan: how an assessment ended when no plan goes to the municipality, the text for the discharge letter, and the list of them."""

import uuid
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import clock
from accounts.enums import OrganisationKind, RelationKind, Verb
from accounts.selectors import organisations, parent_of
from accounts.services import log_access
from accounts.web.page import page
from gop.enums import ConsentAnswer, ConsentKind, PlanState, WithoutOutcome
from gop.rules.without import offered
from gop.selectors.discarded import discarded, is_discarded
from gop.selectors.plans import cpr_of, departments_of, version_of
from gop.selectors.without import recorded, recorded_for, refused_by, without_of
from gop.services.without import record_without, take_up
from hospitals.selectors import is_private
from hospitals.web.attempt import BAD, OK, attempt, tell
from hospitals.web.views import open_plan
from hospitals.web.without_form import WithoutForm
from hospitals.web.without_texts import referral_text, summary_text

HINTS = {
    WithoutOutcome.NO_NEED: "Vurderingen skrives i journalen og i epikrisen, så patient og egen læge kan se den.",
    WithoutOutcome.DECLINED: "Kommunen kan så ikke begynde genoptræning. Det skal patienten have at vide.",
    WithoutOutcome.NOT_SENT: "Planen skrives alligevel og udleveres til patienten.",
    WithoutOutcome.REFERRED: "Patienten har selv betalt: et sygehus i bopælsregionen vurderer behovet.",
}

DISCARDED = "kasseret"


@page(Verb.WRITE_PLAN)
@require_http_methods(["GET", "POST"])
def new(request: Any) -> HttpResponse:
    return _record(request, None)


@page(Verb.WRITE_PLAN)
@require_http_methods(["GET", "POST"])
def end(request: Any, plan_id: UUID) -> HttpResponse:
    """From a draft that ends without a plan, or from a plan that the patient does not want sent."""
    plan = open_plan(request, plan_id)
    there = recorded_for(plan)
    if there is not None:
        return redirect("hospitals:without_record", there.id)
    if is_discarded(plan):
        return redirect("hospitals:discard", plan_id)
    return _record(request, plan)


def _outcomes(request: Any, plan: Any) -> list[WithoutOutcome]:
    """What fits: a sent plan can only be one that is not sent on."""
    found = [] if plan and plan.state != PlanState.DRAFT else [WithoutOutcome.NO_NEED, WithoutOutcome.DECLINED]
    if plan and plan.state in (PlanState.DRAFT, PlanState.SENT) and refused_by(plan):
        found.append(WithoutOutcome.NOT_SENT)
    if (plan is None or plan.state == PlanState.DRAFT) and is_private(request.actor.tenant):
        found.append(WithoutOutcome.REFERRED)
    return found


def _proposed(plan: Any) -> str:
    """A refused plan is a declined one: asked no further."""
    refused = plan is not None and any(one.kind == ConsentKind.PLAN and one.answer == ConsentAnswer.REFUSED for one in plan.consents.all())
    return WithoutOutcome.DECLINED if refused else ""


def _record(request: Any, plan: Any) -> HttpResponse:
    outcomes = _outcomes(request, plan)
    wanted = request.POST.get("udfald") or request.GET.get("udfald", "" if request.method == "POST" else _proposed(plan))
    outcome = next((one for one in outcomes if one == wanted), None)
    context = {"plan": plan, "crumb": plan.citizen_name if plan else "", "url": _here(plan)}
    if outcome is None:
        choices = [{"value": one.value, "label": one.label, "hint": HINTS[one]} for one in outcomes]
        return render(request, "hospitals/without_choose.html", context | {"choices": choices})
    form = _form(request, plan, outcome)
    record_id = _uuid(request.POST.get("record_id", ""))
    status = OK
    if request.method == "POST" and form.is_bound:
        if form.is_valid():
            answer = attempt(lambda: record_without(request.actor, record_id, form.said(), plan.id if plan else None))
            if not answer.messages:
                messages.success(request, "Det er registreret. Kopiér teksten til epikrisen.")
                return redirect("hospitals:without_record", answer.result.id)
            tell(form, answer.messages)
        status = BAD
    context |= {"form": form, "outcome": outcome, "hint": HINTS[outcome], "record_id": record_id, "other": len(outcomes) > 1}
    return render(request, "hospitals/without_form.html", context, status=status)


def _here(plan: Any) -> str:
    return reverse("hospitals:end_without", args=[plan.id]) if plan else reverse("hospitals:new_without")


def _form(request: Any, plan: Any, outcome: WithoutOutcome) -> WithoutForm:
    refused = refused_by(plan) if plan else frozenset()
    number = cpr_of(version_of(plan)) if plan else ""
    today = clock.today()
    return WithoutForm(
        *([request.POST] if request.method == "POST" else []),
        outcome=outcome,
        may=offered(outcome, municipality_refused=ConsentKind.MUNICIPALITY in refused, gp_refused=ConsentKind.GP in refused),
        who=request.actor.name,
        departments=[(str(one.id), one.name) for one in departments_of(request.actor, today)],
        municipalities=[(str(one.id), one.name) for one in organisations(OrganisationKind.MUNICIPALITY, today)],
        plan=plan,
        known=bool(number and plan.citizen_name),
        number=number,
    )


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid.uuid4()


@page(Verb.READ_PLAN)
@require_GET
def record(request: Any, record_id: UUID) -> HttpResponse:
    found = without_of(request.actor, record_id)
    if found is None:
        raise Http404
    log_access(request.actor, "hospitals:without_record", found.id)
    plan = found.plan
    refused = sorted(refused_by(plan), key=list(ConsentKind).index) if plan else []
    home = parent_of(found.home_municipality_id, RelationKind.MUNICIPALITY_IN, clock.today()) if found.home_municipality_id else None
    region = home.name if home else "bopælsregionen"
    phone = getattr(getattr(found.department, "department", None), "phone", "")
    referred = found.outcome == WithoutOutcome.REFERRED
    context = {
        "record": found,
        "outcome": WithoutOutcome(found.outcome).label,
        "summary": summary_text(found, refused, region),
        "referral": referral_text(found, region, phone) if referred else "",
        "may_take_up": bool(plan and plan.put_away_at and found.undone_at is None) and request.actor.may(Verb.WRITE_PLAN),
        "plan_url": reverse("hospitals:plan", args=[plan.id]) if plan and not plan.put_away_at else "",
    }
    return render(request, "hospitals/without_record.html", context)


@page(Verb.WRITE_PLAN)
@require_POST
def reopen(request: Any, record_id: UUID) -> HttpResponse:
    """The patient has changed mind: the draft is taken up again."""
    answer = attempt(lambda: take_up(request.actor, record_id))
    for _, sentence in answer.messages:
        messages.warning(request, sentence)
    if answer.messages:
        return redirect("hospitals:without_record", record_id)
    messages.success(request, "Kladden er taget op igen.")
    return redirect("hospitals:plan", answer.result.id)


@page(Verb.READ_PLAN)
@require_GET
def index(request: Any) -> HttpResponse:
    chosen = request.GET.get("udfald", "")
    if chosen == DISCARDED:
        return _discarded(request)
    found = recorded(request.actor, chosen, _before(request.GET.get("foer", "")))
    log_access(request.actor, "hospitals:without", None)
    last = found.rows[-1] if found.more else None
    context = {
        "rows": [{"record": one, "outcome": WithoutOutcome(one.outcome).label} for one in found.rows],
        "chips": _chips(chosen),
        "may_write": request.actor.may(Verb.WRITE_PLAN),
        "first_page": "foer" not in request.GET,
        "chosen": chosen,
        "after": f"{last.created_at.isoformat()}_{last.id}" if last else "",
    }
    return render(request, "hospitals/without.html", context)


def _chips(chosen: str) -> list[dict[str, Any]]:
    kinds = [("", "Alle"), *((str(one), one.label) for one in WithoutOutcome), (DISCARDED, "Kasserede kladder")]
    return [{"text": label, "url": f"?udfald={kind}" if kind else "?", "active": kind == chosen} for kind, label in kinds]


def _discarded(request: Any) -> HttpResponse:
    log_access(request.actor, "hospitals:without", None)
    may = request.actor.may(Verb.WRITE_PLAN)
    context = {"discarded": discarded(request.actor), "chips": _chips(DISCARDED), "first_page": True, "may_write": may}
    return render(request, "hospitals/without.html", context | {"chosen": DISCARDED})


def _before(text: str) -> tuple[str, UUID] | None:
    at, _, row = text.rpartition("_")
    try:
        return datetime.fromisoformat(at).isoformat(), UUID(row)
    except ValueError:
        return None
