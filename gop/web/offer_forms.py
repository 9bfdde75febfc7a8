"""Forms of what becomes of an offer, of free choice, of a pause, and of reopening."""

from django import forms

from accounts import clock
from gop.enums import ChoiceAnswer, DeclinedHow, GuidanceHow, HoldReason
from gop.services.offer_ends import REASON_LENGTH
from gop.web.forms import VerbForm, choice_field, day_field, text_area


class CancelForm(VerbForm):
    reason = forms.CharField(
        label="Hvorfor aflyses tilbuddet?",
        max_length=REASON_LENGTH,
        required=False,
        help_text="Står ved tilbuddet i sagen. Afsenderen hører kun, at det er aflyst.",
        error_messages={"max_length": f"Begrundelsen er for lang. Kort den af til {REASON_LENGTH} tegn."},
    )


class DeclinedForm(VerbForm):
    how = choice_field("Hvad skete der?", DeclinedHow.choices(), "Vælg, hvad der skete.")

    def prepare(self) -> None:
        if self.case.department_id:
            words = [(value, label.replace("Borgeren", "Patienten")) for value, label in DeclinedHow.choices()]
            self.fields["how"].choices = words  # type: ignore[attr-defined]


class HoldForm(VerbForm):
    reason = choice_field("Hvorfor venter sagen?", HoldReason.choices(), "Vælg, hvorfor sagen venter.")

    def prepare(self) -> None:
        self.choice_hints = {"reason": {HoldReason.SENT_IN_ERROR.value: "Hører planen til et andet sted, så returnér den i stedet."}}


class AnswerForm(VerbForm):
    answer = choice_field("Hvad har borgeren svaret?", ChoiceAnswer.choices(), "Vælg borgerens svar.")
    municipality = choice_field("Hvilken kommune?", (), "Vælg en kommune fra listen.", widget=forms.Select, required=False)
    on = day_field("Hvornår svarede borgeren?", "Angiv, hvilken dag borgeren svarede.")
    how = choice_field("Hvordan?", GuidanceHow.choices(), "Vælg, hvordan borgeren svarede.")

    def prepare(self) -> None:
        self.fields["municipality"].choices = [("", "Vælg kommune"), *self.places]  # type: ignore[attr-defined]
        self.initial = {"on": clock.today()}


class ReopenForm(VerbForm):
    reason = text_area("Hvorfor genåbnes sagen?", required=False, help_text="Kun til jer selv. Afsenderen hører, at sagen er genåbnet.")
