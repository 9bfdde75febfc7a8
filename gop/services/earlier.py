"""KL's three cases when a patient has a plan already, and what a new draft may fetch from an earlier one."""

from collections.abc import Collection
from uuid import UUID

from accounts.actor import Actor
from accounts.danish import short_moment
from accounts.enums import Verb
from gop.enums import PlanAction, PlanState
from gop.errors import NotFound, Refused
from gop.models import Plan
from gop.rules import next_plan_state
from gop.selectors.earlier import BESIDE, PARTS, Earlier, earlier_plan, empty_in, fetched
from gop.selectors.plans import cpr_of, plans_visible_to, version_of
from gop.services.drafts import create_draft, locked_plan, save_step
from gop.services.events import plan_event
from gop.services.replacing import replace_plan, replacement_of
from gop.services.unsent import watch_draft

FETCH, TAKE_PLACE = "hent", "erstatter"
# What is described anew when the training must be another.
ANEW = (
    *("functioning_now", "body_now", "surroundings_now", "limitations", "training_need", "potential", "extended_description"),
    *("categories", "tests", "examinations", "plan_type", "specialised_reason", "performing_department", "type_answers", "type_proposed"),
    *("type_reason", "earliest_start", "latest_start", "start_reason_kind", "start_reason"),
)
# What a plan that goes on says as before, beside the parts that any plan may fetch.
GOES_ON = (
    *("body_now", "functioning_now", "surroundings_now", "limitations", "training_need", "potential", "extended_description"),
    *("health_summary", "diagnoses", "interventions", "aids", "team"),
)


def fetch(actor: Actor, plan_id: UUID, earlier_id: UUID, parts: Collection[str]) -> list[str]:
    """Fill the draft's empty answers of these parts; what is written already stays. Returns the names that were filled.

    Raises NotFound (either plan), Refused (the draft is sent).
    """
    plan, earlier = _both(actor, plan_id, earlier_id)
    names = tuple(name for part in PARTS if part.key in parts for name in part.names)
    return _fill(actor, plan, earlier, names)


def _fill(actor: Actor, plan: Plan, earlier: Earlier, names: tuple[str, ...]) -> list[str]:
    version = version_of(plan)
    values = fetched(earlier.version, empty_in(version, names))
    if "home_municipality_id" in values and version.no_municipality:
        values = {name: value for name, value in values.items() if name != "home_municipality_id"}
    if values:
        save_step(actor, plan.id, values)
        plan_event(actor, plan, FETCH, plan.state, earlier=str(earlier.plan.id), names=sorted(values))
    return sorted(values)


def stand_beside(actor: Actor, plan_id: UUID, earlier_id: UUID) -> Plan:
    """An independent problem: both plans stand. Said twice is said once."""
    plan, earlier = _both(actor, plan_id, earlier_id)
    if not plan.events.filter(action=BESIDE, data__earlier=str(earlier.plan.id)).exists():
        plan_event(actor, plan, BESIDE, plan.state, earlier=str(earlier.plan.id))
    return plan


def take_place(actor: Actor, plan_id: UUID, earlier_id: UUID, *, goes_on: bool) -> Plan:
    """The draft shall replace the plan in force when it is sent. `goes_on`: the training is the same, so what it says is fetched too.

    Raises NotFound, TransitionNotAllowed (the earlier plan is not in force), Refused (one of the two has another partner).
    """
    actor.must(Verb.REPLACE_PLAN)
    plan, earlier = _both(actor, plan_id, earlier_id)
    old = locked_plan(actor, earlier.plan.id)
    next_plan_state(PlanState(old.state), PlanAction.REPLACE)
    if plan.replaces_id not in (None, old.id):
        raise Refused("Kladden skal allerede erstatte en anden plan.")
    begun = replacement_of(old)
    if begun is not None and begun.id != plan.id:
        who = f"{begun.author_name}, {short_moment(begun.created_at)}"
        raise Refused(f"Der er allerede begyndt en plan, som skal erstatte den ({who}). Skriv videre i den.")
    if plan.replaces_id is None:
        plan.replaces = old
        plan.save(update_fields=["replaces"])
        plan_event(actor, plan, TAKE_PLACE, plan.state, replaces=str(old.id))
        watch_draft(plan)
    if goes_on:
        _fill(actor, plan, earlier, (*(name for part in PARTS for name in part.names), *GOES_ON))
    return plan


def begin_anew(actor: Actor, plan_id: UUID, new_id: UUID) -> Plan:
    """The training must be another: a draft that replaces the plan, with the patient and the contact, without need and type."""
    return replace_plan(actor, plan_id, new_id, blank=ANEW)


def begin_beside(actor: Actor, plan_id: UUID, new_id: UUID) -> Plan:
    """A draft of its own for the same patient, with what identifies the patient; the plan stands. Raises NotFound."""
    actor.must(Verb.WRITE_PLAN)
    old = plans_visible_to(actor).filter(id=plan_id).first()
    if old is None:
        raise NotFound
    new = create_draft(actor, new_id, old.department_id)
    if new.cpr_hash is None:
        save_step(actor, new.id, {"cpr": cpr_of(version_of(old))})
        fetch(actor, new.id, old.id, [part.key for part in PARTS if part.usual])
        stand_beside(actor, new.id, old.id)
    return new


def _both(actor: Actor, plan_id: UUID, earlier_id: UUID) -> tuple[Plan, Earlier]:
    actor.must(Verb.WRITE_PLAN)
    plan = locked_plan(actor, plan_id)
    if plan.state != PlanState.DRAFT:
        raise Refused("Planen er sendt og kan ikke ændres her.")
    earlier = earlier_plan(actor, plan, earlier_id)
    if earlier is None:
        raise NotFound
    return plan, earlier
