"""How a new plan stands to an older one: asked before anything is decided, and until then in the place of it."""

from typing import TYPE_CHECKING
from uuid import UUID

from django import forms

from accounts.actor import Actor
from accounts.danish import long_date
from accounts.enums import Verb
from gop.enums import CaseAction, SecondPlan
from gop.selectors.second_plan import answer_for, answerable, asks_first
from gop.web.forms import VerbForm, choice_field, text_area
from gop.web.second_plan_words import FINAL, FOLLOWS, OWN_ONLY
from gop.web.step import Step

if TYPE_CHECKING:
    from gop.models import Case

# What is refused until it is answered, and not offered meanwhile
WAIT_FOR_ANSWER = frozenset({"beslut", "visiter", "tilbyd", "indkald", "tildel"})


class SecondPlanForm(VerbForm):
    """`known`: the older open cases as (id, label), those that nobody has answered for first. Nothing is chosen beforehand."""

    other = choice_field("Hvilken sag sammenligner du med?", (), "Vælg den anden sag.")
    answer = choice_field("Hvordan hænger de to planer sammen?", SecondPlan.choices(), "Vælg, hvordan de to planer hænger sammen.")
    reason = text_area("Hvad hviler det på?", 3, required=False, help_text="Bliver i sagen. Skriv ikke CPR-nummer.")
    asked = forms.BooleanField(label="Borgeren er spurgt om planer andre steder", required=False, help_text=OWN_ONLY)
    elsewhere = text_area("Hvad svarede borgeren?", 2, required=False)

    def prepare(self) -> None:
        found: list[tuple[str, str]] = self.known() if self.known else []
        posted = self.data.get("other", "")  # ended meanwhile, as by the same form sent twice: the service knows it
        kept = [(posted, "Den anden sag")] if _is_id(posted) and posted not in dict(found) else []
        self.fields["other"].choices = [*found, *kept]  # type: ignore[attr-defined]
        if len(found) == 1:
            self.fields["other"].widget = forms.HiddenInput()
            self.initial["other"] = found[0][0]
        self.choice_hints = {"answer": {one.value: text for one, text in FOLLOWS.items()}}


def _is_id(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def known(actor: Actor, case: "Case") -> list[tuple[str, str]]:
    rows = sorted(answerable(case), key=lambda one: answer_for(case, one.id) is not None)
    return [(str(one.id), label_of(one)) for one in rows]


def label_of(case: "Case") -> str:
    """'Hofte og lår, dag 0 den 12. november 2026'"""
    day = f"dag 0 {long_date(case.day_zero)}" if case.day_zero else "afventer udskrivning"
    return f"{case.diagnosis_group or 'Uden diagnosegruppe'}, {day}"


def _text(case: "Case") -> str:
    if asks_first(case):
        return f"Borgeren har en ældre åben sag her. Svar, før I visiterer, tilbyder eller giver opgaven videre. Fristerne løber imens. {FINAL}"
    return f"Svaret kan ændres, så længe begge sager er åbne. {FINAL}"


def _useful(case: "Case") -> bool:
    return bool(answerable(case))


SECOND_PLAN_STEPS: tuple[Step, ...] = (
    Step(
        "to-planer",
        "second_plan",
        CaseAction.SECOND_PLAN,
        Verb.TRIAGE,
        SecondPlanForm,
        "svaret på, hvordan de to planer hænger sammen",
        "Svaret er registreret.",
        template="gop/second_plan_form.html",
        useful=_useful,
        text=_text,
        known=known,
    ),
)
