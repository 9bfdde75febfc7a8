"""The plan, and what the author keeps beside its versions. Tenant: the hospital."""

import uuid

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q

from gop.enums import (
    ConsentAnswer,
    ConsentBy,
    ConsentHow,
    ConsentKind,
    HandedOutHow,
    Payment,
    PlanState,
    PlanType,
    RecipientKind,
    RecipientState,
)
from gop.models.base import Event, TenantRow


class Plan(TenantRow):
    """One plan for one patient. The columns are those its lists show; the content stands on the versions."""

    department = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    author_id = models.UUIDField()
    author_name = models.CharField(max_length=200)
    state = models.CharField(max_length=20, choices=PlanState.choices(), default=PlanState.DRAFT)
    plan_type = models.CharField(max_length=20, choices=PlanType.choices(), blank=True)
    citizen_name = models.CharField(max_length=200, blank=True)
    name_key = models.CharField(max_length=200, blank=True, db_collation="C")
    cpr_hash = models.BinaryField(null=True, max_length=32)
    current_version = models.PositiveSmallIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=0, db_default=0)
    marks = models.JSONField(
        null=True, help_text="While a draft: the save that last changed each answer, as [revision, name, moment, page]. No content."
    )
    sent_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    discharge_date = models.DateField(null=True, help_text="Day 0 as the hospital last stated it; empty: called off or not yet known.")
    discharge_expected = models.BooleanField(default=True)
    handed_out_on = models.DateField(null=True)
    handed_out_how = models.CharField(max_length=20, choices=HandedOutHow.choices(), blank=True)
    returned_at = models.DateTimeField(null=True, help_text="Set while a returned plan waits to be sent on.")
    returned_reason = models.TextField(blank=True)
    case_id = models.UUIDField(null=True, help_text="The authority's case in force, made by the sender.")
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    payment = models.CharField(
        max_length=20, choices=Payment.choices(), blank=True, db_default="", help_text="Asked of private hospitals only."
    )
    notice_id = models.UUIDField(null=True, help_text="The advance notice the draft was begun from.")
    dismissed = models.JSONField(default=list, db_default=[], help_text="Keys of the hints the author has put away.")
    put_away_at = models.DateTimeField(null=True, help_text="Set when the assessment ended without a plan: the draft leaves the lists.")
    last_milestone = models.CharField(max_length=40, blank=True)
    last_milestone_at = models.DateTimeField(null=True)
    last_milestone_text = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="plan_tenant", fields=["id", "organisation"]),
            models.UniqueConstraint(name="plan_replaced_once", fields=["organisation", "replaces"]),
            models.CheckConstraint(
                name="plan_sent_has_time",
                condition=Q(state=PlanState.DRAFT, sent_at__isnull=True) | Q(~Q(state=PlanState.DRAFT), sent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="plan_withdrawn_has_time",
                condition=Q(state=PlanState.WITHDRAWN, withdrawn_at__isnull=False)
                | Q(~Q(state=PlanState.WITHDRAWN), withdrawn_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "-changed_at", "id"], name="plan_outbox"),
            models.Index(fields=["organisation", "cpr_hash"], name="plan_cpr"),
            models.Index(fields=["organisation", "name_key"], name="plan_name"),
            models.Index(fields=["organisation", "-changed_at", "-id"], name="plan_sent", condition=~Q(state=PlanState.DRAFT)),
            models.Index(
                fields=["organisation", "department", "-changed_at", "-id"],
                name="plan_sent_department",
                condition=~Q(state=PlanState.DRAFT),
            ),
            # What may ask for the author (gop.selectors.plans.outbox): few, however many were sent
            models.Index(
                fields=["organisation", "department"],
                name="plan_asking",
                condition=Q(state=PlanState.SENT)
                & (
                    Q(returned_at__isnull=False)
                    | Q(discharge_date__isnull=True)
                    | Q(handed_out_on__isnull=True)
                    | Q(discharge_expected=True)
                ),
            ),
        ]


class Consent(TenantRow):
    """One of the five consents of a plan (sundhedsloven § 18 by BEK 918 § 1): which, what was said, when, how, by whom."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="consents")
    kind = models.CharField(max_length=30, choices=ConsentKind.choices())
    answer = models.CharField(max_length=20, choices=ConsentAnswer.choices())
    given_on = models.DateField(null=True)
    how = models.CharField(max_length=20, choices=ConsentHow.choices(), blank=True)
    by = models.CharField(max_length=20, choices=ConsentBy.choices(), blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="consent_once", fields=["organisation", "plan", "kind"])]


class Recipient(TenantRow):
    """Who shall have the plan, and who has it: one row a receiver of a version."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="recipients")
    version = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=30, choices=RecipientKind.choices())
    receiver = models.ForeignKey("accounts.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=30, choices=RecipientState.choices())
    case_id = models.UUIDField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "plan"], name="recipient_plan")]


class PlanEvent(Event):
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="events")

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "plan", "at"], name="planevent_plan"),
            BrinIndex(fields=["at"], name="planevent_at", pages_per_range=32),
        ]


def new_id() -> uuid.UUID:
    """An id for a row that another tenant will make (the case of a sent plan)."""
    return uuid.uuid4()
