"""Forms of the performing department's invitation, of what becomes of an offer, of free choice, of a pause, and of reopening."""

from typing import Any

from django import forms

from accounts import clock
from accounts.danish import copenhagen_moment
from gop.enums import ChoiceAnswer, DeclinedHow, GuidanceHow, HoldReason
from gop.services.offer_ends import REASON_LENGTH
from gop.web.forms import TIME_FORMATS, VerbForm, choice_field, day_field, text_area


class InviteForm(VerbForm):
    """The performing department's own time and place."""

    renamed = {"meeting_at": "date"}

    date = day_field("Dato", "Angiv datoen for det første møde.")
    time = forms.TimeField(
        label="Klokkeslæt",
        input_formats=TIME_FORMATS,
        error_messages={
            "required": "Angiv klokkeslættet for det første møde.",
            "invalid": "Skriv klokkeslættet som timer og minutter, fx 9:30.",
        },
    )
    place = forms.CharField(
        label="Sted",
        max_length=200,
        help_text="Navn og adresse, som patienten kan finde.",
        error_messages={"required": "Skriv, hvor det første møde holdes.", "max_length": "Stedet er for langt. Kort det af til 200 tegn."},
    )

    def prepare(self) -> None:
        self.initial = {"place": self.case.offer_place}

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        day, at = found.get("date"), found.get("time")
        if day and at:
            try:
                found["meeting_at"] = copenhagen_moment(day, at)
            except (ValueError, OverflowError) as error:
                self.add_error("time", str(error))
        return found


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
    provider = choice_field("Hvilken leverandør?", (), "Vælg en leverandør fra listen.", widget=forms.Select, required=False)
    provider_name = forms.CharField(
        label="Leverandørens navn",
        max_length=200,
        required=False,
        help_text="Kun hvis den ikke står på listen.",
        error_messages={"max_length": "Navnet er for langt. Kort det af til 200 tegn."},
    )
    municipality = choice_field("Hvilken kommune?", (), "Vælg en kommune fra listen.", widget=forms.Select, required=False)
    on = day_field("Hvornår svarede borgeren?", "Angiv, hvilken dag borgeren svarede.")
    how = choice_field("Hvordan?", GuidanceHow.choices(), "Vælg, hvordan borgeren svarede.")

    def prepare(self) -> None:
        self.fields["municipality"].choices = [("", "Vælg kommune"), *self.places]  # type: ignore[attr-defined]
        self.fields["provider"].choices = [("", "Vælg leverandør"), *(self.known() if self.known else ())]  # type: ignore[attr-defined]
        self.initial = {"on": clock.today()}

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        named = found.get("provider") or found.get("provider_name") or "provider" in self.errors
        if found.get("answer") == ChoiceAnswer.PROVIDER and not named:
            self.add_error("provider", "Vælg, hvilken leverandør borgeren har valgt, eller skriv navnet.")
        return found


class ReopenForm(VerbForm):
    reason = text_area("Hvorfor genåbnes sagen?", required=False, help_text="Kun til jer selv. Afsenderen hører, at sagen er genåbnet.")
