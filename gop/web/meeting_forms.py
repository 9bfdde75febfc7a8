"""The forms of a meeting, the same at either side."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django import forms

from accounts import clock
from accounts.clock import local
from accounts.danish import copenhagen_moment
from gop.enums import MeetingKind
from gop.registry import meeting_roles
from gop.selectors.meetings import usual_moment
from gop.services.meetings import MeetingAsked
from gop.web.forms import TIME_FORMATS, choice_field, day_field, text_area

if TYPE_CHECKING:
    from gop.models import CoordinationMeeting

EMPTY_LINES, MOST_LINES = 3, 20
Pairs = Sequence[Sequence[str]]


class MeetingFields(forms.Form):
    """What a meeting is. `people_rows`: role and name, line by line, with some empty ones."""

    meeting = forms.UUIDField(required=False, widget=forms.HiddenInput)
    kind = choice_field("Hvad er det for et møde?", MeetingKind.choices(), "Vælg, hvad det er for et møde.", required=False)
    date = day_field("Dag", "Angiv, hvilken dag mødet er.", required=False)
    time = forms.TimeField(
        label="Klokkeslæt",
        input_formats=TIME_FORMATS,
        required=False,
        error_messages={"invalid": "Skriv klokkeslættet som timer og minutter, fx 10.30."},
    )
    place = forms.CharField(
        label="Sted", max_length=300, required=False, help_text="Fx afsnittet, borgerens hjem eller på skærm.",
        error_messages={"max_length": "Teksten er for lang. Kort den af til 300 tegn."},
    )  # fmt: skip
    agenda = text_area("Dagsorden", required=False, help_text="Den anden part kan læse den.")

    def add_people(self, given: Pairs) -> None:
        """One line for each of `given` or of what was typed, and some more."""
        roles = [("", "Vælg rolle"), *((role.code, role.label) for role in meeting_roles())]
        for number in range(min(_lines_in(self.data, "role", len(given)) + (0 if self.is_bound else EMPTY_LINES), MOST_LINES)):
            role, name = (*given[number],) if number < len(given) else ("", "")
            wrong = {"invalid_choice": "Vælg en rolle fra listen."}
            self.fields[f"role_{number}"] = forms.ChoiceField(
                label=f"Rolle, deltager {number + 1}", choices=roles, required=False, initial=role, error_messages=wrong
            )
            self.fields[f"name_{number}"] = forms.CharField(
                label=f"Navn, deltager {number + 1}", required=False, max_length=200, initial=name
            )

    def people_rows(self) -> list[dict[str, Any]]:
        return [{"role": self[name], "name": self[name.replace("role_", "name_")]} for name in self.fields if name.startswith("role_")]

    def asked(self) -> MeetingAsked:
        said = self.cleaned_data
        people = [(said.get(name, ""), said.get(name.replace("role_", "name_"), "")) for name in self.fields if name.startswith("role_")]
        kind = MeetingKind(said["kind"]) if said.get("kind") else None
        return MeetingAsked(kind=kind, at=said.get("at"), place=said.get("place", ""), agenda=said.get("agenda", ""), participants=people)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        day, at = found.get("date"), found.get("time")
        if day and at:
            try:
                found["at"] = copenhagen_moment(day, at)
            except ValueError as gap:
                self.add_error("time", str(gap))
        elif day and "time" not in self.errors:
            self.add_error("time", "Angiv, hvornår mødet begynder.")
        return found

    def refuse(self, messages: Sequence[tuple[str, str]]) -> None:
        """A service's sentences: those about the lines stand at the first of them."""
        for field, text in messages:
            ours = {"participants": "role_0", "tasks": "who_0"}.get(field, field)
            self.add_error(ours if ours in self.fields else None, text)

    def first_values(self, row: "CoordinationMeeting | None", authority: UUID | None) -> dict[str, Any]:
        """What an empty form begins with: the meeting as it stands, or two opening days from now."""
        moment: datetime = row.at if row else usual_moment(authority, clock.today())
        at = local(moment)
        first = {"date": at.date(), "time": at.time().replace(second=0, microsecond=0), "meeting": uuid4(), "kind": MeetingKind.COOPERATION}
        return first | ({name: getattr(row, name) for name in ("kind", "place", "agenda")} if row else {})


class MeetingForm(MeetingFields):
    """On a page of its own. `row`: the meeting that is changed."""

    use_required_attribute = False

    def __init__(self, data: Any = None, row: "CoordinationMeeting | None" = None, authority: UUID | None = None) -> None:
        super().__init__(data, auto_id="moede-%s")
        self.add_people(row.participants if row else proposed())
        if not self.is_bound:
            self.initial = self.first_values(row, authority)
        if row is not None:
            self.fields["reason"] = text_area("Hvorfor ændres mødet?", 2, required=False, help_text="Den anden part kan læse det.")


class CancelMeetingForm(forms.Form):
    use_required_attribute = False
    reason = text_area("Hvorfor aflyses mødet?", 2, required=False, help_text="Den anden part kan læse det.")
    refuse = MeetingFields.refuse

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="aflys-%s")


class OutcomeForm(forms.Form):
    """Common goals, and who does what, line by line."""

    use_required_attribute = False
    goals = text_area("Fælles mål", required=False, help_text="Hvad I blev enige om. Begge parter kan læse det.")
    refuse = MeetingFields.refuse

    def __init__(self, data: Any = None, row: "CoordinationMeeting | None" = None) -> None:
        super().__init__(data, auto_id="udfald-%s", initial={"goals": row.goals if row else ""})
        given: Pairs = row.tasks if row else ()
        for number in range(min(_lines_in(self.data, "who", len(given)) + (0 if self.is_bound else EMPTY_LINES), MOST_LINES)):
            who, what = (*given[number],) if number < len(given) else ("", "")
            self.fields[f"who_{number}"] = forms.CharField(label=f"Hvem, opgave {number + 1}", required=False, max_length=200, initial=who)
            self.fields[f"what_{number}"] = forms.CharField(
                label=f"Gør hvad, opgave {number + 1}", required=False, max_length=500, initial=what
            )

    def task_rows(self) -> list[dict[str, Any]]:
        return [{"who": self[name], "what": self[name.replace("who_", "what_")]} for name in self.fields if name.startswith("who_")]

    def tasks(self) -> list[tuple[str, str]]:
        said = self.cleaned_data
        return [(said.get(name, ""), said.get(name.replace("who_", "what_"), "")) for name in self.fields if name.startswith("who_")]


def proposed() -> list[tuple[str, str]]:
    return [(role.code, "") for role in meeting_roles() if role.proposed]


def _lines_in(data: Any, name: str, given: int) -> int:
    """How many lines the page had when it was sent; those of the meeting where nothing was sent."""
    numbers = [
        int(rest) for key in data if key.startswith(f"{name}_") and (rest := key.removeprefix(f"{name}_")).isdecimal() and len(rest) < 4
    ]
    return max(numbers) + 1 if numbers else given
