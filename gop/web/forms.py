"""The forms of a case's verbs. They read what was typed; what the law asks for is said by the services."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django import forms

from accounts import clock
from accounts.clock import local
from accounts.danish import count_days
from deadlines.selectors import post_of
from gop.criteria import LEVEL_CRITERIA, LEVEL_WORDS
from gop.enums import CaseState, DateSource, GeneralLevel, GuidanceHow, InformedHow, PlanType, TrainingField

if TYPE_CHECKING:
    from gop.models import Case

DATE_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y"]
TIME_FORMATS = ["%H:%M", "%H.%M", "%H:%M:%S"]


def day_field(label: str, missing: str, **more: Any) -> forms.DateField:
    errors = {"required": missing, "invalid": "Skriv datoen som dag, måned og år, fx 27.11.2026."}
    return forms.DateField(label=label, input_formats=DATE_FORMATS, error_messages=errors, **more)


def choice_field(label: str, choices: Iterable[tuple[str, str]], missing: str, **more: Any) -> forms.ChoiceField:
    errors = {"required": missing, "invalid_choice": missing}
    more.setdefault("widget", forms.RadioSelect)
    return forms.ChoiceField(label=label, choices=list(choices), error_messages=errors, **more)


def text_area(label: str, rows: int = 3, **more: Any) -> forms.CharField:
    too_long = {"max_length": "Teksten er for lang. Kort den af til 2.000 tegn."}
    return forms.CharField(label=label, max_length=2000, widget=forms.Textarea(attrs={"rows": rows}), error_messages=too_long, **more)


class VerbForm(forms.Form):
    """One verb on one case. Ids are the verb's own, since several forms stand on one page."""

    use_required_attribute = False  # an empty field is answered in words
    choice_hints: dict[str, dict[str, str]] = {}
    renamed: dict[str, str] = {}  # a service's field to ours

    def __init__(
        self,
        case: "Case",
        name: str,
        data: Any = None,
        people: Iterable[tuple[str, str]] = (),
        places: Iterable[tuple[str, str]] = (),
        known: Callable[[], Any] | None = None,
    ) -> None:
        super().__init__(data, auto_id=f"{name}-%s")
        self.case, self.people, self.places, self.known = case, list(people), list(places), known
        self.prepare()

    def prepare(self) -> None:
        """Choices and first values from the case."""

    def refuse(self, messages: Iterable[tuple[str, str]]) -> None:
        """A service's sentences at the fields they belong to."""
        for field, text in messages:
            ours = self.renamed.get(field, field)
            self.add_error(ours if ours in self.fields else None, text)


class NoFields(VerbForm):
    """Acknowledge, take: a button is enough."""


