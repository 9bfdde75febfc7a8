"""Forms of a course under way: a goal, how far it was reached, a contact, and what became of it."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.urls import reverse

from accounts import clock
from accounts.clock import local
from accounts.danish import copenhagen_moment
from gop.enums import CodeList, ContactForm, ContactState, GoalCodes, GoalReached
from gop.fsiii import CONDITION, INTERVENTION, choices, terms
from gop.services.contacts import ContactSaid
from gop.services.goals import LONGEST, GoalSaid
from gop.web.code_search import Answers, answers
from gop.web.forms import TIME_FORMATS, VerbForm, choice_field, day_field

if TYPE_CHECKING:
    from gop.models import CaseContact, Goal

SEARCH, CHOOSE = "soeg", "kode:"
ICF, SKS = "icf-0-code", "indsats-0-code"
TOO_LONG = {"max_length": f"Teksten er for lang. Kort den af til {LONGEST} tegn."}


class CodedForm(VerbForm):
    """A form whose code may be searched for. `coded` is the name of its field. `row` is the new row's id, so that a form sent twice makes one."""

    row = forms.UUIDField(widget=forms.HiddenInput, required=False)
    coded, of, label = ICF, CodeList.ICF, ""

    def prepare(self) -> None:
        self.initial = {"row": uuid4()}
        self._searched(self._name_in(self.data) or self.coded)

    def _name_in(self, data: Any) -> str:
        """The code's field as the page named it: several forms stand on one page, each with a number."""
        start, end = self.coded.partition("-")[0], self.coded.rpartition("-")[2]
        return next((name for name in data if name.startswith(f"{start}-") and name.endswith(f"-{end}")), "")

    def numbered(self, number: int) -> None:
        start, _, end = self.coded.split("-")
        self._searched(f"{start}-{number}-{end}")

    def _searched(self, name: str) -> None:
        self.fields.pop(self.coded, None)
        self.coded = name
        there = {
            "autocomplete": "off",
            "hx-get": f"{reverse('gop:in_hand_codes', args=[self.of])}?felt={self.coded}",
            "hx-trigger": "input changed delay:300ms",
            "hx-target": f"#fundet-{self.coded}",
            "hx-sync": "this:replace",
        }
        self.renamed = {**type(self).renamed, "code": name}
        self.fields[name] = forms.CharField(
            label=self.label, max_length=100, required=False, widget=forms.TextInput(attrs=there), help_text="Skriv en kode eller et ord."
        )

    @property
    def search(self) -> dict[str, Any]:
        field = self[self.coded]
        typed = str(field.value() or "")
        found = answers(self.of, typed, self.coded) if self.initial.get("searched") or (self.is_bound and field.errors) else Answers([], "")
        return {"field": field, "found": found}

    def typed_only(self, data: Any) -> None:
        """What was typed stands in the form, unread: a search or a choice saves nothing."""
        self._searched(self._name_in(data) or self.coded)
        action, said = data.get("action", ""), {name: data.get(name, "") for name in self.fields}
        if action.startswith(CHOOSE):
            field, _, code = action.removeprefix(CHOOSE).partition(":")
            said[field] = code if field == self.coded else said.get(field, "")
        self.initial = said | {"searched": action == SEARCH}


class GoalForm(CodedForm):
    label = "Eller en kategori i ICF"
    text = forms.CharField(
        label="Målet, som det er aftalt med borgeren",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text="Fx: Kan gå til købmanden og hjem igen uden hvil.",
        error_messages=TOO_LONG,
    )
    condition = choice_field("Hvad handler det om (FSIII)?", (), "Vælg fra listen.", widget=forms.Select, required=False)
    agreed_on = day_field("Aftalt", "Angiv, hvilken dag målet blev aftalt.")
    target_on = day_field("Skal være nået (kan undlades)", "", required=False)

    def prepare(self) -> None:
        super().prepare()
        self.fields["condition"].choices = [("", "Vælges ikke"), *choices(CONDITION)]  # type: ignore[attr-defined]
        self.initial.update({"agreed_on": clock.today()})
        if self.case.department_id:
            self.fields["text"].label = "Målet, som det er aftalt med patienten"

    def of_goal(self, goal: "Goal", number: int) -> None:
        """First values of the form that changes a goal, the `number`th on the page."""
        self.numbered(number)
        fsiii = goal.code_list == GoalCodes.FSIII
        self.initial.update({"text": goal.text, "target_on": goal.target_on, "condition": goal.code if fsiii else ""})
        self.initial.update({self.coded: "" if fsiii else goal.code})

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("condition") and found.get(self.coded):
            self.add_error("condition", "Vælg enten en tilstand i FSIII eller en kategori i ICF.")
        return found

    @property
    def said(self) -> GoalSaid:
        typed = self.cleaned_data
        of = GoalCodes.FSIII if typed["condition"] else GoalCodes.ICF if typed[self.coded].strip() else ""
        return GoalSaid(
            text=typed["text"],
            agreed_on=typed["agreed_on"],
            code_list=of,
            code=typed["condition"] or typed[self.coded].strip(),
            target_on=typed["target_on"],
        )


