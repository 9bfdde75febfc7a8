"""Reports: frozen when released. The job makes them, a region's analyst comments and releases."""

import uuid

from django.db import models
from django.db.models import Q

from audits.enums import Population, ReportKind, ReportState


class Report(models.Model):
    """One report of one subject and period. `content`: its grids and words as they stood; no citizen, small numbers hidden."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+", help_text="The region it belongs to."
    )
    subject = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        help_text="What it is about: the region, a grouping or a municipality.",
    )
    reader_id = models.UUIDField(null=True, help_text="The municipality it is about, once it is released; may read it.")
    kind = models.CharField(max_length=20, choices=ReportKind.choices())
    population = models.CharField(max_length=20, choices=Population.choices())
    period = models.DateField(help_text="The first day of the period.")
    due_on = models.DateField(help_text="When it is to be there.")
    committee = models.CharField(max_length=200, blank=True, db_default="", help_text="Which committee or forum, of a status.")
    meets_on = models.DateField(null=True, help_text="When it meets.")
    state = models.CharField(max_length=20, choices=ReportState.choices(), default=ReportState.PLANNED)
    progress = models.PositiveSmallIntegerField(default=0, help_text="Per cent.")
    attempts = models.PositiveSmallIntegerField(default=0)
    data_on = models.DateField(null=True)
    definition = models.CharField(max_length=20, blank=True)
    content = models.JSONField(default=dict)
    comment = models.TextField(blank=True)
    comment_by_name = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    released_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="report_once", fields=["organisation", "subject", "kind", "population", "period", "committee"]),
            models.CheckConstraint(
                name="report_released_is_whole",
                condition=~Q(state=ReportState.RELEASED) | Q(released_at__isnull=False, data_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-period", "kind"], name="report_region"),
            models.Index(fields=["reader_id", "-period"], name="report_reader"),
            models.Index(
                fields=["due_on"], name="report_due", condition=Q(state__in=[ReportState.PLANNED, ReportState.MAKING, ReportState.FAILED])
            ),
        ]
