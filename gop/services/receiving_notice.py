"""What an advance notice does at its receiver: a copy above the inbox, which the plan's case takes over."""

from uuid import UUID, uuid5

from accounts import clock
from accounts.actor import Actor
from accounts.models import Organisation
from accounts.secret import cpr_hash, decrypt_cpr, encrypt_cpr
from gop.enums import NoticeState
from gop.errors import NotFound
from gop.models import AdvanceNotice, Case, Delivery, ReceivedNotice
from gop.services.meeting_follows import follow_case, follow_notice

COPIED = (
    "plan_id", "birth_date", "citizen_name", "kind", "follows", "diagnosis_code", "diagnosis_text",
    "operation_text", "operation_on", "discharge_date", "informed", "informed_on", "changed_at",
)  # fmt: skip


def received_id(notice_id: UUID, receiver: UUID) -> UUID:
    """The id that the copy has at one receiver."""
    return uuid5(notice_id, str(receiver))


def subject_of(delivery: Delivery) -> UUID:
    """The notice or letter that is delivered. Raises NotFound."""
    if delivery.subject_id is None:
        raise NotFound
    return delivery.subject_id


def _locked(actor: Actor, notice_id: UUID) -> ReceivedNotice | None:
    rows = ReceivedNotice.objects.select_for_update(of=("self",), no_key=True)
    return rows.filter(organisation_id=actor.tenant, notice_id=notice_id).first()


def notice_told(actor: Actor, delivery: Delivery) -> None:
    """The notice as it stands now, whichever delivery says so. One that ended before it came leaves nothing."""
    notice = AdvanceNotice.objects.select_related("department").filter(id=subject_of(delivery)).first()
    if notice is None:
        raise NotFound
    row = _locked(actor, notice.id)
    if row is not None and row.state != NoticeState.NOTIFIED:
        return
    if row is None and notice.state != NoticeState.NOTIFIED:
        return
    row = row or _new(actor, notice, delivery)
    for name in COPIED:
        setattr(row, name, getattr(notice, name))
    number = decrypt_cpr(notice.cpr_encrypted)  # with the first key, also while keys are changed
    row.cpr_encrypted, row.cpr_hash = encrypt_cpr(number), cpr_hash(number)
    row.save()
    case = Case.objects.filter(organisation_id=actor.tenant, plan_id=row.plan_id).order_by("received_at").first()
    if case is not None:  # the plan was here first
        follow_received(case)


def _new(actor: Actor, notice: AdvanceNotice, delivery: Delivery) -> ReceivedNotice:
    hospital = Organisation.objects.get(id=delivery.sender_id).name
    return ReceivedNotice(
        id=received_id(notice.id, actor.tenant),
        organisation_id=actor.tenant,
        notice_id=notice.id,
        sender_id=delivery.sender_id,
        sender_name=f"{hospital}, {notice.department.name}",
        department_id=notice.performing_department_id if actor.tenant != notice.home_municipality_id else None,
        received_at=clock.now(),
    )


def notice_ended(actor: Actor, delivery: Delivery) -> None:
    """Withdrawn, followed by the plan, or assessed without a plan. Told twice, or before the notice came, it changes nothing."""
    row = _locked(actor, subject_of(delivery))
    if row is None or row.state != NoticeState.NOTIFIED:
        return
    told = delivery.payload
    row.state, row.ended_at, row.ended_reason = NoticeState(told["state"]), delivery.created_at, told.get("reason", "")
    row.plan_id = delivery.plan_id
    row.case = Case.objects.filter(organisation_id=actor.tenant, plan_id=row.plan_id).order_by("received_at").first()
    row.save(update_fields=["state", "ended_at", "ended_reason", "plan_id", "case"])
    follow_notice(actor.tenant, row.notice_id, row.plan_id, row.case_id)


def follow_received(case: Case) -> None:
    """The plan has come: its case points to the notice, which leaves the list, and its meetings come along. Two statements."""
    rows = ReceivedNotice.objects.filter(organisation_id=case.organisation_id, plan_id=case.plan_id, case__isnull=True)
    rows.exclude(state=NoticeState.WITHDRAWN).update(case=case, state=NoticeState.FOLLOWED, ended_at=clock.now())
    follow_case(case)
