"""The form of a routing rule: which cases, and who gets them."""

from functools import cache
from typing import TYPE_CHECKING, Any

from django import forms

from gop.enums import PlanType
from gop.registry import diagnoses
from gop.web.forms import choice_field
from municipalities.routing_services import RuleAsked
from municipalities.web.areas import as_text
from municipalities.web.forms import Choices, OwnForm, area_field, number_field, one_id, text_field

if TYPE_CHECKING:
    from municipalities.models import RoutingRule

TEAM, PERSON, OWNER = "team", "kollega", "ejer"
TO = [(TEAM, "Et team"), (PERSON, "En bestemt kollega"), (OWNER, "Den, der har borgerens åbne sag")]
YES, NO = "ja", "nej"
SAID = {"": None, YES: True, NO: False}
WHO = ("to", "team", "person")
WHICH = ("in_team_area", "areas", "age_from", "age_to", "brain_injury", "existing_case")
SELDOM = ("plan_types", "diagnosis_groups", "information")


@cache
def groups() -> tuple[str, ...]:
    return tuple(sorted({row.group for row in diagnoses() if row.group}))


def several(label: str, choices: Choices, hint: str) -> forms.MultipleChoiceField:
    wrong = {"invalid_choice": "Vælg fra listen."}
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, help_text=hint, error_messages=wrong
    )


class RuleForm(OwnForm):
    """`rules`: those in force beside this one, in their order, as (number, name)."""

    name = text_field("Reglens navn", 100, "Står på sagerne, fx »Hjerneskade«.")
    place = forms.TypedChoiceField(
        label="Plads i rækkefølgen",
        coerce=int,
        help_text="Den første regel, der passer, bestemmer.",
        error_messages={"invalid_choice": "Vælg en plads fra listen."},
    )
    in_team_area = forms.BooleanField(
        label="Kun borgere i teamets område", required=False, help_text="Følger med, når teamets område ændres."
    )
    areas = area_field("Kun borgere, der bor her. Tomt: alle. En beskyttet adresse passer ikke på et postnummer.")
    age_from = number_field("Alder fra", "År på modtagelsesdagen.")
    age_to = number_field("Alder til og med")
    plan_types = several("Planens type", PlanType.choices(), "Ingen kryds: alle typer.")
    diagnosis_groups = several("Diagnosegruppe", [], "Ingen kryds: alle grupper.")
    brain_injury = choice_field(
        "Hjerneskade",
        [("", "Uden betydning"), (YES, "Kun ved hjerneskade"), (NO, "Kun uden hjerneskade")],
        "Vælg fra listen.",
        required=False,
    )
    existing_case = choice_field(
        "Åben sag hos os",
        [("", "Uden betydning"), (YES, "Kun borgere, der har en åben sag"), (NO, "Kun borgere uden en åben sag")],
        "Vælg fra listen.",
        required=False,
    )
    information = forms.BooleanField(
        label="Kun sager til orientering", required=False, help_text="Andre regler rører ikke sager til orientering."
    )
    to = choice_field("Modtager", TO, "Vælg, hvem der får sagerne.")
    team = choice_field(
        "Team",
        (),
        "Vælg et team fra listen.",
        required=False,
        widget=forms.Select,
        help_text="Ved en kollega eller ejeren af en åben sag: det team, sagen også lægges hos, og hvor den bliver, hvis personen er rejst.",
    )
    person = choice_field("Kollega", (), "Vælg en kollega fra listen.", required=False, widget=forms.Select)

    def __init__(self, rules: Choices, teams: Choices, people: Choices, data: Any = None, initial: Any = None) -> None:
        last = len(rules)
        super().__init__(data, initial={"place": last, "to": TEAM, **(initial or {})})
        after = [(number, f"{number + 1}. efter »{name}«") for number, (_, name) in enumerate(rules, 1)]
        self.set_choices("place", [(0, "1. først"), *after])  # type: ignore[list-item]
        self.set_choices("team", [("", "Vælg team"), *teams])
        self.set_choices("person", [("", "Vælg kollega"), *people])
        self.set_choices("diagnosis_groups", [(name, name) for name in groups()])

    @property
    def asked(self) -> RuleAsked:
        said = self.cleaned_data
        to = said["to"]
        return RuleAsked(
            name=said["name"],
            areas=tuple(said["areas"]),
            in_team_area=said["in_team_area"],
            age_from=said["age_from"],
            age_to=said["age_to"],
            plan_types=tuple(said["plan_types"]),
            diagnosis_groups=tuple(said["diagnosis_groups"]),
            brain_injury=SAID[said["brain_injury"]],
            existing_case=SAID[said["existing_case"]],
            information=said["information"],
            to_existing_owner=to == OWNER,
            team=one_id(said["team"]),
            person=one_id(said["person"]) if to == PERSON else None,
        )

    def clean(self) -> dict[str, Any]:
        """What the choice of receiver asks for."""
        said = super().clean() or self.cleaned_data
        if said.get("to") == PERSON and not said.get("person") and "person" not in self.errors:
            self.add_error("person", "Vælg en kollega fra listen.")
        if said.get("to") == TEAM and not said.get("team") and "team" not in self.errors:
            self.add_error("team", "Vælg et team fra listen.")
        return said


def of_rule(row: "RoutingRule", place: int) -> dict[str, Any]:
    """First values of the form that changes a rule."""
    said = {None: "", True: YES, False: NO}
    same = {
        name: getattr(row, name) for name in ("name", "in_team_area", "age_from", "age_to", "plan_types", "diagnosis_groups", "information")
    }
    return {
        **same,
        "place": place,
        "areas": as_text(row.areas),
        "brain_injury": said[row.brain_injury],
        "existing_case": said[row.existing_case],
        "to": OWNER if row.to_existing_owner else PERSON if row.to_user else TEAM,
        "team": str(row.to_team_id or ""),
        "person": str(row.to_user or ""),
    }
