"""Who paid the treatment at a private hospital, and what follows for the plan (RN 2019 section 2.2, RM 2008 sections 2.1.2 and 2.1.3)."""

from uuid import UUID

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Verb
from gop.enums import Payment, PlanState
from gop.errors import Refused
from gop.models import Plan
from gop.services.drafts import AWAY, locked_plan
from hospitals.selectors import known_private

ASK = "Svar på, hvem der har betalt behandlingen, før planen sendes."
SELF_PAID = "Patienten har selv betalt, så sygehuset kan ikke skrive en plan. Henvis til vurdering på bopælsregionens sygehus."


def why_not_sent(plan: Plan) -> list[tuple[str, str]]:
    """Empty when the plan may be sent. A public hospital is never asked who paid."""
    if plan.put_away_at is not None:
        return [("", AWAY)]
    if plan.payment == Payment.SELF:
        return [("payment", SELF_PAID)]
    return [("payment", ASK)] if not plan.payment and known_private(plan.organisation) else []


def set_payment(actor: Actor, plan_id: UUID, payment: Payment) -> Plan:
    """Raises NotFound, Refused (the plan is sent)."""
    actor.must(Verb.WRITE_PLAN)
    plan = locked_plan(actor, plan_id)
    if plan.state != PlanState.DRAFT:
        raise Refused("Planen er sendt og kan ikke ændres her.")
    plan.payment, plan.changed_at = payment, clock.now()
    plan.save(update_fields=["payment", "changed_at"])
    return plan
