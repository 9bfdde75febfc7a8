"""Goals of a course, agreed with the citizen by the treating therapist. A goal that changes is closed and a new one stands in its place."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Verb
from gop.enums import CaseAction, CodeList, GoalCodes, GoalReached
from gop.errors import Refused
from gop.fsiii import CONDITION, terms
from gop.models import Case, Goal
from gop.selectors.codes import code_meant
from gop.services.events import case_event
from gop.services.rows import changed_by_colleague, insert_row, mine_already, row_of
from gop.services.verbs import iso, locked, move, not_after_today, not_before_day_zero

LONGEST, FURTHEST = 500, timedelta(days=730)


@dataclass(frozen=True, slots=True)
class GoalSaid:
    """A goal as it was agreed. `code`: a condition of FSIII or a category of ICF, by `code_list`."""

    text: str
    agreed_on: date | None
    code_list: str = ""
    code: str = ""
    target_on: date | None = None


def agree(actor: Actor, case_id: UUID, goal_id: UUID, said: GoalSaid) -> None:
    """Under the id that the form brought: sent twice, it is one goal. Raises NotAllowed, NotFound, TransitionNotAllowed, Refused by field."""
    case = locked(actor, Verb.SET_GOALS, case_id)
    if mine_already(Goal, case, goal_id):
        return
    before = move(case, CaseAction.SET_GOALS)
    row = _insert(actor, case, goal_id, said)
    case_event(actor, case, CaseAction.SET_GOALS, before, goal=str(row.id), what="aftalt", text=row.text)


def change(actor: Actor, case_id: UUID, goal_id: UUID, new_id: UUID, said: GoalSaid, seen: datetime | None = None) -> None:
    """The goal is closed and the new one stands in its place; the same words again change nothing. Raises AlreadyDone too."""
    case = locked(actor, Verb.SET_GOALS, case_id)
    if mine_already(Goal, case, new_id):
        return
    old = row_of(Goal, case, goal_id)
    _open(actor, case, old, seen)
    before = move(case, CaseAction.SET_GOALS)
    if (old.text, old.code_list, old.code, old.target_on) == (said.text.strip(), said.code_list, said.code, said.target_on):
        return
    row = _insert(actor, case, new_id, said, replaces=old)
    old.closed_on = clock.today()
    old.save(update_fields=["closed_on"])
    case_event(actor, case, CaseAction.SET_GOALS, before, goal=str(old.id), new=str(row.id), what="aendret", text=row.text, former=old.text)


def close_goal(
    actor: Actor, case_id: UUID, goal_id: UUID, *, reached: GoalReached, on: date | None, note: str = "", seen: datetime | None = None
) -> None:
    """How far the citizen came. Raises AlreadyDone, Refused by field."""
    case = locked(actor, Verb.SET_GOALS, case_id)
    row = row_of(Goal, case, goal_id)
    if row.closed_on is not None and row.reached == reached:
        changed_by_colleague(actor, case, CaseAction.SET_GOALS, "goal", row.id, seen)
        return
    _open(actor, case, row, seen)
    on = not_after_today("on", on, "Datoen ligger i fremtiden. Registrér målet, når det er vurderet.")
    if on < row.agreed_on:
        raise Refused([("on", "Datoen ligger før den dag, målet blev aftalt.")])
    before = move(case, CaseAction.SET_GOALS)
    row.reached, row.closed_on, row.note = reached, on, note.strip()[:LONGEST]
    row.save(update_fields=["reached", "closed_on", "note"])
    case_event(actor, case, CaseAction.SET_GOALS, before, goal=str(row.id), what="vurderet", text=row.text, reached=reached, on=iso(on))


def _open(actor: Actor, case: Case, goal: Goal, seen: datetime | None) -> None:
    """Raises AlreadyDone (a colleague closed it), Refused (it is closed)."""
    if goal.closed_on is not None:
        changed_by_colleague(actor, case, CaseAction.SET_GOALS, "goal", goal.id, seen)
        raise Refused("Målet er allerede lukket.")


def _insert(actor: Actor, case: Case, goal_id: UUID, said: GoalSaid, replaces: Goal | None = None) -> Goal:
    text, wrong = said.text.strip(), []
    if not text:
        wrong.append(("text", "Skriv målet, som det er aftalt med borgeren."))
    elif len(text) > LONGEST:
        wrong.append(("text", f"Målet er for langt. Kort det af til {LONGEST} tegn."))
    coded = _coded(said)
    if coded is None:
        wrong.append(("code", "Koden findes ikke på listen. Vælg en anden, eller lad feltet stå tomt."))
    if said.target_on and said.agreed_on and said.target_on < said.agreed_on:
        wrong.append(("target_on", "Datoen ligger før den dag, målet blev aftalt."))
    elif said.target_on and said.target_on > clock.today() + FURTHEST:
        wrong.append(("target_on", "Datoen ligger mere end to år ude. Se efter, om årstallet er rigtigt."))
    if wrong or coded is None:
        raise Refused(wrong)
    on = not_after_today("agreed_on", said.agreed_on, "Datoen ligger i fremtiden. Skriv målet, når det er aftalt.")
    not_before_day_zero("agreed_on", on, case)
    return insert_row(
        Goal(
            id=goal_id,
            organisation_id=case.organisation_id,
            case=case,
            text=text,
            code_list=said.code_list if said.code else "",
            code=coded[0],
            code_text=coded[1],
            agreed_on=on,
            target_on=said.target_on,
            made_at=clock.now(),
            by_name=actor.name,
            replaces_id=replaces.id if replaces else None,
        )
    )


def _coded(said: GoalSaid) -> tuple[str, str] | None:
    """(code, text); None: on no list."""
    if not said.code:
        return "", ""
    found = terms(CONDITION).get(said.code) if said.code_list == GoalCodes.FSIII else code_meant(CodeList.ICF, said.code)
    return (found.code, found.text) if found else None
