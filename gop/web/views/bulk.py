"""Several cases taken or handed over at once. What stayed as it was is named with its reason, above the list as it stands now."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts import clock
from accounts.enums import Verb
from accounts.services import log_access
from accounts.web.addresses import address_by_id
from accounts.web.page import page
from gop.errors import AlreadyDone, Refused
from gop.rules import TransitionNotAllowed
from gop.selectors.inbox import inbox
from gop.services import bulk
from gop.web.inbox_page import address
from gop.web.views.inbox import inbox_page
from gop.web.views.verbs import seen_in, when_text

# The address in the browser's bar after a refusal leads to the list.
bulk_page = require_http_methods(["GET", "POST"])


@page(Verb.TAKE)
@bulk_page
def take(request: Any) -> HttpResponse:
    return _run(request, "taget", lambda ids, seen: bulk.take_all(request.actor, ids, seen))


@page(Verb.HAND_OVER)
@bulk_page
def hand_over(request: Any) -> HttpResponse:
    def do(ids: set[UUID], seen: datetime | None) -> bulk.Outcome:
        kind, _, to = request.POST.get("colleague", "").rpartition(":")
        receiver = _uuid(to)
        if receiver is None:
            raise Refused([("colleague", "Vælg en kollega eller et team fra listen.")])
        return (bulk.hand_all_to_team if kind == "team" else bulk.hand_over_all)(request.actor, ids, receiver, seen)

    return _run(request, "overdraget", do)


def _run(request: Any, word: str, do: Callable[[set[UUID], datetime | None], bulk.Outcome]) -> HttpResponse:
    asked, after = request.POST, request.POST.get("efter", "")
    if request.method != "POST":
        return redirect("gop:inbox")
    ids = {key for key in map(_uuid, asked.getlist("sag")) if key}
    left: list[dict[str, str]] = []
    problem = said = ""
    try:
        with transaction.atomic():
            outcome = do(ids, seen_in(request))
    except Refused as error:
        problem = " ".join(text for _, text in error.messages)
    else:
        said = _counted(len(outcome.done), word) if outcome.done else ""
        left = [{"name": case.citizen_name, "url": address_by_id("gop:case", case.id), "why": _why(error)} for case, error in outcome.left]
    found = inbox(request.actor, clock.today(), asked.get("vis", "alle"), after, asked.get("team", ""))
    if not problem and not left:
        if said:
            messages.success(request, said, extra_tags="gemt")
        return redirect(address(found, after))
    log_access(request.actor, "gop:inbox", None)
    return inbox_page(
        request,
        found,
        after,
        400 if problem else 409,
        refused=problem,
        left=left,
        left_text=f"{_counted(len(left), word, 'ikke ')} {said}".strip(),
        ticked={str(key) for key in ids} if problem else set(),
    )


def _counted(number: int, word: str, negation: str = "") -> str:
    """'3 sager er taget.'"""
    return f"{number} {'sag' if number == 1 else 'sager'} er {negation}{word}."


def _why(error: AlreadyDone | TransitionNotAllowed) -> str:
    if isinstance(error, AlreadyDone):
        return f"{error.by_name} har taget eller overdraget den {when_text(error.at)}."
    return error.message


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
