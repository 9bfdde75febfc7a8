"""Forms of a case that goes on elsewhere."""

from typing import TYPE_CHECKING, Any

from django import forms

from accounts import clock
from accounts.actor import Actor
from accounts.clock import local
from accounts.danish import long_date
from gop.enums import ConsentAnswer, ConsentKind, DocumentKind
from gop.selectors.cases import consents_for
from gop.selectors.in_hand import documents_of
from gop.web.document_words import closing_text
from gop.web.forms import VerbForm, choice_field, day_field, text_area

if TYPE_CHECKING:
    from gop.models import Case

YES, NO = "ja", "nej"


def known(actor: Actor, case: "Case") -> dict[str, Any]:
    """When a closing status was written, else one begun; and whether the consent to the municipality was taken back."""
    found = next((one for one in documents_of(case) if one.kind == DocumentKind.CLOSING_STATUS and not one.from_name), None)
    taken_back = any(one.kind == ConsentKind.MUNICIPALITY and one.answer == ConsentAnswer.WITHDRAWN for one in consents_for(case))
    written = long_date(local(found.sent_at).date()) if found else ""
    return {"written": written, "closing": "" if found else closing_text(case), "withdrawn": taken_back}


class ForwardForm(VerbForm):
    municipality = choice_field("Hvilken kommune er borgeren flyttet til?", (), "Vælg borgerens nye bopælskommune.", widget=forms.Select)
    reason = text_area("Bemærkning", required=False, help_text="Kun til jer selv. Den nye kommune og sygehuset får den ikke.")

    def prepare(self) -> None:
        self.fields["municipality"].choices = [("", "Vælg kommune"), *self.places]  # type: ignore[attr-defined]


class ReclassifyForm(VerbForm):
    """The closing status, the day, and a consent of its own: the one given for the plan was about specialised training."""

    on = day_field("Hvornår sluttede det specialiserede forløb?", "Angiv, hvilken dag forløbet sluttede.")
    closing = text_area("Slutstatus", 8, required=False)
    reason = text_area("Bemærkning", required=False, help_text="Kun til jer selv.")
    consent = choice_field(
        "Har patienten sagt ja til, at kommunen får planen?",
        [(YES, "Ja"), (NO, "Nej")],
        "Angiv, om patienten har sagt ja til, at kommunen får planen.",
    )

    def prepare(self) -> None:
        there: dict[str, Any] = self.known() if self.known else {}
        self.initial = {"on": clock.today(), "closing": there.get("closing", "")}
        if there.get("written"):
            self.fields["closing"].help_text = f"Skrevet {there['written']}. Lad feltet stå tomt, hvis den skal bruges."
        else:
            self.fields["closing"].help_text = "Kommunen får den med sagen, og sygehuset, der skrev planen, får den også."
        if there.get("withdrawn"):
            self.fields["consent"].help_text = "Patienten har før trukket sit samtykke til kommunen tilbage. Spørg igen."
        self.choice_hints = {
            "consent": {
                YES: "Bopælskommunen får en sag om almen genoptræning. Dag 0 er forløbets sidste dag (antagelse).",
                NO: "Intet sendes, og kommunen får ingen sag om almen genoptræning. Giv patienten planen, og sig, hvem patienten kan ringe til.",
            }
        }
