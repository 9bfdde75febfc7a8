"""The forms of Kalender og mål. They read what was typed; what cannot stand is said by the services, at the fields."""

from typing import TYPE_CHECKING, Any

from django import forms

from accounts import clock
from accounts.danish import WEEKDAYS
from deadlines.calendar_services import GoalAsked
from deadlines.enums import CalendarKind, GoalFrom, GoalMetBy, GoalUnit
from gop.enums import PlanType
from gop.web.forms import choice_field, day_field

if TYPE_CHECKING:
    from deadlines.models import OwnGoal

FROM = "Gælder fra"
FROM_HINT = "I dag eller en dag, der kommer. Det, der har gældt, bliver stående."
UNTIL = "Til og med"
NO_DATE = "Angiv en dato."
SINGLE = [(kind.value, kind.label) for kind in (CalendarKind.CLOSED, CalendarKind.OPEN, CalendarKind.USUAL)]


def number_field(label: str, **more: Any) -> forms.IntegerField:
    wrong = "Skriv et helt tal."
    return forms.IntegerField(label=label, required=False, error_messages={"invalid": wrong}, **more)


class OwnForm(forms.Form):
    """Several stand on one page, so ids are each form's own. Nothing is refused by the browser alone."""

    use_required_attribute = False
    name = ""

    def __init__(self, data: Any = None, initial: dict[str, Any] | None = None, name: str = "") -> None:
        super().__init__(data, auto_id=f"{name or self.name}-%s", initial={"valid_from": clock.today(), **(initial or {})})

    def refuse(self, wrong: list[tuple[str, str]]) -> None:
        """A service's sentences; a field that has said something already says no more."""
        for field, text in wrong:
            if not field or field not in self.errors:
                self.add_error(field or None, text)


class WeekForm(OwnForm):
    name = "uge"
    weekdays = forms.TypedMultipleChoiceField(
        label="Åbne ugedage",
        choices=[(number, name) for number, name in enumerate(WEEKDAYS)],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Vælg ugedage fra listen."},
    )
    closed_on_holidays = forms.BooleanField(label="Lukket på helligdage", required=False)
    valid_from = day_field(FROM, NO_DATE, required=False, help_text=FROM_HINT)
    valid_to = day_field(UNTIL, NO_DATE, required=False, help_text="Lad feltet stå tomt, hvis det gælder, indtil I ændrer det.")


class DaysForm(OwnForm):
    name = "dag"
    kind = choice_field("Hvad gælder?", SINGLE, "Vælg, om I har lukket eller åbent.", required=False)
    first = day_field("Fra", NO_DATE, required=False, help_text="I dag eller en dag, der kommer.")
    last = day_field(UNTIL, NO_DATE, required=False, help_text="Lad feltet stå tomt for en enkelt dag.")
    text = forms.CharField(
        label="Hvad er det for en dag?",
        required=False,
        max_length=100,
        help_text="Fx juleaftensdag eller personaledag.",
        error_messages={"max_length": "Skriv højst 100 tegn."},
    )


class PostForm(OwnForm):
    name = "post"
    days = number_field("Dage, et brev er undervejs", help_text="Regnet fra den dag, brevet sendes.")
    valid_from = day_field(FROM, NO_DATE, required=False, help_text=FROM_HINT)


class GoalForm(OwnForm):
    name = "maal"
    text = forms.CharField(
        label="Målet i ord",
        required=False,
        max_length=200,
        help_text="Fx: Vi ringer til borgeren senest 3 åbningsdage efter modtagelsen.",
        error_messages={"max_length": "Skriv højst 200 tegn."},
    )
    number = number_field("Antal dage")
    unit = choice_field("Dagene er", GoalUnit.choices(), "Vælg, hvilke dage der tælles.", required=False)
    counted_from = choice_field("Regnes fra", GoalFrom.choices(), "Vælg, hvornår målet regnes fra.", required=False)
    met_by = choice_field("Målet nås ved", GoalMetBy.choices(), "Vælg, hvad der skal ske.", required=False)
    holds_for = forms.MultipleChoiceField(
        label="Gælder for",
        choices=PlanType.choices(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Vælg typer fra listen."},
    )
    valid_from = day_field(FROM, NO_DATE, required=False, help_text=FROM_HINT)
    valid_to = day_field(UNTIL, NO_DATE, required=False, help_text="Lad feltet stå tomt, hvis målet gælder, indtil I ændrer det.")

    @property
    def asked(self) -> GoalAsked:
        said = self.cleaned_data
        return GoalAsked(
            text=said["text"],
            counted_from=GoalFrom(said["counted_from"]) if said["counted_from"] else None,
            unit=GoalUnit(said["unit"]) if said["unit"] else None,
            number=said["number"],
            met_by=GoalMetBy(said["met_by"]) if said["met_by"] else None,
            holds_for=tuple(said["holds_for"]),
        )


class EndForm(OwnForm):
    name = "ophoer"
    valid_from = day_field("Ophører fra", NO_DATE, required=False, help_text="Sager regnet fra en tidligere dag beholder målet.")


def of_goal(row: "OwnGoal") -> dict[str, Any]:
    """First values of the form that changes a goal."""
    return {name: getattr(row, name) for name in ("text", "number", "unit", "counted_from", "met_by", "holds_for")}
