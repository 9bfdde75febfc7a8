"""The law as dated rows, deadlines as rows, alerts as rows, and the scan's heartbeat."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from deadlines.alert_models import Alert, AlertPreference, AlertSetting, Unowned, Unsent
from deadlines.calendar_models import AgreedGoal, CalendarRow, OwnGoal, PostalDays, PostalRule, RuleSet
from deadlines.enums import DeadlineKind, DeadlineState

__all__ = [
    "AgreedGoal",
    "Alert",
    "AlertPreference",
    "AlertSetting",
    "CalendarRow",
    "Deadline",
    "Heartbeat",
    "Holiday",
    "Measure",
    "OwnGoal",
    "PostalDays",
    "PostalRule",
    "Rule",
    "RuleSet",
    "Unowned",
    "Unsent",
]


class Rule(models.Model):
    """How many days a clock has, for which plan types, from when to when, and by which paragraph."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Empty only until the registry is loaded again
    rule_set = models.ForeignKey(RuleSet, null=True, on_delete=models.PROTECT, related_name="rules")
    kind = models.CharField(max_length=30, choices=DeadlineKind.choices())
    days = models.PositiveSmallIntegerField()
    holds_for = ArrayField(models.CharField(max_length=20), help_text="Plan types.")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    paragraph = models.CharField(max_length=200)
    text = models.CharField(max_length=400)
    assumption = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(name="rule_once", fields=["kind", "holds_for", "valid_from"])]


class Holiday(models.Model):
    """A public holiday: a day when an authority is closed unless its own calendar says otherwise. Not law."""

    day = models.DateField(primary_key=True)
    name = models.CharField(max_length=100)


class Deadline(models.Model):
    """One clock of one case. A changed date is a new generation; the old row stays, superseded.

    `subject_id` carries no foreign key: what stands above this room keeps the rows in step.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    subject_id = models.UUIDField()
    kind = models.CharField(max_length=30, choices=DeadlineKind.choices())
    generation = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=20, choices=DeadlineState.choices(), default=DeadlineState.OPEN)
    due_on = models.DateField()
    last_working_day = models.DateField()
    warn_at = models.DateTimeField()
    breach_at = models.DateTimeField()
    urgent_at = models.DateTimeField(null=True, help_text="When it was received, of a plan that must start within two days of that.")
    next_alert_at = models.DateTimeField(null=True, help_text="The next moment the scan must look; empty when nothing is left to say.")
    given_before = ArrayField(
        models.CharField(max_length=20), default=list, help_text="Alerts the former authority was given of this clock."
    )
    met_on = models.DateField(null=True)
    preliminary = models.BooleanField(default=False)
    basis = models.JSONField(default=list, help_text="The sentences that explain the date.")
    owner_id = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="deadline_generation", fields=["organisation", "subject_id", "kind", "generation"]),
            models.UniqueConstraint(
                name="deadline_one_current", fields=["organisation", "subject_id", "kind"], condition=~Q(state=DeadlineState.SUPERSEDED)
            ),
            models.UniqueConstraint(name="deadline_tenant", fields=["id", "organisation"]),
            models.CheckConstraint(name="deadline_met_has_day", condition=Q(met_on__isnull=False) | ~Q(state=DeadlineState.MET)),
            models.CheckConstraint(name="deadline_only_open_alerts", condition=Q(next_alert_at__isnull=True) | Q(state=DeadlineState.OPEN)),
        ]
        indexes = [models.Index(fields=["next_alert_at", "id"], name="deadline_due", condition=Q(next_alert_at__isnull=False))]


class Heartbeat(models.Model):
    """The last run of a job: when it began and ended, and how much it did. No citizen, no tenant."""

    name = models.CharField(primary_key=True, max_length=60)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    handled = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)


class Measure(models.Model):
    """A number about operation and when it was taken. The worker counts across tenants; the web reads this and no more."""

    name = models.CharField(primary_key=True, max_length=60)
    value = models.FloatField()
    at = models.DateTimeField()
