"""The forms of a question or a disagreement at the hospital. Ids carry the question's own, since several may stand on one page."""

from typing import Any

from accounts import clock
from hospitals.web.acts import ActForm
from hospitals.web.fields import DayField, long_text
from hospitals.web.fields import text as line

NO_NAME = "Skriv navn og funktion på den, der kan afgøre det hos jer."


class QuestionForm(ActForm):
    """`of`: the question's shared id."""

    verb = ""

    def __init__(self, of: Any, *args: Any, **options: Any) -> None:
        self.of = of
        self.name = f"{self.verb}-{of}"
        super().__init__(*args, **options)


class AnswerForm(QuestionForm):
    verb = "svar"
    text = long_text("Svar", "Kommunen får svaret med dit navn og din afdeling.", 4)


class DeciderForm(QuestionForm):
    verb = "afgoerer"
    decider = line("Hvem afgør det hos jer? Navn og funktion", 200, required=True, error_messages={"required": NO_NAME})
    text = long_text("Jeres syn på sagen", "Kan undlades. Kommunen får teksten.", 3)


class OutcomeForm(QuestionForm):
    verb = "afgjort"
    on = DayField(label="Hvilken dag blev det afgjort?", required=True)
    outcome = long_text("Hvad blev afgjort, og af hvem?", "Begge parter kan læse det.", 3)

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("initial", {"on": clock.today()})
        super().__init__(*args, **options)
