"""One view for each verb on offers, free choice, pause and reopening."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from accounts.enums import Verb
from accounts.web.page import page
from gop.enums import ChoiceAnswer, DeclinedHow, GuidanceHow, HoldReason
from gop.services import answers, holding, offer_ends, reopening
from gop.services import no_start as no_starts
from gop.web.views.verbs import run_verb, verb_page


@page(Verb.CANCEL_OFFER)
@verb_page
def cancel_offer(request: Any, case_id: UUID) -> HttpResponse:
    return run_verb(
        request, case_id, "aflys", lambda typed, seen: offer_ends.cancel_offer(request.actor, case_id, reason=typed["reason"], seen=seen)
    )


@page(Verb.RECORD_DECLINED)
@verb_page
def citizen_declined(request: Any, case_id: UUID) -> HttpResponse:
    def do(typed: dict[str, Any], seen: datetime | None) -> None:
        offer_ends.citizen_declined(request.actor, case_id, how=DeclinedHow(typed["how"]), seen=seen)

    return run_verb(request, case_id, "borger-nej", do)


@page(Verb.RECORD_NO_START)
@verb_page
def no_start(request: Any, case_id: UUID) -> HttpResponse:
    return run_verb(request, case_id, "ingen-start", lambda typed, seen: no_starts.no_start(request.actor, case_id, seen=seen))


@page(Verb.ANSWER_CHOICE)
@verb_page
def answer_choice(request: Any, case_id: UUID) -> HttpResponse:
    def do(typed: dict[str, Any], seen: datetime | None) -> None:
        chosen = UUID(typed["municipality"]) if typed["municipality"] else None
        answer, how = ChoiceAnswer(typed["answer"]), GuidanceHow(typed["how"])
        provider = UUID(typed["provider"]) if typed["provider"] else None
        which = {"municipality": chosen, "provider": provider, "provider_name": typed["provider_name"]}
        answers.answer_choice(request.actor, case_id, answer=answer, on=typed["on"], how=how, **which, seen=seen)

    return run_verb(request, case_id, "svar", do)


@page(Verb.ANSWER_CHOICE)
@verb_page
def other_accepted(request: Any, case_id: UUID) -> HttpResponse:
    return run_verb(request, case_id, "anden-kommune-ja", lambda typed, seen: answers.other_accepted(request.actor, case_id, seen=seen))


@page(Verb.ANSWER_CHOICE)
@verb_page
def other_declined(request: Any, case_id: UUID) -> HttpResponse:
    return run_verb(request, case_id, "anden-kommune-nej", lambda typed, seen: answers.other_declined(request.actor, case_id, seen=seen))


@page(Verb.HOLD)
@verb_page
def hold(request: Any, case_id: UUID) -> HttpResponse:
    return run_verb(
        request,
        case_id,
        "pause",
        lambda typed, seen: holding.hold(request.actor, case_id, reason=HoldReason(typed["reason"]), seen=seen),
    )


@page(Verb.HOLD)
@verb_page
def resume(request: Any, case_id: UUID) -> HttpResponse:
    return run_verb(request, case_id, "genoptag", lambda typed, seen: holding.resume(request.actor, case_id, seen=seen))


@page(Verb.REOPEN)
@verb_page
def reopen(request: Any, case_id: UUID) -> HttpResponse:
    return run_verb(
        request, case_id, "genaabn", lambda typed, seen: reopening.reopen(request.actor, case_id, reason=typed["reason"], seen=seen)
    )
