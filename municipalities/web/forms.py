"""The forms of teams, places and weekly times. They read what was typed; what cannot stand is said by the services, at the fields."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms

from accounts import clock
from accounts.danish import WEEKDAYS
from gop.enums import GeneralLevel, PlaceKind
from gop.web.forms import TIME_FORMATS, choice_field, day_field
from municipalities.services import PlaceAsked, TeamAsked, TimeAsked
from municipalities.web.areas import as_text, postcodes

if TYPE_CHECKING:
    from municipalities.models import FirstTime, Place, Team

Choices = list[tuple[str, str]]
NO_DATE = "Angiv en dato."
NO_TIME = "Skriv klokkeslættet som timer og minutter, fx 9:30."


def text_field(label: str, length: int, hint: str = "", **more: Any) -> forms.CharField:
    too_long = {"max_length": f"Skriv højst {length} tegn."}
    return forms.CharField(label=label, max_length=length, required=False, help_text=hint, error_messages=too_long, **more)


def number_field(label: str, hint: str = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, help_text=hint, error_messages={"invalid": "Skriv et helt tal."})


def area_field(hint: str) -> forms.CharField:
    return text_field("Postnumre", 4000, hint, widget=forms.Textarea(attrs={"rows": 2}))


def one_id(value: str) -> UUID | None:
    return UUID(value) if value else None


class OwnForm(forms.Form):
    """Nothing is refused by the browser alone. `stamp`: what the page showed of the row that is changed."""

    use_required_attribute = False
    stamp = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def refuse(self, wrong: list[tuple[str, str]]) -> None:
        """A service's sentences; a field that has said something already says no more."""
        for field, text in wrong:
            ours = field if field in self.fields else None
            if ours is None or ours not in self.errors:
                self.add_error(ours, text)

    def set_choices(self, name: str, choices: Choices) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_areas(self) -> list[str]:
        found, wrong = postcodes(self.cleaned_data["areas"])
        if wrong:
            raise forms.ValidationError(f"Skriv postnumre med fire cifre. Dette er ikke et postnummer: {', '.join(wrong[:5])}.")
        return found


class TeamForm(OwnForm):
    name = text_field("Navn", 100, "Fx Genoptræning Nord.")
    lead = choice_field(
        "Leder", (), "Vælg en leder fra listen.", required=False, widget=forms.Select, help_text="Får besked først om sager, som ingen har."
    )
    members = forms.MultipleChoiceField(
        label="Medlemmer",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Vælg medlemmer fra listen."},
    )
    areas = area_field("Teamets område. Adskilt af komma, mellemrum eller linjer; 9000-9020 er alle imellem.")

    def __init__(self, people: Choices, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.set_choices("lead", [("", "Ingen bestemt"), *people])
        self.set_choices("members", people)

    @property
    def asked(self) -> TeamAsked:
        said = self.cleaned_data
        return TeamAsked(said["name"], one_id(said["lead"]), tuple(map(UUID, said["members"])), tuple(said["areas"]))


def of_team(row: "Team") -> dict[str, Any]:
    return {"name": row.name, "lead": str(row.lead_id or ""), "members": [str(one) for one in row.members], "areas": as_text(row.areas)}


class PlaceForm(OwnForm):
    name = text_field("Navn", 100, "Som borgeren kender det.")
    kind = choice_field("Hvad er det for et sted?", PlaceKind.choices(), "Vælg, hvad det er for et sted.", required=False)
    address = text_field("Adresse", 300, "Vej, nummer, postnummer og by. Står i borgerens brev.")
    phone = text_field("Telefon", 30)
    directions = text_field("Sådan finder man frem", 300, "Fx indgang, parkering eller bus. Står i borgerens brev.")

    @property
    def asked(self) -> PlaceAsked:
        said = self.cleaned_data
        return PlaceAsked(**{name: said[name] for name in ("name", "kind", "address", "phone", "directions")})


def of_place(row: "Place") -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("name", "kind", "address", "phone", "directions")}


class TimeForm(OwnForm):
    weekday = forms.TypedChoiceField(
        label="Ugedag",
        choices=[("", "Vælg ugedag"), *((number, name.capitalize()) for number, name in enumerate(WEEKDAYS, 1))],
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": "Vælg en ugedag."},
    )
    at = forms.TimeField(
        label="Klokkeslæt",
        input_formats=TIME_FORMATS,
        required=False,
        widget=forms.TimeInput(format="%H:%M"),
        error_messages={"invalid": NO_TIME},
    )
    minutes = number_field("Minutter")
    seats = number_field("Pladser", "Hvor mange borgere, der kan få den samme tid.")
    place = choice_field("Sted", (), "Vælg et sted fra listen.", required=False, widget=forms.Select)
    team = choice_field("Team", (), "Vælg et team fra listen.", required=False, widget=forms.Select)
    level = choice_field("Niveau", (), "Vælg et niveau fra listen.", required=False, widget=forms.Select)
    professions = text_field("Faggrupper", 200, "Fx fysioterapeut.")
    valid_from = day_field("Gælder fra", NO_DATE, required=False)
    valid_to = day_field("Til og med", NO_DATE, required=False, help_text="Lad feltet stå tomt, hvis tiden gælder, indtil I ændrer den.")

    def __init__(self, places: Choices, teams: Choices, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial={"minutes": 45, "seats": 1, "valid_from": clock.today(), **(initial or {})})
        self.set_choices("place", [("", "Vælg sted"), *places])
        self.set_choices("team", [("", "Alle teams"), *teams])
        self.set_choices("level", [("", "Begge niveauer"), *GeneralLevel.choices()])

    @property
    def asked(self) -> TimeAsked:
        said = self.cleaned_data
        same = {name: said[name] for name in ("weekday", "at", "minutes", "seats", "level", "professions", "valid_from", "valid_to")}
        return TimeAsked(place=one_id(said["place"]), team=one_id(said["team"]), **same)


def of_time(row: "FirstTime") -> dict[str, Any]:
    same = {name: getattr(row, name) for name in ("weekday", "at", "minutes", "seats", "level", "professions", "valid_from", "valid_to")}
    return {**same, "place": str(row.place_id), "team": str(row.team_id or "")}
