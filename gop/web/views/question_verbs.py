"""One view for each verb on questions and disagreements."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from accounts.enums import Verb
from accounts.web.page import page
from gop.selectors.cases import version_for
from gop.services import questions
from gop.web.before_deciding import ready_question
from gop.web.case_page import form_for
from gop.web.steps import STEPS, possible
from gop.web.views.case import case_or_404, case_page
from gop.web.views.verbs import run_verb, verb_page


@page(Verb.ASK)
@verb_page
def ask(request: Any, case_id: UUID) -> HttpResponse:
    """With `om`, a gap of the plan: the case with the form open and a text to send or change."""
    about = request.GET.get("om", "") if request.method == "GET" else ""
    if about:
        return _ready(request, case_id, about)
    return run_verb(
        request,
        case_id,
        "spoerg",
        lambda typed, seen: questions.ask(request.actor, case_id, text=typed["text"], about=typed["about"], seen=seen),
    )


def _ready(request: Any, case_id: UUID, about: str) -> HttpResponse:
    step, case = STEPS["spoerg"], case_or_404(request.actor, case_id)
    version = version_for(case)
    text = ready_question(case, version, about) if version and possible(step, case, request.actor) else ""
    if not text:
        return redirect("gop:case", case_id)
    form = form_for(step, request.actor, case)
    form.initial = {"text": text, "about": about}
    return case_page(request, case, (step, form))


@page(Verb.ASK)
@verb_page
def disagree(request: Any, case_id: UUID) -> HttpResponse:
    def do(typed: dict[str, Any], seen: Any) -> None:
        said = {name: typed[name] for name in ("text", "decider", "decide_by")}
        questions.disagree(request.actor, case_id, **said, seen=seen)

    return run_verb(request, case_id, "uenig", do)


@page(Verb.ASK)
@verb_page
def settle(request: Any, case_id: UUID) -> HttpResponse:
    return run_verb(
        request,
        case_id,
        "afgjort",
        lambda typed, seen: questions.settle(request.actor, case_id, on=typed["on"], outcome=typed["outcome"], seen=seen),
    )
