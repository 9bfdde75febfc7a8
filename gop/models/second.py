"""What was said of two cases for one citizen, and of complaints. Tenant: the authority, or for a complaint a hospital too."""

from django.db import models
from django.db.models import Q

from gop.enums import ComplaintAbout, ComplaintHow, ComplaintOutcome, ComplaintTo, SecondPlan
from gop.models.base import TenantRow
from gop.models.case import Case


class SecondPlanAnswer(TenantRow):
    """Somebody has said how a new case stands to an older open one. An answer that is changed is a new row; the newest holds."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="second_plan_answers")
    other_case_id = models.UUIDField(help_text="The older case, of the same authority.")
    answer = models.CharField(max_length=20, choices=SecondPlan.choices())
    reason = models.CharField(max_length=500, blank=True)
    asked_elsewhere = models.BooleanField(
        default=False, db_default=False, help_text="The citizen was asked about plans that nobody here can see."
    )
    elsewhere = models.CharField(max_length=500, blank=True, db_default="", help_text="What the citizen said of them.")
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "case", "-at"], name="secondplan_case"),
            models.Index(fields=["organisation", "other_case_id"], name="secondplan_other"),
        ]


class Complaint(TenantRow):
    """About what, to whom, when, and what became of it. Of a case, or at a hospital of a plan."""

    case_id = models.UUIDField(null=True)
    plan_id = models.UUIDField(null=True)
    assignment_id = models.UUIDField(null=True)
    department_id = models.UUIDField(null=True, help_text="At the hospital: the department.")
    citizen_name = models.CharField(max_length=200)
    about = models.CharField(max_length=20, choices=ComplaintAbout.choices())
    to = models.CharField(max_length=20, choices=ComplaintTo.choices())
    how = models.CharField(max_length=20, choices=ComplaintHow.choices(), db_default="")
    received_on = models.DateField()
    counted_from = models.DateField(null=True, help_text="The day the time limit is counted from; empty: not known.")
    due_on = models.DateField(null=True, help_text="The last day to complain, by the dated rows; empty: not known.")
    text = models.TextField(blank=True)
    made_at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)
    outcome = models.CharField(max_length=20, choices=ComplaintOutcome.choices(), blank=True)
    outcome_on = models.DateField(null=True)
    outcome_text = models.TextField(blank=True)
    outcome_at = models.DateTimeField(null=True)
    outcome_by = models.UUIDField(null=True)
    outcome_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "case_id"], name="complaint_case"),
            models.Index(fields=["organisation", "plan_id"], name="complaint_plan"),
            models.Index(fields=["organisation", "received_on", "id"], name="complaint_open", condition=Q(outcome="")),
            models.Index(fields=["organisation", "-outcome_on", "-id"], name="complaint_closed", condition=~Q(outcome="")),
        ]
