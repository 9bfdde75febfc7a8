"""Back to the hospital, and why a deadline was broken."""

from typing import TYPE_CHECKING

from accounts import clock
from accounts.danish import long_date
from accounts.enums import Verb
from gop.enums import CaseAction
from gop.selectors.causes import broken
from gop.web import receiver_forms
from gop.web.step import Step

if TYPE_CHECKING:
    from gop.models import Case


def _broken(case: "Case") -> bool:
    return bool(broken(case, clock.today()))


def _which(case: "Case") -> str:
    said = " og ".join(f"{kind.label.lower()} senest {long_date(due)}" for kind, due in broken(case, clock.today()))
    return f"Overskredet: {said}. Årsagen bruges kun i tal. Den flytter ingen dato."


RECEIVER_STEPS = (
    Step(
        "returner",
        "return",
        CaseAction.RETURN,
        Verb.RETURN_CASE,
        receiver_forms.ReturnForm,
        "returneret planen",
        "Planen er returneret til afsenderen.",
    ),
    Step(
        "aarsag",
        "cause",
        CaseAction.SET_CAUSE,
        Verb.SET_CAUSE,
        receiver_forms.CauseForm,
        "angivet en årsag",
        "Årsagen er gemt.",
        useful=_broken,
        text=_which,
    ),
)
