"""The immutable line of history, and the guard that tells a repeated verb from a colleague's."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from accounts import clock
from accounts.actor import Actor
from accounts.writing import insert, insert_and_ask
from gop.errors import AlreadyDone
from gop.models import AdvanceNotice, Case, CaseEvent, NoticeEvent, Plan, PlanEvent

NUMBER = "(SELECT count(*) + 1 FROM gop_planevent before WHERE before.plan_id = gop_planevent.plan_id)"


def plan_event(actor: Actor, plan: Plan, action: str, before: str = "", /, **data: Any) -> PlanEvent:
    return insert([_of_plan(actor, plan, action, before, data)])[0]


def numbered_plan_event(actor: Actor, plan: Plan, action: str, before: str = "", /, **data: Any) -> int:
    """As `plan_event`; which one of the plan's events it is. Call while holding the plan's row."""
    return int(insert_and_ask(_of_plan(actor, plan, action, before, data), NUMBER))


def _of_plan(actor: Actor, plan: Plan, action: str, before: str, data: dict[str, Any]) -> PlanEvent:
    return PlanEvent(
        organisation_id=plan.organisation_id, plan=plan, from_state=before, to_state=plan.state, **_common(actor, action, data)
    )


def case_event(actor: Actor, case: Case, action: str, before: str = "", /, **data: Any) -> CaseEvent:
    event = CaseEvent(
        organisation_id=case.organisation_id,
        case=case,
        from_state=before or case.state,
        to_state=case.state,
        **_common(actor, action, data),
    )
    return insert([event])[0]


def notice_event(actor: Actor, notice: AdvanceNotice, action: str, before: str = "", /, **data: Any) -> NoticeEvent:
    return NoticeEvent.objects.create(
        organisation_id=notice.organisation_id, notice=notice, from_state=before, to_state=notice.state, **_common(actor, action, data)
    )


def _common(actor: Actor, action: str, data: Mapping[str, Any]) -> dict[str, Any]:
    by_name = data.pop("by_name", None) or actor.name  # type: ignore[attr-defined]
    return {"action": action, "at": clock.now(), "by": actor.user, "by_name": by_name, "data": dict(data)}


def already_mine(actor: Actor, case: Case, action: str, seen: datetime | None) -> bool:
    """True when the actor has just done this; raises AlreadyDone when a colleague has.

    `seen` is when the page the actor looks at was made: what happened before it was known to the actor.
    """
    return _mine(actor, CaseEvent.objects.filter(case=case, action=action), seen)


def already_mine_plan(actor: Actor, plan: Plan, action: str, seen: datetime | None) -> bool:
    return _mine(actor, PlanEvent.objects.filter(plan=plan, action=action), seen)


def already_mine_notice(actor: Actor, notice: AdvanceNotice, action: str, seen: datetime | None) -> bool:
    return _mine(actor, NoticeEvent.objects.filter(notice=notice, action=action), seen)


def _mine(actor: Actor, events: Any, seen: datetime | None) -> bool:
    newer = events.filter(at__gt=seen) if seen else events
    last = newer.order_by("-at").first()
    if last is None:
        return False
    if last.by == actor.user:
        return True
    raise AlreadyDone(last.by_name, last.at)
