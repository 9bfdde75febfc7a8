"""The portal's forms, short enough for a phone. They read what was typed; the services say what is wrong."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django import forms

from accounts import clock
from accounts.clock import local
from accounts.danish import copenhagen_moment
from gop.enums import AssignmentKind, ContactForm, ContactState, DeclineReason, EndCode, GoalReached
from gop.fsiii import CONDITION, INTERVENTION, choices
from gop.rules.assigning import PERFORMERS_ENDS
from gop.services.performed import LONG
from gop.services.performed_goals import GoalSaid
from gop.services.performed_meetings import MeetingSaid
from gop.services.performed_rows import LONGEST
from gop.web.forms import TIME_FORMATS, choice_field, day_field

if TYPE_CHECKING:
    from gop.models import Assignment

TOO_LONG = {"max_length": f"Teksten er for lang. Kort den af til {LONGEST} tegn."}
NOT_MINUTES = {"invalid": "Skriv et helt antal minutter."}
OPTIONAL = "kan undlades"


def long_text(label: str, rows: int, **more: Any) -> forms.CharField:
    too_long = {"max_length": "Teksten er for lang. Kort den af til 5.000 tegn."}
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=LONG, widget=widget, required=False, error_messages=too_long, **more)


def note_field(label: str = f"Bemærkning ({OPTIONAL})", **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST, required=False, error_messages=TOO_LONG, **more)


def time_field(**more: Any) -> forms.TimeField:
    errors = {"required": "Angiv klokkeslættet.", "invalid": "Skriv klokkeslættet som timer og minutter, fx 9:30."}
    return forms.TimeField(label="Klokkeslæt", input_formats=TIME_FORMATS, error_messages=errors, **more)


class PortalForm(forms.Form):
    """One thing to do about one assignment. Ids are the form's own, since several stand on one page."""

    use_required_attribute = False  # an empty field is answered in words
    renamed: dict[str, str] = {}  # a service's field to ours

    def __init__(self, one: "Assignment", name: str, data: Any = None) -> None:
        super().__init__(data, auto_id=f"{name}-%s")
        self.one = one
        self.initial: dict[str, Any] = {}
        self.prepare()

    def prepare(self) -> None:
        """Choices and first values."""

    def refuse(self, messages: Iterable[tuple[str, str]]) -> None:
        """A service's sentences at the fields they belong to."""
        for field, text in messages:
            ours = self.renamed.get(field, field)
            self.add_error(ours if ours in self.fields else None, text)


class TimedForm(PortalForm):
    """Day and time become `at`."""

    renamed = {"at": "date", "meeting_at": "date"}

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        day, at = found.get("date"), found.get("time")
        if day and at:
            try:
                found["at"] = copenhagen_moment(day, at)
            except (ValueError, OverflowError) as error:
                self.add_error("time", str(error))
        return found

    @property
    def at(self) -> datetime | None:
        return self.cleaned_data.get("at")


class RowForm(PortalForm):
    """`row` is the new row's id, so that a form sent twice makes one."""

    row = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def prepare(self) -> None:
        self.initial = {"row": uuid4()}

    @property
    def row_id(self) -> UUID:
        return self.cleaned_data.get("row") or uuid4()


class YesForm(TimedForm):
    """Yes, with the first meeting where it has been agreed already."""

    date = day_field(f"Første møde ({OPTIONAL})", "", required=False)
    time = time_field(required=False)
    place = forms.CharField(label="Sted", max_length=300, required=False, error_messages={"max_length": "Stedet er for langt."})

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if found.get("date") and found.get("time") is None and "time" not in self.errors:
            self.add_error("time", "Angiv klokkeslættet, eller lad datoen stå tom.")
        if found.get("time") and not found.get("date") and "date" not in self.errors:
            self.add_error("date", "Angiv datoen, eller lad klokkeslættet stå tomt.")
        return found


class FirstForm(TimedForm):
    date = day_field("Dato", "Angiv datoen for første møde.")
    time = time_field()
    place = forms.CharField(label="Sted", max_length=300, required=False, error_messages={"max_length": "Stedet er for langt."})

    def prepare(self) -> None:
        self.initial = {"place": self.one.place}
        if self.one.first_meeting_at is not None:
            then = local(self.one.first_meeting_at)
            self.initial |= {"date": then.date(), "time": then.time().replace(second=0, microsecond=0)}


class NoForm(PortalForm):
    reason = choice_field("Hvorfor?", (), "Vælg en begrundelse.")
    text = note_field(f"Uddyb ({OPTIONAL})", help_text="Kun om jeres egen grund. Skriv ikke om borgerens helbred.")

    def prepare(self) -> None:
        own = self.one.kind == AssignmentKind.OTHER_MUNICIPALITY
        given = [one for one in DeclineReason if not own or one == DeclineReason.CAPACITY]
        self.fields["reason"].choices = [(one.value, one.label) for one in given]  # type: ignore[attr-defined]
        if own:
            self.initial = {"reason": DeclineReason.CAPACITY}


