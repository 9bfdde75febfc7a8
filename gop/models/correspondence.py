"""A letter about a child with a permanent impairment, which stands instead of a plan, and the municipality's answer."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from gop.enums import CopyTo
from gop.models.base import TenantRow
from gop.models.notices import Named


class LetterFacts(Named):
    """`plan_id`: the draft it stands instead of, else an id that no plan has."""

    plan_id = models.UUIDField()
    subject = models.CharField(max_length=300)
    body = models.TextField()
    feedback_wanted = models.BooleanField(default=False)
    feedback_to = models.CharField(max_length=300, blank=True)
    author_name = models.CharField(max_length=200)
    sent_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by_name = models.CharField(max_length=200, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        abstract = True


class Correspondence(LetterFacts, TenantRow):
    """Tenant: the hospital. Copies wait for a channel and are never called sent."""

    department = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    author_id = models.UUIDField()
    home_municipality = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    copies = ArrayField(models.CharField(max_length=20, choices=CopyTo.choices()), default=list)
    instead = models.BooleanField(default=False, help_text="A draft was put away for it.")

    class Meta:
        constraints = [models.UniqueConstraint(name="correspondence_tenant", fields=["id", "organisation"])]
        indexes = [
            models.Index(fields=["organisation", "-sent_at", "id"], name="correspondence_sent"),
            models.Index(fields=["organisation", "plan_id"], name="correspondence_plan"),
        ]


class ReceivedCorrespondence(LetterFacts, TenantRow):
    """The municipality's own copy, above its inbox until somebody has read it, and answered it where that was asked for."""

    letter_id = models.UUIDField()
    sender_id = models.UUIDField()
    sender_name = models.CharField(max_length=400)
    received_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    read_by_name = models.CharField(max_length=200, blank=True)
    waits = models.BooleanField(default=True, help_text="Not read, or asked about and not answered.")

    class Meta:
        constraints = [models.UniqueConstraint(name="receivedcorrespondence_once", fields=["organisation", "letter_id"])]
        indexes = [models.Index(fields=["organisation", "-received_at", "id"], name="receivedletter_waits", condition=Q(waits=True))]
