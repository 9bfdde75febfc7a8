"""Deciding a received case in one form: level, field, guidance on free choice, first meeting (ADR 0038)."""

from typing import TYPE_CHECKING, Any, NamedTuple

from accounts import clock
from accounts.actor import Actor
from accounts.clock import local
from gop.enums import GeneralLevel, GuidanceHow, PlanType, TrainingField
from gop.rules.training_field import ProposedField, proposed_field
from gop.selectors.cases import version_for
from gop.selectors.free_times import Proposals, proposals_for
from gop.services.cases import what_is_wrong_with_level
from gop.services.deciding import Decided
from gop.web.choice_words import limits
from gop.web.forms import TriageForm, choice_field
from gop.web.times_forms import TimesForm

if TYPE_CHECKING:
    from gop.models import Case

NOT_YET = "ikke_endnu"
THEN = "Borgeren kan vælge en anden kommunes tilbud, og en privat leverandør, hvis I ikke kan tilbyde start i tide."
NOT_SETTLED = "Hvad borgeren kan vælge imellem, når en region er myndighed, er ikke afklaret. Lov ikke en leverandør."


class Known(NamedTuple):
    """What the form shows before anything is typed."""

    times: Proposals
    field: ProposedField | None


def text(case: "Case") -> str:
    """Whose the case becomes."""
    if case.owner_id is None:
        return "Sagen bliver din, og der kvitteres for modtagelsen."
    return "" if case.acknowledged_at else "Der kvitteres for modtagelsen."


def known(actor: Actor, case: "Case") -> Known:
    version = version_for(case)
    if version is None:
        return Known(proposals_for(actor, case), None)
    field = proposed_field(
        code=version.diagnosis_code,
        group=version.diagnosis_group,
        interventions=version.interventions,
        birth=case.birth_date,
        on=case.day_zero or local(case.received_at).date(),
    )
    return Known(proposals_for(actor, case), field)


class DecideForm(TimesForm, TriageForm):
    """Level is never preset; the field and the first free time are, as proposals that saving confirms."""

    may_wait = True
    field_order = ("level", "criteria", "reason", "training_field", "how", "slot", "date", "time", "place_kind", "place", "no_start")

    how = choice_field(
        "Vejledt om frit valg?",
        [*GuidanceHow.choices(), (NOT_YET, "Ikke endnu")],
        "Vælg, hvordan borgeren er vejledt om frit valg, eller at det ikke er sket endnu.",
    )

    def prepare(self) -> None:
        super().prepare()
        if self.case.guidance_at is not None:
            del self.fields["how"]
        else:
            self.fields[
                "how"
            ].help_text = f"{limits(clock.today())} {self._then()} Når du registrerer vejledningen, står det også, at det blev sagt."
        if self._then() == NOT_SETTLED and "no_start" in self.fields:
            self.fields["no_start"].help_text = "Sagen viser, om borgeren får udvidet frit valg."
        field = self.fields["training_field"]
        field.required, field.error_messages["required"] = True, "Vælg fagområde."
        if self.field is not None and not self.case.training_field:
            self.initial["training_field"] = self.field.field.value
            field.help_text = f"Foreslået ud fra {self.field.because}."

    def _then(self) -> str:
        """Under a region the choice is not settled, and is not promised (model.md 6 rule 9)."""
        case = self.case
        elsewhere = case.home_municipality_id not in (None, case.organisation_id)
        return NOT_SETTLED if elsewhere and case.plan_type == PlanType.SPECIALIST_REHABILITATION else THEN

    def read_times(self) -> None:
        """Field and times are read together."""
        found: Any = self.known() if self.known else Known(Proposals(None, [], [], any_times=False), None)
        self.field: ProposedField | None = found.field
        self.show_times(found.times)

    def clean(self) -> dict[str, Any]:
        """What the level lacks is said together with what the meeting lacks."""
        found = super().clean()
        if not any(name in self.errors for name in ("level", "criteria")):
            level = GeneralLevel(found["level"]) if found.get("level") else None
            for name, text in what_is_wrong_with_level(self.case, level, found.get("criteria", ()), found.get("reason", "")):
                self.add_error(name, text)
        if not self.errors:
            found["decided"] = _decided(found)
        return found


def _decided(typed: dict[str, Any]) -> Decided:
    how = typed.get("how", NOT_YET)
    return Decided(
        level=GeneralLevel(typed["level"]) if typed.get("level") else None,
        criteria=typed.get("criteria", ()),
        reason=typed.get("reason", ""),
        field=TrainingField(typed["training_field"]) if typed.get("training_field") else None,
        how=None if how == NOT_YET else GuidanceHow(how),
        meeting=typed.get("meeting"),
        no_start=typed.get("no_start", False),
    )
