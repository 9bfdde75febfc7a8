"""Assessments that ended without a plan at the municipality. Tenant: the hospital."""

from django.db import models
from django.db.models import Q

from gop.enums import WithoutOutcome
from gop.models.base import TenantRow
from gop.models.plan import Plan


class WithoutPlan(TenantRow):
    """One assessment of one patient: how it ended, and what the patient was told (RN 2019 section 5.1.1)."""

    department = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(
        Plan, null=True, on_delete=models.PROTECT, related_name="ended_without", help_text="The draft put away, or the plan not sent."
    )
    notice_id = models.UUIDField(null=True, help_text="The advance notice that said a plan would follow.")
    outcome = models.CharField(max_length=20, choices=WithoutOutcome.choices())
    cpr_encrypted = models.BinaryField()
    cpr_kind = models.CharField(max_length=10)
    cpr_hash = models.BinaryField(max_length=32)
    citizen_name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200, db_collation="C")
    home_municipality = models.ForeignKey("accounts.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    self_paying = models.BooleanField(default=False)
    assessed_on = models.DateField()
    assessed_by = models.CharField(max_length=200)
    told_on = models.DateField()
    told = models.JSONField(default=list, help_text="Codes of gop.enums.ToldWithout.")
    told_note = models.TextField(blank=True)
    author_id = models.UUIDField()
    author_name = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, help_text="The draft was taken up again: the patient has changed mind.")
    undone_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="without_once", fields=["organisation", "plan"], condition=Q(undone_at__isnull=True)),
            models.CheckConstraint(name="without_not_sent_has_plan", condition=~Q(outcome=WithoutOutcome.NOT_SENT) | Q(plan__isnull=False)),
        ]
        indexes = [
            models.Index(fields=["organisation", "-created_at", "-id"], name="without_list"),
            models.Index(fields=["organisation", "cpr_hash"], name="without_cpr"),
        ]