class HeldForm(PortalForm):
    on = day_field("Hvilken dag blev mødet holdt?", "Angiv, hvilken dag mødet blev holdt.")

    def prepare(self) -> None:
        agreed = local(self.one.first_meeting_at).date() if self.one.first_meeting_at else clock.today()
        self.initial = {"on": min(agreed, clock.today())}


class MissedForm(RowForm):
    """What became of a first meeting that was not held."""

    state = choice_field(
        "Hvad skete der?",
        [(one.value, one.label) for one in ContactState if one not in (ContactState.PLANNED, ContactState.HELD)],
        "Vælg, hvad der skete.",
    )
    note = note_field()


class MeetingForm(TimedForm, RowForm):
    form = choice_field("Hvordan", ContactForm.choices(), "Vælg, hvordan mødet holdes.", widget=forms.Select)
    date = day_field("Dato", "Angiv datoen.")
    time = time_field()
    minutes = forms.IntegerField(label=f"Minutter ({OPTIONAL})", required=False, error_messages=NOT_MINUTES)
    state = choice_field("Hvad blev det til?", ContactState.choices(), "Vælg, om mødet er planlagt eller holdt.", widget=forms.Select)
    code = choice_field(f"Indsats, FSIII ({OPTIONAL})", (), "Vælg fra listen.", widget=forms.Select, required=False)
    note = note_field()

    def prepare(self) -> None:
        super().prepare()
        self.fields["code"].choices = [("", "Vælges ikke"), *choices(INTERVENTION)]  # type: ignore[attr-defined]
        self.initial |= {"date": clock.today()}

    @property
    def said(self) -> MeetingSaid:
        typed = self.cleaned_data
        return MeetingSaid(
            form=ContactForm(typed["form"]),
            at=self.at,
            state=ContactState(typed["state"]),
            minutes=typed["minutes"],
            code=typed["code"],
            note=typed["note"],
        )


class SettleForm(PortalForm):
    state = choice_field(
        "Hvad blev det til?", [one for one in ContactState.choices() if one[0] != ContactState.PLANNED], "Vælg, hvad der blev af mødet."
    )
    minutes = forms.IntegerField(label=f"Minutter ({OPTIONAL})", required=False, error_messages=NOT_MINUTES)
    note = note_field()

    def prepare(self) -> None:
        self.initial = {"state": ContactState.HELD} if self.one.first_meeting_on else {}


class GoalForm(RowForm):
    text = forms.CharField(
        label="Målet, som det er aftalt med borgeren",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text="Fx: Kan gå til købmanden og hjem igen uden hvil.",
        error_messages=TOO_LONG,
    )
    code = choice_field(f"Hvad handler det om, FSIII ({OPTIONAL})", (), "Vælg fra listen.", widget=forms.Select, required=False)
    agreed_on = day_field("Aftalt", "Angiv, hvilken dag målet blev aftalt.")
    target_on = day_field(f"Skal være nået ({OPTIONAL})", "", required=False)

    def prepare(self) -> None:
        super().prepare()
        self.fields["code"].choices = [("", "Vælges ikke"), *choices(CONDITION)]  # type: ignore[attr-defined]
        self.initial |= {"agreed_on": clock.today()}

    @property
    def said(self) -> GoalSaid:
        typed = self.cleaned_data
        return GoalSaid(text=typed["text"], agreed_on=typed["agreed_on"], target_on=typed["target_on"], code=typed["code"])


class ReachedForm(PortalForm):
    reached = choice_field("Blev målet nået?", GoalReached.choices(), "Vælg, hvor langt borgeren kom.")
    note = note_field()


class StatusForm(RowForm):
    text = long_text("Hvordan går det med træningen?", 5)
    title = forms.CharField(
        label=f"Din stilling ({OPTIONAL})", max_length=100, required=False, error_messages={"max_length": "Kort den af til 100 tegn."}
    )


class DocumentationForm(PortalForm):
    text = long_text("Jeres dokumentation", 5, help_text="Hvornår træningen begyndte, og hvad den indeholder.")


class EndForm(PortalForm):
    code = choice_field("Hvorfor slutter forløbet?", (), "Vælg en grund fra listen.", widget=forms.Select)
    goal_reached = choice_field("Blev målet med forløbet nået?", GoalReached.choices(), "Vælg, om målet blev nået.", required=False)
    closing_status = long_text("Slutstatus", 6, help_text="Hvad træningen har bestået af, hvad borgeren kan nu, og hvad der bør følge.")

    def prepare(self) -> None:
        started = self.one.first_meeting_on is not None
        codes = [one for one in PERFORMERS_ENDS if started or one != EndCode.COMPLETED]
        self.fields["code"].choices = [("", "Vælg"), *((one.value, one.label) for one in codes)]  # type: ignore[attr-defined]
        if not started:
            del self.fields["goal_reached"]
