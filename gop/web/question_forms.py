"""The forms of questions and disagreements on a case."""

from datetime import timedelta

from django import forms

from accounts import clock
from gop.web.forms import VerbForm, day_field, text_area

PROPOSED = timedelta(days=2)  # a proposal only; whoever raises it sets the day


class AskForm(VerbForm):
    text = text_area(
        "Hvad vil I vide?",
        4,
        required=False,
        help_text="Afdelingen, der skrev planen, får spørgsmålet med dit navn. Skriv ikke mere om borgeren end nødvendigt.",
    )
    about = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)


class DisagreeForm(VerbForm):
    text = text_area("Hvad er I uenige om, og hvorfor?", 4, required=False, help_text="Afdelingen, der skrev planen, får teksten.")
    decider = forms.CharField(
        label="Hvem afgør det hos jer?",
        max_length=200,
        required=False,
        help_text="Navn og funktion.",
        error_messages={"max_length": "Teksten er for lang. Kort den af til 200 tegn."},
    )
    decide_by = day_field("Afgjort senest", "Foreslå en dato, hvor det senest er afgjort.", required=False, help_text="Jeres forslag.")

    def prepare(self) -> None:
        self.initial = {"decide_by": clock.today() + PROPOSED}


class SettleForm(VerbForm):
    on = day_field("Hvilken dag blev det afgjort?", "Angiv, hvilken dag det blev afgjort.")
    outcome = text_area("Hvad blev afgjort, og af hvem?", 3, required=False, help_text="Begge parter kan læse det.")

    def prepare(self) -> None:
        self.initial = {"on": clock.today()}
