"""The plan, its versions, and what the author keeps beside them. Tenant: the hospital."""

import uuid

from django.db import models
from django.db.models import Q

from gop.enums import (
    ConsentAnswer,
    ConsentBy,
    ConsentHow,
    ConsentKind,
    ContactKind,
    HandedOutHow,
    PlanState,
    PlanType,
    RecipientKind,
    RecipientState,
    SpecialisedReason,
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


class PlanVersion(TenantRow):
    """The content. Frozen when sent (a trigger refuses any change after that); an amendment is a new version."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    frozen_at = models.DateTimeField(null=True)
    # Patient
    cpr_encrypted = models.BinaryField(null=True)
    cpr_kind = models.CharField(max_length=10, blank=True)
    birth_date = models.DateField(null=True)
    citizen_name = models.CharField(max_length=200, blank=True)
    home_municipality = models.ForeignKey("accounts.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    no_municipality = models.BooleanField(default=False)
    # The contact and the diagnosis
    contact_kind = models.CharField(max_length=20, choices=ContactKind.choices(), blank=True)
    admitted_on = models.DateField(null=True)
    discharge_date = models.DateField(null=True)
    discharge_expected = models.BooleanField(default=True)
    diagnosis_code = models.CharField(max_length=12, blank=True)
    diagnosis_text = models.CharField(max_length=300, blank=True)
    diagnosis_group = models.CharField(max_length=100, blank=True)
    # Functioning and need
    functioning_before = models.TextField(blank=True)
    functioning_now = models.TextField(blank=True)
    limitations = models.TextField(blank=True)
    training_need = models.TextField(blank=True)
    potential = models.TextField(blank=True)
    extended_description = models.TextField(blank=True)
    # Type and start
    plan_type = models.CharField(max_length=20, choices=PlanType.choices(), blank=True)
    specialised_reason = models.CharField(max_length=30, choices=SpecialisedReason.choices(), blank=True)
    performing_department = models.ForeignKey("accounts.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    earliest_start = models.DateField(null=True)
    latest_start = models.DateField(null=True)
    start_reason_kind = models.CharField(max_length=20, blank=True)
    start_reason = models.TextField(blank=True)
    # Whom to call (BEK 918 § 2 stk. 4)
    municipality_contact = models.CharField(max_length=300, blank=True)
    region_contact = models.CharField(max_length=300, blank=True)
    # Who wrote it
    author_name = models.CharField(max_length=200, blank=True)
    author_title = models.CharField(max_length=100, blank=True)
    author_phone = models.CharField(max_length=30, blank=True)
    hospital_name = models.CharField(max_length=200, blank=True)
    department_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="planversion_number", fields=["organisation", "plan", "number"]),
            models.UniqueConstraint(name="planversion_tenant", fields=["id", "organisation"]),
        ]


class PlanAddress(TenantRow):
    """Where the patient lives and answers the phone. A table of its own, so that protection can close it."""

    version = models.OneToOneField(PlanVersion, on_delete=models.PROTECT, related_name="address")
    street = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    city = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    protected = models.BooleanField(default=False)


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
        indexes = [models.Index(fields=["organisation", "plan", "at"], name="planevent_plan")]


def new_id() -> uuid.UUID:
    """An id for a row that another tenant will make (the case of a sent plan)."""
    return uuid.uuid4()
