"""The history in words, part five: what was given to somebody else to perform, and what they said."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from accounts.danish import day_date, long_date, long_moment
from gop.enums import AssignmentAction, AssignmentKind, CaseAction, ConsentBy, DeclineReason, EndCode, GoalReached
from gop.web.plan_people import BY

Data = Mapping[str, Any]
Said = tuple[str, str]


def _sent(data: Data) -> Said:
    by = BY[ConsentBy(data["consent_by"])].replace("patienten", "borgeren")
    consent = f"Samtykke fra {by} {long_date(date.fromisoformat(data['consent_on']))}"
    return f"Opgaven er sendt til {data['provider_name']}", f"{AssignmentKind(data['kind']).label}\n{consent}"


def _told(data: Data) -> Said:
    name = data["provider_name"]
    match data.get("said"):
        case AssignmentAction.ACCEPT:
            return f"{name} har sagt ja til opgaven", _meeting(data)
        case AssignmentAction.DECLINE:
            return f"{name} har sagt nej til opgaven", DeclineReason(data["reason"]).label if data.get("reason") else ""
        case AssignmentAction.LAPSE:
            return f"{name} har ikke svaret i tide. Det er et nej", ""
        case AssignmentAction.PLAN_FIRST:
            return f"{name} har aftalt første møde", _meeting(data)
        case AssignmentAction.HOLD_FIRST:
            return f"{name} har holdt første møde {day_date(date.fromisoformat(data['on']))}", ""
        case AssignmentAction.END:
            goal = f"\nMålet: {GoalReached(data['goal_reached']).label.lower()}" if data.get("goal_reached") else ""
            return f"{name} har afsluttet opgaven", f"{EndCode(data['end_code']).label}{goal}"
        case AssignmentAction.REPORT:
            return f"{name} har sendt en status", ""
        case AssignmentAction.ANSWER_DOCUMENTATION:
            return f"{name} har sendt dokumentation", ""
        case other:
            label = AssignmentAction(other).label.lower() if other and other in AssignmentAction.values() else other
            return f"{name}: {label}", ""


def _meeting(data: Data) -> str:
    return f"{long_moment(datetime.fromisoformat(data['meeting_at']))}, {data['place']}" if data.get("meeting_at") else ""


def _withdrawn(data: Data) -> Said:
    consent = "\nBorgeren har trukket sit samtykke tilbage." if data.get("consent_withdrawn") else ""
    return f"Opgaven er trukket tilbage fra {data['provider_name']}", f"{data.get('reason', '')}{consent}"


def _asked(data: Data) -> Said:
    return f"{data['provider_name']} er bedt om dokumentation", f"Senest {long_date(date.fromisoformat(data['due_on']))}"


def _reopened(data: Data) -> Said:
    until = long_date(date.fromisoformat(data["until"]))
    return f"{data['provider_name']} kan læse opgaven igen til og med {until}", data.get("reason", "")


TOLD_ASSIGNMENTS: Mapping[str, Callable[[Data], Said]] = {
    CaseAction.ASSIGN: _sent,
    CaseAction.ASSIGNMENT_TOLD: _told,
    CaseAction.WITHDRAW_ASSIGNMENT: _withdrawn,
    CaseAction.ASK_DOCUMENTATION: _asked,
    CaseAction.REOPEN_ASSIGNMENT: _reopened,
}
