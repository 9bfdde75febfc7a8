"""Forms of a plan that does not belong here, and of why a deadline was broken."""

from django import forms

from accounts import clock
from gop.enums import BreachCause, ReturnReason
from gop.selectors.causes import causes_of
from gop.selectors.returning import proposed_receiver
from gop.web.forms import VerbForm, choice_field, text_area

# No room, and the patient's choice of hospital, are a department's reasons (RN 2019 § 3.4a)
OF_A_DEPARTMENT = (ReturnReason.CAPACITY, ReturnReason.HOSPITAL_CHOICE)
OF_A_MUNICIPALITY = [(one.value, one.label) for one in ReturnReason if one not in OF_A_DEPARTMENT]


class ReturnForm(VerbForm):
    """Where the address points elsewhere both answers are filled in, and the button is all that is left."""

    reason = choice_field("Hvorfor hører planen ikke til her?", OF_A_MUNICIPALITY, "Vælg, hvorfor planen ikke hører til her.")
    municipality = choice_field(
        "Hvilken kommune hører den til?",
        (),
        "Vælg en kommune fra listen.",
        widget=forms.Select,
        required=False,
        help_text="Skriv de første bogstaver for at finde den. Kan stå tom, når planen ikke hører til i en anden kommune.",
    )
    note = text_area("Bemærkning til afsenderen", 2, required=False, help_text="Kan undlades. Skriv ikke mere om borgeren end nødvendigt.")

    def prepare(self) -> None:
        self.fields["municipality"].choices = [("", "Ingen valgt"), *self.places]  # type: ignore[attr-defined]
        right = None if self.is_bound else proposed_receiver(self.case)
        if right is not None:
            self.initial = {"reason": ReturnReason.LIVES_ELSEWHERE.value, "municipality": str(right)}
            self.fields[
                "municipality"
            ].help_text = "Foreslået efter borgerens adresse i planen. Skriv de første bogstaver for at finde en anden."


class CauseForm(VerbForm):
    """Nothing is chosen beforehand: what the record points to stands at the cause it speaks for."""

    cause = choice_field("Hvorfor blev fristen overskredet?", BreachCause.choices(), "Vælg en årsag.")

    def prepare(self) -> None:
        self.initial = {"cause": self.case.breach_cause}
        proposed = causes_of(self.case, clock.today())
        self.choice_hints = {"cause": {cause.value: f"Foreslået: {_lower(why)}" for cause, why in proposed.items()}}


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
