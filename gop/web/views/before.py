"""What lies above the inbox: advance notices, and letters about children. No clock and no owner; every look is logged."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts import clock
from accounts.danish import COPENHAGEN, short_moment
from accounts.enums import Verb
from accounts.services import log_access
from accounts.web.page import page
from accounts.words import cpr_text
from gop.enums import NoticeState
from gop.errors import AlreadyDone, Refused
from gop.selectors.correspondence import received_letter_of
from gop.selectors.notices import cpr_in, received_of
from gop.services.correspondence import answer_letter, mark_read
from gop.web.meeting_panels import on_received
from gop.web.notice_facts import notice_facts
from gop.web.presenters import age

TONE = {NoticeState.NOTIFIED: "info", NoticeState.FOLLOWED: "success", NoticeState.WITHDRAWN: "warning", NoticeState.WITHOUT_PLAN: ""}
BAD, CONFLICT = 400, 409


def _crumbs(name: str) -> list[dict[str, str]]:
    return [{"text": "Sager", "url": reverse("gop:inbox")}, {"text": name, "url": ""}]


@page(Verb.READ_CASE)
@require_GET
def notice(request: Any, notice_id: UUID) -> HttpResponse:
    found = received_of(request.actor, notice_id)
    if found is None:
        raise Http404
    log_access(request.actor, "gop:notice", found.id)
    context = {
        "notice": found,
        "facts": notice_facts(found),
        "age": age(found.birth_date, clock.today()),
        "state": NoticeState(found.state).label,
        "tone": TONE[NoticeState(found.state)],
        "crumbs": _crumbs(f"Varsling: {found.citizen_name}"),
        "meetings": on_received(request.actor, found),
    }
    return render(request, "gop/notice.html", context)


def _letter(request: Any, letter_id: UUID) -> Any:
    found = received_letter_of(request.actor, letter_id)
    if found is None:
        raise Http404
    log_access(request.actor, request.resolver_match.view_name, found.id)
    return found


@page(Verb.READ_CASE)
@require_GET
def letter(request: Any, letter_id: UUID) -> HttpResponse:
    return _show_letter(request, _letter(request, letter_id))


def _show_letter(request: Any, found: Any, typed: str = "", problem: str = "", status: int = 200) -> HttpResponse:
    context = {
        "letter": found,
        "cpr": cpr_text(cpr_in(found)),
        "age": age(found.birth_date, clock.today()),
        "crumbs": _crumbs(f"Brev: {found.citizen_name}"),
        "typed": typed,
        "problem": problem,
        "errors": [{"text": problem, "url": "#id_answer"}] if problem else [],
        "seen": clock.now().isoformat(),
    }
    return render(request, "gop/letter.html", context, status=status)


@page(Verb.ACKNOWLEDGE)
@require_POST
def letter_read(request: Any, letter_id: UUID) -> HttpResponse:
    _letter(request, letter_id)
    mark_read(request.actor, letter_id)
    messages.success(request, "Brevet er kvitteret som læst.")
    return redirect("gop:letter", letter_id)


@page(Verb.TRIAGE)
@require_POST
def letter_answer(request: Any, letter_id: UUID) -> HttpResponse:
    found = _letter(request, letter_id)
    typed = request.POST.get("answer", "").replace("\x00", "")[:20_000]
    try:
        answer_letter(request.actor, letter_id, typed, _seen(request.POST.get("seen", "")))
    except Refused as refusal:
        return _show_letter(request, found, typed, refusal.messages[0][1], BAD)
    except AlreadyDone as done:
        said = f"{done.by_name} har allerede svaret, {short_moment(done.at)}. Dit svar er ikke sendt."
        return _show_letter(request, _letter(request, letter_id), typed, said, CONFLICT)
    messages.success(request, "Svaret er sendt til sygehuset.")
    return redirect("gop:letter", letter_id)


def _seen(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=COPENHAGEN)
