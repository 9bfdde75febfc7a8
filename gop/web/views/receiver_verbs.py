"""One view each for returning a plan and for the cause of a broken deadline."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from accounts.enums import Verb
from accounts.web.page import page
from gop.enums import BreachCause, ReturnReason
from gop.services import causes, returning
from gop.web.views.verbs import run_verb, verb_page


@page(Verb.RETURN_CASE)
@verb_page
def return_case(request: Any, case_id: UUID) -> HttpResponse:
    def do(typed: dict[str, Any], seen: datetime | None) -> None:
        where = UUID(typed["municipality"]) if typed["municipality"] else None
        said = {"reason": ReturnReason(typed["reason"]), "note": typed["note"]}
        returning.return_case(request.actor, case_id, belongs_to=where, seen=seen, **said)

    return run_verb(request, case_id, "returner", do)


@page(Verb.SET_CAUSE)
@verb_page
def set_cause(request: Any, case_id: UUID) -> HttpResponse:
    def do(typed: dict[str, Any], seen: datetime | None) -> None:
        causes.set_cause(request.actor, case_id, cause=BreachCause(typed["cause"]), seen=seen)

    return run_verb(request, case_id, "aarsag", do)
