"""Putting a hint away for one draft, and taking it forth again. It changes no answer of the plan."""

from uuid import UUID

from accounts.actor import Actor
from accounts.enums import Verb
from gop.criteria import CRITERIA
from gop.enums import PlanState
from gop.errors import NotFound, Refused
from gop.models import Plan
from gop.services.drafts import locked_plan

KEYS = frozenset(one.key for one in CRITERIA)


def dismiss(actor: Actor, plan_id: UUID, key: str, *, away: bool = True) -> Plan:
    """Twice is the same as once. Raises NotFound (no such plan or criterion), Refused (the plan is sent)."""
    actor.must(Verb.WRITE_PLAN)
    if key not in KEYS:
        raise NotFound
    plan = locked_plan(actor, plan_id)
    if plan.state != PlanState.DRAFT:
        raise Refused("Planen er sendt og kan ikke ændres her.")
    others = [one for one in plan.dismissed if one != key and one in KEYS]
    plan.dismissed = sorted([*others, key]) if away else others
    plan.save(update_fields=["dismissed"])
    return plan
