"""Code lists and dated law, without tenant."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.enums import OrganisationKind
from gop.enums import CodeList, PlanType


class Code(models.Model):
    """A line of a code list, with our group for lists and figures."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code_list = models.CharField(max_length=20, choices=CodeList.choices())
    code = models.CharField(max_length=12)
    text = models.CharField(max_length=300)
    group = models.CharField(max_length=100, blank=True)
    synonyms = ArrayField(models.CharField(max_length=100), default=list, blank=True, help_text="Everyday words.")
    code_key = models.CharField(max_length=12, db_collation="C", help_text="In lower case.")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True, help_text="The last day it may be used.")
    imported = models.BooleanField(default=False, help_text="Text and dates are of a list read in here; load_registry leaves them.")

    class Meta:
        constraints = [models.UniqueConstraint(name="code_once", fields=["code_list", "code"])]
        indexes = [models.Index(fields=["code_list", "code_key"], name="code_by_key")]


class CodeWord(models.Model):
    """A word of a code list and the codes it stands for: what a search reads. Made from the codes (gop/services/codes.py)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code_list = models.CharField(max_length=20, choices=CodeList.choices())
    word = models.CharField(max_length=60, db_collation="C")
    everyday = models.BooleanField(help_text="From synonyms or group, not from the text.")
    codes = ArrayField(models.CharField(max_length=12), default=list)

    class Meta:
        constraints = [models.UniqueConstraint(name="codeword_once", fields=["code_list", "word", "everyday"])]


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
