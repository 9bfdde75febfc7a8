"""A course under way: goals, contacts, and the call that the hospital asked for. Trainer and documents have pages of their own."""

from typing import TYPE_CHECKING

from accounts.enums import Verb
from gop.enums import CaseAction, CaseState
from gop.selectors.in_hand import goals_on
from gop.web.in_hand_forms import CalledBackForm, GoalForm, OneContactForm
from gop.web.step import IN_HAND, Step

if TYPE_CHECKING:
    from gop.models import Case


def _started(case: "Case") -> bool:
    return case.state == CaseState.STARTED


def _wants_call(case: "Case") -> bool:
    return case.contact_wanted_at is not None and case.called_back_on is None


def started_order(case: "Case") -> tuple[str, ...]:
    """What comes next once the course has started: goals first, then contacts while one is open, then the end."""
    goals = goals_on(case)
    if not goals:
        return ("maal", "afslut")
    return ("kontakt", "afslut") if any(goal.closed_on is None for goal in goals) else ("afslut",)


IN_HAND_STEPS: tuple[Step, ...] = (
    Step(
        "maal",
        "goal_new",
        CaseAction.SET_GOALS,
        Verb.SET_GOALS,
        GoalForm,
        "aftalt et mål",
        "Målet er aftalt.",
        heading=IN_HAND,
        template="gop/goal_form.html",
        useful=_started,
    ),
    Step(
        "kontakt",
        "contact_new",
        CaseAction.CONTACT,
        Verb.HOLD_MEETING,
        OneContactForm,
        "registreret en kontakt",
        "Kontakten er registreret.",
        heading=IN_HAND,
        template="gop/contact_form.html",
        useful=_started,
    ),
    Step(
        "ringet",
        "called_back",
        CaseAction.CALLED_BACK,
        Verb.ACKNOWLEDGE,
        CalledBackForm,
        "registreret, at sygehuset er kontaktet",
        "Det er registreret. Sygehuset kan se det.",
        heading=IN_HAND,
        useful=_wants_call,
    ),
)
