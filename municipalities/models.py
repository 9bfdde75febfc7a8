"""Details of the 98 kommuner; teams and own contracts (tenant), national agreements (no tenant)."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.models import Organisation, User


class Municipality(models.Model):
    organisation = models.OneToOneField(Organisation, primary_key=True, on_delete=models.PROTECT, related_name="municipality")
    population = models.PositiveIntegerField()
    longitude = models.DecimalField(max_digits=7, decimal_places=4)
    latitude = models.DecimalField(max_digits=7, decimal_places=4)

    class Meta:
        verbose_name_plural = "municipalities"


class Team(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    members = ArrayField(models.UUIDField(), default=list, blank=True)
    areas = ArrayField(models.CharField(max_length=4), default=list, blank=True, db_default=[], help_text="Postcodes.")
    ended_at = models.DateTimeField(null=True, help_text="Closed: no new cases.")
    lead = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="Gets what a member has not seen."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(name="team_name", fields=["organisation", "name"]),
            models.UniqueConstraint(name="team_tenant", fields=["id", "organisation"]),
        ]


class Place(models.Model):
    """Where a municipality trains. A home or a workplace needs no row: the address is the citizen's or is typed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, help_text="gop.enums.PlaceKind.")
    address = models.CharField(max_length=300)
    phone = models.CharField(max_length=30, blank=True)
    directions = models.CharField(max_length=300, blank=True, help_text="How to find it; stands in the letter.")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="place_name", fields=["organisation", "name"]),
            models.UniqueConstraint(name="place_tenant", fields=["id", "organisation"]),
        ]


class FirstTime(models.Model):
    """A weekly time for first meetings with its seats: the simple capacity of a team and a place."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="times")
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="times")
    weekday = models.PositiveSmallIntegerField(help_text="1 is Monday.")
    at = models.TimeField(help_text="Copenhagen.")
    minutes = models.PositiveSmallIntegerField(default=45)
    seats = models.PositiveSmallIntegerField(default=1)
    level = models.CharField(max_length=20, blank=True, help_text="gop.enums.GeneralLevel; empty: any.")
    professions = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True, help_text="The last day.")

    class Meta:
        constraints = [
            models.CheckConstraint(name="firsttime_weekday", condition=models.Q(weekday__range=(1, 7))),
            models.CheckConstraint(name="firsttime_seats", condition=models.Q(seats__gte=1)),
        ]


class RoutingRule(models.Model):
    """Who or which team gets a new case. The first rule that fits decides; an empty condition always fits."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)
    areas = ArrayField(models.CharField(max_length=4), default=list, blank=True)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    plan_types = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    diagnosis_groups = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    brain_injury = models.BooleanField(null=True, blank=True)
    existing_case = models.BooleanField(null=True, blank=True, help_text="An open case of the same citizen here.")
    in_team_area = models.BooleanField(default=False, db_default=False, help_text="The postcodes of the team, as they are at any time.")
    information = models.BooleanField(default=False, db_default=False, help_text="For cases for information, and only those.")
    to_existing_owner = models.BooleanField(default=False)
    to_team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    to_user = models.UUIDField(null=True, blank=True)
    to_user_name = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True, help_text="Replaced or put away; kept for the record.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="routingrule_names_somebody",
                condition=models.Q(to_existing_owner=True) | models.Q(to_team__isnull=False) | models.Q(to_user__isnull=False),
            ),
            models.CheckConstraint(
                name="routingrule_area_of_a_team", condition=models.Q(in_team_area=False) | models.Q(to_team__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "position"], name="routingrule_in_force", condition=models.Q(ended_at__isnull=True))
        ]


class AgreementFacts(models.Model):
    """A provider's agreement for one field and level, from when to when. Never edited: ended, and made anew."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    training_field = models.CharField(max_length=100, help_text="gop.enums.TrainingField.")
    level = models.CharField(max_length=20, help_text="gop.enums.GeneralLevel.")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True, help_text="The last day.")
    review_on = models.DateField(null=True, blank=True, help_text="When somebody must look at it again.")
    reference = models.CharField(max_length=100, blank=True, db_default="", help_text="The agreement's own number or name.")
    made_at = models.DateTimeField(null=True, help_text="Empty: loaded with the registry or the demo.")
    made_by_name = models.CharField(max_length=200, blank=True, db_default="")
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by_name = models.CharField(max_length=200, blank=True, db_default="")
    ended_at = models.DateTimeField(null=True, help_text="When its last day was set by somebody.")
    ended_by_name = models.CharField(max_length=200, blank=True, db_default="")

    class Meta:
        abstract = True


class Agreement(AgreementFacts):
    """KL's agreement with a provider, for extended choice. National: without tenant."""

    class Meta:
        indexes = [models.Index(fields=["training_field", "level", "provider"], name="agreement_choice")]


class Contract(AgreementFacts):
    """An authority's own contract with a provider, for ordinary choice. The authority's row."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    review_told_on = models.DateField(null=True, help_text="The review date that the team leads have had their mail about.")

    class Meta:
        indexes = [models.Index(fields=["organisation", "training_field", "level"], name="contract_choice")]


class Provider(models.Model):
    """What the directory says of a private provider. The provider keeps it; everybody reads it."""

    organisation = models.OneToOneField(Organisation, primary_key=True, on_delete=models.PROTECT, related_name="provider")
    phone = models.CharField(max_length=30, blank=True)
    email = models.CharField(max_length=200, blank=True)
    web = models.CharField(max_length=200, blank=True)
    about = models.CharField(max_length=1000, blank=True)
    changed_at = models.DateTimeField(null=True)
    changed_by_name = models.CharField(max_length=200, blank=True)


class ProviderPlace(models.Model):
    """Where a provider trains. Kept by the provider."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    address = models.CharField(max_length=200)
    postcode = models.CharField(max_length=4)
    town = models.CharField(max_length=100)
    longitude = models.DecimalField(max_digits=7, decimal_places=4, null=True)
    latitude = models.DecimalField(max_digits=7, decimal_places=4, null=True)
    access = models.CharField(max_length=300, blank=True, help_text="Steps, lift, parking: how one gets in.")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="providerplace_name", fields=["organisation", "name"]),
            models.UniqueConstraint(name="providerplace_tenant", fields=["id", "organisation"]),
        ]


class WaitingTime(models.Model):
    """The earliest first meeting at a place, for a field and level, as the provider last said it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(ProviderPlace, on_delete=models.PROTECT, related_name="waiting_times")
    training_field = models.CharField(max_length=100)
    level = models.CharField(max_length=20)
    earliest_on = models.DateField(null=True, help_text="Empty: takes nobody at present.")
    seats = models.PositiveSmallIntegerField(null=True, help_text="Free places; empty: not told.")
    stated_at = models.DateTimeField()
    stated_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(name="waitingtime_once", fields=["organisation", "place", "training_field", "level"])]
        indexes = [models.Index(fields=["training_field", "level", "organisation"], name="waitingtime_choice")]
