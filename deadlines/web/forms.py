"""A person's own settings of alerts, and the authority's."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from deadlines.rules.ladder import Ladder
from deadlines.rules.mailing import Habits

DATE_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y"]
TIME_FORMATS = ["%H:%M", "%H.%M", "%H:%M:%S"]
NO_TIME = "Skriv klokkeslættet som timer og minutter, fx 9:30."
NO_DATE = "Skriv datoen som dag, måned og år, fx 27.11.2026."
MOST_HOURS, MOST_DAYS = 240, 10


def time_field(label: str, **more: Any) -> forms.TimeField:
    errors = {"required": NO_TIME, "invalid": NO_TIME}
    return forms.TimeField(label=label, input_formats=TIME_FORMATS, error_messages=errors, **more)


def day_field(label: str, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, input_formats=DATE_FORMATS, error_messages={"invalid": NO_DATE}, required=False, **more)


def number_field(label: str, most: int, hint: str = "") -> forms.IntegerField:
    said = f"{label}: skriv et helt tal fra 1 til {most}."
    errors = dict.fromkeys(("required", "invalid", "min_value", "max_value"), said)
    return forms.IntegerField(label=label, min_value=1, max_value=most, help_text=hint, error_messages=errors)


class HabitsForm(forms.Form):
    """Everything may be empty: then mail leaves at once, and nobody is away."""

    use_required_attribute = False
    digest_at = time_field(
        "Saml dagens varsler i én mail kl.", required=False, help_text="Lad feltet stå tomt for at få hvert varsel, når det gives."
    )
    quiet_from = time_field("Stille fra kl.", required=False, help_text="Varsler i de stille timer kommer, når de er slut.")
    quiet_to = time_field("Stille til kl.", required=False)
    absent_from = day_field("Første dag væk")
    absent_to = day_field("Sidste dag væk")
    cover = forms.ChoiceField(
        label="Afløser",
        required=False,
        help_text="Får dine varsler imens. Uden afløser, eller hvis afløseren også er væk, får teamlederne dem.",
        error_messages={"invalid_choice": "Vælg en kollega fra listen."},
    )

    def __init__(self, people: Iterable[tuple[str, str]], habits: Habits, today: date, data: Any = None) -> None:
        initial = {name: getattr(habits, name) for name in ("digest_at", "quiet_from", "quiet_to", "absent_from", "absent_to")}
        super().__init__(data, initial={**initial, "cover": str(habits.cover or "")})
        self.today = today
        self.fields["cover"].choices = [("", "Ingen bestemt"), *people]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        self._both("quiet_from", "quiet_to", "Angiv både hvornår de stille timer begynder, og hvornår de slutter.")
        self._both("absent_from", "absent_to", "Angiv både første og sidste dag.")
        begins, ends = given.get("absent_from"), given.get("absent_to")
        if begins and ends and ends < begins:
            self.add_error("absent_to", "Sidste dag ligger før første dag.")
        if given.get("quiet_from") and given.get("quiet_from") == given.get("quiet_to"):
            self.add_error("quiet_to", "De stille timer begynder og slutter på samme tid.")
        if given.get("cover") and not begins and "absent_from" not in self.errors:
            self.add_error("absent_from", "Angiv, hvornår du er væk, når du vælger en afløser.")
        return given

    def _both(self, first: str, second: str, text: str) -> None:
        one, other = self.cleaned_data.get(first), self.cleaned_data.get(second)
        if (one is None) != (other is None) and first not in self.errors and second not in self.errors:
            self.add_error(first if one is None else second, text)


class LadderForm(forms.Form):
    """Hours after which an unseen alert goes up, and when a case without an owner is told of."""

    use_required_attribute = False
    warning_to_lead = number_field("Varsel: til ejerens teamleder efter", MOST_HOURS, "Timer, efter at ejeren har fået det.")
    warning_to_all = number_field("Varsel: til alle teamledere efter", MOST_HOURS, "Timer, efter at teamlederen har fået det.")
    breach_to_lead = number_field(
        "Overskredet frist eller hastende plan: til ejerens teamleder efter", MOST_HOURS, "Timer, efter at ejeren har fået det."
    )
    breach_to_all = number_field(
        "Overskredet frist eller hastende plan: til alle teamledere efter", MOST_HOURS, "Timer, efter at teamlederen har fået det."
    )
    unowned_open_days = number_field(
        "Sag uden ejer: åbningsdage, før teamlederne får besked", MOST_DAYS, "1 er den første åbningsdag efter modtagelsen."
    )
    unowned_time = time_field("Sag uden ejer: klokkeslæt for beskeden")

    def __init__(self, ladder: Ladder, data: Any = None) -> None:
        super().__init__(data, initial={name: getattr(ladder, name) for name in self.base_fields})

    def ladder(self) -> Ladder:
        return Ladder(**self.cleaned_data)
