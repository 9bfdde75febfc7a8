"""Files bound to a plan, as their readers may see them: the hospital its own, a receiver those of versions delivered to it."""

from uuid import UUID

from django.db.models import F, Q, QuerySet

from accounts.prepared import Asked, Prepared
from accounts.secret import decrypt_file
from gop.enums import PlanState
from gop.models import Attachment, AttachmentFile, Plan


def next_version(plan: Plan) -> int:
    """The version that a change goes into: the draft itself, or what an amendment will send."""
    return plan.current_version + (plan.state != PlanState.DRAFT)


def attachments_in(plan_id: UUID, version: int) -> list[Attachment]:
    """Those of one version, oldest first. The policies say who may."""
    found: list[Attachment] = _of_version.objects(plan_id, version)
    return found


def ask_attachments_in(plan_id: UUID, version: int) -> Asked:
    return _of_version, (plan_id, version)


def _in(rows: QuerySet[Attachment], version: int) -> QuerySet[Attachment]:
    return rows.filter(Q(removed_from__isnull=True) | Q(removed_from__gt=version), from_version__lte=version)


_of_version = Prepared(lambda plan_id, version: _in(Attachment.objects.filter(plan_id=plan_id), version).order_by("added_at", "id"))


def of_plan(plan: Plan) -> list[Attachment]:
    """Those of the version in force and those that wait for the next one, but not what was taken out again before it was sent."""
    rows = Attachment.objects.filter(plan=plan).exclude(removed_from=F("from_version"))
    return list(rows.filter(Q(removed_from__isnull=True) | Q(removed_from__gt=plan.current_version)).order_by("added_at", "id"))


def waiting(plan: Plan) -> list[Attachment]:
    """What an amendment of a sent plan would add or take out."""
    number = plan.current_version + 1
    return [one for one in of_plan(plan) if number in (one.from_version, one.removed_from)] if plan.state == PlanState.SENT else []


def attachment_of(plan_id: UUID, attachment_id: UUID) -> Attachment | None:
    return Attachment.objects.filter(plan_id=plan_id, id=attachment_id).first()


def content_of_file(attachment: Attachment) -> bytes:
    """Empty when it was erased. Raises what accounts.secret.decrypt_file raises."""
    stored = AttachmentFile.objects.values_list("content", flat=True).get(id=attachment.file_id)
    return decrypt_file(stored, attachment.file_id) if len(stored) else b""
