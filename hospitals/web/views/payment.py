"""Who paid: asked of a draft at a private hospital that was begun without it, from a notice for instance."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.enums import Verb
from accounts.web.page import page
from gop.enums import Payment, PlanState, WithoutOutcome
from gop.services.payment import set_payment
from hospitals.web.attempt import BAD, OK, attempt, tell
from hospitals.web.fields import radios
from hospitals.web.views import open_plan

HINT = "Har patienten selv eller en forsikring betalt, vurderer et sygehus i bopælsregionen behovet for en plan."


class PaymentForm(forms.Form):
    payment = radios("Hvem har betalt behandlingen?", Payment.choices(), HINT, required=True)


@page(Verb.WRITE_PLAN)
@require_http_methods(["GET", "POST"])
def payment(request: Any, plan_id: UUID) -> HttpResponse:
    plan = open_plan(request, plan_id)
    if plan.state != PlanState.DRAFT:
        return redirect("hospitals:plan", plan_id)
    form = PaymentForm(request.POST) if request.method == "POST" else PaymentForm(initial={"payment": plan.payment})
    status = OK
    if form.is_bound:
        if form.is_valid():
            chosen = Payment(form.cleaned_data["payment"])
            answer = attempt(lambda: set_payment(request.actor, plan_id, chosen))
            if not answer.messages and chosen == Payment.SELF:
                return redirect(f"{reverse('hospitals:end_without', args=[plan_id])}?udfald={WithoutOutcome.REFERRED}")
            if not answer.messages:
                return redirect("hospitals:plan", plan_id)
            tell(form, answer.messages)
        status = BAD
    return render(request, "hospitals/payment.html", {"plan": plan, "form": form}, status=status)
