"""The form "Ret planen": what may be amended in a sent plan, and what the receiver reads first."""

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from django.utils.crypto import salted_hmac

from accounts import clock
from deadlines.enums import StartReason
from gop.enums import PlanType
from gop.rules.lists import LISTS
from gop.selectors.amendments import AMENDABLE
from gop.selectors.draft_texts import texts_in, texts_of
from gop.services.two_tabs import Change, Saved
from hospitals.web.fields import DayField, long_text, radios, text
from hospitals.web.forms import ConsentForm, ContactForm, FunctioningForm, PatientForm, StepForm, TypeForm
from hospitals.web.forms.base import Parts, is_child
from hospitals.web.forms.consent import ABOUT_NOTHING, PLAIN
from hospitals.web.forms.functioning import BEFORE_AND_NOW
from hospitals.web.meanwhile import show_theirs

# What may be amended, taken over from the steps: (the step's form, its fields).
FROM_STEPS: tuple[tuple[type[StepForm], tuple[str, ...]], ...] = (
    (FunctioningForm, ("training_need", "potential", "limitations", *(name for _, *both in BEFORE_AND_NOW for name in both))),
    (FunctioningForm, ("extended_description", "long_course_expected")),
    (ContactForm, ("health_summary", "information_given", "safety")),
    (PatientForm, ("citizen_name", *PatientForm.address, *PatientForm.parts["doctor"], *PatientForm.parts["needs"])),
    (ConsentForm, PLAIN),
)


class AmendForm(StepForm):
    """Bound to the version that the page shows. `why` goes to the receivers as written."""

    required_to_send = ("why",)
    own = ("diagnosis_query", "diagnosis_code", "why", *PatientForm.address, "relatives")
    choice_hints: ClassVar = {"start_reason_kind": TypeForm.choice_hints["start_reason_kind"]}
    line_lists = tuple(LISTS)
    parts: ClassVar[Parts] = {
        "found": ("tests", "examinations", "aids", "categories"),
        "diagnosis": ("diagnosis_query", "diagnosis_code", "interventions", "diagnoses"),
        "treatment": ("health_summary", "controls", "information_given", "safety", "excerpts", "links"),
        "patient": ("citizen_name", *PatientForm.address, *PatientForm.parts["doctor"], *PatientForm.parts["needs"], "relatives"),
        "contacts": (*PLAIN, "team", "status_receivers"),
    }

    earliest_start = DayField(label="Tidligste start")
    latest_start = DayField(label="Seneste start")
    start_reason_kind = radios("Hvorfor en anden start?", (("", "Ingen ændret start"), *StartReason.choices()))
    start_reason = long_text("Begrundelse for ændret start", rows=3)
    diagnosis_query = text("Find diagnose", 100, help_text="Skriv kode eller ord, fx DS720 eller lårben, og vælg på listen.")
    diagnosis_code = text("Diagnose", 12)
    why = long_text(
        "Hvad er rettet, og hvorfor", "Modtageren læser det først. Skriv kort, fx: Patienten går nu med stok, så behovet er mindre.", 3
    )

    def __init__(self, *args: Any, plan: Any, version: Any, **options: Any) -> None:
        super().__init__(*args, lists={}, plan=plan, version=version, **options)
        if version.plan_type != PlanType.SPECIALIST_REHABILITATION and not version.extended_description:
            self.leave_out(["extended_description"])
        child = is_child(version, clock.today())
        if child and not version.safety:
            self.leave_out(["safety"])
        if not child and not version.long_course_expected:
            self.leave_out(["long_course_expected"])

    @classmethod
    def initial_of(cls, plan: Any, version: Any) -> dict[str, Any]:
        at = {name: getattr(version.address, name) for name in (*PatientForm.address, "relatives")}
        return super().initial_of(plan, version) | at | {"diagnosis_code": version.diagnosis_code}

    def values(self) -> dict[str, Any]:
        said = super().values()
        return said | {name: self.cleaned_data[name] for name in ("diagnosis_code", *PatientForm.address) if name in self.cleaned_data}

    def before_and_now(self) -> list[dict[str, Any]]:
        return [{"title": title, "before": self[before], "now": self[now]} for title, before, now in BEFORE_AND_NOW]

    def clean(self) -> None:
        if self.cleaned_data.get("contact_wanted_about") and not self.cleaned_data.get("contact_wanted"):
            self.add_error("contact_wanted", ABOUT_NOTHING)

    def _said_in(self, name: str) -> bool:
        """A folded part stands open when something in it is wrong, or is not as the version has it."""
        if name in self.line_lists:
            return self.is_bound and (self._wrong_in(name) or self.kept.get(name) != self.initial[name])
        return name in self.errors or (self.is_bound and name in self.fields and self[name].value() != self._first(name))

    def _first(self, name: str) -> Any:
        first = self.initial.get(name)
        return "" if first is None else first


AmendForm.base_fields = {name: form.base_fields[name] for form, names in FROM_STEPS for name in names} | AmendForm.base_fields


def labels_of(names: Collection[str]) -> list[str]:
    """What an amendment changed, in the form's own words and order."""
    labels = {name: str(field.label) for name, field in AmendForm.base_fields.items()} | {name: of.title for name, of in LISTS.items()}
    return [label for name, label in labels.items() if name in names]


def signature(plan: Any, base: int, values: Mapping[str, Any], why: str) -> str:
    """What was looked through, so that nothing else is sent."""
    said = sorted(texts_in({name: value for name, value in values.items() if name in AMENDABLE}).items())
    return salted_hmac("gop.amend", f"{plan.id}:{base}:{said}:{why}", algorithm="sha256").hexdigest()[:32]


def follow(form: AmendForm, now: AmendForm, plan: Any, base: Any, current: Any, change: Change) -> Saved:
    """The form goes on from `current`: what was not touched here follows it, what both changed stands with the other's text beside it."""
    was, is_now, mine = texts_of(plan, base, consents=False), texts_of(plan, current, consents=False), texts_in(form.values())
    theirs = {name: change for name, text in mine.items() if is_now[name] != was[name] and text == was[name]}
    both = {name: change for name, text in mine.items() if is_now[name] != was[name] and text not in (was[name], is_now[name])}
    found = Saved(plan, theirs, both)
    show_theirs(form, now, found, current)
    return found
