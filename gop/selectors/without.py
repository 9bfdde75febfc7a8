"""Assessments that ended without a plan: the hospital's own, narrowed to the departments of the membership."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from gop.enums import ConsentAnswer, ConsentKind, WithoutOutcome
from gop.models import Plan, WithoutPlan

PAGE = 50


def without_visible_to(actor: Actor) -> QuerySet[WithoutPlan]:
    rows = WithoutPlan.objects.filter(organisation_id=actor.tenant)
    return rows.filter(department_id__in=actor.departments) if actor.departments else rows


def without_of(actor: Actor, record_id: UUID) -> WithoutPlan | None:
    return (
        without_visible_to(actor).filter(id=record_id).select_related("department__department", "organisation", "home_municipality").first()
    )


def recorded_for(plan: Plan) -> WithoutPlan | None:
    """The record in force of a draft that was put away, or of a plan that was not sent."""
    return WithoutPlan.objects.filter(organisation_id=plan.organisation_id, plan=plan, undone_at__isnull=True).first()


@dataclass(frozen=True)
class Recorded:
    rows: list[WithoutPlan]
    more: bool


def recorded(actor: Actor, outcome: str = "", before: tuple[str, UUID] | None = None) -> Recorded:
    """Newest first; `before` is (created_at, id) of the last row shown."""
    rows = without_visible_to(actor).select_related("department").defer("cpr_encrypted")
    if outcome in [one.value for one in WithoutOutcome]:
        rows = rows.filter(outcome=outcome)
    if before:
        rows = rows.filter(created_at__lte=before[0]).filter(Q(created_at__lt=before[0]) | Q(id__lt=before[1]))
    shown = list(rows.order_by("-created_at", "-id")[: PAGE + 1])
    return Recorded(shown[:PAGE], len(shown) > PAGE)


def refused_by(plan: Plan) -> frozenset[ConsentKind]:
    """Which of the consents to sending the patient has refused or withdrawn."""
    no = (ConsentAnswer.REFUSED, ConsentAnswer.WITHDRAWN)
    sending = (ConsentKind.MUNICIPALITY, ConsentKind.GP)
    return frozenset(ConsentKind(one.kind) for one in plan.consents.all() if one.kind in sending and one.answer in no)
