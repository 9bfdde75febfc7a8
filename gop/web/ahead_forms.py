"""The forms of notices ahead. They read what was typed; what cannot stand is said by the service, at the fields."""

from django import forms

from gop.enums import CapacityNoticeKind, PlanType, TrainingField
from gop.services.telling_ahead import AheadAsked
from gop.web.forms import choice_field, day_field

NO_KIND = "Vælg, hvad det handler om."
ALL = ("", "Alle")


class AheadBase(forms.Form):
    """Nothing is refused by the browser alone."""

    use_required_attribute = False

    def refuse(self, wrong: list[tuple[str, str]]) -> None:
        for name, text in wrong:
            ours = name if name in self.fields else None
            if ours is None or ours not in self.errors:
                self.add_error(ours, text)


class AheadForm(AheadBase):
    kind = choice_field("Hvad handler det om?", CapacityNoticeKind.choices(), NO_KIND, required=False)
    title = forms.CharField(label="Overskrift", required=False)
    text = forms.CharField(
        label="Hvad ændrer sig?",
        required=False,
        help_text="Skriv, hvad modtagerne skal regne med, fx hvor mange planer flere om ugen. Skriv intet om borgere.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    effective_on = day_field("Gælder fra", "Angiv den dag, ændringen gælder fra.", required=False, help_text="Den dag ændringen begynder.")
    plan_type = choice_field("Plantype", [ALL, *PlanType.choices()], "Vælg fra listen.", required=False, widget=forms.Select)
    training_field = choice_field("Fagområde", [ALL, *TrainingField.choices()], "Vælg fra listen.", required=False, widget=forms.Select)

    @property
    def asked(self) -> AheadAsked:
        said = self.cleaned_data
        return AheadAsked(
            kind=CapacityNoticeKind(said["kind"]) if said["kind"] else None,
            title=said["title"],
            text=said["text"],
            effective_on=said["effective_on"],
            plan_type=PlanType(said["plan_type"]) if said["plan_type"] else None,
            training_field=TrainingField(said["training_field"]) if said["training_field"] else None,
        )


class WithdrawAheadForm(AheadBase):
    reason = forms.CharField(label="Hvorfor trækkes varslingen tilbage?", required=False, widget=forms.Textarea(attrs={"rows": 2}))
