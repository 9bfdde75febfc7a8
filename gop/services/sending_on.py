"""A specialised plan that came back goes to another performing department: same plan, same dates, a new case (RN 2019 § 3.4a)."""

from datetime import datetime
from uuid import UUID

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Verb
from accounts.models import Organisation
from deadlines.unsent import end_unsent
from gop.enums import CaseKind, PlanAction, PlanState, PlanType, RecipientKind
from gop.errors import Refused
from gop.models import Plan, PlanVersion
from gop.rules import next_plan_state
from gop.selectors.hospital_choice import hospital_of
from gop.selectors.plans import performing_departments, version_of
from gop.selectors.returning import returns_of
from gop.services.drafts import locked_plan
from gop.services.events import already_mine_plan, plan_event
from gop.services.sending import deliver_version

CHOOSE = "Vælg en afdeling fra listen."


def is_specialised(version: PlanVersion) -> bool:
    return version.plan_type == PlanType.SPECIALISED_TRAINING


def untried(plan: Plan) -> list[tuple[Organisation, str]]:
    """(department, its name with its hospital's) of those that have not had the plan."""
    had = set(plan.recipients.filter(kind=RecipientKind.HOSPITAL).values_list("name", flat=True))
    named = [(one, f"{hospital}, {one.name}") for hospital, one in performing_departments(clock.today())]
    return [(one, name) for one, name in named if name not in had]


def send_to_department(actor: Actor, plan_id: UUID, department: UUID, *, consent: bool, seen: datetime | None = None) -> Plan:
    """The patient has chosen it and agreed that it gets the plan. Raises Refused by field, NotFound, AlreadyDone."""
    actor.must(Verb.FORWARD_PLAN)
    plan = locked_plan(actor, plan_id)
    if plan.returned_at is None:
        if already_mine_plan(actor, plan, PlanAction.SEND_ONWARD, seen):
            return plan
        raise Refused("Planen er ikke returneret og kan derfor ikke sendes videre.")
    state, version = next_plan_state(PlanState(plan.state), PlanAction.SEND_ONWARD), version_of(plan)
    if not is_specialised(version):
        raise Refused("Kun en plan om genoptræning på specialiseret niveau sendes til en afdeling.")
    there, name = next(((one, name) for one, name in untried(plan) if one.id == department), (None, ""))
    wrong = [] if there else [("department", CHOOSE)]
    if not consent:
        wrong.append(("consent", "Spørg patienten først. Uden et ja må planen ikke sendes dertil."))
    hospital = hospital_of(there.id, clock.today()) if there else None
    if wrong or there is None or hospital is None:
        raise Refused(wrong or [("department", CHOOSE)])
    plan.state, plan.returned_at, plan.changed_at = state, None, clock.now()
    plan_event(actor, plan, PlanAction.SEND_ONWARD, state, receiver=str(hospital.id), receiver_name=name, consent=True)
    returns = returns_of(plan)
    deliver_version(plan, version, RecipientKind.HOSPITAL, hospital, CaseKind.TREATMENT, there, returns).save(force_insert=True)
    plan.save()
    end_unsent(plan.organisation_id, plan.id)
    return plan
