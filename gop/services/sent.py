"""What the author may do with a sent plan: discharge date, withdraw, hand out, send on. Each reaches the case as a delivery."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from accounts import clock
from accounts.actor import Actor
from accounts.enums import OrganisationKind, Role, Verb
from accounts.models import Organisation
from accounts.selectors import valid_on
from deadlines.unsent import end_unsent
from gop.criteria import discharge_date_problem
from gop.enums import CaseKind, DeliveryKind, HandedOutHow, PlanAction, PlanState, PlanType, QuestionEnd, RecipientKind, RecipientState
from gop.errors import Refused
from gop.models import Plan
from gop.rules import next_plan_state
from gop.rules.returning import coordinator_sends
from gop.selectors.plans import version_of
from gop.selectors.returning import returns_of
from gop.services.courier import from_plan
from gop.services.drafts import locked_plan
from gop.services.events import already_mine_plan, plan_event
from gop.services.question_ends import fall_away_at_the_hospital
from gop.services.sending import deliver_version


def set_discharge(actor: Actor, plan_id: UUID, day: date, *, expected: bool, seen: datetime | None = None) -> Plan:
    """Confirm or correct the discharge date (day 0). No new version; the same statement again changes nothing."""
    actor.must(Verb.SET_DISCHARGE)
    plan = locked_plan(actor, plan_id)
    state = next_plan_state(PlanState(plan.state), PlanAction.CORRECT_DISCHARGE)
    problem = discharge_date_problem(day, clock.today())
    if problem:
        raise Refused([("discharge_date", problem)])
    if not expected and day > clock.today():
        raise Refused([("discharge_date", "En udskrivning kan først bekræftes på dagen. Vælg »forventet« for en dag, der kommer.")])
    if (plan.discharge_date, plan.discharge_expected) == (day, expected):
        return plan
    already_mine_plan(actor, plan, PlanAction.CORRECT_DISCHARGE, seen)
    before, before_expected = plan.discharge_date, plan.discharge_expected
    plan.state, plan.discharge_date, plan.discharge_expected = state, day, expected
    told = {"before": before.isoformat() if before else "", "day_zero": day.isoformat(), "expected": expected}
    plan_event(actor, plan, PlanAction.CORRECT_DISCHARGE, state, before_expected=before_expected, **told)
    return _tell(plan, DeliveryKind.DISCHARGE, **told)


def call_off_discharge(actor: Actor, plan_id: UUID, seen: datetime | None = None) -> Plan:
    """An expected discharge is called off without a new date: the clocks stop and the case waits."""
    actor.must(Verb.SET_DISCHARGE)
    plan = locked_plan(actor, plan_id)
    state = next_plan_state(PlanState(plan.state), PlanAction.CALL_OFF_DISCHARGE)
    if plan.discharge_date is None:
        return plan
    if not plan.discharge_expected:
        raise Refused([("discharge_date", "Udskrivningen er bekræftet. Ret datoen i stedet.")])
    already_mine_plan(actor, plan, PlanAction.CALL_OFF_DISCHARGE, seen)
    before, plan.discharge_date = plan.discharge_date, None
    plan_event(actor, plan, PlanAction.CALL_OFF_DISCHARGE, state, before=before.isoformat(), before_expected=True)
    return _tell(plan, DeliveryKind.DISCHARGE, before=before.isoformat(), day_zero="", expected=True)


def withdraw_plan(actor: Actor, plan_id: UUID, reason: str, seen: datetime | None = None) -> Plan:
    """Withdraw a sent plan; its cases end `tilbagetrukket`."""
    actor.must(Verb.WITHDRAW_PLAN)
    plan = locked_plan(actor, plan_id)
    if plan.state == PlanState.WITHDRAWN and already_mine_plan(actor, plan, PlanAction.WITHDRAW, None):
        return plan
    if not reason.strip():
        raise Refused([("reason", "Skriv, hvorfor planen trækkes tilbage. Modtageren får begrundelsen.")])
    before = plan.state
    plan.state = next_plan_state(PlanState(plan.state), PlanAction.WITHDRAW)
    plan.withdrawn_at, plan.returned_at = clock.now(), None
    end_unsent(plan.organisation_id, plan.id)
    plan_event(actor, plan, PlanAction.WITHDRAW, before, reason=reason)
    fall_away_at_the_hospital(plan, QuestionEnd.WITHDRAWN)
    return _tell(plan, DeliveryKind.WITHDRAWAL, reason=reason)


def record_handed_out(actor: Actor, plan_id: UUID, on: date, how: HandedOutHow, seen: datetime | None = None) -> Plan:
    """When and how the patient got the plan. Missing at discharge it is a task."""
    actor.must(Verb.RECORD_HANDED_OUT)
    plan = locked_plan(actor, plan_id)
    if on > clock.today():
        raise Refused([("handed_out_on", "Datoen ligger i fremtiden. Registrér udleveringen, når den er sket.")])
    if (plan.handed_out_on, plan.handed_out_how) == (on, how):
        return plan
    already_mine_plan(actor, plan, PlanAction.HAND_OUT, seen)
    plan.handed_out_on, plan.handed_out_how, plan.changed_at = on, how, clock.now()
    plan.save()
    plan_event(actor, plan, PlanAction.HAND_OUT, plan.state, on=on.isoformat(), how=how)
    return plan


def forward_plan(actor: Actor, plan_id: UUID, municipality_id: UUID, seen: datetime | None = None, *, register_answer: str = "") -> Plan:
    """Send a returned plan on to the right municipality: same plan, same dates, new case. A receiver already tried is refused.

    Returned twice, only the coordinator sends it, with what the register answered.
    """
    actor.must(Verb.FORWARD_PLAN)
    plan = locked_plan(actor, plan_id)
    if plan.returned_at is None:
        if already_mine_plan(actor, plan, PlanAction.SEND_ONWARD, seen):
            return plan
        raise Refused("Planen er ikke returneret og kan derfor ikke sendes videre.")
    state = next_plan_state(PlanState(plan.state), PlanAction.SEND_ONWARD)
    if plan.plan_type == PlanType.SPECIALISED_TRAINING:
        raise Refused("En plan om genoptræning på specialiseret niveau sendes til en afdeling på et sygehus.")
    receiver = Organisation.objects.filter(valid_on(clock.today()), id=municipality_id, kind=OrganisationKind.MUNICIPALITY).first()
    if receiver is None:
        raise Refused([("municipality", "Vælg en kommune fra listen.")])
    if plan.recipients.filter(receiver_id=receiver.id).exists():
        raise Refused([("municipality", f"{receiver.name} har allerede haft planen. Vælg en anden kommune.")])
    returns = returns_of(plan)
    if coordinator_sends(returns):
        _asked_the_register(actor, register_answer)
    plan.state, plan.returned_at, plan.changed_at = state, None, clock.now()
    answer = {"register_answer": register_answer.strip()} if register_answer.strip() else {}
    plan_event(actor, plan, PlanAction.SEND_ONWARD, state, receiver=str(receiver.id), receiver_name=receiver.name, **answer)
    row = deliver_version(plan, version_of(plan), RecipientKind.MUNICIPALITY, receiver, CaseKind.TREATMENT, returns=returns)
    row.save(force_insert=True)
    plan.save()
    end_unsent(plan.organisation_id, plan.id)
    return plan


def _asked_the_register(actor: Actor, answer: str) -> None:
    if actor.role != Role.COORDINATOR:
        raise Refused("Planen er kommet retur to gange. Nu er det koordinatoren, der spørger folkeregistret og sender den videre.")
    if not answer.strip():
        raise Refused([("register_answer", "Skriv, hvad folkeregistret svarer om, hvor patienten bor.")])


def _tell(plan: Plan, kind: DeliveryKind, **payload: Any) -> Plan:
    """One delivery to each receiver that has a case; the plan is saved."""
    plan.changed_at = clock.now()
    plan.save()
    for row in plan.recipients.filter(state=RecipientState.DELIVERED, case_id__isnull=False, receiver_id__isnull=False):
        if row.receiver_id is not None:
            from_plan(plan, row.receiver_id, kind, case_id=row.case_id, **payload)
    return plan
