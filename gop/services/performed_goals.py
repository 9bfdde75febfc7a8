"""A performer's goals, agreed with the citizen."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Verb
from gop.enums import AssignmentAction, GoalCodes, GoalReached
from gop.errors import Refused
from gop.fsiii import CONDITION, terms
from gop.models import AssignmentGoal
from gop.services.assignment_events import assignment_event
from gop.services.performed_rows import LONGEST, accepted, by_a_colleague, insert_row, mine_already, note_too_long, row_of

FURTHEST = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class GoalSaid:
    """`code`: a condition of FSIII, or none."""

    text: str
    agreed_on: date | None
    target_on: date | None = None
    code: str = ""


def agree_goal(actor: Actor, assignment_id: UUID, goal_id: UUID, said: GoalSaid) -> None:
    """As agreed with the citizen. Raises NotAllowed, NotFound, Refused by field."""
    assignment = accepted(actor, Verb.SET_GOALS, assignment_id)
    if mine_already(AssignmentGoal, assignment, goal_id):
        return
    wrong, today = [], clock.today()
    if not said.text.strip():
        wrong.append(("text", "Skriv målet, som det er aftalt med borgeren."))
    elif len(said.text.strip()) > LONGEST:
        wrong.append(("text", f"Målet er for langt. Kort det af til {LONGEST} tegn."))
    if said.code and said.code not in terms(CONDITION):
        wrong.append(("code", "Koden findes ikke på listen. Vælg en anden, eller lad feltet stå tomt."))
    if said.agreed_on is None or said.agreed_on > today:
        wrong.append(("agreed_on", "Skriv den dag, målet blev aftalt. Den kan ikke ligge i fremtiden."))
    elif said.target_on and not said.agreed_on <= said.target_on <= today + FURTHEST:
        wrong.append(("target_on", "Datoen skal ligge efter aftalen og højst to år ude."))
    if wrong or said.agreed_on is None:
        raise Refused(wrong)
    row = AssignmentGoal(
        id=goal_id,
        text=said.text.strip(),
        code_list=GoalCodes.FSIII if said.code else "",
        code=said.code,
        code_text=terms(CONDITION)[said.code].text if said.code else "",
        agreed_on=said.agreed_on,
        target_on=said.target_on,
    )
    insert_row(actor, assignment, row)
    assignment_event(actor, assignment, AssignmentAction.GOAL, id=str(row.id), what="aftalt")


def reach_goal(
    actor: Actor, assignment_id: UUID, goal_id: UUID, *, reached: GoalReached, note: str = "", seen: datetime | None = None
) -> None:
    """How far the citizen came. Raises AlreadyDone, Refused by field."""
    assignment = accepted(actor, Verb.SET_GOALS, assignment_id)
    row = row_of(AssignmentGoal, assignment, goal_id)
    if row.closed_on is not None:
        by_a_colleague(actor, assignment, AssignmentAction.GOAL, row.id, seen)
        if row.reached == reached:
            return
        raise Refused("Målet er allerede vurderet.")
    if wrong := note_too_long(note):
        raise Refused(wrong)
    row.reached, row.closed_on, row.note = reached, clock.today(), note.strip()
    row.save(update_fields=["reached", "closed_on", "note"])
    assignment_event(actor, assignment, AssignmentAction.GOAL, id=str(row.id), what="vurderet", reached=reached)
