"""A question to the author, or a disagreement. One copy in each tenant with the same `shared_id` (model.md 9)."""

from django.db import models
from django.db.models import Q

from gop.enums import QuestionEnd, QuestionKind
from gop.models.base import TenantRow


class Question(TenantRow):
    """Tenant: the authority that asks, or the hospital that is asked. The clocks run meanwhile."""

    shared_id = models.UUIDField()
    plan_id = models.UUIDField()
    case_id = models.UUIDField()
    other_id = models.UUIDField(help_text="The organisation on the other side.")
    other_name = models.CharField(max_length=400)
    department_id = models.UUIDField(null=True, help_text="The sending department; at the hospital only.")
    kind = models.CharField(max_length=20, choices=QuestionKind.choices())
    about = models.CharField(max_length=60, blank=True, help_text="The criterion of the plan it is about, by key.")
    text = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField(null=True)
    asked_by_name = models.CharField(max_length=200)
    answered_at = models.DateTimeField(null=True)
    answered_by_name = models.CharField(max_length=200, blank=True)
    answer = models.TextField(blank=True)
    decider_authority = models.CharField(max_length=200, blank=True)
    decider_hospital = models.CharField(max_length=200, blank=True)
    decide_by = models.DateField(null=True)
    settled_on = models.DateField(null=True)
    outcome = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, help_text="Answered, settled, or fallen away with the case.")
    ended_because = models.CharField(max_length=20, choices=QuestionEnd.choices(), blank=True, db_default="")

    class Meta:
        constraints = [models.UniqueConstraint(name="question_once", fields=["organisation", "shared_id"])]
        indexes = [
            models.Index(fields=["organisation", "case_id", "asked_at"], name="question_case"),
            models.Index(fields=["organisation", "plan_id"], name="question_plan"),
            models.Index(fields=["organisation", "asked_at", "id"], name="question_waits", condition=Q(ended_at__isnull=True)),
        ]
