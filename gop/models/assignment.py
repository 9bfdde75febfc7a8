"""A task given to a provider or to another municipality (model.md 5). One row, seen by both sides; each writes its own part of it."""

import uuid

from django.db import models
from django.db.models import Q

from gop.enums import (
    AssignmentKind,
    AssignmentState,
    ConsentBy,
    ConsentHow,
    ContactForm,
    ContactState,
    DeclineReason,
    EndCode,
    GeneralLevel,
    GoalCodes,
    GoalReached,
    ReportKind,
    TrainingField,
)
from gop.models.case import Case


class Assignment(models.Model):
    """`provider`: who performs it, a private provider or a municipality. The authority writes what it asks, the provider what it answers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    authority_name = models.CharField(max_length=200, blank=True, db_default="")
    provider = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    provider_name = models.CharField(max_length=200, blank=True, db_default="")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assignments")
    plan_id = models.UUIDField()
    version = models.PositiveSmallIntegerField(help_text="The newest version the provider may read.")
    from_version = models.PositiveSmallIntegerField(
        default=1, db_default=1, help_text="The one that was forwarded; none before it is read."
    )
    kind = models.CharField(
        max_length=20, choices=AssignmentKind.choices(), default=AssignmentKind.EXTENDED, db_default=AssignmentKind.EXTENDED
    )
    state = models.CharField(max_length=20, choices=AssignmentState.choices(), default=AssignmentState.SENT)
    citizen_name = models.CharField(max_length=200)
    training_field = models.CharField(max_length=30, choices=TrainingField.choices(), blank=True, db_default="")
    level = models.CharField(max_length=20, choices=GeneralLevel.choices(), blank=True, db_default="")
    start_by = models.DateField(null=True, help_text="The latest first meeting that is in time.")
    message = models.TextField(blank=True, db_default="", help_text="From the authority.")
    # Consent to forwarding the plan (the fifth consent, model.md 3)
    consent_on = models.DateField(null=True)
    consent_how = models.CharField(max_length=20, choices=ConsentHow.choices(), blank=True, db_default="")
    consent_by = models.CharField(max_length=20, choices=ConsentBy.choices(), blank=True, db_default="")
    consent_withdrawn_on = models.DateField(null=True)
    sent_at = models.DateTimeField()
    sent_by_name = models.CharField(max_length=200, blank=True, db_default="")
    answer_by = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by_name = models.CharField(max_length=200, blank=True, db_default="")
    decline_reason = models.CharField(max_length=20, choices=DeclineReason.choices(), blank=True, db_default="")
    decline_text = models.CharField(max_length=500, blank=True, db_default="")
    place = models.CharField(max_length=300, blank=True, db_default="", help_text="Of the first meeting.")
    first_meeting_at = models.DateTimeField(null=True, help_text="Agreed with the citizen by the provider.")
    first_meeting_on = models.DateField(null=True, help_text="Held.")
    ended_at = models.DateTimeField(null=True)
    end_code = models.CharField(max_length=30, choices=EndCode.choices(), blank=True, db_default="")
    goal_reached = models.CharField(max_length=20, choices=GoalReached.choices(), blank=True, db_default="")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True, db_default="")
    access_until = models.DateField(null=True, help_text="The last day the provider may read it, once it has ended.")
    access_open = models.BooleanField(default=True, help_text="Closed by the scan; policies see no clock.")
    copied_at = models.DateTimeField(null=True, help_text="When the provider last took a copy for its own record.")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="assignment_sides", fields=["id", "provider", "authority"]),
            models.UniqueConstraint(
                name="assignment_one_in_force", fields=["case"], condition=Q(state__in=[AssignmentState.SENT, AssignmentState.ACCEPTED])
            ),
        ]
        indexes = [
            models.Index(fields=["provider", "access_open", "plan_id"], name="assignment_provider"),
            models.Index(fields=["authority", "case"], name="assignment_case"),
            models.Index(fields=["authority", "state", "-sent_at", "id"], name="assignment_out"),
            models.Index(fields=["provider", "state", "-sent_at", "id"], name="assignment_desk", condition=Q(access_open=True)),
            models.Index(fields=["answer_by"], name="assignment_waits", condition=Q(state=AssignmentState.SENT)),
            models.Index(fields=["access_until"], name="assignment_access", condition=Q(access_open=True, access_until__isnull=False)),
        ]


class AssignmentRow(models.Model):
    """What the performer writes: `organisation` is the performer, `authority` may read it. Closed to the performer with the assignment."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    class Meta:
        abstract = True


class AssignmentMeeting(AssignmentRow):
    """One meeting with the citizen, planned or held. The first meeting is the assignment's own fact."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="meetings")
    form = models.CharField(max_length=20, choices=ContactForm.choices())
    at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(max_length=20, choices=ContactState.choices())
    code = models.CharField(max_length=40, blank=True)
    code_text = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["assignment", "-at"], name="assignmentmeeting_of")]


class AssignmentGoal(AssignmentRow):
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="goals")
    text = models.CharField(max_length=500)
    code_list = models.CharField(max_length=10, choices=GoalCodes.choices(), blank=True)
    code = models.CharField(max_length=40, blank=True)
    code_text = models.CharField(max_length=300, blank=True)
    agreed_on = models.DateField()
    target_on = models.DateField(null=True)
    reached = models.CharField(max_length=20, choices=GoalReached.choices(), blank=True)
    closed_on = models.DateField(null=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["assignment"], name="assignmentgoal_of")]


class AssignmentReport(AssignmentRow):
    """Status or closing status. `body`: heading and text, in order. Never changed once sent."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=20, choices=ReportKind.choices())
    body = models.JSONField(default=list)
    by_title = models.CharField(max_length=100, blank=True)

    class Meta:
        indexes = [models.Index(fields=["assignment", "-made_at"], name="assignmentreport_of")]


class AssignmentEvent(AssignmentRow):
    """An immutable line of the assignment's history, by either side (`by_organisation`) or by a job."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="events")
    action = models.CharField(max_length=40)
    by = models.UUIDField(null=True)
    by_organisation = models.CharField(max_length=200, blank=True)
    data = models.JSONField(default=dict, help_text="Dates and codes.")

    class Meta:
        indexes = [models.Index(fields=["assignment", "made_at"], name="assignmentevent_of")]


class DocumentationRequest(models.Model):
    """The authority asks, the performer answers: documentation of start and content with a due date."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="requests")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+", help_text="The performer.")
    authority = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=500)
    due_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by_name = models.CharField(max_length=200)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["assignment", "asked_at"], name="documentationrequest_of")]
