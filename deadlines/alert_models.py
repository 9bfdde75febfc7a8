"""Alerts as rows: what was said and whom to; the authority's settings, a person's own, and cases that nobody owns."""

import uuid
from datetime import time

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q

from deadlines.enums import AlertKind, DeadlineKind
from deadlines.rules.ladder import LAST_RUNG, Ladder

_STANDARD = Ladder()


class Unowned(models.Model):
    """A spell in which one case of treatment has nobody. No law's clock: it stands in no list, figure or inbox.

    `subject_id` carries no foreign key: what stands above this room keeps the rows in step.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    subject_id = models.UUIDField()
    team_id = models.UUIDField(null=True, help_text="On whose desk it lies: its lead is told first.")
    began_at = models.DateTimeField()
    due_at = models.DateTimeField()
    next_alert_at = models.DateTimeField(null=True, help_text="When the scan must say so; empty once said or ended.")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="unowned_one_spell", fields=["organisation", "subject_id"], condition=Q(ended_at__isnull=True)),
            models.UniqueConstraint(name="unowned_tenant", fields=["id", "organisation"]),
            models.CheckConstraint(name="unowned_ended_is_silent", condition=Q(ended_at__isnull=True) | Q(next_alert_at__isnull=True)),
        ]
        indexes = [models.Index(fields=["next_alert_at", "id"], name="unowned_due", condition=Q(next_alert_at__isnull=False))]


class Unsent(models.Model):
    """A plan that should be sent by a discharge and is not: expected by a notice, or begun; one that came back and is to be sent on; or one
    that is sent and asked about.

    Another day is another row.

    `subject_id` is the plan's id, also before anybody has begun it. No foreign key: what stands above this room keeps the rows in step.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    subject_id = models.UUIDField()
    department_id = models.UUIDField()
    author_id = models.UUIDField()
    discharge_on = models.DateField(help_text="The day it shall be sent: that of discharge, or that on which it came back.")
    returned = models.BooleanField(default=False, db_default=False)
    asked = models.BooleanField(default=False, db_default=False, help_text="It is sent, and a receiver waits for an answer about it.")
    author_at = models.DateTimeField()
    coordinator_at = models.DateTimeField()
    next_alert_at = models.DateTimeField(null=True, help_text="When the scan must look; empty once all is said or the spell has ended.")
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="unsent_one_spell", fields=["organisation", "subject_id"], condition=Q(ended_at__isnull=True)),
            models.UniqueConstraint(name="unsent_tenant", fields=["id", "organisation"]),
            models.CheckConstraint(name="unsent_ended_is_silent", condition=Q(ended_at__isnull=True) | Q(next_alert_at__isnull=True)),
        ]
        indexes = [
            models.Index(fields=["next_alert_at", "id"], name="unsent_due", condition=Q(next_alert_at__isnull=False)),
            models.Index(fields=["organisation", "subject_id"], name="unsent_subject"),
            BrinIndex(fields=["created_at", "ended_at"], name="unsent_when", pages_per_range=32),
        ]


