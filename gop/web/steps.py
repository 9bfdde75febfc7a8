"""The verbs of a case page: which is next, and which may stand beside it."""

from typing import TYPE_CHECKING

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Verb
from gop.enums import CaseAction, CaseKind, CaseState, ChoiceAnswer, PlanType
from gop.rules import case_actions
from gop.selectors.amendments import must_reassess
from gop.selectors.choice import stands
from gop.selectors.second_plan import asks_first
from gop.services.reopening import may_reopen
from gop.web.assign_steps import ASSIGN_STEPS
from gop.web.clocks import meeting_day
from gop.web.complaint_panels import COMPLAINT_STEPS
from gop.web.course_steps import COURSE
from gop.web.experience_step import EXPERIENCE_STEPS
from gop.web.hospital_steps import HOSPITAL_STEPS
from gop.web.in_hand_steps import IN_HAND_STEPS, started_order
from gop.web.letter_steps import LETTER_STEPS
from gop.web.question_steps import QUESTION_STEPS
from gop.web.receiver_steps import RECEIVER_STEPS
from gop.web.second_plan_steps import SECOND_PLAN_STEPS, WAIT_FOR_ANSWER
from gop.web.step import HEADINGS, Step

if TYPE_CHECKING:
    from gop.models import Case

STEPS = {
    step.name: step
    for step in (
        *COURSE,
        *ASSIGN_STEPS,
        *HOSPITAL_STEPS,
        *QUESTION_STEPS,
        *LETTER_STEPS,
        *IN_HAND_STEPS,
        *EXPERIENCE_STEPS,
        *RECEIVER_STEPS,
        *SECOND_PLAN_STEPS,
        *COMPLAINT_STEPS,
    )
}


def action_of(step: Step, case: "Case") -> CaseAction:
    """Triage of a case that has been triaged changes its level."""
    if step.action == CaseAction.TRIAGE and case.state != CaseState.RECEIVED:
        return CaseAction.CHANGE_LEVEL
    return step.action


def possible(step: Step, case: "Case", actor: Actor) -> bool:
    """The role may, the state has it, and it would change something."""
    kind, state = CaseKind(case.kind), CaseState(case.state)
    if step.action == CaseAction.REOPEN:
        return actor.may(step.verb) and may_reopen(actor, case)
    if not actor.may(step.verb) or action_of(step, case) not in case_actions(state, kind):
        return False
    if step.name in WAIT_FOR_ANSWER and asks_first(case):
        return False
    match step.name:
        case "kvitter":
            return case.acknowledged_at is None
        case "vurder-igen":
            return must_reassess(case)
        case "tag":
            return case.owner_id != actor.user
        case "beslut":
            return state == CaseState.RECEIVED and case.department_id is None
        case "visiter":
            return state == CaseState.RECEIVED or case.plan_type == PlanType.GENERAL_TRAINING
        case _:
            return _of_use(step.name, case) and step.useful(case)


def _of_use(name: str, case: "Case") -> bool:
    """Whether what the verb is about is there: an offer in force, a pause, an answer."""
    meeting, other = meeting_day(case), case.choice_answer == ChoiceAnswer.OTHER_MUNICIPALITY
    match name:
        case "bliver-almen":
            return case.plan_type == PlanType.SPECIALISED_TRAINING and case.department_id is not None
        case "aflys" | "borger-nej":
            return meeting is not None
        case "ingen-start":
            return case.no_start_at is None and case.offer_by is not None and (meeting is None or meeting > case.offer_by)
        case "svar":
            return case.plan_type != PlanType.SPECIALISED_TRAINING and case.guidance_at is not None and case.other_accepted_on is None
        case "anden-kommune-ja":
            return other and case.other_accepted_on is None
        case "anden-kommune-nej":
            return other
        case "pause" | "genoptag":
            return (case.held_at is None) == (name == "pause")
        case _:
            return True


def next_step(case: "Case", actor: Actor, *, untold: bool) -> Step | None:
    """The one thing that comes next. `untold`: the citizen has not heard of the offer or the level in force."""
    for name in ("to-planer",) if asks_first(case) else _order(case, actor, untold):
        step = STEPS.get(name)
        if step is not None and possible(step, case, actor):
            return step
    return None


def _order(case: "Case", actor: Actor, untold: bool) -> tuple[str, ...]:
    offering = "indkald" if actor.may(Verb.INVITE) else "tilbyd"
    guide = () if case.guidance_at else ("vejled",)
    if possible(STEPS["beslut"], case, actor):
        return ("beslut",)
    if case.acknowledged_at is None:
        return ("kvitter",)
    if case.kind == CaseKind.INFORMATION:
        return ("afslut",)
    if case.owner_id is None and case.ended_at is None:
        return ("tag",)
    if must_reassess(case):
        return ("vurder-igen",)
    match CaseState(case.state):
        case CaseState.RECEIVED | CaseState.TRIAGED:
            return (*guide, offering)
        case CaseState.OFFERED if case.offer_meeting_at is None:
            return (*guide, offering)
        case CaseState.OFFERED:
            return ("brev", *guide, "besked", "foerste-moede") if untold else (*_asks_the_citizen(case), "foerste-moede")
        case CaseState.STARTED:
            return ("brev", *guide, "besked", *started_order(case)) if untold else started_order(case)
        case _:
            return ()


def _asks_the_citizen(case: "Case") -> tuple[str, ...]:
    """While the right of extended choice stands, the answer comes before a first meeting that lies ahead."""
    meeting, today = meeting_day(case), clock.today()
    return ("svar",) if stands(case, today) and meeting is not None and meeting > today else ()


def other_steps(case: "Case", actor: Actor, chosen: Step | None) -> list[tuple[str, list[Step]]]:
    """What else may be done, under its heading; a single group needs none."""
    steps = [step for step in STEPS.values() if step is not chosen and possible(step, case, actor)]
    groups = [(heading, [step for step in steps if step.heading == heading]) for heading in HEADINGS]
    return [(heading if len(under) < len(steps) else "", under) for heading, under in groups if under]
