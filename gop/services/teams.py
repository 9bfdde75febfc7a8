"""Whose desk a case lies on: a team of the authority, before or beside a person."""

from datetime import datetime
from uuid import UUID

from accounts.actor import Actor
from accounts.enums import Verb
from gop.enums import CaseAction
from gop.errors import Refused
from gop.models import Case
from gop.services.clocks import reclock
from gop.services.events import case_event
from gop.services.verbs import begin, move
from municipalities.models import Team
from municipalities.selectors import team_of


def hand_to_team(actor: Actor, case_id: UUID, team_id: UUID | None, seen: datetime | None = None) -> None:
    """Lay the case on a team's desk. An owner outside the team owns it no more; then its lead hears of it as unowned.

    Raises Refused when the team takes no cases, AlreadyDone when a colleague handed it over since `seen`.
    """
    case, _ = begin(actor, Verb.HAND_OVER, case_id, CaseAction.HAND_OVER, seen)
    team = team_of(actor, team_id) if team_id else None
    if team is None:
        raise Refused([("colleague", "Vælg et team fra listen.")])
    if case.team_id == team.id and (case.owner_id is None or case.owner_id in team.members):
        return
    move(case, CaseAction.HAND_OVER)
    former, former_team = case.owner_name, case.team_name
    lay_on_desk(case, team)
    case_event(
        actor,
        case,
        CaseAction.HAND_OVER,
        former=former,
        owner=case.owner_name,
        team=team.name,
        team_id=str(team.id),
        former_team=former_team,
    )
    reclock(actor, case)


def lay_on_desk(case: Case, team: Team) -> None:
    """Team on the case; an owner who is no member of it is taken off. The caller saves."""
    case.team_id, case.team_name = team.id, team.name
    if case.owner_id is not None and case.owner_id not in team.members:
        case.owner_id, case.owner_name = None, ""
