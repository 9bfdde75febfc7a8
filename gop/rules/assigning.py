"""What may become of an assignment, who may say what, and by when (model.md 3 and 5). Pure; days are Copenhagen days."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from accounts.danish import copenhagen_moment
from deadlines.rules import Calendar
from gop.enums import AssignmentAction as A
from gop.enums import AssignmentKind, AssignmentState, ConsentBy, DeclineReason, EndCode
from gop.rules.transitions import TransitionNotAllowed

_SENT, _ACCEPTED, _DECLINED, _LAPSED, _WITHDRAWN, _ENDED = AssignmentState
IN_FORCE = (_SENT, _ACCEPTED)

MOVES: Mapping[AssignmentState, Mapping[A, AssignmentState]] = {
    _SENT: {
        A.NEW_VERSION: _SENT,
        A.ACCEPT: _ACCEPTED,
        A.DECLINE: _DECLINED,
        A.LAPSE: _LAPSED,  # silence past the time limit is a no
        A.WITHDRAW: _WITHDRAWN,
    },
    _ACCEPTED: {
        A.NEW_VERSION: _ACCEPTED,
        A.PLAN_FIRST: _ACCEPTED,
        A.HOLD_FIRST: _ACCEPTED,
        A.MEETING: _ACCEPTED,
        A.GOAL: _ACCEPTED,
        A.REPORT: _ACCEPTED,
        A.ASK_DOCUMENTATION: _ACCEPTED,
        A.ANSWER_DOCUMENTATION: _ACCEPTED,
        A.COPY: _ACCEPTED,
        A.END: _ENDED,
        A.WITHDRAW: _WITHDRAWN,
    },
    # After a no nothing of the citizen is left at whoever said it
    _DECLINED: {A.CLOSE_ACCESS: _DECLINED},
    _LAPSED: {A.CLOSE_ACCESS: _LAPSED},
    # Taken back from whoever had said yes, it is read a while yet, as when it has ended
    _WITHDRAWN: {
        A.ASK_DOCUMENTATION: _WITHDRAWN,
        A.ANSWER_DOCUMENTATION: _WITHDRAWN,
        A.COPY: _WITHDRAWN,
        A.CLOSE_ACCESS: _WITHDRAWN,
        A.REOPEN: _WITHDRAWN,
    },
    _ENDED: {
        A.ASK_DOCUMENTATION: _ENDED,
        A.ANSWER_DOCUMENTATION: _ENDED,
        A.COPY: _ENDED,
        A.CLOSE_ACCESS: _ENDED,
        A.REOPEN: _ENDED,  # to read and document, never to train on
    },
}

# What a performer may end with; the case itself is ended by the authority
PERFORMERS_ENDS = (
    EndCode.COMPLETED,
    EndCode.NO_NEED_CITIZEN,
    EndCode.NO_NEED_PROFESSIONAL,
    EndCode.DECLINED,
    EndCode.DECLINED_ILLNESS,
    EndCode.DECLINED_TRANSPORT_COST,
    EndCode.DECLINED_TRANSPORT_LOGISTICS,
    EndCode.DECLINED_OTHER_TRAINING,
    EndCode.EVENT,
    EndCode.NO_SHOW,
    EndCode.DEAD,
)
OWN_CONSENT, GROWN = 15, 18  # by age on the day the consent is given (assumption, model.md 3)
MOST_ANSWER_DAYS = 10


def next_assignment_state(state: AssignmentState, action: A) -> AssignmentState:
    """The state after the action. Raises TransitionNotAllowed."""
    try:
        return MOVES[state][action]
    except KeyError:
        message = f"»{action.label}« kan ikke bruges, for opgaven er {state.label.lower()}."
        raise TransitionNotAllowed(state, action, message) from None


def answer_limit(sent_on: date, days: int, calendar: Calendar) -> datetime:
    """00:00 after the last of so many opening days of the authority; the day of sending counts as none."""
    return copenhagen_moment(calendar.open_days_after(sent_on, days) + timedelta(days=1), time(0))


def last_day_of_access(ended_on: date, days: int) -> date:
    return ended_on + timedelta(days=days)


def may_decline_with(kind: AssignmentKind, reason: DeclineReason) -> bool:
    """Another municipality may refuse for capacity only (model.md 5)."""
    return kind != AssignmentKind.OTHER_MUNICIPALITY or reason == DeclineReason.CAPACITY


def consent_problem(by: ConsentBy, age: int | None) -> str:
    """Why this person cannot consent to the plan being forwarded, in Danish; empty when they can. `age`: whole years on the day, None: not known."""
    if age is None:
        return ""
    if by == ConsentBy.PARENTS and age >= GROWN:
        return "Borgeren er fyldt 18 år og giver selv samtykke, eller en stedfortræder gør."
    if by == ConsentBy.PATIENT and age < OWN_CONSENT:
        return "Borgeren er under 15 år. Forældremyndighedens indehaver giver samtykket."
    return ""
