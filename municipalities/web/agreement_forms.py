"""The forms of agreements and of their file. They read what was typed; what cannot stand is said by the services, at the fields."""

from typing import Any

from django import forms

from gop.enums import GeneralLevel, TrainingField
from gop.web.forms import choice_field, day_field
from municipalities.agreement_asked import AgreementAsked
from municipalities.web.forms import NO_DATE, Choices, OwnForm, one_id, text_field

LEVELS = [(GeneralLevel.BASIC.value, "Basalt"), (GeneralLevel.ADVANCED.value, "Avanceret")]
FIELDS = [("", "Vælg fagområde"), *TrainingField.choices()]


class AgreementForm(OwnForm):
    provider = choice_field("Leverandør", (), "Vælg en leverandør fra listen.", required=False, widget=forms.Select)
    training_field = choice_field("Fagområde", FIELDS, "Vælg et fagområde fra listen.", required=False, widget=forms.Select)
    level = choice_field("Niveau", LEVELS, "Vælg et niveau: basalt eller avanceret.", required=False)
    valid_from = day_field("Gælder fra", NO_DATE, required=False)
    valid_to = day_field("Til og med", NO_DATE, required=False, help_text="Lad feltet stå tomt, hvis aftalen gælder, indtil den ophører.")
    review_on = day_field("Skal gennemgås", NO_DATE, required=False, help_text="Fra den dag bliver I mindet om den.")
    reference = text_field("Aftalens nummer", 100, "Fx journalnummer. Kan udelades.")

    def __init__(self, providers: Choices, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.set_choices("provider", [("", "Vælg leverandør"), *providers])

    @property
    def asked(self) -> AgreementAsked:
        said = self.cleaned_data
        same = {name: said[name] for name in ("training_field", "level", "valid_from", "valid_to", "review_on")}
        return AgreementAsked(provider=one_id(said["provider"]), reference=said["reference"].strip(), **same)


class ReviewForm(OwnForm):
    """`shown`: the review date that the page stood on."""

    again_on = day_field("Næste gennemgang", NO_DATE, required=False, help_text="Lad feltet stå tomt, hvis I ikke vil mindes om den igen.")
    shown = forms.DateField(widget=forms.HiddenInput, required=False)


class EndForm(OwnForm):
    last = day_field("Sidste dag", NO_DATE, required=False)


class FileForm(OwnForm):
    file = forms.FileField(label="CSV-fil", required=False, widget=forms.FileInput(attrs={"accept": ".csv,text/csv,text/plain"}))
    text = forms.CharField(
        label="Eller sæt linjerne ind her", required=False, strip=False, widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"})
    )


class ProviderForm(OwnForm):
    name = text_field("Navn", 200, "Som borgeren kender leverandøren.")
    code = text_field("SOR-kode eller ydernummer", 20, "Kan udelades.")
