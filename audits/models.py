"""What the analyst may read: figures published once and frozen, small counts hidden before they are written."""

import uuid

from django.db import models


class Publication(models.Model):
    """One publishing run: the date of data, when it was made, and by which version of the indicators."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    data_on = models.DateField(unique=True)
    made_at = models.DateTimeField()
    definition = models.CharField(max_length=20)


class Figure(models.Model):
    """One published figure of one municipality of one home region. Empty value: hidden, fewer than five."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="figures")
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+", help_text="The home region, who may read it."
    )
    municipality = models.ForeignKey(
        "accounts.Organisation", null=True, on_delete=models.PROTECT, related_name="+", help_text="Empty: the whole region."
    )
    month = models.DateField(help_text="First day of the month of day 0.")
    indicator = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=9, decimal_places=1, null=True)
    hidden = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="figure_once", fields=["publication", "organisation", "municipality", "month", "indicator"], nulls_distinct=False
            )
        ]
        indexes = [models.Index(fields=["organisation", "publication", "month"], name="figure_region")]
