"""The clocks that a plan's dates start for whoever shall act on it, seen from the sending hospital."""

from datetime import date, datetime
from uuid import UUID

from accounts.clock import local
from accounts.enums import RelationKind
from accounts.selectors import parent_of
from deadlines.enums import StartReason
from deadlines.rules import Clock, ClockFacts, clocks
from deadlines.selectors import calendar_of, rules_in_force
from gop.criteria import discharge_date_problem
from gop.enums import PlanType
from gop.models import Plan, PlanVersion
from gop.selectors.law import responsibility


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
    return clocks(facts, rules_in_force(), calendar_of(_acts(version, local(now).date()), day_zero))


def _acts(version: PlanVersion, today: date) -> UUID | None:
    """Whose opening days count: the performing hospital's, the region's where it is the authority, else the municipality's."""
    if version.plan_type == PlanType.SPECIALISED_TRAINING:
        hospital = (
            parent_of(version.performing_department_id, RelationKind.DEPARTMENT_OF, today) if version.performing_department_id else None
        )
        return hospital.id if hospital else None
    if version.plan_type == PlanType.SPECIALIST_REHABILITATION and version.home_municipality:
        found = responsibility(PlanType.SPECIALIST_REHABILITATION, None, version.home_municipality, today)
        return found.authority.id if found else None
    return version.home_municipality_id
