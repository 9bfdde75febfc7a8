"""The page of a sent plan and what its author may do there. Each form has an address of its own and is shown again with what was typed."""

import uuid
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts import clock
from accounts.enums import OrganisationKind, Role, Verb
from accounts.selectors import organisations
from accounts.web.page import page
from gop.criteria import missing_to_send
from gop.enums import HandedOutHow, PlanState, PlanType
from gop.rules.returning import coordinator_sends
from gop.selectors.amendments import amendments_of
from gop.selectors.attachments import attachments_in
from gop.selectors.plan_clocks import clocks_started_by
from gop.selectors.plans import content_of, is_overdue_discharge, milestones_of, plan_events, recipients_of, version_of
from gop.selectors.returning import named_receiver, returns_of
from gop.selectors.whom_to_call import contacts_on
from gop.selectors.without import refused_by
from gop.services import sending_on, sent
from gop.web import whom_to_call
from gop.web.plan_clocks import clock_rows
from gop.web.plan_view import plan_sections
from hospitals.web.acts import ActForm, DepartmentForm, DischargeForm, ForwardForm, HandedOutForm, WithdrawForm
from hospitals.web.attempt import BAD, OK, attempt, tell
from hospitals.web.letters import paper_links
from hospitals.web.panels import asked_by, on_plan
from hospitals.web.presenters import (
    STATE_TONE,
    asks,
    day_zero_text,
    handed_out_text,
    receiver_rows,
    replaced_by,
    replacing,
    timeline,
)
from hospitals.web.views import open_plan
from hospitals.web.views.attachments import rows_of

DONE = {
    "udskrivning": "Udskrivningsdatoen er meldt til modtagerne.",
    "udleveret": "Udleveringen er registreret.",
    "tilbagetrukket": "Planen er trukket tilbage.",
    "videre": "Planen er sendt videre.",
    "til-afdeling": "Planen er sendt til afdelingen.",
}


@page(Verb.READ_PLAN)
@require_GET
def plan(request: Any, plan_id: UUID) -> HttpResponse:
    """A draft is taken up where it was left; whoever only approves reads it."""
    found = open_plan(request, plan_id)
    if found.state == PlanState.DRAFT and not request.actor.may(Verb.WRITE_PLAN):
        return redirect("hospitals:approval", plan_id)
    if found.state == PlanState.DRAFT:
        missing = missing_to_send(content_of(found, version_of(found)), clock.today())
        return redirect("hospitals:step", plan_id, missing[0].step if missing else "send")
    return _show(request, found)


def _forms(actor: Any, plan: Any, tried: set[UUID], posted: ActForm | None) -> dict[str, ActForm]:
    """The forms that fit the plan as it stands, in the order they ask; the one just posted keeps what was typed."""
    forms: list[ActForm] = []
    asks_register = bool(plan.returned_at) and coordinator_sends(returns_of(plan))
    if plan.returned_at and plan.plan_type == PlanType.SPECIALISED_TRAINING:
        forms.append(DepartmentForm(plan=plan, departments=_departments(plan)))
    elif plan.returned_at and (not asks_register or actor.role == Role.COORDINATOR):
        forms.append(ForwardForm(plan=plan, municipalities=_untried(tried), named=named_receiver(plan), asks_register=asks_register))
    if plan.state == PlanState.SENT:
        forms += [DischargeForm(plan=plan), HandedOutForm(plan=plan), WithdrawForm(plan=plan)]
        if plan.handed_out_on is None and not (plan.discharge_date is None or is_overdue_discharge(plan, clock.today())):
            forms.sort(key=lambda form: [DepartmentForm, ForwardForm, HandedOutForm, DischargeForm, WithdrawForm].index(type(form)))
    return {form.name: posted if posted and posted.name == form.name else form for form in forms}


def _coordinators(plan: Any, forms: dict[str, ActForm]) -> list[str]:
    """Why the author of a plan that came back has no form to send it on with."""
    if not plan.returned_at or {ForwardForm.name, DepartmentForm.name} & forms.keys():
        return []
    return ["Planen er kommet retur to gange. Koordinatoren spørger folkeregistret og sender den videre."]


def _departments(plan: Any) -> list[tuple[str, str]]:
    return [(str(one.id), name) for one, name in sending_on.untried(plan)]


def _untried(tried: set[UUID]) -> list[tuple[str, str]]:
    rows = organisations(OrganisationKind.MUNICIPALITY, clock.today())
    return [(str(one.id), one.name) for one in rows if one.id not in tried]


def _urgent(plan: Any) -> str:
    """The form that stands as the next step; empty when the plan asks for nothing."""
    if plan.state != PlanState.SENT:
        return ""
    today = clock.today()
    if plan.returned_at:
        return DepartmentForm.name if plan.plan_type == PlanType.SPECIALISED_TRAINING else ForwardForm.name
    if plan.discharge_date is None or is_overdue_discharge(plan, today):
        return DischargeForm.name
    return HandedOutForm.name if plan.handed_out_on is None and plan.discharge_date <= today else ""


