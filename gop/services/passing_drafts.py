"""A draft goes to a colleague: its author gives it away, or the coordinator moves it."""

from uuid import UUID

from accounts.actor import Actor, NotAllowed
from accounts.enums import Verb
from gop.enums import PlanState
from gop.errors import AlreadyDone, Refused
from gop.models import Plan
from gop.selectors.colleagues import who_may_write
from gop.services.drafts import locked_plan
from gop.services.events import plan_event
from gop.services.unsent import watch_draft

HANDED = "giv_videre"


def pass_draft(actor: Actor, plan_id: UUID, to: UUID, seen_author: UUID | None = None) -> Plan:
    """`seen_author` is whose draft it was on the page. To whoever has it already changes nothing.

    Raises NotFound, NotAllowed (another's draft, without the coordinator's role), Refused (not a colleague of the department, or sent),
    AlreadyDone (it has gone to somebody else meanwhile).
    """
    actor.must(Verb.WRITE_PLAN)
    plan = locked_plan(actor, plan_id)
    if plan.state != PlanState.DRAFT:
        raise Refused("Planen er sendt, så der er ingen kladde at give videre.")
    if plan.author_id == to:
        return plan
    if seen_author is not None and seen_author != plan.author_id:
        last = plan.events.filter(action=HANDED).order_by("-at", "-id").first()
        raise AlreadyDone(last.by_name, last.at) if last else Refused("Kladden har fået en anden forfatter. Se efter, og prøv igen.")
    if plan.author_id != actor.user and not actor.may(Verb.REASSIGN_DRAFT):
        raise NotAllowed("Kun forfatteren eller koordinatoren kan give kladden videre.")
    names = dict(who_may_write(actor, plan.department_id))
    if to not in names:
        raise Refused([("to", "Vælg en kollega, der skriver planer for afdelingen.")])
    former = plan.author_name
    plan.author_id, plan.author_name = to, names[to]
    plan.versions.filter(number=plan.current_version).update(author_name=names[to], author_title="", author_phone="")
    plan.save(update_fields=["author_id", "author_name"])
    plan_event(actor, plan, HANDED, plan.state, former=former, to=names[to])
    watch_draft(plan)
    return plan
