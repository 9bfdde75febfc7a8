"""A meeting as the other side says it, in the own copy. Told twice, or late, it stands as gop.rules.meetings says."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from accounts.actor import Actor
from accounts.models import Organisation
from gop.enums import MeetingKind, MeetingState, PlanState
from gop.errors import NotFound
from gop.models import AdvanceNotice, Case, CoordinationMeeting, Delivery, Plan, ReceivedNotice
from gop.rules.meetings import SAID, Verdict, judge
from gop.services.drafts import locked_plan
from gop.services.meeting_rows import About, note, version_of, what_changed
from gop.services.receiving_authority import locked_case
from gop.services.receiving_notice import subject_of


def from_hospital(actor: Actor, delivery: Delivery) -> None:
    """At the authority: on its case, or on the notice it received while there is no plan."""
    case_id = delivery.case_id or _case_of(actor, delivery.plan_id)
    if case_id is not None:
        case = locked_case(actor, case_id)
        name = Organisation.objects.filter(id=case.sender_id).values_list("name", flat=True).first() or case.sender_name
        about = {"case_id": case.id, "citizen_name": case.citizen_name, "other_id": case.sender_id, "other_name": name}
        _told(actor, delivery, case, about)
        return
    notice = ReceivedNotice.objects.filter(organisation_id=actor.tenant, notice_id=subject_of(delivery)).first()
    if notice is None:
        raise NotFound
    _told(actor, delivery, notice, {"citizen_name": notice.citizen_name, "other_id": notice.sender_id, "other_name": notice.sender_name})


def _case_of(actor: Actor, plan_id: UUID) -> UUID | None:
    rows = Case.objects.filter(organisation_id=actor.tenant, plan_id=plan_id).order_by("received_at")
    return rows.values_list("id", flat=True).first()


def from_authority(actor: Actor, delivery: Delivery) -> None:
    """At the hospital: on the plan, or on its notice while there is no plan that was sent."""
    sender = Organisation.objects.get(id=delivery.sender_id)
    sent = Plan.objects.filter(organisation_id=actor.tenant, id=delivery.plan_id).exclude(state=PlanState.DRAFT).exists()
    if delivery.subject_id is None or sent:
        plan = locked_plan(actor, delivery.plan_id)
        about = {"department_id": plan.department_id, "citizen_name": plan.citizen_name, "other_id": sender.id, "other_name": sender.name}
        row = _told(actor, delivery, plan, about)
        if row is not None:
            plan.last_milestone_text, plan.last_milestone_at = _sentence(row, sender.name), delivery.created_at
            plan.save(update_fields=["last_milestone_text", "last_milestone_at"])
        return
    rows = AdvanceNotice.objects.select_for_update(of=("self",), no_key=True)
    notice = rows.filter(organisation_id=actor.tenant, id=delivery.subject_id).first()
    if notice is None:
        raise NotFound
    about = {"department_id": notice.department_id, "citizen_name": notice.citizen_name, "other_id": sender.id, "other_name": sender.name}
    _told(actor, delivery, notice, about)


def _told(actor: Actor, delivery: Delivery, subject: About, about: dict[str, Any]) -> CoordinationMeeting | None:
    """The row when it says something else now."""
    told, shared = delivery.payload["said"], UUID(delivery.payload["meeting"])
    rows = CoordinationMeeting.objects.select_for_update(of=("self",), no_key=True)
    row = rows.filter(organisation_id=actor.tenant, shared_id=shared).first()
    if row is None:
        row = CoordinationMeeting(id=uuid4(), organisation_id=actor.tenant, shared_id=shared, called_here=False)
        before = None
    else:
        before = version_of(row)
        verdict = judge(before, told, row.history)
        if verdict == Verdict.KNOWN:
            return None
        row.history = [*row.history, told]
        if verdict == Verdict.GIVES_WAY:
            row.clash = told
            row.save(update_fields=["history", "clash"])
            return None
        row.clash = before if verdict == Verdict.WINS else {}
    notice = delivery.payload.get("notice")
    for name, value in (about | {"plan_id": delivery.plan_id} | ({"notice_id": UUID(notice)} if notice else {})).items():
        setattr(row, name, value)
    for name in SAID:
        setattr(row, name, datetime.fromisoformat(told[name]) if name == "at" else told[name])
    row.change, row.changed_by_name = told["change"], told["by_name"]
    row.changed_at = datetime.fromisoformat(told["changed_at"])
    row.history = row.history or [told]
    row.save()
    note(actor, row, subject, what_changed(before, told), by_name=told["by_name"])
    return row


def _sentence(row: CoordinationMeeting, sender: str) -> str:
    what = MeetingKind(row.kind).label.lower()
    match MeetingState(row.state):
        case MeetingState.CANCELLED:
            return f"{sender} har aflyst {what}."
        case MeetingState.HELD:
            return f"{sender} har skrevet udfaldet af {what}."
        case _:
            return f"{sender} har {'indkaldt til' if row.change == 1 else 'ændret'} {what}."