def _show(request: Any, plan: Any, posted: ActForm | None = None, status: int = OK) -> HttpResponse:
    version, today, now = version_of(plan), clock.today(), clock.now()
    rows = recipients_of(plan)
    writes = request.actor.may(Verb.AMEND_PLAN)
    forms = _forms(request.actor, plan, {row.receiver_id for row in rows if row.receiver_id}, posted) if writes else {}
    if posted and posted.name not in forms:  # no longer fits: its sentences stand alone at the top
        for sentence in [said for errors in posted.errors.values() for said in errors]:
            messages.warning(request, str(sentence))
    urgent = _urgent(plan)
    panels = on_plan(request.actor, plan)
    context = {
        "plan": plan,
        "state": PlanState(plan.state).label,
        "state_tone": STATE_TONE.get(PlanState(plan.state), ""),
        "asks": [*asked_by(panels), *asks(plan, today), *_coordinators(plan, forms)] if writes else [],
        "receivers": receiver_rows(rows),
        "handed_out": handed_out_text(plan),
        "day_zero": day_zero_text(plan, today),
        "clocks": clock_rows(clocks_started_by(plan, version, now), today) if plan.state == PlanState.SENT else [],
        "timeline": timeline(plan, plan_events(plan), milestones_of(plan)),
        "not_to_all": writes and plan.state == PlanState.SENT and bool(refused_by(plan)),
        "attachments": rows_of(plan, attachments_in(plan.id, version.number)),
        "sections": plan_sections(version, version.address, plan.consents.all(), contacts_on(version, today)),
        "call": whom_to_call.on_plan(version),
        "paper": paper_links(plan, version) if plan.state == PlanState.SENT else [],
        "next_form": forms.get(urgent),
        "other_forms": [form for name, form in forms.items() if name != urgent],
        "amended": amendments_of(plan)[-1:],
        "replacing": replacing(plan),
        "replaced_by": replaced_by(plan),
        "new_id": uuid.uuid4(),
        "in_force": plan.state == PlanState.SENT and writes,
        "posted": posted if posted and posted.name in forms else None,
        "seen": now.isoformat(),
        "panels": panels,
    }
    return render(request, "hospitals/plan.html", context, status=status)


def _act(request: Any, plan_id: UUID, form_for: Callable[[Any], ActForm], do: Callable[[Any], object]) -> HttpResponse:
    plan = open_plan(request, plan_id)
    if plan.state == PlanState.DRAFT:
        return redirect("hospitals:plan", plan_id)
    form = form_for(plan)
    status = BAD
    if form.is_valid():
        answer = attempt(lambda: do(form))
        if not answer.messages:
            messages.success(request, DONE[form.name])
            return redirect("hospitals:plan", plan_id)
        tell(form, answer.messages)
        status = answer.status
    return _show(request, open_plan(request, plan_id), form, status)


@page(Verb.SET_DISCHARGE)
@require_POST
def discharge(request: Any, plan_id: UUID) -> HttpResponse:
    def do(form: DischargeForm) -> object:
        day = form.stated()
        if day is None:
            return sent.call_off_discharge(request.actor, plan_id, form.seen_at())
        return sent.set_discharge(request.actor, plan_id, day, expected=day > clock.today(), seen=form.seen_at())

    return _act(request, plan_id, lambda plan: DischargeForm(request.POST, plan=plan), do)


@page(Verb.RECORD_HANDED_OUT)
@require_POST
def handed_out(request: Any, plan_id: UUID) -> HttpResponse:
    def do(form: HandedOutForm) -> object:
        said = form.cleaned_data
        return sent.record_handed_out(request.actor, plan_id, said["handed_out_on"], HandedOutHow(said["handed_out_how"]), form.seen_at())

    return _act(request, plan_id, lambda plan: HandedOutForm(request.POST, plan=plan), do)


@page(Verb.WITHDRAW_PLAN)
@require_POST
def withdraw(request: Any, plan_id: UUID) -> HttpResponse:
    def do(form: WithdrawForm) -> object:
        return sent.withdraw_plan(request.actor, plan_id, form.cleaned_data["reason"], form.seen_at())

    return _act(request, plan_id, lambda plan: WithdrawForm(request.POST, plan=plan), do)


@page(Verb.FORWARD_PLAN)
@require_POST
def forward(request: Any, plan_id: UUID) -> HttpResponse:
    """All municipalities are accepted here; the service says why one already tried is not."""

    def do(form: ForwardForm) -> object:
        answer = form.cleaned_data.get("register_answer", "")
        return sent.forward_plan(request.actor, plan_id, UUID(form.cleaned_data["municipality"]), form.seen_at(), register_answer=answer)

    def form_for(plan: Any) -> ForwardForm:
        asks, named = coordinator_sends(returns_of(plan)), named_receiver(plan)
        return ForwardForm(request.POST, plan=plan, municipalities=_untried(set()), named=named, asks_register=asks)

    return _act(request, plan_id, form_for, do)


@page(Verb.FORWARD_PLAN)
@require_POST
def to_department(request: Any, plan_id: UUID) -> HttpResponse:
    def do(form: DepartmentForm) -> object:
        said = form.cleaned_data
        return sending_on.send_to_department(request.actor, plan_id, UUID(said["department"]), consent=said["consent"], seen=form.seen_at())

    return _act(request, plan_id, lambda plan: DepartmentForm(request.POST, plan=plan, departments=_departments(plan)), do)
