"""The verbs of a case page: which is next, which may stand beside it, and what each is called once done."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from accounts.actor import Actor
from accounts.enums import Verb
from gop.enums import CaseAction, CaseKind, CaseState, PlanType
from gop.rules import case_actions
from gop.selectors.amendments import must_reassess
from gop.web import forms

if TYPE_CHECKING:
    from gop.models import Case


@dataclass(frozen=True, slots=True)
class Step:
    """`name` is the last part of the address; `done` finishes "Anna Holm har …"; `said` is the word afterwards."""

    name: str
    route: str
    action: CaseAction
    verb: Verb
    form: type[forms.VerbForm]
    done: str
    said: str


STEPS = {
    step.name: step
    for step in (
        Step(
            "kvitter",
            "acknowledge",
            CaseAction.ACKNOWLEDGE,
            Verb.ACKNOWLEDGE,
            forms.NoFields,
            "kvitteret for modtagelsen",
            "Der er kvitteret for planen.",
        ),
        Step("tag", "take", CaseAction.TAKE, Verb.TAKE, forms.NoFields, "taget sagen", "Sagen er din."),
        Step("visiter", "triage", CaseAction.TRIAGE, Verb.TRIAGE, forms.TriageForm, "visiteret sagen", "Sagen er visiteret."),
        Step(
            "vurder-igen",
            "reassess",
            CaseAction.REASSESS,
            Verb.TRIAGE,
            forms.ReassessForm,
            "vurderet sagen igen",
            "Det er registreret, at sagen er vurderet igen.",
        ),
        Step(
            "vejled",
            "guidance",
            CaseAction.GUIDE,
            Verb.RECORD_GUIDANCE,
            forms.GuidanceForm,
            "registreret vejledning om frit valg",
            "Vejledningen er registreret.",
        ),
        Step("tilbyd", "offer", CaseAction.OFFER, Verb.OFFER, forms.OfferForm, "tilbudt første møde", "Tilbuddet er registreret."),
        Step("indkald", "invite", CaseAction.INVITE, Verb.INVITE, forms.OfferForm, "indkaldt patienten", "Indkaldelsen er registreret."),
        Step("besked", "inform", CaseAction.INFORM, Verb.INFORM, forms.InformForm, "givet borgeren besked", "Beskeden er registreret."),
        Step(
            "foerste-moede",
            "first_meeting",
            CaseAction.START,
            Verb.REGISTER_FIRST_MEETING,
            forms.FirstMeetingForm,
            "registreret første møde",
            "Første møde er registreret.",
        ),
        Step("overdrag", "hand_over", CaseAction.HAND_OVER, Verb.HAND_OVER, forms.HandOverForm, "overdraget sagen", "Sagen er overdraget."),
        Step(
            "udskrivning",
            "discharge",
            CaseAction.RECORD_DISCHARGE,
            Verb.RECORD_TOLD_DISCHARGE,
            forms.DischargeForm,
            "registreret en udskrivningsdato",
            "Datoen er registreret.",
        ),
        Step(
            "returner",
            "return",
            CaseAction.RETURN,
            Verb.RETURN_CASE,
            forms.ReturnForm,
            "returneret planen",
            "Planen er returneret til afsenderen.",
        ),
        Step("afslut", "end", CaseAction.END, Verb.END_CASE, forms.EndForm, "afsluttet sagen", "Sagen er afsluttet."),
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
    if not actor.may(step.verb) or action_of(step, case) not in case_actions(state, kind):
        return False
    match step.name:
        case "kvitter":
            return case.acknowledged_at is None
        case "vurder-igen":
            return must_reassess(case)
        case "tag":
            return case.owner_id != actor.user
        case "visiter":
            return state == CaseState.RECEIVED or case.plan_type == PlanType.GENERAL_TRAINING
        case _:
            return True


def next_step(case: "Case", actor: Actor, *, untold: bool) -> Step | None:
    """The one thing that comes next. `untold`: the citizen has not heard of the offer or the level in force."""
    for name in _order(case, actor, untold):
        if possible(STEPS[name], case, actor):
            return STEPS[name]
    return None


def _order(case: "Case", actor: Actor, untold: bool) -> tuple[str, ...]:
    offering = "indkald" if actor.may(Verb.INVITE) else "tilbyd"
    guide = () if case.guidance_at else ("vejled",)
    if case.acknowledged_at is None:
        return ("kvitter",)
    if case.kind == CaseKind.INFORMATION:
        return ("afslut",)
    if case.owner_id is None and case.ended_at is None:
        return ("tag",)
    if must_reassess(case):
        return ("vurder-igen",)
    match CaseState(case.state):
        case CaseState.RECEIVED:
            return (*guide, offering) if offering == "indkald" else ("visiter",)
        case CaseState.TRIAGED:
            return (*guide, offering)
        case CaseState.OFFERED:
            return (*guide, "besked", "foerste-moede") if untold else ("foerste-moede",)
        case CaseState.STARTED:
            return (*guide, "besked", "afslut") if untold else ("afslut",)
        case _:
            return ()


def other_steps(case: "Case", actor: Actor, chosen: Step | None) -> list[Step]:
    return [step for step in STEPS.values() if step is not chosen and possible(step, case, actor)]
