"""The agreements' two questions to the citizen, by a link with a one-time token. No row says whose answer it is."""

import uuid

from django.db import models

from gop.enums import ExperienceAnswer, PlanType
from gop.models.base import TenantRow


class ExperienceInvitation(TenantRow):
    """Tenant: the authority. Only the token's hash is kept; nothing leads to a case."""

    token_hash = models.BinaryField(max_length=32, unique=True)
    hospital_id = models.UUIDField()
    home_municipality_id = models.UUIDField(null=True)
    plan_type = models.CharField(max_length=20, choices=PlanType.choices())
    made_on = models.DateField()
    expires_on = models.DateField()
    used_on = models.DateField(null=True)


class Experience(models.Model):
    """One answer: whose course it was is not known, only which organisations and which month."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    hospital_id = models.UUIDField()
    home_municipality_id = models.UUIDField(null=True)
    plan_type = models.CharField(max_length=20, choices=PlanType.choices())
    month = models.DateField(help_text="The first day of the month it was answered in.")
    as_one = models.CharField(max_length=20, choices=ExperienceAnswer.choices())
    involved = models.CharField(max_length=20, choices=ExperienceAnswer.choices())
