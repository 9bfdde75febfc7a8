"""What ends with the case: open goals, planned contacts and a letter about to be sent. Rows of the case itself; the caller holds its lock."""

from collections.abc import Mapping
from uuid import UUID

from accounts import clock
from gop.enums import ContactState, EndCode, GoalReached
from gop.models import Case, CaseContact, Goal

ENDED = "Sagen blev afsluttet"
BY_CITIZEN = frozenset({code for code in EndCode if code.name.startswith("DECLINED")} | {EndCode.NO_NEED_CITIZEN, EndCode.NO_SHOW})


def close_course(case: Case, reached: Mapping[UUID, GoalReached] | None = None) -> None:
    """Open goals are closed, with what was said of each; planned contacts are called off."""
    today, said = clock.today(), reached or {}
    for goal in Goal.objects.filter(organisation_id=case.organisation_id, case_id=case.id, closed_on__isnull=True):
        goal.reached, goal.closed_on, goal.note = said.get(goal.id, ""), today, goal.note or ENDED
        goal.save(update_fields=["reached", "closed_on", "note"])
    planned = CaseContact.objects.filter(organisation_id=case.organisation_id, case_id=case.id, state=ContactState.PLANNED)
    planned.update(state=_called_off(case), note=ENDED)


def _called_off(case: Case) -> ContactState:
    return ContactState.CANCELLED_CITIZEN if case.end_code in BY_CITIZEN else ContactState.CANCELLED_US


def overall(reached: Mapping[UUID, GoalReached], said: str = "") -> str:
    """All reached, none, or something between; what was `said` of the whole counts where there was no goal."""
    found = set(reached.values())
    if not found:
        return said
    if len(found) == 1:
        return str(found.pop())
    return str(GoalReached.PARTLY)
