"""The forms of complaints: one is registered on a case or a plan, its outcome on its own page."""

from typing import Any
from uuid import UUID, uuid4

from django import forms

from accounts import clock
from gop.enums import ComplaintAbout, ComplaintHow, ComplaintOutcome, ComplaintTo
from gop.selectors.complaints import belongs
from gop.services.complaints import ComplaintSaid, OutcomeSaid
from gop.web.complaint_words import belongs_text
from gop.web.forms import VerbForm, choice_field, day_field, text_area

PRIVATE = "Læses hos jer kun af teamleder eller koordinator og den, sagen eller planen hører til. Skriv ikke CPR-nummer."


class ComplaintForm(VerbForm):
    """`known`: whom the case was given to, as (id, name). At each choice stands where such a complaint belongs, and the time limit."""

    complaint = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": "Hent siden igen.", "invalid": "Hent siden igen."})
    about = choice_field("Hvad handler klagen om?", ComplaintAbout.choices(), "Vælg, hvad klagen handler om.")
    to = choice_field(
        "Hvem er den til?",
        [("", "Som listen ovenfor siger"), *ComplaintTo.choices()],
        "Vælg fra listen.",
        widget=forms.Select,
        required=False,
    )
    assignment = choice_field("Gælder den en opgave hos en anden?", (), "Vælg en opgave fra listen.", widget=forms.Select, required=False)
    how = choice_field("Hvordan kom den?", ComplaintHow.choices(), "Vælg, hvordan klagen kom.")
    received_on = day_field("Hvilken dag kom den?", "Angiv, hvilken dag klagen kom.")
    counted_from = day_field(
        "Hvilken dag løber fristen fra?",
        "",
        required=False,
        help_text="Afgørelsens dag, eller den dag borgeren fik kendskab til det. Lad feltet stå tomt, hvis den ikke kendes.",
    )
    text = text_area("Hvad klages der over?", 4, required=False, help_text=PRIVATE)

    def prepare(self) -> None:
        self.initial = {"complaint": uuid4(), "received_on": clock.today()}
        rows = {about.value: belongs(about, clock.today()) for about in ComplaintAbout}
        self.choice_hints = {"about": {about: belongs_text(row) for about, row in rows.items()}}
        given: list[tuple[str, str]] = self.known() if self.known else []
        if given:
            self.fields["assignment"].choices = [("", "Nej"), *given]  # type: ignore[attr-defined]
        else:
            del self.fields["assignment"]

    @staticmethod
    def said_in(typed: dict[str, Any]) -> ComplaintSaid:
        return ComplaintSaid(
            about=ComplaintAbout(typed["about"]),
            how=ComplaintHow(typed["how"]),
            received_on=typed["received_on"],
            text=typed["text"],
            to=ComplaintTo(typed["to"]) if typed["to"] else None,
            counted_from=typed["counted_from"],
            assignment=UUID(typed["assignment"]) if typed.get("assignment") else None,
        )


class OutcomeForm(forms.Form):
    use_required_attribute = False

    outcome = choice_field("Hvad kom der ud af klagen?", ComplaintOutcome.choices(), "Vælg, hvad der kom ud af klagen.")
    on = day_field("Hvilken dag?", "Angiv dagen for udfaldet.")
    text = text_area("Hvad blev afgjort, og af hvem?", 3, required=False, help_text=PRIVATE)

    def said(self) -> OutcomeSaid:
        return OutcomeSaid(ComplaintOutcome(self.cleaned_data["outcome"]), self.cleaned_data["on"], self.cleaned_data["text"])
