"""Rows of lists: what a template shows of a case or a plan, from the row's own columns."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from accounts import clock
from accounts.danish import list_date
from accounts.web.addresses import address_by_id
from deadlines.enums import DeadlineKind, DeadlineState
from deadlines.rules import Calendar
from deadlines.selectors import calendar_of
from gop.enums import CaseKind, CaseState, EndCode, GeneralLevel, HoldReason, PlanState, PlanType
from gop.selectors.amendments import must_reassess
from gop.selectors.choice import stands
from gop.web.choice_words import UNANSWERED
from gop.web.clocks import column_clocks, in_row, stopped_on
from gop.web.question_words import waits_text

if TYPE_CHECKING:
    from gop.models import Case, Plan

SHORT_TYPE = {
    PlanType.GENERAL_TRAINING: "Almen",
    PlanType.SPECIALISED_TRAINING: "Specialiseret",
    PlanType.SPECIALIST_REHABILITATION: "Rehabilitering",
}
OVERDUE, TODAY, LATER, NONE_OPEN = "Overskredet", "I dag", "Senere", "Uden åbne frister"
GROUPS = (OVERDUE, TODAY, LATER, NONE_OPEN)


def age(birth: date | None, today: date) -> str:
    """78 år"""
    if birth is None:
        return ""
    return f"{today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))} år"


def type_text(case: "Case") -> str:
    level = GeneralLevel(case.level).label.removesuffix(" niveau").lower() if case.level else ""
    return " ".join(part for part in (SHORT_TYPE[PlanType(case.plan_type)], level) if part)


def state_text(case: "Case") -> str:
    if case.end_code:
        return f"Afsluttet: {EndCode(case.end_code).label}"
    if case.kind == CaseKind.INFORMATION:
        return "Til orientering"
    if case.held_reason:
        return f"På pause: {HoldReason(case.held_reason).label}{waits_text(case)}"
    if case.acknowledged_at is None and case.state == CaseState.RECEIVED:
        return f"Ny{waits_text(case)}"
    said = f"{CaseState(case.state).label}, vurdér igen" if must_reassess(case) else CaseState(case.state).label
    return f"{said}{waits_text(case)}"


def case_rows(cases: Iterable["Case"]) -> list[dict[str, Any]]:
    """Rows of the inbox and of a search, of one organisation. Two queries for its calendar, whatever the number of cases."""
    today, shown = clock.today(), list(cases)
    calendar = calendar_of(shown[0].organisation_id, today) if shown else Calendar()
    return [_case_row(case, today, calendar) for case in shown]


def _case_row(case: "Case", today: date, calendar: Calendar) -> dict[str, Any]:
    shown = list(column_clocks(case, calendar))
    asks = case.first_meeting_on is None and case.other_accepted_on is None
    running = [one for one in shown if one.state == DeadlineState.OPEN and asks]
    stopped, key = stopped_on(case), str(case.id)
    by_kind = {one.kind: in_row(case, one, today, stopped) for one in shown}
    last = min((one.last_working_day for one in running), default=None)
    own = next((one for one in running if one.kind == DeadlineKind.PLAN_START_BY), None)
    return {
        "id": key,
        "url": address_by_id("gop:case", key),
        "name": case.citizen_name,
        "age": age(case.birth_date, today),
        "type": type_text(case),
        "diagnosis": case.diagnosis_group,
        "day_zero": list_date(case.day_zero, today).partition(" ")[2] if case.day_zero else "",
        "expected": case.day_zero_expected,
        "sender": case.sender_name.rpartition(", ")[2],
        "state": f"{state_text(case)}{_waits(case, today)}",
        "ended": case.ended_at is not None,
        "owner": case.owner_name or (f"team {case.team_name}" if case.team_name else ""),
        "last_working_day": list_date(last, today) if last and case.ended_at is None else "",
        "inform": by_kind.get(DeadlineKind.INFORM_BY),
        "offer": by_kind.get(DeadlineKind.OFFER_BY),
        "plan_start": by_kind.get(DeadlineKind.PLAN_START_BY) if own else None,
        "group": _group(min((one.due_on for one in running), default=None), last, today),
    }


def _waits(case: "Case", today: date) -> str:
    """For the hospital or for the citizen: no clock stops for it."""
    if case.ended_at is not None:
        return ""
    choice = f". {UNANSWERED}" if stands(case, today) else ""
    beside = ", to planer" if case.second_plan_open else ""
    return f"{beside}{', afventer svar' if case.asked_at else ', uenighed' if case.disagreed_at else ''}{choice}"


def _group(due_on: date | None, last: date | None, today: date) -> str:
    if due_on is None or last is None:
        return NONE_OPEN
    if due_on < today:
        return OVERDUE
    return TODAY if last <= today else LATER


def grouped(rows: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """The rows under thin headings, in the order they came."""
    return [(name, found) for name in GROUPS if (found := [row for row in rows if row["group"] == name])]


def plan_rows(plans: Iterable["Plan"]) -> list[dict[str, Any]]:
    """Rows of the author's search."""
    today = clock.today()
    return [
        {
            "id": plan.id,
            "url": address_by_id("hospitals:plan", plan.id),
            "name": plan.citizen_name or "Uden navn endnu",
            "age": "",
            "type": PlanType(plan.plan_type).label if plan.plan_type else "Type ikke valgt",
            "diagnosis": "",
            "day_zero": list_date(plan.discharge_date, today) if plan.discharge_date else "",
            "expected": plan.discharge_expected,
            "state": PlanState(plan.state).label,
            "owner": plan.author_name,
        }
        for plan in plans
    ]
