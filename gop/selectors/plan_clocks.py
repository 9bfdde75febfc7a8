"""The clocks that a plan's dates start for whoever shall act on it, seen from the sending hospital."""

from datetime import datetime

from accounts.clock import local
from deadlines.enums import StartReason
from deadlines.rules import Clock, ClockFacts, clocks
from deadlines.selectors import calendar_around, rules_in_force
from gop.criteria import discharge_date_problem
from gop.enums import PlanType
from gop.models import Plan, PlanVersion


def clocks_started_by(plan: Plan, version: PlanVersion, now: datetime) -> tuple[Clock, ...]:
    """None while day 0 is unknown or a slip of the pen, or nobody in Denmark is the authority. A draft without a type is read as almen."""
    day_zero = plan.discharge_date
    if day_zero is None or version.no_municipality or discharge_date_problem(day_zero, local(now).date()):
        return ()
    facts = ClockFacts(
        plan_type=version.plan_type or PlanType.GENERAL_TRAINING,
        day_zero=day_zero,
        day_zero_expected=plan.discharge_expected,
        received_at=plan.sent_at or now,
        earliest_start=version.earliest_start,
        latest_start=version.latest_start,
        start_reason=StartReason(version.start_reason_kind) if version.start_reason_kind else None,
    )
    return clocks(facts, rules_in_force(), calendar_around(day_zero))
