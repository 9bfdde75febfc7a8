"""What the analyst may read: figures published once and frozen, small counts hidden before they are written."""

import uuid

from django.db import models

from audits.enums import PeriodKind, Population


class Publication(models.Model):
    """One publishing run: the date of data, when it was made, and by which version of the indicators."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    data_on = models.DateField(unique=True)
    made_at = models.DateTimeField()
    definition = models.CharField(max_length=20)


class PublishedTable(models.Model):
    """One table of one region, population and period as it was published: small numbers hidden, frozen."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="tables")
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+", help_text="The region, who may read it."
    )
    population = models.CharField(max_length=20, choices=Population.choices())
    table = models.CharField(max_length=40, help_text="A key of audits/indicators/tables.py.")
    period_kind = models.CharField(max_length=20, choices=PeriodKind.choices())
    period = models.DateField(help_text="Its first day.")
    content = models.JSONField(help_text="A grid as audits/grid.py writes it.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="publishedtable_once", fields=["publication", "organisation", "population", "table", "period_kind", "period"]
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "table", "population", "period_kind", "-period"], name="publishedtable_read"),
        ]
