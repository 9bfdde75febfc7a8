"""Sending a plan: freeze the version, deliver it to its receivers, say who has it and who has not (model.md 2, 3, 9)."""

import uuid
from datetime import datetime
from uuid import UUID

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Verb
from accounts.models import Organisation
from accounts.prepared import ahead
from accounts.writing import insert, update
from gop.criteria import missing_to_send
from gop.enums import CaseKind, DeliveryKind, PlanAction, PlanState, RecipientKind, RecipientState
from gop.errors import Refused
from gop.models import Plan, PlanVersion, Recipient
from gop.rules import next_plan_state
from gop.selectors.ahead_of_sending import asked
from gop.selectors.earlier import ASK_FIRST, EARLIER, unanswered
from gop.selectors.plans import content_of, read_consents, version_of
from gop.selectors.receivers import Receiver, receivers
from gop.services.approving import approved_for_sending
from gop.services.courier import from_plan
from gop.services.drafts import locked_plan, renew_contacts
from gop.services.events import already_mine_plan, numbered_plan_event
from gop.services.notice_ends import follow_notices
from gop.services.payment import why_not_sent
from gop.services.replacing import close_replaced, replaced_case
from gop.services.signing import SIGNED, sign


def send_plan(actor: Actor, plan_id: UUID, seen: datetime | None = None) -> Plan:
    """Freeze and deliver. Sending one's own sent plan again changes nothing.

    Raises NotFound, Refused (what the law still asks for, by field), AlreadyDone (a colleague sent it).
    """
    actor.must(Verb.SEND_PLAN)
    plan = locked_plan(actor, plan_id, "organisation__hospital", "department__department")
    if plan.state != PlanState.DRAFT and already_mine_plan(actor, plan, PlanAction.SEND, None):
        return plan
    state = next_plan_state(PlanState(plan.state), PlanAction.SEND)
    if refused := why_not_sent(plan):
        raise Refused(refused)
    version = version_of(plan)
    with ahead(*asked(actor, plan, version, clock.today())):
        return _sent(actor, plan, version, state)


def _sent(actor: Actor, plan: Plan, version: PlanVersion, state: PlanState) -> Plan:
    """The plan is held. Reads first, then writes."""
    renewed = renew_contacts(version)
    read_consents(plan)  # asked for twice below
    missing = missing_to_send(content_of(plan, version), clock.today())
    if missing:
        raise Refused([(m.field, m.message) for m in missing])
    if unanswered(actor, plan):
        raise Refused([(EARLIER, ASK_FIRST)])
    approved_for_sending(plan, version)
    to = receivers(version, {one.kind: one.answer for one in plan.consents.all()}, clock.today())
    if any(one.state == RecipientState.DELIVERED and one.organisation is None for one in to):
        raise Refused([("performing_hospital", "Afdelingen hører ikke til et sygehus i registret. Vælg en anden.")])
    now = clock.now()
    version.author_name, version.frozen_at = actor.name, now
    version.hospital_name, version.department_name = plan.organisation.name, plan.department.name
    sign(actor, version)
    update(version, ["author_name", "frozen_at", "hospital_name", "department_name", *SIGNED, *renewed])
    plan.state, plan.sent_at, plan.changed_at, plan.marks = state, now, now, None
    plan.author_id, plan.author_name = actor.person, actor.name
    sequence = numbered_plan_event(actor, plan, PlanAction.SEND, PlanState.DRAFT, version=version.number)
    rows = insert([_given_to(plan, version, one, sequence) for one in to])
    close_replaced(actor, plan, rows)
    follow_notices(actor, plan, {one.receiver_id for one in rows if one.receiver_id and one.state == RecipientState.DELIVERED})
    update(plan, ["state", "sent_at", "changed_at", "marks", "author_id", "author_name", "case_id"])
    return plan


def _given_to(plan: Plan, version: PlanVersion, one: Receiver, sequence: int) -> Recipient:
    if one.organisation is None or one.case_kind is None:
        return _recipient(plan, version, one.kind, None, one.name, one.state)
    return deliver_version(plan, version, one.kind, one.organisation, one.case_kind, department=one.department, sequence=sequence)


def deliver_version(
    plan: Plan,
    version: PlanVersion,
    kind: RecipientKind,
    receiver: Organisation,
    case_kind: CaseKind,
    department: Organisation | None = None,
    returns: int = 0,
    sequence: int | None = None,
) -> Recipient:
    """One delivery of one version, with the id of the case that the receiver shall make. The recipient's row is not saved yet.

    `returns`: how often it has come back from others. `sequence`: as in `from_plan`.
    """
    case_id = uuid.uuid4()
    name = f"{receiver.name}, {department.name}" if department else receiver.name
    recipient = _recipient(plan, version, kind, receiver, name, RecipientState.DELIVERED, case_id)
    from_plan(
        plan,
        receiver.id,
        DeliveryKind.PLAN,
        case_id=case_id,
        version=version.number,
        sequence=sequence,
        case_kind=case_kind,
        department=str(department.id) if department else "",
        day_zero=plan.discharge_date.isoformat() if plan.discharge_date else "",
        expected=plan.discharge_expected,
        home_municipality=str(receiver.id if kind == RecipientKind.MUNICIPALITY else version.home_municipality_id or ""),
        replaces_case=replaced_case(plan, receiver.id, kind),
        returns=returns,
    )
    if case_kind == CaseKind.TREATMENT:
        plan.case_id = case_id
    return recipient


def _recipient(
    plan: Plan,
    version: PlanVersion,
    kind: RecipientKind,
    receiver: Organisation | None,
    name: str,
    state: RecipientState,
    case_id: UUID | None = None,
) -> Recipient:
    return Recipient(
        organisation_id=plan.organisation_id,
        plan=plan,
        version=version.number,
        kind=kind,
        receiver=receiver,
        name=name,
        state=state,
        case_id=case_id,
        at=clock.now(),
    )
