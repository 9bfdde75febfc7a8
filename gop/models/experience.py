"""The agreements' two questions to the citizen, by a one-time code. No row says whose answer it is, and none holds a day (ADR 50)."""

import uuid

from django.db import models
from django.db.models import Q

from gop.enums import ExperienceAnswer
from gop.models.base import TenantRow


class ExperienceInvitation(TenantRow):
    """Tenant: the authority. Only the code's hash is kept; nothing leads to a case."""

    token_hash = models.BinaryField(max_length=32, unique=True)
    month = models.DateField(help_text="The first day of the month it was made in.")
    expires_on = models.DateField(help_text="The last day of a month, so that it does not tell the day it was made.")
    used = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(name="experienceinvitation_no_day", condition=Q(month__day=1))]


class Experience(models.Model):
    """One answer: only which authority's course it was and the month it came in. The database takes it for one unused invitation."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    month = models.DateField(help_text="The first day of the month it was answered in.")
    as_one = models.CharField(max_length=20, choices=ExperienceAnswer.choices())
    involved = models.CharField(max_length=20, choices=ExperienceAnswer.choices())

    class Meta:
        constraints = [models.CheckConstraint(name="experience_no_day", condition=Q(month__day=1))]
