"""Agreements of the regions, and home hospitals, as dated rows without tenant."""

import uuid

from django.db import models

from gop.enums import AgreementForce, AgreementMatter, PlanType
from hospitals.enums import FunctionLevel


class RegionAgreement(models.Model):
    """What an agreement of a home region asks of a plan, from when to when. Law is never a branch on a region's name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    matter = models.CharField(max_length=20, choices=AgreementMatter.choices())
    follows = models.CharField(max_length=20, choices=AgreementForce.choices())
    plan_type = models.CharField(max_length=20, choices=PlanType.choices(), blank=True, help_text="Empty: every type.")
    least_level = models.CharField(max_length=20, choices=FunctionLevel.choices(), blank=True, help_text="Of the sending department.")
    age_from = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Whole years on day 0; empty: from birth.")
    age_under = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Younger than this on day 0; empty: any age.")
    text = models.CharField(max_length=500)
    phrase = models.CharField(max_length=500, blank=True, help_text="Words the agreement fixes or offers for the plan or letter.")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)
    assumption = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(name="agreement_once", fields=["region", "matter", "valid_from"])]


class HomeHospital(models.Model):
    """The department that trains a municipality's patients at specialised level, where somebody has said so."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    specialty = models.CharField(max_length=100, blank=True, help_text="Of the sending department; empty: every specialty.")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(name="homehospital_once", fields=["municipality", "specialty", "valid_from"])]
