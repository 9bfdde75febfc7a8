"""Files bound to a plan. Tenant: the hospital. The bytes stand in a table of their own, so that no list reads them."""

from django.db import models
from django.db.models import F, Q

from gop.enums import AttachmentKind, FileType
from gop.models.base import TenantRow
from gop.models.plan import Plan


class AttachmentFile(TenantRow):
    """The bytes, encrypted with the keys of CPR numbers. Empty: erased, because they were taken out before anybody was sent them."""

    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(name="attachmentfile_tenant", fields=["id", "organisation"])]


class Attachment(TenantRow):
    """A file in the versions `from_version` up to, not including, `removed_from`. A trigger refuses what would change a sent version."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="attachments")
    file = models.ForeignKey(AttachmentFile, on_delete=models.PROTECT, related_name="attachments")
    kind = models.CharField(max_length=20, choices=AttachmentKind.choices())
    title = models.CharField(max_length=120)
    file_type = models.CharField(max_length=10, choices=FileType.choices())
    size = models.PositiveIntegerField(help_text="Bytes, before encryption.")
    pages = models.PositiveSmallIntegerField(null=True, help_text="Of a PDF.")
    digest = models.BinaryField(max_length=32, help_text="SHA-256 of the bytes: the same file twice is one.")
    from_version = models.PositiveSmallIntegerField()
    removed_from = models.PositiveSmallIntegerField(null=True)
    added_at = models.DateTimeField()
    added_by_name = models.CharField(max_length=200)
    removed_at = models.DateTimeField(null=True)
    removed_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="attachment_removed_later", condition=Q(removed_from__isnull=True) | Q(removed_from__gte=F("from_version"))
            )
        ]
        indexes = [models.Index(fields=["organisation", "plan"], name="attachment_plan")]
