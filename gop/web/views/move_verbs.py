"""One view for each verb that ends a case here so that it goes on elsewhere."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from accounts.enums import Verb
from accounts.web.page import page
from gop.services import handing_over
from gop.web.move_forms import YES
from gop.web.views.verbs import run_verb, verb_page


@page(Verb.FORWARD_CASE)
@verb_page
def forward(request: Any, case_id: UUID) -> HttpResponse:
    def do(typed: dict[str, Any], seen: datetime | None) -> None:
        handing_over.forward(request.actor, case_id, UUID(typed["municipality"]), reason=typed["reason"], seen=seen)

    return run_verb(request, case_id, "videresend", do)


@page(Verb.END_CASE)
@verb_page
def reclassify(request: Any, case_id: UUID) -> HttpResponse:
    def do(typed: dict[str, Any], seen: datetime | None) -> None:
        consent = typed["consent"] == YES
        said = {"reason": typed["reason"], "closing": typed["closing"]}
        handing_over.reclassify(request.actor, case_id, on=typed["on"], consent=consent, seen=seen, **said)

    return run_verb(request, case_id, "bliver-almen", do)
