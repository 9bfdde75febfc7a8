"""The legal moves of a plan and of a case, as tables a lawyer can read (model.md sections 3 and 4).

A move that is not in the table is refused. A state that stands under itself means: allowed, moves nothing.
Who may do it stands elsewhere (accounts.roles).
"""

from collections.abc import Mapping

from gop.enums import AssignmentAction, AssignmentState, CaseKind, CaseState, EndCode, PlanAction, PlanState
from gop.enums import CaseAction as C

PLAN_MOVES: Mapping[PlanState, Mapping[PlanAction, PlanState]] = {
    PlanState.DRAFT: {
        PlanAction.SAVE: PlanState.DRAFT,
        PlanAction.SEND: PlanState.SENT,
    },
    PlanState.SENT: {
        PlanAction.AMEND: PlanState.SENT,
        PlanAction.CORRECT_DISCHARGE: PlanState.SENT,
        PlanAction.CALL_OFF_DISCHARGE: PlanState.SENT,
        PlanAction.HAND_OUT: PlanState.SENT,
        PlanAction.SEND_ONWARD: PlanState.SENT,
        PlanAction.REPLACE: PlanState.REPLACED,
        PlanAction.WITHDRAW: PlanState.WITHDRAWN,
    },
    PlanState.REPLACED: {},
    PlanState.WITHDRAWN: {},
}

_RECEIVED, _TRIAGED, _OFFERED, _STARTED, _ENDED = CaseState

