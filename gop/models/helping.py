"""What helps an author: phrases, own details, and a doctor's approval. Tenant: the hospital."""

from django.db import models
from django.db.models import Q

from gop.enums import ApprovalAnswer
from gop.models.base import TenantRow
from gop.models.plan import Plan


class Phrase(TenantRow):
    """A text kept for one field of the plan, by a department or by one person. It names no patient; it ends, and stays on record."""

    department = models.ForeignKey("accounts.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    user_id = models.UUIDField(null=True)
    field = models.CharField(max_length=40)
    title = models.CharField(max_length=100)
    text = models.TextField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="phrase_one_keeper",
                condition=Q(department__isnull=True, user_id__isnull=False) | Q(department__isnull=False, user_id__isnull=True),
            )
        ]
        indexes = [models.Index(fields=["organisation", "field"], name="phrase_field", condition=Q(ended_at__isnull=True))]


class AuthorDetails(TenantRow):
    """Title and phone as one person wants them on the plans written here, and whether a daily mail about them is wanted."""

    user_id = models.UUIDField()
    title = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    digest = models.BooleanField(default=True, db_default=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="authordetails_once", fields=["organisation", "user_id"])]


class Approval(TenantRow):
    """One question to a doctor about a draft, and the answer. It holds for the draft's `revision` and no later one."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="approvals")
    revision = models.PositiveIntegerField()
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    asked_by_name = models.CharField(max_length=200)
    answer = models.CharField(max_length=20, choices=ApprovalAnswer.choices(), blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    answered_by_name = models.CharField(max_length=200, blank=True)
    comment = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="approval_one_open", fields=["organisation", "plan"], condition=Q(answered_at__isnull=True)),
            models.CheckConstraint(
                name="approval_answered_whole",
                condition=Q(answered_at__isnull=True, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
            ),
        ]