class TriageForm(VerbForm):
    """Level with its ticks and a reason, for almen only. Everything missing is said at once, by the service."""

    level = choice_field("Niveau", GeneralLevel.choices(), "Vælg niveau: basalt eller avanceret.", required=False)
    criteria = forms.MultipleChoiceField(
        label="Hvad hviler niveauet på?",
        choices=list(LEVEL_WORDS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kryds kun ved de kriterier, der står på listen."},
    )
    reason = text_area("Begrundelse for niveauet", 3, required=False)
    training_field = choice_field(
        "Fagområde", [("", "Ikke valgt"), *TrainingField.choices()], "Vælg et fagområde fra listen.", widget=forms.Select, required=False
    )

    def prepare(self) -> None:
        self.initial["training_field"] = self.case.training_field
        if self.case.plan_type != PlanType.GENERAL_TRAINING:
            for name in ("level", "criteria", "reason"):
                del self.fields[name]
            return
        self.initial.update(level=self.case.level, criteria=self.case.level_criteria, reason=self.case.level_reason)

    def clean_criteria(self) -> list[str]:
        """Ticks of the level not chosen are out of sight on the page, and are left out here."""
        ticked: list[str] = self.cleaned_data["criteria"]
        level = self.cleaned_data.get("level")
        return [tick for tick in ticked if tick in LEVEL_CRITERIA[GeneralLevel(level)]] if level else ticked

    def ticks(self) -> list[tuple[GeneralLevel, list[tuple[str, str, bool]]]]:
        """For each level its criteria as (value, text, ticked)."""
        chosen = set(self["criteria"].value() or ())
        return [(level, [(key, text, key in chosen) for key, text in ticks.items()]) for level, ticks in LEVEL_CRITERIA.items()]


class ReassessForm(VerbForm):
    """`version` is the one the page shows, so that a later one is not taken for read."""

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": "Hent siden igen.", "invalid": "Hent siden igen."})
    note = text_area("Bemærkning", 2, required=False, help_text="Kan undlades. Bliver i sagen.")

    def prepare(self) -> None:
        self.initial = {"version": self.case.plan_version}


class GuidanceForm(VerbForm):
    how = choice_field("Hvordan blev der vejledt?", GuidanceHow.choices(), "Vælg, hvordan der blev vejledt.")


class InformForm(VerbForm):
    on = day_field(
        "Hvornår fik borgeren besked?",
        "Angiv, hvilken dag borgeren fik besked.",
        help_text="Samtalens dag, dagen for levering i Digital Post, eller dagen brevet blev sendt.",
    )
    how = choice_field("Hvordan?", InformedHow.choices(), "Vælg, hvordan borgeren fik besked.")
    no_start = forms.BooleanField(
        label="Der kan ikke tilbydes start i tide",
        required=False,
        help_text="Borgeren har fået det at vide og er vejledt om frit valg. Fristen for tilbuddet løber videre.",
    )

    def prepare(self) -> None:
        self.initial = {"on": clock.today()}
        post = post_of(self.case.organisation_id, clock.today())
        assumed = " (antagelse)" if post.assumption else ""
        hint = f"Regnes for modtaget {count_days(post.days)} efter, at det er sendt{assumed}."
        self.choice_hints = {"how": {InformedHow.LETTER.value: hint}}
        if (
            self.case.department_id
            or self.case.offer_meeting_at is not None
            or self.case.state not in (CaseState.TRIAGED, CaseState.OFFERED)
        ):
            del self.fields["no_start"]


class FirstMeetingForm(VerbForm):
    on = day_field("Hvilken dag blev mødet holdt?", "Angiv, hvilken dag mødet blev holdt.")

    def prepare(self) -> None:
        meeting = local(self.case.offer_meeting_at).date() if self.case.offer_meeting_at else None
        if meeting and meeting <= clock.today():
            self.initial = {"on": meeting}


class HandOverForm(VerbForm):
    """To a colleague, or to a team: its id stands after `team:`."""

    colleague = choice_field("Kollega eller team", (), "Vælg en kollega eller et team fra listen.", widget=forms.Select)

    def prepare(self) -> None:
        self.fields["colleague"].choices = [("", "Vælg kollega eller team"), *self.people]  # type: ignore[attr-defined]


class DischargeForm(VerbForm):
    discharge_date = day_field(
        "Udskrivningsdato", "Angiv den oplyste udskrivningsdato.", help_text="Dagen er dag 0, og fristerne regnes om."
    )
    expected = forms.BooleanField(label="Datoen er forventet og endnu ikke bekræftet", required=False)
    source = choice_field("Hvem har oplyst datoen?", DateSource.choices(), "Vælg, hvem der har oplyst datoen.")


def typed(form: forms.Form) -> list[dict[str, str]]:
    """What was typed in a form that the case has no use for any more, so that nothing is lost."""
    said = []
    for field in form.visible_fields():
        value = field.value()
        names = dict(getattr(field.field, "choices", []) or [])
        if isinstance(value, list):
            text = ", ".join(str(names.get(one, one)) for one in value)
        elif isinstance(value, bool):
            text = "Ja" if value else ""
        else:
            text = str(names.get(value, value)) if value else ""
        if text:
            said.append({"label": str(field.label), "value": text})
    return said
