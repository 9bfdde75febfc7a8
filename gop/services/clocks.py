"""Keep the deadline rows of a case in step with its facts, and copy what its lists show onto the case."""

from datetime import date, datetime

from accounts import clock
from accounts.actor import Actor
from accounts.clock import local
from deadlines.alert_services import keep_unowned
from deadlines.enums import DeadlineKind, DeadlineState, StartReason
from deadlines.models import Deadline
from deadlines.rules import Clock, ClockFacts, clocks
from deadlines.selectors import calendar_of, rules_in_force
from deadlines.services import keep_rows, stop_alerts
from gop.enums import CaseKind, Handover
from gop.models import Case
from gop.selectors.choice import choice_from

NONE_OPEN = date(9999, 12, 31)
COLUMNS = {
    DeadlineKind.INFORM_BY: ("inform_by", "inform_state"),
    DeadlineKind.OFFER_BY: ("offer_by", "offer_state"),
    DeadlineKind.PLAN_START_BY: ("plan_start_by", "plan_start_state"),
}


def facts_of(case: Case) -> ClockFacts:
    """What the case knows that its clocks depend on."""
    return ClockFacts(
        plan_type=case.plan_type,
        day_zero=case.day_zero,
        day_zero_expected=case.day_zero_expected,
        received_at=case.received_at,
        earliest_start=case.earliest_start,
        latest_start=case.latest_start,
        start_reason=StartReason(case.start_reason_kind) if case.start_reason_kind else None,
        informed_on=case.informed_on,
        told_none_on=case.told_no_offer_on,
        offer_meeting_on=local(case.offer_meeting_at).date() if case.offer_meeting_at else None,
        declined_meetings=tuple(case.declined_meetings),
        first_meeting_on=case.first_meeting_on,
        ended_on=min(
            (day for day in (local(case.ended_at).date() if case.ended_at else None, case.other_accepted_on) if day), default=None
        ),
        handles=case.kind == CaseKind.TREATMENT,
        started_elsewhere=case.started_elsewhere,
    )


def clocks_of(case: Case) -> tuple[Clock, ...]:
    """The clocks as the rules give them now, from the kept facts."""
    return clocks(facts_of(case), rules_in_force(), calendar_of(case.organisation_id, case.day_zero)) if case.day_zero else ()


def reclock(actor: Actor, case: Case) -> list[Deadline]:
    """Compute the clocks again and save rows and case. Call it last in every verb that changes a fact."""
    rows = keep_rows(actor, case.id, case.owner_id, clocks_of(case))
    if case.ended_at is not None:
        stop_alerts(rows)
    nobodys = case.owner_id is None and case.ended_at is None and case.kind == CaseKind.TREATMENT
    keep_unowned(actor, case.id, _came_at(case) if nobodys else None, case.team_id)
    show(case, rows)
    case.choice_from = choice_from(case)
    case.save()
    return rows


def _came_at(case: Case) -> datetime:
    """When it came here. Where the first receipt went along with the case, that was another's day, and nobody here has let it lie."""
    return clock.now() if case.handover in (Handover.AUTHORITY, Handover.HOSPITAL) else case.received_at


def show(case: Case, rows: list[Deadline]) -> None:
    """Copy the rows in force onto the columns that lists read."""
    for by, state in COLUMNS.values():
        setattr(case, by, None)
        setattr(case, state, "")
    for row in rows:
        by, state = COLUMNS[DeadlineKind(row.kind)]
        setattr(case, by, row.due_on)
        setattr(case, state, row.state)
    # Once the first meeting was held, or another municipality took it, a broken clock is history and asks for nothing
    asks = case.first_meeting_on is None and case.other_accepted_on is None
    waiting = [row.last_working_day for row in rows if row.state == DeadlineState.OPEN and asks]
    case.last_working_day = min(waiting, default=NONE_OPEN)
