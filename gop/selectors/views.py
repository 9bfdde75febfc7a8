"""The inbox's saved views: each a condition on the case's own row, so that a view needs no join."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, CharField, F, Func, Q, QuerySet, UUIDField, Value

from accounts.actor import Actor
from accounts.prepared import Asked, Prepared
from gop.enums import CaseKind, GeneralLevel, PlanType
from gop.selectors.cases import ASKS, OPEN, TREATMENT, due_within, overdue_on
from gop.selectors.choice import unanswered
from municipalities.models import Team

GROWN = 18
ENDED, TEAM = "afsluttet", "team"
# What a figure leads to: without a count, and no chip until it is chosen
WEEK, WAITS = "uge", "venter"
LINKED = (WEEK, WAITS)
COUNTED = (
    *("alle", "mine", "uden_ejer", "overskredet", "i_dag", "nye"),
    *("omraade", "svar", "frit_valg", "udfoerer", "avanceret", "boern", "specialiseret", "orientering"),
)


def born_after(day: date) -> date:
    """Whoever was born later is a child on the day."""
    try:
        return day.replace(year=day.year - GROWN)
    except ValueError:  # 29 February
        return day.replace(year=day.year - GROWN, day=28)


def filters(actor: Actor, day: date, child_after: date, team: UUID | None = None) -> Mapping[str, Q]:
    """The views by name; `child_after` is born_after(day), `team` the desk of the view "team"."""
    asks = OPEN & TREATMENT
    return {
        "alle": asks,
        "mine": asks & Q(owner_id=actor.user),
        "uden_ejer": asks & Q(owner_id__isnull=True),
        "overskredet": asks & overdue_on(day),
        "i_dag": asks & Q(last_working_day__lte=day) & ~overdue_on(day),
        "nye": asks & Q(acknowledged_at__isnull=True),
        "omraade": asks & _own_area(actor),
        "svar": asks & (Q(asked_at__isnull=False) | Q(disagreed_at__isnull=False)),
        "udfoerer": asks & Q(performer_said_at__isnull=False),
        "frit_valg": asks & unanswered(day),
        "avanceret": asks & Q(level=GeneralLevel.ADVANCED),
        "boern": asks & Q(birth_date__gt=child_after),
        "specialiseret": asks & Q(plan_type=PlanType.SPECIALISED_TRAINING),
        "orientering": OPEN & Q(kind=CaseKind.INFORMATION),
        TEAM: asks & Q(team_id=team) if team else Q(pk__in=[]),
        ENDED: Q(ended_at__isnull=False),
        WEEK: asks & due_within(day, 7) & ~overdue_on(day),
        WAITS: asks & ASKS,
    }


def _own_teams(actor: Actor) -> QuerySet[Team]:
    return Team.objects.filter(_member(actor), organisation_id=actor.tenant, ended_at__isnull=True)


def _member(actor: Actor) -> Any:
    """The person is one of the team's; the id goes in as it is given, as Prepared asks."""
    person = Value(actor.user, output_field=UUIDField())
    return Func(person, F("members"), template="(%(expressions)s))", arg_joiner=" = ANY(", output_field=BooleanField())


def _own_area(actor: Actor) -> Q:
    """On the desk of one of the person's teams, or living where they work. Read once a statement."""
    areas = _own_teams(actor).annotate(area=Func(F("areas"), function="unnest", output_field=CharField())).values("area")
    return Q(team_id__in=_own_teams(actor).values("id")) | Q(postcode__in=areas)


def ask_desks(actor: Actor) -> Asked:
    return _desks, (actor,)


def desks(actor: Actor) -> list[tuple[UUID, str, bool]]:
    """The authority's teams in force: (id, name, the person is in it). One query."""
    found: list[tuple[UUID, str, bool]] = _desks.rows(actor)
    return found


def _teams_named(actor: Actor) -> QuerySet[Any, Any]:
    rows = Team.objects.filter(organisation_id=actor.tenant, ended_at__isnull=True).annotate(own=_member(actor))
    return rows.order_by("name", "id").values_list("id", "name", "own")


_desks = Prepared(_teams_named)
