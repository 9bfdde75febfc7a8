"""Which plans should be sent by which day: a draft says so itself, before that its notice does (BEK 918 § 1)."""

from deadlines.unsent import end_unsent, keep_unsent
from gop.enums import NoticeState, PlanState, Told
from gop.models import AdvanceNotice, Correspondence, Plan


def watch_draft(plan: Plan) -> None:
    """Called whenever a draft's discharge date, author or department may have changed, inside the caller's transaction.

    A draft that replaces a sent plan, or was put away for a letter, keeps nobody waiting.
    """
    put_away = Correspondence.objects.filter(organisation_id=plan.organisation_id, plan_id=plan.id, instead=True).exists()
    waits = plan.state == PlanState.DRAFT and plan.replaces_id is None and not put_away
    keep_unsent(plan.organisation_id, plan.id, plan.discharge_date if waits else None, plan.author_id, plan.department_id)


def watch_notice(notice: AdvanceNotice) -> None:
    """A notice that says a plan follows, until somebody has begun that plan."""
    if Plan.objects.filter(organisation_id=notice.organisation_id, id=notice.plan_id).exists():
        return
    waits = notice.state == NoticeState.NOTIFIED and notice.follows == Told.YES
    keep_unsent(notice.organisation_id, notice.plan_id, notice.discharge_date if waits else None, notice.author_id, notice.department_id)


def stop_watching(plan: Plan) -> None:
    """The plan is sent, or ends without being sent."""
    end_unsent(plan.organisation_id, plan.id)
