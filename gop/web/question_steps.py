"""Questions to the hospital and disagreements."""

from typing import TYPE_CHECKING

from accounts.enums import Verb
from gop.enums import CaseAction
from gop.web.question_forms import AskForm, DisagreeForm, SettleForm
from gop.web.step import QUESTIONS, Step

if TYPE_CHECKING:
    from gop.models import Case


def _ask_text(case: "Case") -> str:
    return f"Spørgsmålet går til {case.sender_name}. Sagen viser, at I venter på svar. Fristerne løber imens."


def _disagree_text(case: "Case") -> str:
    return "Typen og planens indhold er sygehusets. En uenighed nævner, hvem der afgør den hos jer og hos dem, og en dato. Den stopper ingen frist, og I går videre med sagen."


QUESTION_STEPS: tuple[Step, ...] = (
    Step(
        "spoerg",
        "ask",
        CaseAction.ASK,
        Verb.ASK,
        AskForm,
        "spurgt afsenderen",
        "Spørgsmålet er sendt. Sagen viser, at den venter på svar.",
        heading=QUESTIONS,
        text=_ask_text,
    ),
    Step(
        "uenig",
        "disagree",
        CaseAction.DISAGREE,
        Verb.ASK,
        DisagreeForm,
        "rejst en uenighed",
        "Uenigheden er sendt til sygehuset.",
        heading=QUESTIONS,
        useful=lambda case: case.disagreed_at is None,
        text=_disagree_text,
    ),
    Step(
        "afgjort",
        "settle",
        CaseAction.SETTLE,
        Verb.ASK,
        SettleForm,
        "registreret, hvad der blev afgjort",
        "Afgørelsen er registreret og sendt til sygehuset.",
        heading=QUESTIONS,
        useful=lambda case: case.disagreed_at is not None,
    ),
)
