"""One view for each of the performing department's verbs on hospital choice."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from accounts.enums import Verb
from accounts.web.page import page
from gop.enums import ChosenHospital, GuidanceHow
from gop.services import hospital_choice
from gop.web.move_forms import YES
from gop.web.views.verbs import run_verb, verb_page


@page(Verb.INVITE)
@verb_page
def choose(request: Any, case_id: UUID) -> HttpResponse:
    def do(typed: dict[str, Any], seen: datetime | None) -> None:
        hospital_choice.choose_hospital(
            request.actor,
            case_id,
            choice=ChosenHospital(typed["choice"]),
            on=typed["on"],
            how=GuidanceHow(typed["how"]),
            department=UUID(typed["department"]) if typed["department"] else None,
            place=typed["place"],
            consent=typed["consent"],
            seen=seen,
        )

    return run_verb(request, case_id, "sygehusvalg", do)


@page(Verb.INVITE)
@verb_page
def judge(request: Any, case_id: UUID) -> HttpResponse:
    def do(typed: dict[str, Any], seen: datetime | None) -> None:
        hospital_choice.judge_illness(request.actor, case_id, serious=typed["serious"] == YES, seen=seen)

    return run_verb(request, case_id, "alvorlig-sygdom", do)


@page(Verb.REFUSE_PATIENT)
@verb_page
def refuse(request: Any, case_id: UUID) -> HttpResponse:
    def do(typed: dict[str, Any], seen: datetime | None) -> None:
        hospital_choice.refuse_patient(request.actor, case_id, note=typed["note"], seen=seen)

    return run_verb(request, case_id, "ingen-plads", do)
