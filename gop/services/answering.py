"""The hospital's side of a question: the answer, who decides a disagreement, and what was decided."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Verb
from gop.enums import CaseAction, DeliveryKind, QuestionEnd, QuestionKind
from gop.errors import AlreadyDone, NotFound, Refused
from gop.models import Plan, Question
from gop.services.courier import from_plan
from gop.services.drafts import locked_plan
from gop.services.events import already_mine_plan, plan_event
from gop.services.question_ends import quieten
from gop.services.settling import check_outcome, settle_row

DECIDER = "afgoerer"


def answer(actor: Actor, plan_id: UUID, question_id: UUID, *, text: str) -> None:
    """The answer goes to whoever asked. A case that has ended meanwhile keeps it. Raises Refused by field, AlreadyDone, NotFound."""
    plan, question = _held(actor, plan_id, question_id, QuestionKind.QUESTION)
    said, who = text.strip(), _signed(actor, plan)
    if question.answered_at is not None:
        if (question.answer, question.answered_by_name) == (said, who):
            return
        raise AlreadyDone(question.answered_by_name, question.answered_at)
    _not_fallen_away(question)
    if not said:
        raise Refused([("text", "Skriv svaret.")])
    question.answer, question.answered_at, question.answered_by_name = said, clock.now(), who
    if question.ended_at is None:
        question.ended_at, question.ended_because = question.answered_at, QuestionEnd.ANSWERED
    question.save(update_fields=["answer", "answered_at", "answered_by_name", "ended_at", "ended_because"])
    plan_event(actor, plan, DeliveryKind.ANSWER, plan.state, question=str(question.shared_id), text=said)
    _cross(plan, question, answer=said, by_name=who, at=question.answered_at.isoformat())


def name_decider(actor: Actor, plan_id: UUID, question_id: UUID, *, decider: str, text: str = "", seen: datetime | None = None) -> None:
    """Who decides at the hospital, and how it sees the matter. May be told again. Raises Refused by field, AlreadyDone, NotFound."""
    plan, question = _held(actor, plan_id, question_id, QuestionKind.DISAGREEMENT)
    who, said = decider.strip(), text.strip()
    if (question.decider_hospital, question.answer) == (who, said):
        return
    already_mine_plan(actor, plan, DECIDER, seen)
    _not_fallen_away(question)
    if question.settled_on is not None:
        raise Refused("Uenigheden er afgjort.")
    if not who:
        raise Refused([("decider", "Skriv navn og funktion på den, der kan afgøre det hos jer.")])
    question.decider_hospital, question.answer = who, said
    question.answered_at, question.answered_by_name = clock.now(), _signed(actor, plan)
    question.save(update_fields=["decider_hospital", "answer", "answered_at", "answered_by_name"])
    plan_event(actor, plan, DECIDER, plan.state, question=str(question.shared_id), decider=who, text=said)
    _cross(plan, question, decider=who, answer=said, by_name=question.answered_by_name, at=question.answered_at.isoformat())


def settle_here(actor: Actor, plan_id: UUID, question_id: UUID, *, on: date | None, outcome: str) -> None:
    """What was decided, recorded by the hospital. Raises Refused by field, AlreadyDone, NotFound."""
    plan, question = _held(actor, plan_id, question_id, QuestionKind.DISAGREEMENT)
    if question.settled_on is not None and question.ended_at is not None:
        if (question.settled_on, question.outcome) == (on, outcome.strip()):
            return
        last = plan.events.filter(action=CaseAction.SETTLE).order_by("-at").first()
        raise AlreadyDone(last.by_name if last else question.other_name, question.ended_at)
    _not_fallen_away(question)
    on, now = check_outcome(question, on, outcome), clock.now()
    settle_row(question, on, outcome.strip(), now)
    plan_event(actor, plan, CaseAction.SETTLE, plan.state, question=str(question.shared_id), on=on.isoformat(), text=question.outcome)
    _cross(plan, question, on=on.isoformat(), outcome=question.outcome, by_name=_signed(actor, plan), at=now.isoformat())


def _held(actor: Actor, plan_id: UUID, question_id: UUID, kind: QuestionKind) -> tuple[Plan, Question]:
    """Plan and question, in that order, held until the transaction ends."""
    actor.must(Verb.ANSWER_QUESTION)
    plan = locked_plan(actor, plan_id, "department")
    rows = Question.objects.select_for_update(of=("self",), no_key=True)
    question = rows.filter(organisation_id=actor.tenant, plan_id=plan.id, shared_id=question_id, kind=kind).first()
    if question is None:
        raise NotFound
    return plan, question


def _not_fallen_away(question: Question) -> None:
    """An answer to a case that has only ended is still welcome; one about a plan that is no more has nobody to read it."""
    if question.ended_at is not None and question.ended_because != QuestionEnd.CASE_ENDED:
        why = QuestionEnd(question.ended_because).label
        raise Refused(
            f"Der er ikke længere brug for et svar: {why[0].lower()}{why[1:]}. Kopiér teksten, hvis den skal bruges et andet sted."
        )


def _signed(actor: Actor, plan: Plan) -> str:
    return f"{actor.name}, {plan.department.name}"


def _cross(plan: Plan, question: Question, **said: Any) -> None:
    quieten(plan)
    from_plan(plan, question.other_id, DeliveryKind.ANSWER, case_id=question.case_id, question=str(question.shared_id), **said)
