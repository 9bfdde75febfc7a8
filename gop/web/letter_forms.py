"""Forms of letters to the citizen: which letter and how it goes, who trains, which day the pile was posted."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.urls import reverse

from accounts import clock
from gop.enums import LetterChannel, LetterKind
from gop.selectors.case_letters import kinds_for
from gop.selectors.letter_facts import is_child
from gop.web.forms import VerbForm, choice_field, day_field

SIZES = {"name": 200, "phone": 30, "address": 300}


class LetterForm(VerbForm):
    kind = choice_field("Hvad skal brevet fortælle?", LetterKind.choices(), "Vælg, hvad brevet skal fortælle.")
    channel = choice_field("Hvordan skal det sendes?", LetterChannel.choices(), "Vælg, hvordan brevet skal sendes.")

    def prepare(self) -> None:
        self.kinds = kinds_for(self.case)
        child, exempt = is_child(self.case, clock.today()), self.case.digital_post_exempt is True
        self.initial = {"channel": LetterChannel.PAPER if child or exempt else LetterChannel.DIGITAL_POST}
        if self.kinds:
            self.initial["kind"] = self.kinds[0]
            self.fields["kind"].choices = [(one.value, one.label) for one in self.kinds]  # type: ignore[attr-defined]
        if len(self.kinds) == 1:
            self.fields["kind"].widget = forms.HiddenInput()
        hints = {LetterChannel.PAPER.value: "Kommer på listen over breve, der skal udskrives og sendes."}
        if child:
            hints[LetterChannel.DIGITAL_POST.value] = "Ikke muligt: brevet går til forældrene, og deres CPR-nummer kendes ikke her."
        elif exempt:
            hints[LetterChannel.DIGITAL_POST.value] = "Borgeren er fritaget."
        self.choice_hints = {"channel": hints}

    def drafts(self) -> list[tuple[str, str]]:
        """(text, address) of each letter as it would be sent now."""
        address = reverse("gop:letter_draft", args=[self.case.id])
        several = len(self.kinds) > 1
        return [
            (f"Se brevet{f': {one.label.lower()}' if several else ''} (PDF)", f"{address}?{urlencode({'om': one})}") for one in self.kinds
        ]


class TrainerForm(VerbForm):
    """A person chosen from the list fills what is left empty; what is typed goes before it."""

    known_as = choice_field("Vælg en, du har angivet før, eller en kollega", (), "Vælg en fra listen.", widget=forms.Select, required=False)
    name = forms.CharField(label="Navn og titel", max_length=200, required=False, error_messages={"max_length": "Navnet er for langt."})
    phone = forms.CharField(
        label="Telefon", max_length=30, required=False, error_messages={"max_length": "Nummeret er for langt. Skriv højst 30 tegn."}
    )
    address = forms.CharField(
        label="Adresse, hvor træningen foregår",
        max_length=300,
        required=False,
        error_messages={"max_length": "Adressen er for lang. Skriv højst 300 tegn."},
    )

    def prepare(self) -> None:
        self.people_known: dict[str, dict[str, str]] = {str(n): one for n, one in enumerate(self.known() if self.known else [])}
        shown = [(key, ", ".join(part for part in (one["name"], one["phone"]) if part)) for key, one in self.people_known.items()]
        self.fields["known_as"].choices = [("", "Skriv selv herunder"), *shown]  # type: ignore[attr-defined]
        self.initial = {"name": self.case.trainer_name, "phone": self.case.trainer_phone, "address": self.case.trainer_address}
        if not shown:
            del self.fields["known_as"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        chosen = self.people_known.get(found.get("known_as") or "", {})
        for name in SIZES:
            same = found.get(name, "") == self.initial[name]
            if chosen.get(name) and (same or not found.get(name)):
                found[name] = chosen[name]
        return found


class PostedForm(forms.Form):
    """The ticks of a pile, and the day it was posted."""

    use_required_attribute = False
    on = day_field("Hvilken dag blev brevene sendt?", "Angiv, hvilken dag brevene blev sendt.")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"on": clock.today()})

    def ticked(self) -> list[uuid.UUID]:
        found = []
        typed: Any = self.data
        for text in typed.getlist("letter") if self.is_bound else []:
            try:
                found.append(uuid.UUID(text))
            except ValueError:
                continue
        return found