class ReachedForm(VerbForm):
    reached = choice_field("Blev målet nået?", GoalReached.choices(), "Vælg, hvor langt borgeren kom.")
    on = day_field("Vurderet", "Angiv, hvilken dag det blev vurderet.")
    note = forms.CharField(label="Bemærkning", max_length=LONGEST, required=False, error_messages=TOO_LONG)

    def prepare(self) -> None:
        self.initial = {"on": clock.today()}


class OneContactForm(CodedForm):
    """In one line: how, what, when, how long, and what became of it."""

    renamed = {"at": "date"}
    coded, of, label = SKS, CodeList.INTERVENTIONS, "Eller en kode i SKS"
    form = choice_field("Hvordan", ContactForm.choices(), "Vælg, hvordan kontakten holdes.", widget=forms.Select)
    intervention = choice_field("Indsats (FSIII)", (), "Vælg fra listen.", widget=forms.Select, required=False)
    date = day_field("Dato", "Angiv datoen.")
    time = forms.TimeField(
        label="Klokkeslæt",
        input_formats=TIME_FORMATS,
        error_messages={"required": "Angiv klokkeslættet.", "invalid": "Skriv klokkeslættet som timer og minutter, fx 9:30."},
    )
    minutes = forms.IntegerField(label="Minutter", required=False, error_messages={"invalid": "Skriv et helt antal minutter."})
    state = choice_field("Hvad blev det til?", ContactState.choices(), "Vælg, om kontakten er planlagt eller holdt.", widget=forms.Select)
    note = forms.CharField(label="Bemærkning", max_length=LONGEST, required=False, error_messages=TOO_LONG)

    def prepare(self) -> None:
        super().prepare()
        self.fields["intervention"].choices = [("", "Vælges ikke"), *choices(INTERVENTION)]  # type: ignore[attr-defined]
        self.initial.update({"date": clock.today()})

    def copy_of(self, last: "CaseContact") -> None:
        """The same again a week later, planned."""
        then = local(last.at)
        fsiii = last.code in terms(INTERVENTION)
        self.initial.update(
            {
                "form": last.form,
                "intervention": last.code if fsiii else "",
                self.coded: "" if fsiii else last.code,
                "date": max(then.date() + timedelta(days=7), clock.today()),
                "time": then.time().replace(second=0, microsecond=0),
                "minutes": last.minutes,
                "state": ContactState.PLANNED,
            }
        )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        day, at = found.get("date"), found.get("time")
        if day and at:
            try:
                found["at"] = copenhagen_moment(day, at)
            except (ValueError, OverflowError) as error:
                self.add_error("time", str(error))
        if found.get("intervention") and found.get(self.coded):
            self.add_error("intervention", "Vælg enten en indsats i FSIII eller en kode i SKS.")
        return found

    @property
    def said(self) -> ContactSaid:
        typed = self.cleaned_data
        return ContactSaid(
            form=ContactForm(typed["form"]),
            at=typed.get("at"),
            state=ContactState(typed["state"]),
            code=typed["intervention"] or typed[self.coded].strip(),
            minutes=typed["minutes"],
            note=typed["note"],
        )


class SettleForm(VerbForm):
    state = choice_field(
        "Hvad blev det til?", [one for one in ContactState.choices() if one[0] != ContactState.PLANNED], "Vælg, hvad der blev af kontakten."
    )
    minutes = forms.IntegerField(label="Minutter", required=False, error_messages={"invalid": "Skriv et helt antal minutter."})
    note = forms.CharField(label="Bemærkning", max_length=LONGEST, required=False, error_messages=TOO_LONG)


class CalledBackForm(VerbForm):
    on = day_field("Hvornår blev der ringet?", "Angiv, hvilken dag der blev ringet.")
    note = forms.CharField(
        label="Bemærkning",
        max_length=LONGEST,
        required=False,
        error_messages=TOO_LONG,
        help_text="Kun til jer selv. Sygehuset hører dagen.",
    )

    def prepare(self) -> None:
        self.initial = {"on": clock.today()}
