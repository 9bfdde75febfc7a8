"""A task given to a provider or to another municipality. Its pages come with free choice; its walls stand now."""

import uuid

from django.db import models

from gop.models.case import Case


class Assignment(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assignments")
    plan_id = models.UUIDField()
    version = models.PositiveSmallIntegerField(help_text="The newest version the provider may read.")
    state = models.CharField(max_length=20, default="sendt")
    citizen_name = models.CharField(max_length=200)
    sent_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    access_open = models.BooleanField(default=True, help_text="Closed by the scan; policies see no clock.")

    class Meta:
        indexes = [
            models.Index(fields=["provider", "access_open", "plan_id"], name="assignment_provider"),
            models.Index(fields=["authority", "case"], name="assignment_case"),
        ]