class Alert(models.Model):
    """What was said of one deadline, one spell without an owner or one plan not sent: one row a kind and rung, whatever runs twice.

    Due at `was_due_at`, made at `created_at`, its mail left at `mailed_at`: to all its receivers, at least once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    deadline = models.ForeignKey("deadlines.Deadline", null=True, on_delete=models.PROTECT, related_name="alerts")
    unowned = models.ForeignKey(Unowned, null=True, on_delete=models.PROTECT, related_name="alerts")
    unsent = models.ForeignKey(Unsent, null=True, on_delete=models.PROTECT, related_name="alerts")
    subject_id = models.UUIDField()
    kind = models.CharField(max_length=20, choices=AlertKind.choices())
    rung = models.PositiveSmallIntegerField(
        default=0, help_text="0 first said, to the owner; 1 to the owner's team lead; 2 to all team leads."
    )
    deadline_kind = models.CharField(max_length=30, choices=DeadlineKind.choices(), blank=True)
    due_on = models.DateField()
    last_working_day = models.DateField()
    recipient_id = models.UUIDField(null=True, help_text="The owner or the team lead; empty: every team lead.")
    was_due_at = models.DateTimeField()
    created_at = models.DateTimeField()
    climb_at = models.DateTimeField(null=True, help_text="When it goes one rung up, unless it has been seen.")
    held_until = models.DateTimeField(null=True, help_text="The mail waits for a digest or for the end of quiet hours.")
    told = ArrayField(models.UUIDField(), default=list, help_text="To whom the mail has left.")
    mail_id = models.UUIDField(null=True, help_text="The Message-ID of the mail that said it last.")
    mailed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    seen_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="alert_once", fields=["organisation", "deadline", "kind", "rung"]),
            models.UniqueConstraint(
                name="alert_unowned_once", fields=["organisation", "unowned", "rung"], condition=Q(unowned__isnull=False)
            ),
            # A plan not sent is told to several coordinators, a row each
            models.UniqueConstraint(
                name="alert_unsent_once",
                fields=["organisation", "unsent", "rung", "recipient_id"],
                condition=Q(unsent__isnull=False),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="alert_of_one_thing",
                condition=Q(deadline__isnull=False, unowned__isnull=True, unsent__isnull=True)
                | Q(deadline__isnull=True, unowned__isnull=False, unsent__isnull=True)
                | Q(deadline__isnull=True, unowned__isnull=True, unsent__isnull=False),
            ),
            models.CheckConstraint(name="alert_rung", condition=Q(rung__lte=LAST_RUNG)),
        ]
        indexes = [
            models.Index(fields=["created_at"], name="alert_unmailed", condition=Q(mailed_at__isnull=True)),
            models.Index(fields=["climb_at", "id"], name="alert_climbing", condition=Q(climb_at__isnull=False, seen_at__isnull=True)),
            models.Index(fields=["organisation", "-created_at", "id"], name="alert_list"),
            models.Index(fields=["organisation", "recipient_id"], name="alert_unseen", condition=Q(seen_at__isnull=True)),
        ]


class AlertSetting(models.Model):
    """How an authority's alerts climb, in elapsed hours a rung, and when a case without an owner is told of.

    The row with the latest `valid_from` holds; before the first, deadlines.rules.ladder.Ladder.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    warning_to_lead = models.PositiveSmallIntegerField(default=_STANDARD.warning_to_lead)
    warning_to_all = models.PositiveSmallIntegerField(default=_STANDARD.warning_to_all)
    breach_to_lead = models.PositiveSmallIntegerField(default=_STANDARD.breach_to_lead)
    breach_to_all = models.PositiveSmallIntegerField(default=_STANDARD.breach_to_all)
    unowned_open_days = models.PositiveSmallIntegerField(default=_STANDARD.unowned_open_days)
    unowned_time = models.TimeField(default=time(8))
    changed_by_name = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="alertsetting_once", fields=["organisation", "valid_from"])]


class AlertPreference(models.Model):
    """When a person wants mail about warnings, and who covers an absence. A breach and an urgent plan wait for nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    user_id = models.UUIDField()
    digest_at = models.TimeField(null=True)
    quiet_from = models.TimeField(null=True)
    quiet_to = models.TimeField(null=True)
    absent_from = models.DateField(null=True)
    absent_to = models.DateField(null=True, help_text="The last day.")
    cover_id = models.UUIDField(null=True, help_text="The colleague who covers; empty: the team leads.")
    digested_on = models.DateField(null=True, help_text="The day of the last digest that left.")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="alertpreference_once", fields=["organisation", "user_id"]),
            models.CheckConstraint(
                name="alertpreference_quiet_pair",
                condition=Q(quiet_from__isnull=True, quiet_to__isnull=True) | Q(quiet_from__isnull=False, quiet_to__isnull=False),
            ),
            models.CheckConstraint(
                name="alertpreference_absence",
                condition=Q(absent_from__isnull=True, absent_to__isnull=True)
                | Q(absent_from__isnull=False, absent_to__isnull=False, absent_to__gte=models.F("absent_from")),
            ),
            models.CheckConstraint(name="alertpreference_no_own_cover", condition=~Q(cover_id=models.F("user_id"))),
        ]
        indexes = [models.Index(fields=["organisation", "absent_to"], name="alertpreference_absent", condition=Q(absent_to__isnull=False))]
