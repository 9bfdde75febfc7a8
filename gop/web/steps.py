"""The verbs of a case page: which is next, which may stand beside it, and what each is called once done."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from accounts.actor import Actor
from accounts.enums import Verb
from gop.enums import CaseAction, CaseKind, CaseState, ChoiceAnswer, PlanType
from gop.rules import case_actions
from gop.selectors.amendments import must_reassess
from gop.services.reopening import may_reopen
from gop.web import forms, move_forms, offer_forms
from gop.web.clocks import meeting_day

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
            "aflys",
            "cancel_offer",
            CaseAction.CANCEL_OFFER,
            Verb.CANCEL_OFFER,
            offer_forms.CancelForm,
            "aflyst tilbuddet",
            "Tilbuddet er aflyst.",
        ),
        Step(
            "borger-nej",
            "citizen_declined",
            CaseAction.CITIZEN_DECLINED,
            Verb.RECORD_DECLINED,
            offer_forms.DeclinedForm,
            "registreret, at borgeren ikke tog mødet",
            "Det er registreret. I kan tilbyde et nyt møde.",
        ),
        Step(
            "ingen-start",
            "no_start",
            CaseAction.NO_START,
            Verb.RECORD_NO_START,
            forms.NoFields,
            "registreret, at start ikke kan tilbydes i tide",
            "Det er registreret.",
        ),
        Step(
            "svar",
            "answer_choice",
            CaseAction.ANSWER_CHOICE,
            Verb.ANSWER_CHOICE,
            offer_forms.AnswerForm,
            "registreret borgerens svar",
            "Svaret er registreret.",
        ),
        Step(
            "anden-kommune-ja",
            "other_accepted",
            CaseAction.OTHER_ACCEPTED,
            Verb.ANSWER_CHOICE,
            forms.NoFields,
            "registreret et ja fra den valgte kommune",
            "Det er registreret.",
        ),
        Step(
            "anden-kommune-nej",
            "other_declined",
            CaseAction.OTHER_DECLINED,
            Verb.ANSWER_CHOICE,
            forms.NoFields,
            "registreret et nej fra den valgte kommune",
            "Det er registreret.",
        ),
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
        Step("pause", "hold", CaseAction.HOLD, Verb.HOLD, offer_forms.HoldForm, "sat sagen på pause", "Sagen er på pause."),
        Step("genoptag", "resume", CaseAction.RESUME, Verb.HOLD, forms.NoFields, "genoptaget sagen", "Sagen er genoptaget."),
        Step(
            "returner",
            "return",
            CaseAction.RETURN,
            Verb.RETURN_CASE,
            forms.ReturnForm,
            "returneret planen",
            "Planen er returneret til afsenderen.",
        ),
        Step(
            "videresend",
            "forward",
            CaseAction.FORWARD,
            Verb.FORWARD_CASE,
            move_forms.ForwardForm,
            "sendt sagen videre",
            "Sagen er sendt videre og slutter her.",
        ),
        Step(
            "bliver-almen",
            "reclassify",
            CaseAction.RECLASSIFIED,
            Verb.END_CASE,
            move_forms.ReclassifyForm,
            "registreret, at forløbet er blevet alment",
            "Det specialiserede forløb er afsluttet.",
        ),
        Step("afslut", "end", CaseAction.END, Verb.END_CASE, forms.EndForm, "afsluttet sagen", "Sagen er afsluttet."),
        Step("genaabn", "reopen", CaseAction.REOPEN, Verb.REOPEN, offer_forms.ReopenForm, "genåbnet sagen", "Sagen er genåbnet."),
    )
}
# The other verbs stand under these headings; what is not named stands under the last.
HEADINGS: dict[str, frozenset[str]] = {
    "Møde og besked": frozenset({"tilbyd", "indkald", "besked", "aflys", "borger-nej", "ingen-start", "foerste-moede"}),
    "Frit valg": frozenset({"vejled", "svar", "anden-kommune-ja", "anden-kommune-nej"}),
    "Sagen": frozenset(),
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
            return _of_use(step.name, case)


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
        case CaseState.OFFERED if case.offer_meeting_at is None:
            return (*guide, offering)
        case CaseState.OFFERED:
            return (*guide, "besked", "foerste-moede") if untold else ("foerste-moede",)
        case CaseState.STARTED:
            return (*guide, "besked", "afslut") if untold else ("afslut",)
        case _:
            return ()


def other_steps(case: "Case", actor: Actor, chosen: Step | None) -> list[tuple[str, list[Step]]]:
    """What else may be done, under its heading; a single group needs none."""
    steps = [step for step in STEPS.values() if step is not chosen and possible(step, case, actor)]
    groups = [(heading, [step for step in steps if _heading(step.name) == heading]) for heading in HEADINGS]
    return [(heading if len(under) < len(steps) else "", under) for heading, under in groups if under]


def _heading(name: str) -> str:
    *_, last = HEADINGS
    return next((heading for heading, names in HEADINGS.items() if name in names), last)
