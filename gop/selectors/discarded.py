"""Drafts that were put away by »Kassér«: without an assessment recorded and without a letter in their place."""

from django.db.models import Exists, OuterRef, QuerySet

from accounts.actor import Actor
from accounts.enums import Verb
from gop.enums import NoticeState, PlanState
from gop.models import AdvanceNotice, Correspondence, Plan, WithoutPlan
from gop.selectors.plans import plans_visible_to

PAGE = 50


def _discarded(rows: QuerySet[Plan]) -> QuerySet[Plan]:
    assessed = WithoutPlan.objects.filter(organisation_id=OuterRef("organisation_id"), plan_id=OuterRef("id"), undone_at__isnull=True)
    letters = Correspondence.objects.filter(organisation_id=OuterRef("organisation_id"), plan_id=OuterRef("id"), instead=True)
    return rows.filter(~Exists(assessed), ~Exists(letters), state=PlanState.DRAFT, put_away_at__isnull=False)


def discarded(actor: Actor) -> list[Plan]:
    """At most one page, newest first."""
    rows = _discarded(plans_visible_to(actor)).select_related("department").defer("marks")
    return list(rows.order_by("-put_away_at", "-id")[:PAGE])


def is_discarded(plan: Plan) -> bool:
    return plan.put_away_at is not None and _discarded(Plan.objects.filter(organisation_id=plan.organisation_id, id=plan.id)).exists()


def may_discard(actor: Actor, plan: Plan) -> bool:
    """The author or the coordinator."""
    return plan.author_id == actor.user or actor.may(Verb.REASSIGN_DRAFT)


def open_notice_of(plan: Plan) -> AdvanceNotice | None:
    """The notice that still says this draft's plan will follow."""
    rows = AdvanceNotice.objects.filter(organisation_id=plan.organisation_id, plan_id=plan.id, state=NoticeState.NOTIFIED)
    return rows.order_by("id").first()
