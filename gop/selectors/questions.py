"""Questions and disagreements: of a case, of a plan, and those that wait for an answer from a department."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.prepared import Asked, Prepared
from gop.models import Case, Plan, Question

MOST = 50


def questions_of(case: Case) -> list[Question]:
    """Oldest first. Read once a page."""
    kept: dict[str, Any] = vars(case)
    if "questions_read" not in kept:
        kept["questions_read"] = _of_case.objects(case.organisation_id, case.id)
    found: list[Question] = kept["questions_read"]
    return found


def ask_questions_of(case: Case) -> Asked:
    return _of_case, (case.organisation_id, case.id)


def questions_on(plan: Plan) -> list[Question]:
    """At the hospital, oldest first."""
    found: list[Question] = _on_plan.objects(plan.organisation_id, plan.id)
    return found


def question_on(plan: Plan, question_id: UUID) -> Question | None:
    return next((one for one in questions_on(plan) if one.shared_id == question_id), None)


def unanswered(actor: Actor) -> list[tuple[Question, Plan]]:
    """What waits for the departments of the membership, the longest waiting first. Two queries, whatever the number."""
    found: list[Question] = _waiting.objects(actor)
    if not found:
        return []
    plans = Plan.objects.filter(organisation_id=actor.tenant, id__in={one.plan_id for one in found})
    by_id = {plan.id: plan for plan in plans.only("citizen_name", "author_id", "author_name")}
    return [(one, by_id[one.plan_id]) for one in found if one.plan_id in by_id]


def _unanswered(actor: Actor) -> QuerySet[Question]:
    rows = Question.objects.filter(organisation_id=actor.tenant, ended_at__isnull=True)
    rows = rows.filter(department_id__in=actor.departments) if actor.departments else rows
    return rows.order_by("asked_at", "id")[:MOST]


def _case_rows(organisation: UUID, case_id: UUID) -> QuerySet[Question]:
    return Question.objects.filter(organisation_id=organisation, case_id=case_id).order_by("asked_at", "id")


def _plan_rows(organisation: UUID, plan_id: UUID) -> QuerySet[Question]:
    return Question.objects.filter(organisation_id=organisation, plan_id=plan_id).order_by("asked_at", "id")


_of_case, _on_plan, _waiting = Prepared(_case_rows), Prepared(_plan_rows), Prepared(_unanswered)
