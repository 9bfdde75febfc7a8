"""Organisations with dated relations, people, memberships, contacts and the access log."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.enums import ContactMatter, OrganisationKind, RelationKind, Role


class Organisation(models.Model):
    """A tenant, or a department within one. Historic names stay: a change is a new row with a successor."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices())
    key = models.CharField(max_length=160, unique=True, help_text="Stable key of the registry, e.g. kommune-0851.")
    name = models.CharField(max_length=200)
    code = models.CharField(max_length=20, blank=True, help_text="Kommunekode, SHAK or region code; empty when unknown.")
    sor_code = models.CharField(max_length=20, blank=True)
    gln = models.CharField(max_length=13, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True, help_text="The last day; empty: still valid.")
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors")
    invented = models.BooleanField(default=False, help_text="Made up for the demo.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="organisation_ends_after_start", condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from"))
            ),
        ]
        indexes = [models.Index(fields=["kind", "code"], name="organisation_kind_code")]

    def __str__(self) -> str:
        return self.name


class OrganisationRelation(models.Model):
    """What belongs to what, from when to when (a municipality changes region on 1 January 2027)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="upward")
    parent = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="downward")
    kind = models.CharField(max_length=20, choices=RelationKind.choices())
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="relation_once", fields=["child", "parent", "kind", "valid_from"]),
            models.CheckConstraint(
                name="relation_ends_after_start", condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from"))
            ),
        ]


class Contact(models.Model):
    """Whom to call at a hospital, a municipality or a region, by matter (BEK 918 § 2 stk. 4). One a matter at a time.

    Who may write stands in a policy: the organisation itself, and the registry's loader, which acts for none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="contacts")
    matter = models.CharField(max_length=20, choices=ContactMatter.choices(), default=ContactMatter.GENERAL)
    name = models.CharField(max_length=200, help_text="The function, rather than a person.")
    phone = models.CharField(max_length=30, blank=True)
    email = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True, db_default="")
    hours = models.CharField(max_length=200, blank=True, db_default="", help_text="When it answers.")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    invented = models.BooleanField(default=False)
    made_at = models.DateTimeField(null=True, help_text="Empty: loaded with the registry.")
    made_by_name = models.CharField(max_length=200, blank=True, db_default="")
    confirmed_on = models.DateField(null=True, help_text="The last day somebody said that it is still right.")
    confirmed_by_name = models.CharField(max_length=200, blank=True, db_default="")
    ended_at = models.DateTimeField(null=True, help_text="When its last day was set by a later change.")
    ended_by_name = models.CharField(max_length=200, blank=True, db_default="")
    dropped = models.BooleanField(default=False, db_default=False, help_text="Replaced or called off before it held for a whole day.")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="contact_once", fields=["organisation", "matter", "valid_from"], condition=Q(dropped=False))
        ]


class Offering(models.Model):
    """What a municipality or a hospital offers, as its public page says it. No citizen; changed by making it anew."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="offerings")
    title = models.CharField(max_length=120)
    target_group = models.CharField(max_length=500)
    content = models.TextField()
    referral = models.CharField(max_length=500, help_text="How one gets there.")
    place = models.CharField(max_length=300, blank=True)
    waiting = models.CharField(max_length=200, blank=True, help_text="Waiting time, in words.")
    waiting_stated_on = models.DateField(null=True)
    position = models.PositiveSmallIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True, help_text="Replaced or put away; kept for the record.")
    ended_by_name = models.CharField(max_length=200, blank=True, db_default="")

    class Meta:
        indexes = [models.Index(fields=["organisation", "position"], name="offering_shown", condition=Q(ended_at__isnull=True))]


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=username)


class User(AbstractBaseUser):
    """A person who signs in. What the person may do stands on the memberships alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(max_length=150, unique=True)
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)

    objects = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]


class Membership(models.Model):
    """Person × organisation × one role × departments (empty: all of the organisation)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    role = models.CharField(max_length=30, choices=Role.choices())
    departments = ArrayField(models.UUIDField(), default=list, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="membership_once", fields=["organisation", "user", "role", "valid_from"])]


class AccessLog(models.Model):
    """Who looked at which citizen's page, and who was refused. Append-only (sundhedsloven § 42 a)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField()
    organisation_id = models.UUIDField(null=True)
    user_id = models.UUIDField(null=True)
    role = models.CharField(max_length=30, blank=True)
    job = models.CharField(max_length=60, blank=True)
    action = models.CharField(max_length=20, help_text="vist, udskrevet, soegt, afvist")
    page = models.CharField(max_length=80)
    subject_id = models.UUIDField(null=True)
    status = models.PositiveSmallIntegerField(default=200)

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "at"], name="accesslog_organisation_at"),
            models.Index(fields=["organisation_id", "user_id", "at"], name="accesslog_person_at"),
            models.Index(fields=["organisation_id", "subject_id", "at"], name="accesslog_subject_at"),
        ]


class Attempt(models.Model):
    """One counted attempt (accounts/attempts.py): no name, no address, no password, only a keyed hash of whom it counts for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scope = models.CharField(max_length=20)
    key = models.BinaryField(max_length=32)
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["scope", "key", "at"], name="attempt_scope_key_at")]
