"""Questions at the hospital: above the list, first of all that waits, and on the plan's page with a form to answer in."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from accounts import clock
from accounts.actor import Actor
from accounts.clock import local
from accounts.danish import short_date
from accounts.enums import Verb
from gop.enums import PlanAction, PlanState, QuestionEnd, QuestionKind
from gop.selectors.amendments import amendments_of
from gop.selectors.questions import questions_on, unanswered
from gop.web.question_words import by_text, shown
from hospitals.web.question_forms import AnswerForm, DeciderForm, OutcomeForm, QuestionForm

if TYPE_CHECKING:
    from gop.models import Plan, Question

LONGEST = 160
FORMS: Mapping[str, type[QuestionForm]] = {form.verb: form for form in (AnswerForm, DeciderForm, OutcomeForm)}


def waiting_questions(actor: Actor, today: date) -> dict[str, Any] | None:
    """The actor's own plans first, then the department's, the longest waiting first. None for whoever may not answer."""
    if not actor.may(Verb.ANSWER_QUESTION):
        return None
    rows = [_line(question, plan, actor, today) for question, plan in unanswered(actor)]
    return {"rows": sorted(rows, key=lambda row: not row["own"])} if rows else None


def _line(question: "Question", plan: "Plan", actor: Actor, today: date) -> dict[str, Any]:
    text = " ".join(question.text.split())
    return {
        "plan": plan.id,
        "name": plan.citizen_name or "Uden navn",
        "own": plan.author_id == actor.person,
        "author": plan.author_name,
        "what": _what(question, today),
        "text": f"{text[:LONGEST].rstrip()} …" if len(text) > LONGEST else text,
        "from": question.other_name,
        "since": short_date(local(question.asked_at).date()),
    }


def _what(question: "Question", today: date) -> str:
    if question.kind == QuestionKind.QUESTION:
        return "Spørgsmål"
    by = f", afgøres senest {by_text(question.decide_by, today)}" if question.decide_by else ""
    return f"Uenighed{by}"


def questions_panel(actor: Actor, plan: "Plan") -> dict[str, Any] | None:
    """Those that wait with their forms, the others folded. `asks`: what the plan's next step says."""
    found = questions_on(plan)
    if not found:
        return None
    writes = actor.may(Verb.ANSWER_QUESTION)
    rows = [row_of(plan, one) if writes else {**shown(one, clock.today()), "forms": []} for one in found]
    waiting = [row for row in rows if row["open"]]
    return {
        "open": waiting,
        "closed": [row for row in rows if not row["open"]][::-1],
        "in_force": plan.state == PlanState.SENT and writes,
        "asks": [_ask(row) for row in waiting] if writes else [],
    }


def _ask(row: Mapping[str, Any]) -> str:
    if not row["disagreement"]:
        return f"{row['other']} venter på svar"
    return f"{row['other']} er uenig: skriv, hvem der afgør det hos jer" if not row["there"] else "Uenigheden er ikke afgjort"


def row_of(plan: "Plan", question: "Question", posted: QuestionForm | None = None) -> dict[str, Any]:
    """The question with the forms it may be answered in; the one just posted keeps what was typed."""
    forms = [posted if posted is not None and posted.verb == form.verb else form for form in _forms(plan, question)]
    return {**shown(question, clock.today()), "plan": plan.id, "forms": forms}


def _forms(plan: "Plan", question: "Question") -> list[QuestionForm]:
    """A case that has only ended still takes an answer."""
    if question.kind == QuestionKind.QUESTION:
        welcome = question.ended_at is None or question.ended_because == QuestionEnd.CASE_ENDED
        return [AnswerForm(question.shared_id, initial={"text": _amended(plan, question)})] if welcome and not question.answered_at else []
    if question.ended_at is not None:
        return []
    decider = DeciderForm(question.shared_id, initial={"decider": question.decider_hospital, "text": question.answer})
    outcome = OutcomeForm(question.shared_id)
    return [decider, outcome] if not question.decider_hospital else [outcome, decider]


def _amended(plan: "Plan", question: "Question") -> str:
    """An answer to begin with, when the plan has been amended since: what was changed, and why."""
    if plan.current_version == 1:
        return ""
    since = [one for one in amendments_of(plan) if one.action == PlanAction.AMEND and one.at > question.asked_at]
    return f"Planen er rettet, se version {since[-1].data['version']}: {since[-1].data['reason']}" if since else ""
