"""What a coordinator looks after: drafts that lie still, what was not handed out, and who was discharged without a plan."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F

from accounts.actor import Actor
from gop.enums import PlanState
from gop.models import AdvanceNotice, Approval, Plan
from gop.selectors.approvals import awaiting_approval
from gop.selectors.notices import discharged_without_plan, unsent_drafts
from gop.selectors.plans import plans_visible_to

MOST = 50


@dataclass(frozen=True)
class Overview:
    """Each list at most one page, what has waited longest first. A draft whose discharge has passed stands there and not among the still."""

    late: list[Plan]
    still: list[Plan]
    awaiting: list[Approval]
    without_plan: list[AdvanceNotice]
    not_handed_out: list[Plan]


def overview(actor: Actor, now: datetime, today: date, still_days: int) -> Overview:
    """Of the departments the membership names, or the whole hospital."""
    rows = plans_visible_to(actor).select_related("department").defer("marks")
    drafts = rows.filter(state=PlanState.DRAFT, put_away_at__isnull=True)
    late = unsent_drafts(actor, today, MOST)
    begun = {plan.id for plan in late}
    still = drafts.filter(changed_at__lt=now - timedelta(days=still_days)).exclude(id__in=begun)
    unhanded = rows.filter(state=PlanState.SENT, handed_out_on__isnull=True, discharge_date__lte=today)
    return Overview(
        late=late,
        still=list(still.order_by("changed_at", "id")[:MOST]),
        awaiting=awaiting_approval(actor),
        without_plan=[one for one in discharged_without_plan(actor, today) if one.plan_id not in begun][:MOST],
        not_handed_out=list(unhanded.order_by(F("discharge_date").asc(), "id")[:MOST]),
    )
