"""A draft begun by mistake is put away without saying anything of the patient, and can be taken up again. Nothing is deleted."""

from uuid import UUID

from accounts import clock
from accounts.actor import Actor, NotAllowed
from accounts.enums import Verb
from gop.enums import PlanState
from gop.errors import Refused
from gop.models import Plan
from gop.selectors.discarded import is_discarded, may_discard, open_notice_of
from gop.services.drafts import locked_plan
from gop.services.events import plan_event
from gop.services.replacing import replacement_of
from gop.services.unsent import watch_draft, watch_notice
from gop.services.without import TAKE_UP

DISCARD = "kasser"


def discard_draft(actor: Actor, plan_id: UUID) -> Plan:
    """A discarded draft again changes nothing. An advance notice stays open, and is watched in the draft's place.

    What it should replace may be replaced by another draft. Raises NotFound, NotAllowed (another's draft, without the coordinator's
    role), Refused (sent, or put away otherwise).
    """
    actor.must(Verb.WRITE_PLAN)
    plan = locked_plan(actor, plan_id)
    if plan.state != PlanState.DRAFT:
        raise Refused("Planen er sendt, så der er ingen kladde at kassere. Træk planen tilbage, hvis den ikke længere gælder.")
    if not may_discard(actor, plan):
        raise NotAllowed("Kun forfatteren eller koordinatoren kan kassere kladden.")
    if plan.put_away_at is not None:
        if is_discarded(plan):
            return plan
        raise Refused("Kladden er allerede lagt væk.")
    said = {"replaced": str(plan.replaces_id)} if plan.replaces_id else {}
    plan.put_away_at = plan.changed_at = clock.now()
    plan.replaces = None
    plan.save(update_fields=["put_away_at", "changed_at", "replaces"])
    plan_event(actor, plan, DISCARD, plan.state, **said)
    watch_draft(plan)
    _watch_its_notice(plan)
    return plan


def _watch_its_notice(plan: Plan) -> None:
    notice = open_notice_of(plan)
    if notice is not None:
        watch_notice(notice)


def take_up_draft(actor: Actor, plan_id: UUID) -> Plan:
    """The draft is a draft again; it replaces what it should, where that is in force still and nobody else replaces it.

    A draft that is not put away is returned as it is. Raises NotFound, Refused (put away otherwise).
    """
    actor.must(Verb.WRITE_PLAN)
    plan = locked_plan(actor, plan_id)
    if plan.put_away_at is None:
        return plan
    if not is_discarded(plan):
        raise Refused("Kladden er ikke kasseret. Vurderingen er registreret, eller der er sendt et brev i stedet.")
    plan.put_away_at, plan.changed_at = None, clock.now()
    plan.replaces = _to_replace(plan)
    plan.save(update_fields=["put_away_at", "changed_at", "replaces"])
    plan_event(actor, plan, TAKE_UP, plan.state)
    watch_draft(plan)
    return plan


def _to_replace(plan: Plan) -> Plan | None:
    last = plan.events.filter(action=DISCARD).order_by("-at", "-id").first()
    if last is None or not last.data.get("replaced"):
        return None
    rows = Plan.objects.select_for_update(of=("self",), no_key=True)
    old = rows.filter(organisation_id=plan.organisation_id, id=last.data["replaced"], state=PlanState.SENT).first()
    return None if old is None or replacement_of(old) else old
