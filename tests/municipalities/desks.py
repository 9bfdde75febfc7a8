"""What the tests of teams and routing share: a team, a rule, and where a case came."""

import uuid
from typing import Any

from accounts import clock
from accounts.actor import Actor
from gop.models import Case, CaseEvent
from municipalities.models import Place, RoutingRule, Team
from tests import factories as make


def team(name: str, lead: Actor | None = None, *members: Actor, organisation: uuid.UUID = make.AALBORG, **more: Any) -> Team:
    with make.reading():
        return Team.objects.create(
            organisation_id=organisation, name=name, members=[one.user for one in members], lead_id=lead and lead.user, **more
        )


def rule(position: int, name: str, organisation: uuid.UUID = make.AALBORG, **more: Any) -> RoutingRule:
    with make.reading():
        return RoutingRule.objects.create(
            organisation_id=organisation, position=position, name=name, made_at=clock.now(), made_by_name="Lena", **more
        )


def place(name: str = "Træningscenter Vest", organisation: uuid.UUID = make.AALBORG) -> Place:
    with make.reading():
        return Place.objects.create(organisation_id=organisation, name=name, kind="eget_center", address="Prøvegade 1, 9000 Aalborg")


def case_of(case_id: uuid.UUID) -> Case:
    with make.reading():
        return Case.objects.get(id=case_id)


def routed(case_id: uuid.UUID) -> list[dict[str, Any]]:
    """What the events of routing say."""
    with make.reading():
        return list(CaseEvent.objects.filter(case_id=case_id, action="fordel").values_list("data", flat=True))
