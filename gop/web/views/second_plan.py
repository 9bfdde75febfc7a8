"""The answer to how two plans of one citizen stand to each other."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from accounts.enums import Verb
from accounts.web.page import page
from gop.enums import SecondPlan
from gop.services import second_plan_answer
from gop.web.views.verbs import run_verb, verb_page


@page(Verb.TRIAGE)
@verb_page
def answer(request: Any, case_id: UUID) -> HttpResponse:
    def do(typed: dict[str, Any], seen: datetime | None) -> None:
        said = second_plan_answer.Said(
            answer=SecondPlan(typed["answer"]), reason=typed["reason"], asked=typed["asked"], elsewhere=typed["elsewhere"]
        )
        second_plan_answer.answer(request.actor, case_id, UUID(typed["other"]), said, seen)

    return run_verb(request, case_id, "to-planer", do)
