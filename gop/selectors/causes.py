"""The broken deadlines of a case, and what its history says of why."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from accounts.clock import local
from deadlines.enums import DeadlineKind, DeadlineState
from gop.enums import BreachCause, CaseAction, MilestoneCode
from gop.models import Case, CaseEvent
from gop.rules.causes import CauseFacts, proposed_causes

READ = (MilestoneCode.RECEIVED, CaseAction.RECORD_DISCHARGE, CaseAction.ASK, CaseAction.ANSWERED)


def broken(case: Case, today: date) -> list[tuple[DeadlineKind, date]]:
    """(clock, due date) of each deadline that is or was broken, from the copies on the case's own row."""
    told = min((day for day in (case.informed_on, case.told_no_offer_on) if day is not None), default=None)
    rows = (
        (DeadlineKind.INFORM_BY, case.inform_by, case.inform_state, told),
        (DeadlineKind.OFFER_BY, case.offer_by, case.offer_state, None),  # a late offer does not meet it
        (DeadlineKind.PLAN_START_BY, case.plan_start_by, case.plan_start_state, None),
    )
    return [(kind, due) for kind, due, state, met in rows if due is not None and _broken(due, state, met, today)]


def _broken(due: date, state: str, met: date | None, today: date) -> bool:
    late = state == DeadlineState.MET and met is not None and met > due
    return late or (state == DeadlineState.OPEN and due < today)


def causes_of(case: Case, today: date) -> dict[BreachCause, str]:
    """Proposed causes with their grounds. One query, none where nothing is broken."""
    due = [day for _, day in broken(case, today)]
    if not due:
        return {}
    events = list(CaseEvent.objects.filter(case=case, action__in=READ).order_by("at", "id"))
    return proposed_causes(_facts(case, due, events))


def _facts(case: Case, due: list[date], events: Iterable[CaseEvent]) -> CauseFacts:
    returns, corrected, asked = 0, list[tuple[date, date]](), dict[str, tuple[date, date | None]]()
    for event in events:
        said, on = event.data, local(event.at).date()
        match event.action:
            case MilestoneCode.RECEIVED:
                returns = said.get("returns", 0)
            case CaseAction.RECORD_DISCHARGE:
                corrected += _earlier(said)
            case CaseAction.ASK:
                asked[said.get("question", "")] = (on, None)
            case CaseAction.ANSWERED if (question := asked.get(said.get("question", ""))) and question[1] is None:
                asked[said.get("question", "")] = (question[0], on)  # an answer changed later leaves the first
    received_on = local(case.received_at).date()
    return CauseFacts(due=due, received_on=received_on, returns=returns, corrected=corrected, asked=tuple(asked.values()))


def _earlier(said: dict[str, Any]) -> list[tuple[date, date]]:
    before, after = (date.fromisoformat(said[name]) if said.get(name) else None for name in ("before", "day_zero"))
    return [(before, after)] if before and after and after < before else []
