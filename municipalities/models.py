"""Details of the 98 kommuner; teams and own contracts (tenant), national agreements (no tenant)."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.models import Organisation, User


class Municipality(models.Model):
    organisation = models.OneToOneField(Organisation, primary_key=True, on_delete=models.PROTECT, related_name="municipality")
    population = models.PositiveIntegerField()
    longitude = models.DecimalField(max_digits=7, decimal_places=4)
    latitude = models.DecimalField(max_digits=7, decimal_places=4)

    class Meta:
        verbose_name_plural = "municipalities"


class Team(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    members = ArrayField(models.UUIDField(), default=list, blank=True)
    lead = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="Gets what a member has not seen."
    )

    class Meta:
        constraints = [models.UniqueConstraint(name="team_name", fields=["organisation", "name"])]


class Agreement(models.Model):
    """KL's agreement with a provider, for extended choice. National: without tenant."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    training_field = models.CharField(max_length=100)
    level = models.CharField(max_length=20)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)


class Contract(models.Model):
    """An authority's own contract with a provider, for ordinary choice. The authority's row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    training_field = models.CharField(max_length=100)
    level = models.CharField(max_length=20)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
