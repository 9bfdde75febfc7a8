"""Varsling om kapacitet: what hospitals, municipalities and regions tell each other ahead. No citizen, so no line in the access log."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts import clock
from accounts.enums import Verb
from accounts.web.page import page
from gop.errors import NotFound, Refused
from gop.selectors.told_ahead import marks_of, names_of, notice_ahead, periods_of, region_of, told_to
from gop.services.telling_ahead import mark_read, propose, tell, withdraw_ahead
from gop.web.ahead_forms import AheadForm, WithdrawAheadForm
from gop.web.ahead_words import line, page_of, period_rows, proposal

BAD = 422


@page(Verb.READ_NOTICES_AHEAD)
@require_GET
def show(request: Any) -> HttpResponse:
    """Those told here and those told by us, the latest first."""
    actor = request.actor
    rows = [line(row, actor) for row in told_to(actor)]
    context = {"rows": rows, "unread": sum(row["unread"] for row in rows), "may": actor.may(Verb.TELL_AHEAD)}
    return render(request, "gop/ahead.html", context)


@page(Verb.TELL_AHEAD)
@require_http_methods(["GET", "POST"])
def new(request: Any) -> HttpResponse:
    """Written, then seen with its receivers and its period, then sent."""
    actor, today = request.actor, clock.today()
    form = AheadForm(request.POST or None)
    context: dict[str, Any] = {"form": form, "notice_id": _id(request.POST.get("notice_id", "")) or uuid.uuid4()}
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("do") == "send":
                row = tell(actor, context["notice_id"], form.asked)
                messages.success(request, "Varslingen er sendt.", extra_tags="gemt")
                return redirect("gop:ahead_one", row.id)
            context["proposal"] = proposal(propose(actor, form.asked), form.asked)
        except Refused as refused:
            form.refuse(refused.messages)
        except NotFound as error:
            raise Http404 from error
    context["periods"] = period_rows(periods_of(region_of(actor, today), today))
    return render(request, "gop/ahead_new.html", context, status=BAD if form.errors else 200)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@page(Verb.READ_NOTICES_AHEAD)
@require_GET
def notice(request: Any, ahead_id: UUID) -> HttpResponse:
    return _page(request, ahead_id)


def _page(request: Any, ahead_id: UUID, form: WithdrawAheadForm | None = None) -> HttpResponse:
    actor = request.actor
    try:
        row = notice_ahead(actor, ahead_id)
    except NotFound as error:
        raise Http404 from error
    context = page_of(row, actor, names_of(row.addressees), marks_of(row))
    context["form"] = form or WithdrawAheadForm()
    return render(request, "gop/ahead_one.html", context, status=BAD if form and form.errors else 200)


@page(Verb.READ_NOTICES_AHEAD)
@require_http_methods(["GET", "POST"])
def read(request: Any, ahead_id: UUID) -> HttpResponse:
    """Read by the organisation; one look is enough for all of it."""
    if request.method == "GET":
        return _page(request, ahead_id)
    try:
        mark = mark_read(request.actor, ahead_id)
    except NotFound as error:
        raise Http404 from error
    if mark is not None and mark.by_name != request.actor.name:
        messages.info(request, f"{mark.by_name} har allerede markeret varslingen som læst.")
    return redirect("gop:ahead_one", ahead_id)


@page(Verb.TELL_AHEAD)
@require_http_methods(["GET", "POST"])
def withdraw(request: Any, ahead_id: UUID) -> HttpResponse:
    if request.method == "GET":
        return _page(request, ahead_id)
    form = WithdrawAheadForm(request.POST)
    try:
        if form.is_valid():
            withdraw_ahead(request.actor, ahead_id, form.cleaned_data["reason"])
            messages.success(request, "Varslingen er trukket tilbage. Modtagerne kan stadig se den og hvorfor.", extra_tags="gemt")
            return redirect("gop:ahead_one", ahead_id)
    except Refused as refused:
        form.refuse(refused.messages)
    except NotFound as error:
        raise Http404 from error
    return _page(request, ahead_id, form)
