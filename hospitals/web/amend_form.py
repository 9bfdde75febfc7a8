"""The form "Ret planen": what may be amended in a sent plan, and what the receiver reads first."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.crypto import salted_hmac

from deadlines.enums import StartReason
from gop.enums import PlanType
from gop.selectors.amendments import AMENDABLE
from gop.selectors.draft_texts import texts_in, texts_of
from gop.services.two_tabs import Change, Saved
from hospitals.web.fields import DayField, long_text, radios, text
from hospitals.web.forms import FunctioningForm, PatientForm, StepForm, TypeForm
from hospitals.web.meanwhile import show_theirs

FUNCTIONING = ("functioning_before", "functioning_now", "limitations", "training_need", "potential", "extended_description")


class AmendForm(StepForm):
    """Bound to the version that the page shows. `why` goes to the receivers as written."""

    required_to_send = ("why",)
    own = ("diagnosis_query", "diagnosis_code", "why", *PatientForm.address)
    choice_hints = {"start_reason_kind": TypeForm.choice_hints["start_reason_kind"]}

    training_need = FunctioningForm.base_fields["training_need"]
    potential = FunctioningForm.base_fields["potential"]
    limitations = FunctioningForm.base_fields["limitations"]
    functioning_before = FunctioningForm.base_fields["functioning_before"]
    functioning_now = FunctioningForm.base_fields["functioning_now"]
    extended_description = FunctioningForm.base_fields["extended_description"]
    earliest_start = DayField(label="Tidligste start")
    latest_start = DayField(label="Seneste start")
    start_reason_kind = radios("Hvorfor en anden start?", (("", "Ingen ændret start"), *StartReason.choices()))
    start_reason = long_text("Begrundelse for ændret start", rows=3)
    diagnosis_query = text("Find diagnose", 100, help_text="Skriv kode eller ord, fx DS720 eller lårben, og vælg på listen.")
    diagnosis_code = text("Diagnose", 12)
    citizen_name = text("Navn", 200)
    phone = PatientForm.base_fields["phone"]
    street = PatientForm.base_fields["street"]
    postcode = PatientForm.base_fields["postcode"]
    city = PatientForm.base_fields["city"]
    protected = PatientForm.base_fields["protected"]
    municipality_contact = text("Bopælskommunens kontakt", 300)
    region_contact = text("Bopælsregionens kontakt", 300)
    why = long_text(
        "Hvad er rettet, og hvorfor", "Modtageren læser det først. Skriv kort, fx: Patienten går nu med stok, så behovet er mindre.", 3
    )

    def __init__(self, *args: Any, plan: Any, version: Any, **options: Any) -> None:
        super().__init__(*args, lists={}, plan=plan, version=version, **options)
        if version.plan_type != PlanType.SPECIALIST_REHABILITATION and not version.extended_description:
            del self.fields["extended_description"]

    @classmethod
    def initial_of(cls, plan: Any, version: Any) -> dict[str, Any]:
        at = {name: getattr(version.address, name) for name in PatientForm.address}
        return super().initial_of(plan, version) | at | {"diagnosis_code": version.diagnosis_code}

    def values(self) -> dict[str, Any]:
        said = super().values()
        return said | {name: self.cleaned_data[name] for name in ("diagnosis_code", *PatientForm.address) if name in self.cleaned_data}

    def touched(self, names: Iterable[str]) -> bool:
        """Whether a folded part must stand open: something in it is wrong, or is not as the version has it."""
        return any(
            name in self.errors or (self.is_bound and name in self.fields and self[name].value() != self._first(name)) for name in names
        )

    def _first(self, name: str) -> Any:
        first = self.initial.get(name)
        return "" if first is None else first


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