CASE_MOVES: Mapping[CaseState, Mapping[C, CaseState]] = {
    _RECEIVED: {
        C.COMPLAINT: _RECEIVED,
        C.SECOND_PLAN: _RECEIVED,
        C.HOSPITAL_CHOICE: _RECEIVED,
        C.SERIOUS_ILLNESS: _RECEIVED,
        C.AMENDED: _RECEIVED,  # an amendment moves no state
        C.ANSWER_CHOICE: _RECEIVED,
        C.OTHER_ACCEPTED: _RECEIVED,
        C.OTHER_DECLINED: _RECEIVED,
        C.ACKNOWLEDGE: _RECEIVED,
        C.TAKE: _RECEIVED,
        C.HAND_OVER: _RECEIVED,
        C.ASK: _RECEIVED,
        C.ANSWERED: _RECEIVED,
        C.DISAGREE: _RECEIVED,
        C.SETTLE: _RECEIVED,
        C.ROUTE: _RECEIVED,
        C.MEETING: _RECEIVED,
        C.CALLED_BACK: _RECEIVED,
        C.SET_CAUSE: _RECEIVED,
        C.RECORD_DISCHARGE: _RECEIVED,
        C.GUIDE: _RECEIVED,
        C.HOLD: _RECEIVED,
        C.RESUME: _RECEIVED,
        C.TRIAGE: _TRIAGED,
        C.INVITE: _OFFERED,  # only the performing department, which has no level to decide
        C.RETURN: _ENDED,
        C.FORWARD: _ENDED,
        C.RECLASSIFIED: _ENDED,  # specialised training becomes almen
        C.END: _ENDED,
    },
    _TRIAGED: {
        C.COMPLAINT: _TRIAGED,
        C.SECOND_PLAN: _TRIAGED,
        C.HOSPITAL_CHOICE: _TRIAGED,
        C.SERIOUS_ILLNESS: _TRIAGED,
        C.ASSIGNMENT_TOLD: _TRIAGED,
        C.WITHDRAW_ASSIGNMENT: _TRIAGED,
        C.ASK_DOCUMENTATION: _TRIAGED,
        C.REOPEN_ASSIGNMENT: _TRIAGED,
        C.AMENDED: _TRIAGED,  # an amendment moves no state
        C.ANSWER_CHOICE: _TRIAGED,
        C.OTHER_ACCEPTED: _TRIAGED,
        C.OTHER_DECLINED: _TRIAGED,
        C.ACKNOWLEDGE: _TRIAGED,
        C.TAKE: _TRIAGED,
        C.HAND_OVER: _TRIAGED,
        C.ASK: _TRIAGED,
        C.ANSWERED: _TRIAGED,
        C.DISAGREE: _TRIAGED,
        C.SETTLE: _TRIAGED,
        C.LETTER: _TRIAGED,
        C.LETTER_OUT: _TRIAGED,
        C.MEETING: _TRIAGED,
        C.CALLED_BACK: _TRIAGED,
        C.SET_CAUSE: _TRIAGED,
        C.RECORD_DISCHARGE: _TRIAGED,
        C.GUIDE: _TRIAGED,
        C.HOLD: _TRIAGED,
        C.RESUME: _TRIAGED,
        C.TRIAGE: _TRIAGED,
        C.CHANGE_LEVEL: _TRIAGED,
        C.REASSESS: _TRIAGED,  # after an amendment: what was decided stands
        C.NO_START: _TRIAGED,
        C.INFORM: _TRIAGED,  # that no start can be offered in time
        C.ASSIGN: _TRIAGED,
        C.TRAINER: _TRIAGED,
        C.DOCUMENT: _TRIAGED,
        C.OFFER: _OFFERED,
        C.INVITE: _OFFERED,
        C.RETURN: _ENDED,
        C.FORWARD: _ENDED,
        C.RECLASSIFIED: _ENDED,  # specialised training becomes almen
        C.END: _ENDED,
    },
    _OFFERED: {
        C.COMPLAINT: _OFFERED,
        C.SECOND_PLAN: _OFFERED,
        C.HOSPITAL_CHOICE: _OFFERED,
        C.SERIOUS_ILLNESS: _OFFERED,
        C.ASSIGNMENT_TOLD: _OFFERED,
        C.WITHDRAW_ASSIGNMENT: _OFFERED,
        C.ASK_DOCUMENTATION: _OFFERED,
        C.REOPEN_ASSIGNMENT: _OFFERED,
        C.AMENDED: _OFFERED,  # an amendment moves no state
        C.ANSWER_CHOICE: _OFFERED,
        C.OTHER_ACCEPTED: _OFFERED,
        C.OTHER_DECLINED: _OFFERED,
        C.ACKNOWLEDGE: _OFFERED,
        C.TAKE: _OFFERED,
        C.HAND_OVER: _OFFERED,
        C.ASK: _OFFERED,
        C.ANSWERED: _OFFERED,
        C.DISAGREE: _OFFERED,
        C.SETTLE: _OFFERED,
        C.LETTER: _OFFERED,
        C.LETTER_OUT: _OFFERED,
        C.MEETING: _OFFERED,
        C.CALLED_BACK: _OFFERED,
        C.SET_CAUSE: _OFFERED,
        C.RECORD_DISCHARGE: _OFFERED,
        C.GUIDE: _OFFERED,
        C.HOLD: _OFFERED,
        C.RESUME: _OFFERED,
        C.CHANGE_LEVEL: _OFFERED,
        C.REASSESS: _OFFERED,  # after an amendment: what was decided stands
        C.NO_START: _OFFERED,
        C.INFORM: _OFFERED,
        C.ASSIGN: _OFFERED,
        C.TRAINER: _OFFERED,
        C.DOCUMENT: _OFFERED,
        C.OFFER: _OFFERED,  # a later, better offer; the first is kept
        C.INVITE: _OFFERED,
        C.CITIZEN_DECLINED: _OFFERED,  # the deadline stays met
        C.CANCEL_OFFER: _TRIAGED,
        C.VOID_MEETING: _TRIAGED,  # day 0 moved past it
        C.START: _STARTED,
        C.CONTACT: _OFFERED,  # one that is planned
        C.RETURN: _ENDED,
        C.FORWARD: _ENDED,
        C.RECLASSIFIED: _ENDED,  # specialised training becomes almen
        C.END: _ENDED,
    },
    _STARTED: {
        C.COMPLAINT: _STARTED,
        C.SECOND_PLAN: _STARTED,
        C.ASSIGNMENT_TOLD: _STARTED,
        C.WITHDRAW_ASSIGNMENT: _STARTED,
        C.ASK_DOCUMENTATION: _STARTED,
        C.REOPEN_ASSIGNMENT: _STARTED,
        C.EXPERIENCE: _STARTED,
        C.AMENDED: _STARTED,  # an amendment moves no state
        C.ACKNOWLEDGE: _STARTED,
        C.TAKE: _STARTED,
        C.HAND_OVER: _STARTED,
        C.ASK: _STARTED,
        C.ANSWERED: _STARTED,
        C.DISAGREE: _STARTED,
        C.SETTLE: _STARTED,
        C.LETTER: _STARTED,
        C.LETTER_OUT: _STARTED,
        C.MEETING: _STARTED,
        C.CALLED_BACK: _STARTED,
        C.SET_CAUSE: _STARTED,
        C.RECORD_DISCHARGE: _STARTED,
        C.GUIDE: _STARTED,
        C.HOLD: _STARTED,
        C.RESUME: _STARTED,
        C.CHANGE_LEVEL: _STARTED,
        C.REASSESS: _STARTED,  # after an amendment: what was decided stands
        C.INFORM: _STARTED,  # a level changed later is told anew
        C.ASSIGN: _STARTED,
        C.TRAINER: _STARTED,
        C.DOCUMENT: _STARTED,
        C.SET_GOALS: _STARTED,
        C.CONTACT: _STARTED,
        C.VOID_MEETING: _TRIAGED,
        C.FORWARD: _ENDED,
        C.RECLASSIFIED: _ENDED,  # specialised training becomes almen
        C.END: _ENDED,
    },
    _ENDED: {  # reopening needs the state before: reopened_state
        C.COMPLAINT: _ENDED,
        C.ASSIGNMENT_TOLD: _ENDED,
        C.ASK_DOCUMENTATION: _ENDED,
        C.REOPEN_ASSIGNMENT: _ENDED,
        C.EXPERIENCE: _ENDED,
        C.ANSWERED: _ENDED,  # an answer under way when the case ended
        C.LETTER_OUT: _ENDED,
        C.DOCUMENT: _ENDED,  # closing status and the general practitioner's summary
        C.SET_CAUSE: _ENDED,
    },
}

