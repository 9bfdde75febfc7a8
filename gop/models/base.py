"""What every tenant's table has: a random id made in Python, and the tenant's own column."""

import uuid

from django.db import models


class TenantRow(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Event(TenantRow):
    """An immutable line of history: who did what, when, and the dates and codes of it."""

    action = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.UUIDField(null=True, help_text="The user; empty for a named job or another organisation.")
    by_name = models.CharField(max_length=200)
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20, blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        abstract = True
