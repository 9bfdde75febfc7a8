"""Which plans should be sent by which day: a draft says so itself, before that its notice does (BEK 918 § 1)."""

from deadlines.unsent import keep_unsent
from gop.enums import NoticeState, PlanState, Told
from gop.models import AdvanceNotice, Plan


def watch_draft(plan: Plan) -> None:
    """Called whenever a draft's discharge date, author or department may have changed, inside the caller's transaction.

    A draft that replaces a sent plan, or was put away, keeps nobody waiting.
    """
    waits = plan.state == PlanState.DRAFT and plan.replaces_id is None and plan.put_away_at is None
    keep_unsent(plan.organisation_id, plan.id, plan.discharge_date if waits else None, plan.author_id, plan.department_id)


def watch_notice(notice: AdvanceNotice) -> None:
    """A notice that says a plan follows, until somebody has begun that plan, and again when its draft was put away."""
    if Plan.objects.filter(organisation_id=notice.organisation_id, id=notice.plan_id, put_away_at__isnull=True).exists():
        return
    waits = notice.state == NoticeState.NOTIFIED and notice.follows == Told.YES
    keep_unsent(notice.organisation_id, notice.plan_id, notice.discharge_date if waits else None, notice.author_id, notice.department_id)