INFORMATION_MOVES: Mapping[CaseState, Mapping[C, CaseState]] = {
    _RECEIVED: {C.ACKNOWLEDGE: _RECEIVED, C.END: _ENDED},
    _TRIAGED: {},
    _OFFERED: {},
    _STARTED: {},
    _ENDED: {},
}

FINAL_ENDS = frozenset({EndCode.REPLACED, EndCode.TRANSITION, EndCode.RETURNED})


class TransitionNotAllowed(Exception):
    """The action does not exist from this state; `message` is Danish and meant for the person who tried."""

    def __init__(self, state: PlanState | CaseState | AssignmentState, action: PlanAction | C | AssignmentAction, message: str) -> None:
        super().__init__(message)
        self.state, self.action, self.message = state, action, message


def next_plan_state(state: PlanState, action: PlanAction) -> PlanState:
    """The plan's state after the action."""
    try:
        return PLAN_MOVES[state][action]
    except KeyError:
        message = f"»{action.label}« kan ikke bruges, for planen er {state.label.lower()}."
        if state == PlanState.DRAFT:
            message = f"»{action.label}« kan først bruges, når planen er sendt."
        raise TransitionNotAllowed(state, action, message) from None


def next_case_state(state: CaseState, action: C, kind: CaseKind = CaseKind.TREATMENT) -> CaseState:
    """The case's state after the action."""
    if action in case_actions(state, kind):
        return _moves(kind)[state][action]
    if kind == CaseKind.INFORMATION and state != _ENDED:
        message = f"»{action.label}« kan ikke bruges. Sagen er til orientering: den kan kvitteres og afsluttes."
    elif state == _RECEIVED and action in CASE_MOVES[_TRIAGED]:
        message = f"»{action.label}« kan først bruges, når sagen er visiteret."
    else:
        message = f"»{action.label}« kan ikke bruges, for sagen er {state.label.lower()}."
    raise TransitionNotAllowed(state, action, message)


def case_actions(state: CaseState, kind: CaseKind = CaseKind.TREATMENT) -> tuple[C, ...]:
    """Every action the state has, in the order of the table; reopening is not among them."""
    return tuple(_moves(kind)[state])


def reopened_state(state: CaseState, before: CaseState, end_code: EndCode) -> CaseState:
    """The state a case ended by mistake returns to: the one before its end (model.md section 4)."""
    if state != _ENDED or before == _ENDED:
        message = f"Sagen er {state.label.lower()} og kan ikke genåbnes."
        raise TransitionNotAllowed(state, C.REOPEN, message)
    if end_code in FINAL_ENDS:
        message = f"Sagen kan ikke genåbnes. Den blev afsluttet som »{end_code.label}« og er fortsat et andet sted."
        raise TransitionNotAllowed(state, C.REOPEN, message)
    return before


def _moves(kind: CaseKind) -> Mapping[CaseState, Mapping[C, CaseState]]:
    return INFORMATION_MOVES if kind == CaseKind.INFORMATION else CASE_MOVES
