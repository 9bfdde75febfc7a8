"""Code lists and dated law, without tenant."""

import uuid

from django.db import models

from accounts.enums import OrganisationKind
from gop.enums import PlanType


class Diagnosis(models.Model):
    """An SKS diagnosis as plans use it, with its group for lists and figures."""

    code = models.CharField(primary_key=True, max_length=12)
    text = models.CharField(max_length=300)
    group = models.CharField(max_length=100)
    search_key = models.CharField(max_length=400, db_collation="C", help_text="Folded code and text.")

    class Meta:
        verbose_name_plural = "diagnoses"


class Responsibility(models.Model):
    """Who is authority, payer and performer for a type, from when to when (model.md 2)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan_type = models.CharField(max_length=20, choices=PlanType.choices())
    level = models.CharField(max_length=20, blank=True, help_text="Empty: every level.")
    authority = models.CharField(max_length=20, choices=OrganisationKind.choices())
    payer = models.CharField(max_length=20, choices=OrganisationKind.choices())
    performer = models.CharField(max_length=20, choices=OrganisationKind.choices())
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    paragraph = models.CharField(max_length=200)
    assumption = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(name="responsibility_once", fields=["plan_type", "level", "valid_from"])]
        verbose_name_plural = "responsibilities"
