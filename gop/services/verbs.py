"""What every verb on a case shares: lock the row, ask the role, ask the rules, and tell a repeat from a colleague's."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from accounts import clock
from accounts.actor import Actor
from accounts.clock import local
from accounts.enums import Verb
from gop.enums import CaseAction, CaseKind, CaseState, EndCode
from gop.errors import NotFound, Refused
from gop.models import Case
from gop.rules import next_case_state
from gop.selectors.cases import cases_visible_to
from gop.services.assignment_ends import end_assignments
from gop.services.ending import close_course
from gop.services.events import already_mine
from gop.services.letter_stops import stop_unsent
from gop.services.question_ends import fall_away
from gop.services.second_plan import nobody_beside

BEFORE_RECEIPT = timedelta(days=31)


def begin(actor: Actor, verb: Verb, case_id: UUID, action: CaseAction, seen: datetime | None) -> tuple[Case, bool]:
    """The case, locked, and whether the actor has done the same since `seen` (a repeat with the same values changes nothing).

    Raises NotAllowed (role), NotFound, AlreadyDone (a colleague did it since `seen`).
    """
    case = locked(actor, verb, case_id)
    return case, already_mine(actor, case, action, seen)


def locked(actor: Actor, verb: Verb, case_id: UUID) -> Case:
    """The case, locked, for a verb that many may use at once on rows of their own. Raises NotAllowed, NotFound."""
    actor.must(verb)
    case = cases_visible_to(actor).select_for_update(of=("self",), no_key=True).filter(id=case_id).first()
    if case is None:
        raise NotFound
    return case


def move(case: Case, action: CaseAction) -> str:
    """Set the next state; returns the one before. Raises TransitionNotAllowed."""
    before = case.state
    case.state = next_case_state(CaseState(before), action, CaseKind(case.kind))
    case.answered_at = case.performer_said_at = None  # whoever acts has seen the answer
    return before


def not_after_today(field: str, day: date | None, text: str) -> date:
    """The day, when there is one and it has come."""
    if day is None:
        raise Refused([(field, "Angiv en dato.")])
    if day > clock.today():
        raise Refused([(field, text)])
    return day


def not_long_before_receipt(field: str, day: date, case: Case) -> None:
    """A citizen may be told or answer by phone before the plan itself arrives, but not months before."""
    if day < local(case.received_at).date() - BEFORE_RECEIPT:
        raise Refused([(field, "Datoen ligger længe før, planen blev modtaget. Se efter, om årstallet er rigtigt.")])


def not_before_day_zero(field: str, day: date, case: Case) -> None:
    if case.day_zero and day < case.day_zero:
        raise Refused([(field, "Datoen ligger før udskrivningen. Ret datoen, eller registrér en anden udskrivningsdato først.")])


def close(case: Case, code: EndCode, reason: str) -> None:
    case.state, case.ended_at, case.end_code, case.end_reason = CaseState.ENDED, clock.now(), code, reason.strip()
    fall_away(case)
    close_course(case)
    nobody_beside(case)
    end_assignments(case)
    stop_unsent(case, "Sagen er afsluttet.")


def iso(moment: datetime | date) -> Any:
    return moment.isoformat()
