"""Deciding in one form, and offering one of the free times."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from accounts.enums import Verb
from accounts.web.page import page
from gop.services import deciding, offers
from gop.services import no_start as no_starts
from gop.web.views.verbs import run_verb, verb_page


@page(Verb.OFFER)
@verb_page
def decide(request: Any, case_id: UUID) -> HttpResponse:
    return run_verb(request, case_id, "beslut", lambda typed, seen: deciding.decide(request.actor, case_id, typed["decided"], seen))


@page(Verb.OFFER)
@verb_page
def offer(request: Any, case_id: UUID) -> HttpResponse:
    def do(typed: dict[str, Any], seen: datetime | None) -> None:
        meeting = typed["meeting"]
        offers.offer(request.actor, case_id, meeting_at=meeting.at, place=meeting.place, details=meeting.details, seen=seen)
        if typed.get("no_start"):
            no_starts.no_start(request.actor, case_id, seen=seen)

    return run_verb(request, case_id, "tilbyd", do)
