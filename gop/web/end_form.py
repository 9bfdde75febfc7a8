"""The form that ends a course: code, each open goal, what follows, and the closing status where somebody asked for it."""

from typing import TYPE_CHECKING, Any

from django import forms

from accounts.actor import Actor
from gop.enums import CaseKind, CaseState, DocumentKind, EndCode, GoalReached, OtherLaw
from gop.selectors.cases import version_for
from gop.selectors.documents import asked_for_closing
from gop.selectors.in_hand import documents_of, goals_on
from gop.services.documents import Signer
from gop.services.end_course import Ending
from gop.services.offers import BY_PERSON
from gop.web.document_words import closing_text
from gop.web.forms import VerbForm, choice_field, text_area

if TYPE_CHECKING:
    from gop.models import Case

WHOLE = [("", "Ikke vurderet"), *GoalReached.choices()]
FOLLOWS = [("", "Intet herfra"), *OtherLaw.choices()]


def known(actor: Actor, case: "Case") -> dict[str, Any]:
    """The open goals, and who wants a closing status that has not been written; nothing before the course has started."""
    if case.state != CaseState.STARTED or case.kind != CaseKind.TREATMENT:
        return {"goals": [], "wanted": [], "whole": False}
    written = any(one.kind == DocumentKind.CLOSING_STATUS and not one.from_name for one in documents_of(case))
    goals = goals_on(case)
    return {
        "goals": [goal for goal in goals if goal.closed_on is None],
        "wanted": [] if written else asked_for_closing(version_for(case)),
        "whole": not goals,
    }


class EndForm(VerbForm):
    code = choice_field("Hvorfor afsluttes sagen?", (), "Vælg en afslutningskode fra listen.", widget=forms.Select)
    whole = choice_field("Blev målet med forløbet nået?", WHOLE, "Vælg fra listen.", required=False, widget=forms.Select)
    other_law = choice_field("Hvad følger?", FOLLOWS, "Vælg fra listen.", required=False, widget=forms.Select)
    closing = text_area("Slutstatus", 8, required=False)
    reason = text_area("Bemærkning", required=False, help_text="Kun til jer selv. Afsenderen får koden, ikke bemærkningen.")

    def prepare(self) -> None:
        codes = [(code.value, code.label) for code in EndCode if code in BY_PERSON]
        self.fields["code"].choices = [("", "Vælg"), *codes]  # type: ignore[attr-defined]
        there: dict[str, Any] = self.known() if self.known else {"goals": [], "wanted": [], "whole": False}
        self.goals = there["goals"]
        for goal in self.goals:
            self.fields[f"goal_{goal.id}"] = choice_field(
                f"Mål: {goal.text}", GoalReached.choices(), "Vælg, om målet blev nået.", required=False
            )
        if not there["whole"]:
            del self.fields["whole"]
        if self.case.state != CaseState.STARTED or self.case.kind != CaseKind.TREATMENT:
            del self.fields["other_law"]
        if there["wanted"]:
            self.fields[
                "closing"
            ].help_text = f"Ønsket af {' og '.join(there['wanted'])}. Sygehuset får den, når sagen afsluttes. Lad feltet stå tomt, hvis den skrives senere."
            self.initial = {"closing": closing_text(self.case)}
        else:
            del self.fields["closing"]
        self.order_fields(["code", *(f"goal_{goal.id}" for goal in self.goals), "whole", "other_law", "closing", "reason"])

    def clean(self) -> dict[str, Any]:
        """With the whole as `ending`, for the service."""
        found = super().clean() or self.cleaned_data
        if found.get("code"):
            found["ending"] = self._ending(found)
        return found

    def _ending(self, typed: dict[str, Any]) -> Ending:
        reached = {goal.id: GoalReached(typed[f"goal_{goal.id}"]) for goal in self.goals if typed.get(f"goal_{goal.id}")}
        return Ending(
            code=EndCode(typed["code"]),
            reason=typed.get("reason", ""),
            reached=reached,
            whole=GoalReached(typed["whole"]) if typed.get("whole") else None,
            other_law=OtherLaw(typed["other_law"]) if typed.get("other_law") else None,
            closing=typed.get("closing", ""),
            signer=Signer(phone=self.case.trainer_phone),
        )
