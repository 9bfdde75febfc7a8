"""Teams, places and weekly times of the actor's own authority."""

from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet

from accounts.actor import Actor
from accounts.prepared import Prepared
from municipalities.models import FirstTime, Place, RoutingRule, Team


def teams_of(actor: Actor) -> list[Team]:
    """Those that take cases, by name."""
    found: list[Team] = _teams.objects(actor)
    return found


_teams = Prepared(lambda actor: Team.objects.filter(organisation_id=actor.tenant, ended_at__isnull=True).order_by("name"))


def team_of(actor: Actor, team_id: UUID) -> Team | None:
    """A team that takes cases."""
    return Team.objects.filter(organisation_id=actor.tenant, ended_at__isnull=True, id=team_id).first()


def places_of(actor: Actor) -> list[Place]:
    """Those in use, by name."""
    return list(Place.objects.filter(organisation_id=actor.tenant, ended_at__isnull=True).order_by("name"))


def times_of(actor: Actor, day: date, last: date | None = None) -> list[FirstTime]:
    """The weekly times in force on the day, or on any of the days, with place and team; in the order of the week. One query."""
    found: list[FirstTime] = _times.objects(actor, day, day if last is None else last)
    return found


def _in_force(actor: Actor, day: date, last: date) -> QuerySet[FirstTime]:
    rows = FirstTime.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=last)
    rows = rows.filter(organisation_id=actor.tenant, place__ended_at__isnull=True)
    return rows.select_related("place", "team").order_by("weekday", "at", "place__name", "id")


_times = Prepared(_in_force)


def all_teams(actor: Actor) -> list[Team]:
    """Closed ones too, after the others; each with its lead's name as `lead_name`."""
    rows = Team.objects.filter(organisation_id=actor.tenant).annotate(lead_name=F("lead__name"))
    return list(rows.order_by(F("ended_at").asc(nulls_first=True), "name"))


def rules_of(actor: Actor) -> list[RoutingRule]:
    """The rules in force, in their order, each with its team. One query, so that a change under way is seen whole or not at all."""
    rows = RoutingRule.objects.filter(organisation_id=actor.tenant, ended_at__isnull=True)
    return list(rows.select_related("to_team").order_by("position", "made_at", "id"))


def former_rules(actor: Actor, limit: int = 50) -> list[RoutingRule]:
    """Replaced or put away, the latest first."""
    rows = RoutingRule.objects.filter(organisation_id=actor.tenant, ended_at__isnull=False)
    return list(rows.select_related("to_team").order_by("-ended_at", "id")[:limit])


def all_places(actor: Actor) -> list[Place]:
    """Those put away too, after the others."""
    rows = Place.objects.filter(organisation_id=actor.tenant)
    return list(rows.order_by(F("ended_at").asc(nulls_first=True), "name"))


def place_of(actor: Actor, place_id: UUID) -> Place | None:
    return Place.objects.filter(organisation_id=actor.tenant, id=place_id).first()


def time_of(actor: Actor, time_id: UUID | None) -> FirstTime | None:
    return FirstTime.objects.filter(organisation_id=actor.tenant, id=time_id).first() if time_id else None
