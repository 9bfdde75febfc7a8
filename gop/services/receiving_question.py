"""A question as the hospital's own row, and an answer as the authority's. Applied twice, each stands once."""

from datetime import date, datetime
from uuid import UUID

from accounts import clock
from accounts.actor import Actor
from accounts.models import Organisation
from deadlines.unsent import keep_asked
from gop.enums import CaseAction, DeliveryKind, MilestoneCode, PlanState, QuestionEnd, QuestionKind
from gop.errors import NotFound
from gop.models import Case, Delivery, Milestone, Plan, Question
from gop.services.drafts import locked_plan
from gop.services.events import case_event, plan_event
from gop.services.question_ends import quieten, recount
from gop.services.receiving_authority import locked_case
from gop.services.settling import settle_row

GONE = {PlanState.WITHDRAWN: QuestionEnd.WITHDRAWN, PlanState.REPLACED: QuestionEnd.REPLACED}


def question_told(actor: Actor, delivery: Delivery) -> None:
    """At the hospital: a question, a disagreement, or what the authority says was decided."""
    plan, told, case_id = locked_plan(actor, delivery.plan_id), delivery.payload, delivery.case_id
    if case_id is None:
        raise NotFound
    if "outcome" in told:
        _settled_elsewhere(actor, plan, delivery)
        return
    if Question.objects.filter(organisation_id=actor.tenant, shared_id=UUID(told["question"])).exists():
        return
    sender, kind = Organisation.objects.get(id=delivery.sender_id), QuestionKind(told["what"])
    gone = GONE.get(PlanState(plan.state))
    Question.objects.create(
        organisation_id=actor.tenant,
        shared_id=UUID(told["question"]),
        plan_id=plan.id,
        case_id=case_id,
        other_id=sender.id,
        other_name=sender.name,
        department_id=plan.department_id,
        kind=kind,
        about=told.get("about", ""),
        text=told["text"],
        asked_at=datetime.fromisoformat(told["at"]),
        asked_by_name=told["by_name"],
        decider_authority=told.get("decider", ""),
        decide_by=date.fromisoformat(told["decide_by"]) if told.get("decide_by") else None,
        ended_at=delivery.created_at if gone else None,
        ended_because=gone or "",
    )
    action = DeliveryKind.QUESTION if kind == QuestionKind.QUESTION else CaseAction.DISAGREE
    said = "spørger om planen" if kind == QuestionKind.QUESTION else "er uenig i planen"
    by_name = f"{told['by_name']}, {sender.name}"
    plan_event(actor, plan, action, plan.state, by_name=by_name, question=told["question"], text=told["text"])
    _noted(plan, delivery, sender.name)
    if not gone:
        keep_asked(plan.organisation_id, plan.id, plan.author_id, plan.department_id)
    plan.last_milestone_text, plan.last_milestone_at = f"{sender.name} {said}.", delivery.created_at
    plan.save(update_fields=["last_milestone_text", "last_milestone_at"])


def _noted(plan: Plan, delivery: Delivery, sender: str) -> None:
    """A milestone, so that the author's daily mail counts it."""
    own = {"organisation_id": plan.organisation_id, "plan": plan, "delivery_id": delivery.id, "case_id": delivery.case_id}
    Milestone.objects.create(**own, code=MilestoneCode.ASKED, at=delivery.created_at, noted_at=clock.now(), sender_name=sender)


def _settled_elsewhere(actor: Actor, plan: Plan, delivery: Delivery) -> None:
    told, question = delivery.payload, _held(actor, delivery)
    if not settle_row(question, date.fromisoformat(told["on"]), told["outcome"], datetime.fromisoformat(told["at"])):
        return
    quieten(plan)
    by_name = f"{told['by_name']}, {question.other_name}"
    plan_event(actor, plan, CaseAction.SETTLE, plan.state, by_name=by_name, question=told["question"], on=told["on"], text=told["outcome"])


def answer_told(actor: Actor, delivery: Delivery) -> None:
    """At the authority: an answer, who decides at the hospital, or what it says was decided. A case that has ended keeps it too."""
    case, told = locked_case(actor, delivery.case_id), delivery.payload
    question = _held(actor, delivery)
    if "outcome" in told:
        done = settle_row(question, date.fromisoformat(told["on"]), told["outcome"], datetime.fromisoformat(told["at"]))
        if done:
            said = {"question": told["question"], "on": told["on"], "text": told["outcome"]}
            case_event(actor, case, CaseAction.SETTLE, by_name=told["by_name"], **said)
    else:
        done = _answered(actor, case, question, delivery)
    if not done:
        return
    recount(case)
    if case.ended_at is None:
        case.answered_at = delivery.created_at
    case.save(update_fields=["asked_at", "disagreed_at", "answered_at"])


def _answered(actor: Actor, case: Case, question: Question, delivery: Delivery) -> bool:
    told = delivery.payload
    at = datetime.fromisoformat(told["at"])
    if question.answered_at is not None and question.answered_at >= at:
        return False
    question.answer, question.answered_at, question.answered_by_name = told["answer"], at, told["by_name"]
    question.decider_hospital = told.get("decider", "")
    if question.kind == QuestionKind.QUESTION and question.ended_at is None:
        question.ended_at, question.ended_because = at, QuestionEnd.ANSWERED
    question.save(update_fields=["answer", "answered_at", "answered_by_name", "decider_hospital", "ended_at", "ended_because"])
    said = {"question": told["question"], "asked": question.text, "answer": told["answer"], "decider": question.decider_hospital}
    case_event(actor, case, CaseAction.ANSWERED, by_name=told["by_name"], kind=question.kind, **said)
    return True


def _held(actor: Actor, delivery: Delivery) -> Question:
    rows = Question.objects.select_for_update(of=("self",), no_key=True)
    question = rows.filter(organisation_id=actor.tenant, shared_id=UUID(delivery.payload["question"])).first()
    if question is None:
        raise NotFound
    return question
