"""What crosses a wall between tenants: deliveries, and the milestones they leave at the hospital (model.md 9)."""

import uuid

from django.db import models
from django.db.models import Q

from gop.enums import DeliveryKind, MilestoneCode
from gop.models.base import TenantRow


class Delivery(models.Model):
    """One hand-over, inserted by the courier with proof of origin and applied by a job as the receiver.

    It is also the receiver's right to read that version of the plan.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    receiver = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    sender = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=20, help_text="Proof of origin: plan, sag, opgave, varsling, varslet, brev or brevsvar.")
    kind = models.CharField(max_length=30, choices=DeliveryKind.choices())
    plan_id = models.UUIDField()
    case_id = models.UUIDField(null=True)
    assignment_id = models.UUIDField(null=True)
    subject_id = models.UUIDField(null=True, help_text="The advance notice or the letter that is delivered; empty for a plan.")
    version = models.PositiveSmallIntegerField(null=True)
    payload = models.JSONField(default=dict, help_text="Dates, codes, and what was written to the receiver; never the plan's content.")
    sequence = models.PositiveIntegerField(help_text="Order among the deliveries of one plan.")
    created_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["receiver", "plan_id", "version"], name="delivery_version"),
            models.Index(fields=["created_at", "sequence"], name="delivery_waiting", condition=Q(applied_at__isnull=True)),
        ]
        verbose_name_plural = "deliveries"


class Milestone(TenantRow):
    """What the author gets to know of the case: code and date, level, place, end code. Never a reason text."""

    plan = models.ForeignKey("gop.Plan", on_delete=models.PROTECT, related_name="milestones")
    delivery_id = models.UUIDField()
    case_id = models.UUIDField(null=True)
    code = models.CharField(max_length=30, choices=MilestoneCode.choices())
    at = models.DateTimeField()
    noted_at = models.DateTimeField(null=True, help_text="When it came to be known here; the author's digest counts by it.")
    sender_name = models.CharField(max_length=200)
    data = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(name="milestone_once", fields=["organisation", "delivery_id"])]
        indexes = [models.Index(fields=["noted_at"], name="milestone_noted")]
