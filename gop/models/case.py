"""The case: one authority's (or performing department's) handling of one plan. Tenant: that organisation."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q

from deadlines.enums import DeadlineState
from gop.enums import (
    BreachCause,
    CaseAction,
    CaseKind,
    CaseState,
    ChoiceAnswer,
    EndCode,
    GeneralLevel,
    Handover,
    HoldReason,
    OfferEnd,
    PlanType,
)
from gop.models.base import Event, TenantRow
from gop.models.handling import Handling, OfferFacts


class Case(Handling, TenantRow):
    """The row carries what its lists show; a list never reads another tenant's row. The id comes from the sender."""

    plan_id = models.UUIDField(help_text="No foreign key: the plan belongs to the hospital.")
    plan_version = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=CaseKind.choices(), default=CaseKind.TREATMENT)
    department_id = models.UUIDField(null=True, help_text="The performing department, for specialised training.")
    sender_id = models.UUIDField()
    sender_name = models.CharField(max_length=200)
    home_municipality_id = models.UUIDField(null=True)
    citizen_name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200, db_collation="C")
    birth_date = models.DateField(null=True)
    cpr_hash = models.BinaryField(max_length=32)
    diagnosis_group = models.CharField(max_length=100, blank=True)
    plan_type = models.CharField(max_length=20, choices=PlanType.choices())
    state = models.CharField(max_length=20, choices=CaseState.choices(), default=CaseState.RECEIVED)
    received_at = models.DateTimeField()
    # Day 0 and the plan's own start, as last delivered or told
    day_zero = models.DateField(null=True, help_text="Empty: called off, the case waits for a discharge.")
    day_zero_expected = models.BooleanField(default=True)
    day_zero_source = models.CharField(max_length=20, default="sygehus")
    earliest_start = models.DateField(null=True)
    latest_start = models.DateField(null=True)
    start_reason_kind = models.CharField(max_length=20, blank=True)
    # Who
    acknowledged_at = models.DateTimeField(null=True)
    owner_id = models.UUIDField(null=True)
    owner_name = models.CharField(max_length=200, blank=True)
    # Level
    level = models.CharField(max_length=20, choices=GeneralLevel.choices(), blank=True)
    level_criteria = models.JSONField(default=list)
    level_reason = models.TextField(blank=True)
    triaged_at = models.DateTimeField(null=True)
    decided_on_version = models.PositiveSmallIntegerField(null=True)
    # Free choice, offer, told, started
    guidance_at = models.DateTimeField(null=True)
    guidance_how = models.CharField(max_length=30, blank=True)
    offer_meeting_at = models.DateTimeField(null=True, help_text="First meeting of the offer in force.")
    offer_place = models.CharField(max_length=200, blank=True)
    informed_on = models.DateField(null=True)
    informed_how = models.CharField(max_length=30, blank=True)
    informed_meeting_on = models.DateField(null=True, help_text="The meeting the citizen was told of.")
    told_no_offer_on = models.DateField(null=True)
    no_start_at = models.DateTimeField(null=True, help_text="Recorded that no start in time can be offered.")
    declined_meetings = ArrayField(models.DateField(), default=list, help_text="Meetings that the citizen declined, cancelled or missed.")
    choice_answer = models.CharField(max_length=30, choices=ChoiceAnswer.choices(), blank=True)
    choice_answered_on = models.DateField(null=True)
    other_municipality_id = models.UUIDField(null=True, help_text="Chosen by the citizen.")
    other_accepted_on = models.DateField(null=True)
    held_at = models.DateTimeField(null=True, help_text="On hold since; no clock pauses for it.")
    held_reason = models.CharField(max_length=30, choices=HoldReason.choices(), blank=True)
    first_meeting_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_code = models.CharField(max_length=30, choices=EndCode.choices(), blank=True)
    end_reason = models.TextField(blank=True)
    # Handed over: where it went on, and why it came from another holder
    continued_at_id = models.UUIDField(null=True, help_text="The organisation that has the case now; its id there follows from this one's.")
    handover = models.CharField(max_length=20, choices=Handover.choices(), blank=True, help_text="Empty: from the sending hospital.")
    started_elsewhere = models.BooleanField(default=False, help_text="Moved after the start: the former holder's clocks stand, none here.")
    proposed_cause = models.CharField(max_length=30, choices=BreachCause.choices(), blank=True)
    # Copies of the deadline rows in force, so that the list needs no join
    inform_by = models.DateField(null=True)
    inform_state = models.CharField(max_length=20, choices=DeadlineState.choices(), blank=True)
    offer_by = models.DateField(null=True)
    offer_state = models.CharField(max_length=20, choices=DeadlineState.choices(), blank=True)
    plan_start_by = models.DateField(null=True)
    plan_start_state = models.CharField(max_length=20, choices=DeadlineState.choices(), blank=True)
    last_working_day = models.DateField(default="9999-12-31", help_text="Earliest last working day of an open clock; far away when none.")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="case_tenant", fields=["id", "organisation"]),
            models.CheckConstraint(
                name="case_ended_has_code",
                condition=Q(state=CaseState.ENDED, ended_at__isnull=False) & ~Q(end_code="")
                | ~Q(state=CaseState.ENDED) & Q(ended_at__isnull=True, end_code=""),
            ),
            models.CheckConstraint(name="case_level_only_almen", condition=Q(level="") | Q(plan_type=PlanType.GENERAL_TRAINING)),
            models.CheckConstraint(
                name="case_informed_after_guidance",
                condition=Q(informed_on__isnull=True, told_no_offer_on__isnull=True) | Q(guidance_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "last_working_day", "id"],
                name="case_inbox",
                condition=Q(ended_at__isnull=True),
                include=["state", "kind", "owner_id", "plan_type", "acknowledged_at"],
            ),
            models.Index(fields=["organisation", "-ended_at", "-id"], name="case_ended", condition=Q(ended_at__isnull=False)),
            models.Index(fields=["organisation", "cpr_hash"], name="case_cpr"),
            models.Index(fields=["organisation", "name_key"], name="case_name"),
            models.Index(fields=["organisation", "plan_id"], name="case_plan"),
        ]


class Offer(OfferFacts, TenantRow):
    """Every offer is kept: made when, first meeting when and where, by whom, withdrawn by whom and why."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="offers")
    made_at = models.DateTimeField()
    meeting_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=200, blank=True)
    ended_by = models.CharField(max_length=20, choices=OfferEnd.choices(), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="offer_one_in_force", fields=["organisation", "case"], condition=Q(withdrawn_at__isnull=True))
        ]
        indexes = [
            # The seats of weekly times that are taken, over some weeks
            models.Index(
                fields=["organisation", "meeting_at"],
                name="offer_seats",
                condition=Q(withdrawn_at__isnull=True, first_time_id__isnull=False),
                include=["first_time_id", "case"],
            )
        ]


class CaseEvent(Event):
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "case", "at"], name="caseevent_case"),
            BrinIndex(fields=["at"], name="caseevent_at", pages_per_range=32),
            # Whom one has named before: few, however many events there are
            models.Index(fields=["organisation", "by", "-at"], name="caseevent_trainers", condition=Q(action=CaseAction.TRAINER)),
        ]
