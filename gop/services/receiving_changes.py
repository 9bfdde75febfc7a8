"""What happens to a case when its plan is amended or replaced, and what a case that is open again hears."""

from accounts import clock
from accounts.actor import Actor
from accounts.folding import name_key
from gop.enums import CaseAction, CaseState, DeliveryKind, EndCode, Handover, PlanAction, PlanState
from gop.models import Case, Delivery, Plan, PlanVersion
from gop.services.assignment_ends import raise_version
from gop.services.clocks import reclock
from gop.services.courier import from_plan
from gop.services.events import case_event
from gop.services.receipt_facts import contact_wanted, facts_from, postcode_of
from gop.services.receiving_authority import locked_case
from gop.services.verbs import close

# Columns of the case that are copies of the version's
COPIES = ("citizen_name", "diagnosis_group", "earliest_start", "latest_start", "start_reason_kind")


def amendment_told(actor: Actor, delivery: Delivery) -> None:
    """The case works on the later version; level, offer and informed stand, marked by the version they were decided on.

    An ended case keeps the version it had; an older version that comes late changes nothing.
    """
    case = locked_case(actor, delivery.case_id)
    number = delivery.version or 0
    if case.ended_at is not None or number <= case.plan_version:
        return
    version = PlanVersion.objects.get(plan_id=delivery.plan_id, number=number)
    former, case.plan_version = case.plan_version, number
    former_group = case.diagnosis_group
    if case.state != CaseState.RECEIVED and case.decided_on_version is None:
        case.decided_on_version = former  # invited without triage
    for name in COPIES:
        setattr(case, name, getattr(version, name))
    case.name_key = name_key(case.citizen_name)
    _copy_facts(case, version)
    said = {name: day.isoformat() if day else "" for name, day in (("earliest", case.earliest_start), ("latest", case.latest_start))}
    raise_version(case)
    case_event(
        actor,
        case,
        CaseAction.AMENDED,
        case.state,
        by_name=f"{version.author_name}, {version.department_name}",
        version=number,
        former=former,
        reason=delivery.payload.get("reason", ""),
        changed=delivery.payload.get("changed", []),
        start_reason=case.start_reason_kind,
        diagnosis_group=case.diagnosis_group,
        former_group=former_group,
        **said,
    )
    reclock(actor, case)


def _copy_facts(case: Case, version: PlanVersion) -> None:
    """Postcode, brain injury, control and the wish for a call follow the version; another control wants a status of its own."""
    before = case.control_on
    for name, value in facts_from(version, clock.today()).items():
        setattr(case, name, value)
    if case.handover != Handover.MOVED:  # where the citizen moved from
        case.postcode = postcode_of(version)
    if case.control_on != before:
        case.status_sent_on = None
    case.contact_wanted_at = contact_wanted(version, case.contact_wanted_at, clock.now())


def plan_replaced(actor: Actor, delivery: Delivery) -> None:
    """The case ends `erstattet`, whatever state it is in, with the id of the case that follows it here, if one does."""
    case = locked_case(actor, delivery.case_id)
    if case.ended_at is not None:
        return
    before = case.state
    close(case, EndCode.REPLACED, "")
    # Handed on from another holder it names that holder's case
    successor = "" if delivery.origin == "sag" else delivery.payload.get("successor", "")
    case_event(actor, case, CaseAction.END, before, by_name=case.sender_name, end_code=EndCode.REPLACED, successor=successor)
    reclock(actor, case)


def reopened_told(plan: Plan, delivery: Delivery) -> None:
    """At the hospital: the case is open again and gets the version in force, which it was not sent while it was ended.

    A discharge date told meanwhile lies with the case already; a plan withdrawn or replaced meanwhile is not reopened.
    """
    row = plan.recipients.filter(case_id=delivery.case_id, receiver_id=delivery.sender_id).first()
    amended = plan.events.filter(action=PlanAction.AMEND).order_by("-at", "-id").first()
    if row is None or row.receiver_id is None or amended is None or plan.state != PlanState.SENT:
        return
    number = plan.current_version
    said = {"reason": amended.data["reason"], "changed": amended.data["changed"]}
    from_plan(plan, row.receiver_id, DeliveryKind.AMENDMENT, case_id=row.case_id, version=number, **said)
    row.version = number
    row.save(update_fields=["version"])
