"""What is told before discharge: the hospital's advance notice, and the copy that each receiver keeps."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from gop.enums import NoticeKind, NoticeState, Told
from gop.models.base import Event, TenantRow
from gop.models.case import Case

IN_FORCE = Q(state=NoticeState.NOTIFIED)


class Named(models.Model):
    """Whom it is about. Never an address."""

    cpr_encrypted = models.BinaryField()
    cpr_hash = models.BinaryField(max_length=32)
    birth_date = models.DateField(null=True)
    citizen_name = models.CharField(max_length=200)

    class Meta:
        abstract = True


class NoticeFacts(Named):
    """What a notice says. `plan_id` is the id that the plan written from it gets, or of the plan that came instead."""

    plan_id = models.UUIDField()
    kind = models.CharField(max_length=20, choices=NoticeKind.choices())
    state = models.CharField(max_length=20, choices=NoticeState.choices(), default=NoticeState.NOTIFIED)
    follows = models.CharField(max_length=20, choices=Told.choices(), help_text="Whether a plan follows.")
    diagnosis_code = models.CharField(max_length=12, blank=True)
    diagnosis_text = models.CharField(max_length=300, blank=True)
    operation_text = models.CharField(max_length=300, blank=True)
    operation_on = models.DateField(null=True)
    discharge_date = models.DateField(null=True, help_text="Expected; empty: not known, or called off.")
    informed = models.CharField(max_length=20, choices=Told.choices(), help_text="Whether the patient knows of the notice.")
    informed_on = models.DateField(null=True)
    changed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


class AdvanceNotice(NoticeFacts, TenantRow):
    """Tenant: the hospital."""

    department = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    author_id = models.UUIDField()
    author_name = models.CharField(max_length=200)
    home_municipality = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    performing_department = models.ForeignKey("accounts.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    receivers = ArrayField(models.UUIDField(), help_text="The organisations it was delivered to.")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="notice_tenant", fields=["id", "organisation"]),
            models.CheckConstraint(
                name="notice_ended_has_time", condition=IN_FORCE & Q(ended_at__isnull=True) | ~IN_FORCE & Q(ended_at__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "discharge_date", "id"], name="notice_due", condition=IN_FORCE),
            models.Index(fields=["organisation", "cpr_hash"], name="notice_cpr"),
            models.Index(fields=["organisation", "plan_id"], name="notice_plan"),
        ]


class NoticeEvent(Event):
    notice = models.ForeignKey(AdvanceNotice, on_delete=models.PROTECT, related_name="events")

    class Meta:
        indexes = [models.Index(fields=["organisation", "notice", "at"], name="noticeevent_notice")]


class ReceivedNotice(NoticeFacts, TenantRow):
    """The receiver's own copy, above its inbox: no clock, no owner. The id follows from the notice's (gop.services.receiving_notice)."""

    notice_id = models.UUIDField()
    sender_id = models.UUIDField()
    sender_name = models.CharField(max_length=400)
    department_id = models.UUIDField(null=True, help_text="The therapy department it is meant for; empty at a municipality.")
    received_at = models.DateTimeField()
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="notices")

    class Meta:
        constraints = [models.UniqueConstraint(name="receivednotice_once", fields=["organisation", "notice_id"])]
        indexes = [
            models.Index(fields=["organisation", "discharge_date", "id"], name="receivednotice_due", condition=IN_FORCE),
            models.Index(fields=["organisation", "-ended_at", "id"], name="receivednotice_ended", condition=Q(ended_at__isnull=False)),
            models.Index(fields=["organisation", "plan_id"], name="receivednotice_plan"),
        ]
