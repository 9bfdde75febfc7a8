"""What hospitals, municipalities and regions tell each other ahead: capacity, activity, taking over tasks. No citizen in it."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from gop.enums import CapacityNoticeKind, PlanType
from gop.models.base import TenantRow


class NoticePeriod(models.Model):
    """How long ahead an agreement of a region wants it. A dated row without tenant."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=CapacityNoticeKind.choices())
    months = models.PositiveSmallIntegerField(null=True, help_text="Empty: as early as possible.")
    text = models.CharField(max_length=500)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)
    assumption = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(name="noticeperiod_once", fields=["region", "kind", "valid_from"])]


class CapacityNotice(TenantRow):
    """Tenant: who tells it. `addressees`: the organisations that see it, the sender too; fixed when it is sent."""

    sender_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=CapacityNoticeKind.choices())
    title = models.CharField(max_length=200)
    text = models.TextField()
    plan_type = models.CharField(max_length=20, choices=PlanType.choices(), blank=True)
    training_field = models.CharField(max_length=30, blank=True)
    effective_on = models.DateField()
    period_text = models.CharField(max_length=500, blank=True, help_text="The agreement's own words of the period, as they held.")
    earliest_on = models.DateField(null=True, help_text="The first day the period allows; before it the notice is late.")
    addressees = ArrayField(models.UUIDField(), default=list, help_text="The sender is one of them.")
    sent_at = models.DateTimeField()
    by_name = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)
    withdrawn_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="capacitynotice_tenant", fields=["id", "organisation"])]
        indexes = [
            models.Index(fields=["organisation", "-sent_at"], name="capacitynotice_own"),
            GinIndex(fields=["addressees"], name="capacitynotice_addressed"),
        ]


class CapacityNoticeSeen(TenantRow):
    """That somebody of an addressee has read it. Once an organisation; the sender sees it too."""

    sender = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+", help_text="Whose notice it is.")
    notice_id = models.UUIDField(help_text="Of another tenant's row, so no foreign key.")
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(name="capacitynoticeseen_once", fields=["organisation", "notice_id"])]
        indexes = [models.Index(name="capacitynoticeseen_of", fields=["notice_id"])]
