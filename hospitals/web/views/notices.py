"""Varsling: told before discharge, changed, withdrawn, turned into the plan."""

import uuid
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import clock
from accounts.enums import OrganisationKind, Verb
from accounts.selectors import organisations
from accounts.services import log_access
from accounts.web.page import page
from gop.enums import NoticeState, Told
from gop.selectors.notices import events_of, notice_of, plan_from, receiver_names
from gop.selectors.plans import departments_of, performing_departments
from gop.services.notice_plan import write_plan
from gop.services.notices import change_notice, send_notice, withdraw_notice
from gop.web.code_search import found_diagnoses
from gop.web.meeting_panels import on_notice
from gop.web.notice_facts import notice_facts
from hospitals.web.acts import ActForm
from hospitals.web.attempt import BAD, OK, attempt, tell
from hospitals.web.notice_forms import ChangeNoticeForm, NoticeForm, WithdrawNoticeForm
from hospitals.web.notice_rows import STATE_TONE, history

SEARCH = "soeg"


def registry_lists(actor: Any) -> dict[str, Any]:
    """Own departments, municipalities, and departments that perform specialised training."""
    today = clock.today()
    hospitals: dict[str, list[tuple[str, str]]] = {}
    for hospital, department in performing_departments(today):
        hospitals.setdefault(hospital, []).append((str(department.id), department.name))
    return {
        "department_id": [("", "Vælg afdeling"), *((str(one.id), one.name) for one in departments_of(actor, today))],
        "home_municipality_id": [
            ("", "Vælg kommune"),
            *((str(one.id), one.name) for one in organisations(OrganisationKind.MUNICIPALITY, today)),
        ],
        "performing_department_id": [("", "Ingen"), *hospitals.items()],
    }


def id_in(text: str) -> UUID:
    """The id that a form brought; another one when it is no id."""
    try:
        return UUID(text)
    except ValueError:
        return uuid.uuid4()


@page(Verb.WRITE_PLAN)
@require_http_methods(["GET", "POST"])
def new(request: Any) -> HttpResponse:
    """The page brings the id, so that the same form sent twice is one notice."""
    notice_id = id_in(request.POST.get("notice_id", ""))
    lists = registry_lists(request.actor)
    if request.method == "GET":
        return _form(request, NoticeForm(lists=lists), notice_id)
    form = NoticeForm(request.POST, lists=lists)
    valid = form.is_valid()
    if request.POST.get("action") == SEARCH:
        return _form(request, NoticeForm(initial=request.POST.dict(), lists=lists), notice_id)
    if request.POST.get("diagnosis_query", "").strip() and not request.POST.get("diagnosis_code"):
        form.add_error("diagnosis_query", "Vælg en diagnose på listen, eller ryd søgefeltet.")
    status = BAD
    if valid and not form.errors:
        answer = attempt(lambda: send_notice(request.actor, notice_id, form.values()))
        if not answer.messages:
            messages.success(request, "Varslingen er sendt.")
            return redirect("hospitals:notice", notice_id)
        tell(form, answer.messages)
        status = answer.status
    return _form(request, form, notice_id, status)


def _form(request: Any, form: NoticeForm, notice_id: UUID, status: int = OK) -> HttpResponse:
    found = found_diagnoses(str(form["diagnosis_query"].value() or ""), str(form["diagnosis_code"].value() or ""))
    return render(request, "hospitals/notice_new.html", {"form": form, "notice_id": notice_id, **found}, status=status)


def _open(request: Any, notice_id: UUID) -> Any:
    """The notice, with the look at it logged. Raises Http404."""
    notice = notice_of(request.actor, notice_id)
    if notice is None:
        raise Http404
    log_access(request.actor, request.resolver_match.view_name, notice.id)
    return notice


@page(Verb.READ_PLAN)
@require_GET
def notice(request: Any, notice_id: UUID) -> HttpResponse:
    return _show(request, _open(request, notice_id))


def _show(request: Any, found: Any, posted: ActForm | None = None, status: int = OK) -> HttpResponse:
    forms: list[ActForm] = [ChangeNoticeForm(notice=found), WithdrawNoticeForm()]
    urls = [reverse(f"hospitals:notice_{name}", args=[found.id]) for name in ("change", "withdraw")]
    labels = ["Ret varslingen", "Træk varslingen tilbage"]
    if found.state != NoticeState.NOTIFIED or not request.actor.may(Verb.WRITE_PLAN):
        forms = []
    forms = [posted if posted and posted.name == form.name else form for form in forms]
    if posted and posted not in forms:
        for sentence in [said for errors in posted.errors.values() for said in errors]:
            messages.warning(request, str(sentence))
    begun = plan_from(request.actor, found)
    if begun is not None and begun.put_away_at is not None and found.state == NoticeState.NOTIFIED:
        begun = None  # discarded: »Skriv planen« takes it up again
    context = {
        "notice": found,
        "facts": notice_facts(found),
        "told": receiver_names(found),
        "state": NoticeState(found.state).label,
        "tone": STATE_TONE[NoticeState(found.state)],
        "plan": begun,
        "forms": [{"form": form, "url": url, "label": label} for form, url, label in zip(forms, urls, labels, strict=False)],
        "posted": posted if posted in forms else None,
        "may_write": request.actor.may(Verb.WRITE_PLAN),
        "open": found.state == NoticeState.NOTIFIED,
        "timeline": history(events_of(found)),
        "meetings": on_notice(request.actor, found),
        "crumbs": [{"text": "Mine planer", "url": reverse("hospitals:outbox")}, {"text": f"Varsling: {found.citizen_name}", "url": ""}],
        "seen": clock.now().isoformat(),
    }
    return render(request, "hospitals/notice.html", context, status=status)


def _act(request: Any, notice_id: UUID, form_for: Callable[[Any], ActForm], do: Callable[[Any], object], done: str) -> HttpResponse:
    form, status = form_for(_open(request, notice_id)), BAD
    if form.is_valid():
        answer = attempt(lambda: do(form))
        if not answer.messages:
            messages.success(request, done)
            return redirect("hospitals:notice", notice_id)
        tell(form, answer.messages)
        status = answer.status
    return _show(request, _open(request, notice_id), form, status)


@page(Verb.WRITE_PLAN)
@require_POST
def change(request: Any, notice_id: UUID) -> HttpResponse:
    def do(form: ChangeNoticeForm) -> object:
        said = form.cleaned_data
        return change_notice(request.actor, notice_id, said["discharge_date"], Told(said["follows"]), form.seen_at())

    return _act(request, notice_id, lambda found: ChangeNoticeForm(request.POST, notice=found), do, "Varslingen er rettet.")


@page(Verb.WRITE_PLAN)
@require_POST
def withdraw(request: Any, notice_id: UUID) -> HttpResponse:
    def do(form: WithdrawNoticeForm) -> object:
        return withdraw_notice(request.actor, notice_id, form.cleaned_data["reason"], form.seen_at())

    return _act(request, notice_id, lambda _: WithdrawNoticeForm(request.POST), do, "Varslingen er trukket tilbage.")


@page(Verb.WRITE_PLAN)
@require_POST
def write(request: Any, notice_id: UUID) -> HttpResponse:
    """»Skriv planen«: pressed twice, or by two, it is the same draft."""
    _open(request, notice_id)
    answer = attempt(lambda: write_plan(request.actor, notice_id))
    for _, sentence in answer.messages:
        messages.warning(request, sentence)
    if answer.messages:
        return redirect("hospitals:notice", notice_id)
    return redirect("hospitals:plan", answer.result.id)
