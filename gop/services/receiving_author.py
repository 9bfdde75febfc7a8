"""What a delivery from the authority does at the hospital: milestones on the plan, or a returned plan."""

from datetime import date, datetime
from typing import Any

from accounts import clock
from accounts.actor import Actor
from accounts.danish import day_date, long_moment
from accounts.models import Organisation
from deadlines.unsent import keep_returned
from gop.enums import DeliveryKind, EndCode, GeneralLevel, MilestoneCode, PlanState, RecipientState
from gop.errors import NotFound
from gop.models import Delivery, Milestone, Plan
from gop.rules.returning import coordinator_sends, returned_text
from gop.selectors.returning import returns_of
from gop.services.events import plan_event
from gop.services.question_ends import because_of, fall_away_at_the_hospital
from gop.services.receiving_changes import reopened_told
from gop.services.receiving_transition import went_on

LONGEST = 300  # of a plan's latest sentence
PLAIN = {
    MilestoneCode.RECEIVED: "har modtaget planen",
    MilestoneCode.ACKNOWLEDGED: "har kvitteret for planen",
    MilestoneCode.ASKED: "spørger om planen",
    MilestoneCode.REOPENED: "har genåbnet forløbet",
}

ON_A_DAY = {
    MilestoneCode.INFORMED: "har givet patienten besked",
    MilestoneCode.STARTED: "har holdt første møde",
    MilestoneCode.CALLED_BACK: "har ringet, som I bad om,",
}


def _plan(actor: Actor, delivery: Delivery) -> Plan:
    plan = Plan.objects.select_for_update(of=("self",), no_key=True).filter(organisation_id=actor.tenant, id=delivery.plan_id).first()
    if plan is None:
        raise NotFound
    return plan


def milestone_told(actor: Actor, delivery: Delivery) -> None:
    """One milestone row and the plan's latest sentence. Told twice, it stands once."""
    plan = _plan(actor, delivery)
    if Milestone.objects.filter(organisation_id=actor.tenant, delivery_id=delivery.id).exists():
        return
    sender = Organisation.objects.get(id=delivery.sender_id)
    data = {key: value for key, value in delivery.payload.items() if key != "code"}
    code = MilestoneCode(delivery.payload["code"])
    Milestone.objects.create(
        organisation_id=actor.tenant,
        plan=plan,
        delivery_id=delivery.id,
        case_id=delivery.case_id,
        code=code,
        at=delivery.created_at,
        noted_at=clock.now(),
        sender_name=sender.name,
        data=data,
    )
    plan.last_milestone, plan.last_milestone_at = code, delivery.created_at
    plan.last_milestone_text = milestone_sentence(code, sender.name, data)[:LONGEST]
    plan.save(update_fields=["last_milestone", "last_milestone_at", "last_milestone_text"])
    if code == MilestoneCode.TRANSFERRED:
        went_on(plan, delivery)
    if code in (MilestoneCode.TRANSFERRED, MilestoneCode.ENDED):
        fall_away_at_the_hospital(plan, because_of(data.get("end_code", EndCode.TRANSITION)), delivery.case_id)
    if code == MilestoneCode.REOPENED:
        reopened_told(plan, delivery)


def plan_returned(actor: Actor, delivery: Delivery) -> None:
    """The plan lies in the sending department's queue, with the reason and where it should go."""
    plan = _plan(actor, delivery)
    if plan.state != PlanState.SENT or plan.case_id != delivery.case_id:
        return
    sender = Organisation.objects.get(id=delivery.sender_id)
    plan.recipients.filter(case_id=delivery.case_id).update(state=RecipientState.RETURNED)
    plan.returned_at, plan.returned_reason = delivery.created_at, returned_text(delivery.payload)
    plan_event(actor, plan, DeliveryKind.RETURN, plan.state, by_name=sender.name, **delivery.payload)
    told = {key: value for key, value in delivery.payload.items() if key in ("reason", "belongs_to", "belongs_to_name")}
    Milestone.objects.create(
        organisation_id=actor.tenant,
        plan=plan,
        delivery_id=delivery.id,
        case_id=delivery.case_id,
        code=MilestoneCode.RETURNED,
        at=delivery.created_at,
        noted_at=clock.now(),
        sender_name=sender.name,
        data=told,
    )
    plan.last_milestone, plan.last_milestone_at = MilestoneCode.RETURNED, delivery.created_at
    plan.last_milestone_text = milestone_sentence(MilestoneCode.RETURNED, sender.name, told)[:LONGEST]
    plan.save(update_fields=["returned_at", "returned_reason", "last_milestone", "last_milestone_at", "last_milestone_text"])
    keep_returned(plan.organisation_id, plan.id, plan.author_id, plan.department_id, again=coordinator_sends(returns_of(plan)))
    fall_away_at_the_hospital(plan, because_of(EndCode.RETURNED), delivery.case_id)


def milestone_sentence(code: MilestoneCode, sender: str, data: dict[str, Any]) -> str:
    """'Aalborg Kommune har tilbudt første møde tirsdag 1. december kl. 10.00.'"""
    match code:
        case MilestoneCode.TRANSFERRED:
            return f"{sender} har sendt sagen videre til {data['to'][0]['name']}."  # the one who handles it stands first
        case MilestoneCode.RETURNED:
            where = f": den hører til {data['belongs_to_name']}" if data.get("belongs_to_name") else ""
            return f"{sender} har sendt planen retur{where}."
        case MilestoneCode.TRIAGED:
            level = f" til {GeneralLevel(data['level']).label.lower()}" if data.get("level") else ""
            return f"{sender} har visiteret{level}."
        case MilestoneCode.OFFERED:
            place = f", {data['place']}" if data.get("place") else ""
            return f"{sender} har tilbudt første møde {long_moment(datetime.fromisoformat(data['meeting_at']))}{place}."
        case MilestoneCode.INFORMED if data.get("no_start"):
            return f"{sender} har sagt til patienten {day_date(date.fromisoformat(data['on']))}, at der ikke kan tilbydes start i tide."
        case MilestoneCode.OFFER_CANCELLED:
            return f"{sender} har aflyst mødet {long_moment(datetime.fromisoformat(data['meeting_at']))}."
        case MilestoneCode.INFORMED | MilestoneCode.STARTED | MilestoneCode.CALLED_BACK:
            return f"{sender} {ON_A_DAY[code]} {day_date(date.fromisoformat(data['on']))}."
        case MilestoneCode.ENDED:
            why = EndCode(data["end_code"]).label.lower().replace("borgeren", "patienten")
            return f"{sender} har afsluttet forløbet: {why}."
        case MilestoneCode.DISCHARGE_TOLD:
            how = "forventet udskrivning" if data.get("expected") else "udskrivning"
            return f"{sender} har registreret {how} {day_date(date.fromisoformat(data['day_zero']))}."
        case _:
            return f"{sender} {PLAIN[code]}." if code in PLAIN else f"{sender}: {code.label.lower()}."
