"""Reports: frozen when released. The job makes them, a region's analyst comments and releases."""

import uuid

from django.db import models
from django.db.models import F, Q

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
    content = models.JSONField(default=dict, help_text="As audits/services/report_content.py writes it.")
    problem = models.CharField(max_length=300, blank=True, db_default="", help_text="Why it is not there yet, in Danish.")
    retry_at = models.DateTimeField(null=True, help_text="When it is tried again.")
    comment = models.TextField(blank=True)
    comment_by_name = models.CharField(max_length=200, blank=True)
    comment_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    released_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="report_once",
                fields=["organisation", "subject", "kind", "population", "period", "committee", "meets_on"],
                nulls_distinct=False,
            ),
            models.UniqueConstraint(name="report_tenant", fields=["id", "organisation"]),
            models.CheckConstraint(
                name="report_released_is_whole",
                condition=~Q(state=ReportState.RELEASED) | Q(released_at__isnull=False, data_on__isnull=False, made_at__isnull=False),
            ),
            models.CheckConstraint(name="report_read_by_its_subject", condition=Q(reader_id__isnull=True) | Q(reader_id=F("subject_id"))),
        ]
        indexes = [
            models.Index(fields=["organisation", "-period", "kind"], name="report_region"),
            models.Index(fields=["reader_id", "-period"], name="report_reader"),
            models.Index(
                fields=["due_on"], name="report_due", condition=Q(state__in=[ReportState.PLANNED, ReportState.MAKING, ReportState.FAILED])
            ),
        ]


class ReportCheck(models.Model):
    """What the newest figures of a report's period say otherwise. The report itself stays as it was."""

    report = models.OneToOneField(Report, primary_key=True, on_delete=models.CASCADE, related_name="check_row")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    compared_on = models.DateField(help_text="The date of data it was last compared with.")
    differences = models.JSONField(default=list, help_text="As audits/corrections.py writes them.")


class CommitteeMeeting(models.Model):
    """When a committee or forum meets, kept by the region's analyst. A status is made before it. Called off, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+", help_text="The region.")
    subject = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+", help_text="What it is told of: the region or a grouping."
    )
    committee = models.CharField(max_length=200)
    meets_on = models.DateField()
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=200)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by_name = models.CharField(max_length=200, blank=True, db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="committeemeeting_once",
                fields=["organisation", "subject", "committee", "meets_on"],
                condition=Q(cancelled_at__isnull=True),
            )
        ]
        indexes = [models.Index(fields=["organisation", "-meets_on"], name="committeemeeting_list")]
