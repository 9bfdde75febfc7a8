"""Files bound to a plan. Into a draft at once; into a sent plan with the next amendment, and nobody is told before it."""

import hashlib
import uuid
from uuid import UUID

from django.conf import settings

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Verb
from accounts.secret import encrypt_file
from gop.enums import AttachmentKind, PlanState
from gop.errors import NotFound, Refused
from gop.models import Attachment, AttachmentFile, Plan
from gop.selectors.attachments import attachments_in, next_version
from gop.services.drafts import AWAY, locked_plan
from gop.services.opened_file import opened

MB = 1024 * 1024


def too_large_text() -> str:
    return f"Filen fylder mere end {settings.GOP_ATTACHMENT_MB} MB. Gem den mindre, eller del den, og vælg den igen."


def add_attachment(actor: Actor, plan_id: UUID, kind: str, title: str, content: bytes) -> Attachment:
    """The same file again is the same attachment. Raises NotFound, Refused (by field)."""
    plan = _open(actor, plan_id)
    if len(content) > settings.GOP_ATTACHMENT_MB * MB:
        raise Refused([("file", too_large_text())])
    number = next_version(plan)
    there, digest = attachments_in(plan.id, number), hashlib.sha256(content).digest()
    same = next((one for one in there if bytes(one.digest) == digest), None)
    if same is not None:
        return same
    if sum(one.size for one in there) + len(content) > settings.GOP_ATTACHMENTS_MB * MB:
        raise Refused(
            [("file", f"Planens bilag fylder så mere end {settings.GOP_ATTACHMENTS_MB} MB tilsammen. Fjern et, eller gem filen mindre.")]
        )
    found, now, file_id = opened(content), clock.now(), uuid.uuid4()
    AttachmentFile.objects.create(id=file_id, organisation_id=plan.organisation_id, content=encrypt_file(content, file_id))
    _touched(plan)
    return Attachment.objects.create(
        organisation_id=plan.organisation_id,
        plan=plan,
        file_id=file_id,
        kind=AttachmentKind(kind),
        title=title.strip(),
        file_type=found.file_type,
        pages=found.pages,
        size=len(content),
        digest=digest,
        from_version=number,
        added_at=now,
        added_by_name=actor.name,
    )


def remove_attachment(actor: Actor, plan_id: UUID, attachment_id: UUID) -> None:
    """From the draft or from the next version on. What nobody was sent is erased; what was sent stays in the versions that have it.

    Raises NotFound, Refused. Removing it again changes nothing.
    """
    plan = _open(actor, plan_id)
    number, found = next_version(plan), _of(plan, attachment_id)
    if found.removed_from is not None:
        return
    found.removed_from, found.removed_at, found.removed_by_name = number, clock.now(), actor.name
    found.save(update_fields=["removed_from", "removed_at", "removed_by_name"])
    _touched(plan)
    if found.from_version == number and not Attachment.objects.filter(file_id=found.file_id).exclude(id=found.id).exists():
        AttachmentFile.objects.filter(id=found.file_id).update(content=b"")


def keep_attachment(actor: Actor, plan_id: UUID, attachment_id: UUID) -> None:
    """Take back a removal that no amendment has sent yet. Raises NotFound, Refused."""
    plan = _open(actor, plan_id)
    found = _of(plan, attachment_id)
    if found.removed_from is None:
        return
    if found.removed_from != next_version(plan) or found.from_version == found.removed_from:
        raise Refused("Bilaget er slettet eller fjernet i en sendt version. Vælg filen igen.")
    found.removed_from, found.removed_at, found.removed_by_name = None, None, ""
    found.save(update_fields=["removed_from", "removed_at", "removed_by_name"])
    _touched(plan)


def copy_attachments(old: Plan, new: Plan) -> None:
    """A replacing draft begins with the files in force: other rows, the same bytes."""
    for one in attachments_in(old.id, old.current_version):
        one.id, one.plan, one.from_version, one.removed_from = uuid.uuid4(), new, new.current_version, None
        one.removed_at, one.removed_by_name = None, ""
        one.save(force_insert=True)


def _open(actor: Actor, plan_id: UUID) -> Plan:
    """The plan, locked, while files may be changed: a draft, or a sent plan whose next version they wait for."""
    plan = locked_plan(actor, plan_id)
    actor.must(Verb.WRITE_PLAN if plan.state == PlanState.DRAFT else Verb.AMEND_PLAN)
    if plan.state not in (PlanState.DRAFT, PlanState.SENT):
        raise Refused("Planen er erstattet eller trukket tilbage, så dens bilag kan ikke ændres.")
    if plan.put_away_at is not None:
        raise Refused(AWAY)
    return plan


def _of(plan: Plan, attachment_id: UUID) -> Attachment:
    found = plan.attachments.filter(id=attachment_id).first()
    if found is None:
        raise NotFound
    return found


def _touched(plan: Plan) -> None:
    """A draft that got a file was worked on; an approval of what it was no longer holds (adr/0034)."""
    if plan.state == PlanState.DRAFT:
        plan.changed_at, plan.revision = clock.now(), plan.revision + 1
        plan.save(update_fields=["changed_at", "revision"])
