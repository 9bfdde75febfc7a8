"""Rule sets, goals, opening days and postal days. `deadlines.models` brings them in.

What an organisation decides for itself is never changed: another row from a day takes its place, and each says who made it and when.
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from deadlines.enums import CalendarKind, GoalFrom, GoalMetBy, GoalUnit, RuleSetNature

PLAN_TYPES = "Plan types."


class Dated(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True, help_text="The last day.")

    class Meta:
        abstract = True


class Sourced(Dated):
    """A row of law or agreement: where it stands, what it says, and whether anything in it is assumed."""

    paragraph = models.CharField(max_length=200)
    text = models.CharField(max_length=400)
    assumption = models.BooleanField(default=False)

    class Meta:
        abstract = True


class Decided(Dated):
    """A row an organisation made for itself."""

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    made_by_name = models.CharField(max_length=200)

    class Meta:
        abstract = True


class GoalFields(models.Model):
    """How a goal is counted and what meets it."""

    counted_from = models.CharField(max_length=20, choices=GoalFrom.choices())
    unit = models.CharField(max_length=20, choices=GoalUnit.choices())
    number = models.PositiveSmallIntegerField()
    met_by = models.CharField(max_length=20, choices=GoalMetBy.choices())
    holds_for = ArrayField(models.CharField(max_length=20), help_text=PLAN_TYPES)

    class Meta:
        abstract = True


class RuleSet(Sourced):
    """Rules that belong together under a name: law, or goals that are none. `holds_for` is whom, in words."""

    code = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=100)
    nature = models.CharField(max_length=20, choices=RuleSetNature.choices())
    holds_for = models.CharField(max_length=200)


class AgreedGoal(Sourced, GoalFields):
    """A goal of a region's agreement, for the organisations of the region whose kind it binds."""

    rule_set = models.ForeignKey(RuleSet, on_delete=models.PROTECT, related_name="goals")
    region = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    binds = ArrayField(models.CharField(max_length=20), help_text="Kinds of organisation.")


class PostalRule(Sourced):
    """Days from posting a letter until it counts as read, where the authority has decided none of its own."""

    days = models.PositiveSmallIntegerField()


class CalendarRow(Decided):
    """An authority's opening days from a day on, or single days that differ. Everybody who shows its deadlines may read it."""

    kind = models.CharField(max_length=20, choices=CalendarKind.choices())
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True, help_text="Monday is 0.")
    closed_on_holidays = models.BooleanField(default=True)
    text = models.CharField(max_length=100, blank=True)
    applied_at = models.DateTimeField(null=True, help_text="When the open deadlines had been computed again.")

    class Meta:
        constraints = [
            models.CheckConstraint(name="calendarrow_order", condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))),
            models.CheckConstraint(name="calendarrow_week_is_open", condition=~Q(kind=CalendarKind.WEEK) | Q(weekdays__len__gt=0)),
            models.CheckConstraint(name="calendarrow_days_end", condition=Q(kind=CalendarKind.WEEK) | Q(valid_to__isnull=False)),
        ]
        indexes = [
            models.Index(fields=["organisation", "valid_from"], name="calendarrow_of"),
            models.Index(fields=["made_at"], name="calendarrow_waiting", condition=Q(applied_at__isnull=True)),
        ]


class PostalDays(Decided):
    """The authority's own number of days for a letter."""

    days = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "valid_from"], name="postaldays_of")]


class OwnGoal(Decided, GoalFields):
    """A goal of the organisation's own. Rows of one `series` follow each other; `ended` says that it holds no longer from the day."""

    series = models.UUIDField(default=uuid.uuid4)
    text = models.CharField(max_length=200)
    ended = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["organisation", "valid_from"], name="owngoal_of")]
