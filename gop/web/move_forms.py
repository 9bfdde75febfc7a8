"""Forms of a case that goes on elsewhere."""

from django import forms

from accounts import clock
from gop.web.forms import VerbForm, choice_field, day_field, text_area

YES, NO = "ja", "nej"


class ForwardForm(VerbForm):
    municipality = choice_field("Hvilken kommune er borgeren flyttet til?", (), "Vælg borgerens nye bopælskommune.", widget=forms.Select)
    reason = text_area("Bemærkning", required=False, help_text="Kun til jer selv. Den nye kommune og sygehuset får den ikke.")

    def prepare(self) -> None:
        self.fields["municipality"].choices = [("", "Vælg kommune"), *self.places]  # type: ignore[attr-defined]


class ReclassifyForm(VerbForm):
    """A closing sentence, the day, and a consent of its own: the one given for the plan was about specialised training."""

    on = day_field("Hvornår sluttede det specialiserede forløb?", "Angiv, hvilken dag forløbet sluttede.")
    reason = text_area("Afslutning på forløbet", required=False, help_text="Kun til jer selv. Skriv kort, hvor patienten er nu.")
    consent = choice_field(
        "Har patienten sagt ja til, at kommunen får planen?",
        [(YES, "Ja"), (NO, "Nej")],
        "Angiv, om patienten har sagt ja til, at kommunen får planen.",
    )

    def prepare(self) -> None:
        self.initial = {"on": clock.today()}
        self.choice_hints = {
            "consent": {
                YES: "Bopælskommunen får en sag om almen genoptræning. Dag 0 er forløbets sidste dag (antagelse).",
                NO: "Intet sendes, og kommunen får ingen sag om almen genoptræning. Giv patienten planen, og sig, hvem patienten kan ringe til.",
            }
        }
