"""One question with its form: what the plan's page posts, and where it is shown again when something was wrong."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts import clock
from accounts.enums import Verb
from accounts.web.page import page
from gop.enums import PlanState
from gop.selectors.questions import question_on
from gop.services import answering
from hospitals.web.attempt import BAD, OK, attempt, tell
from hospitals.web.question_forms import AnswerForm, DeciderForm, OutcomeForm, QuestionForm
from hospitals.web.questions import row_of
from hospitals.web.views import open_plan

DONE = {
    AnswerForm.verb: "Svaret er sendt.",
    DeciderForm.verb: "Det er sendt til kommunen.",
    OutcomeForm.verb: "Afgørelsen er registreret og sendt til kommunen.",
}


@page(Verb.ANSWER_QUESTION)
@require_http_methods(["GET", "POST"])
def question(request: Any, plan_id: UUID, question_id: UUID) -> HttpResponse:
    """The question alone; posted: the answer."""
    if request.method == "GET":
        return _show(request, plan_id, question_id, None, OK)
    return _act(
        request, plan_id, question_id, AnswerForm, lambda said, _: answering.answer(request.actor, plan_id, question_id, text=said["text"])
    )


@page(Verb.ANSWER_QUESTION)
@require_POST
def decider(request: Any, plan_id: UUID, question_id: UUID) -> HttpResponse:
    def do(said: dict[str, Any], form: QuestionForm) -> None:
        answering.name_decider(request.actor, plan_id, question_id, decider=said["decider"], text=said["text"], seen=form.seen_at())

    return _act(request, plan_id, question_id, DeciderForm, do)


@page(Verb.ANSWER_QUESTION)
@require_POST
def settle(request: Any, plan_id: UUID, question_id: UUID) -> HttpResponse:
    def do(said: dict[str, Any], _: QuestionForm) -> None:
        answering.settle_here(request.actor, plan_id, question_id, on=said["on"], outcome=said["outcome"])

    return _act(request, plan_id, question_id, OutcomeForm, do)


def _act(
    request: Any, plan_id: UUID, question_id: UUID, kind: type[QuestionForm], do: Callable[[dict[str, Any], QuestionForm], None]
) -> HttpResponse:
    open_plan(request, plan_id)
    form, status = kind(question_id, request.POST), BAD
    if form.is_valid():
        answer = attempt(lambda: do(form.cleaned_data, form))
        if not answer.messages:
            messages.success(request, DONE[form.verb])
            return redirect("hospitals:plan", plan_id)
        tell(form, answer.messages)
        status = answer.status
    return _show(request, plan_id, question_id, form, status)


def _show(request: Any, plan_id: UUID, question_id: UUID, form: QuestionForm | None, status: int) -> HttpResponse:
    plan = open_plan(request, plan_id)
    found = question_on(plan, question_id)
    if found is None:
        raise Http404
    row = row_of(plan, found, form)
    fits = form is not None and form in row["forms"]
    context = {
        "plan": plan,
        "row": row,
        "posted": form,
        "lost": form.data.get("text", "") or form.data.get("outcome", "") if form is not None and not fits else "",
        "seen": clock.now().isoformat(),
        "in_force": plan.state == PlanState.SENT,
    }
    return render(request, "hospitals/question.html", context, status=status)
