"""The small forms on the page of a sent plan. Each carries `seen`: when the page was made."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms

from accounts import clock
from accounts.danish import COPENHAGEN, day_date
from gop.enums import HandedOutHow
from hospitals.web.fields import DayField, long_text, radios, select, text

CONFIRM, CORRECT, CALL_OFF = "bekraeft", "ret", "aflys"


class ActForm(forms.Form):
    """`name` is the form's own part of every id, so that two forms of a page never share one."""

    name = ""
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        options["auto_id"] = f"{self.name}_%s"
        super().__init__(*args, **options)

    def seen_at(self) -> datetime:
        """A form without a readable moment counts as made now: it then knows all that has happened."""
        try:
            at = datetime.fromisoformat(self.data.get("seen", ""))
        except ValueError:
            return clock.now()
        return at if at.tzinfo else at.replace(tzinfo=COPENHAGEN)


class DischargeForm(ActForm):
    """Confirm, correct or call off. Whether a corrected date is expected follows from the day."""

    name = "udskrivning"
    answer = radios("Hvad er der sket?", (), required=True)
    discharge_date = DayField(label="Ny udskrivningsdato")
    day = forms.DateField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, plan: Any, **options: Any) -> None:
        super().__init__(*args, initial={"day": plan.discharge_date, "answer": ""}, **options)
        choices: list[tuple[str, str]] = []
        if plan.discharge_date and plan.discharge_expected and plan.discharge_date <= clock.today():
            choices.append((CONFIRM, f"Patienten blev udskrevet {day_date(plan.discharge_date)}"))
        choices.append((CORRECT, "Datoen er en anden" if plan.discharge_date else "Der er kommet en dato"))
        if plan.discharge_date and plan.discharge_expected:
            choices.append((CALL_OFF, "Udskrivningen er aflyst, og der er ingen ny dato"))
        self.fields["answer"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.initial["answer"] = CORRECT

    def clean(self) -> None:
        if (
            self.cleaned_data.get("answer") == CORRECT
            and not self.cleaned_data.get("discharge_date")
            and "discharge_date" not in self.errors
        ):
            self.add_error("discharge_date", "Skriv den nye udskrivningsdato.")

    def stated(self) -> date | None:
        """The day that was confirmed or corrected to; None when it is called off."""
        name = {CONFIRM: "day", CORRECT: "discharge_date"}.get(self.cleaned_data["answer"])
        return self.cleaned_data[name] if name else None


class HandedOutForm(ActForm):
    name = "udleveret"
    handed_out_on = DayField(label="Udleveret den", required=True)
    handed_out_how = select("Hvordan", HandedOutHow.choices(), required=True)

    def __init__(self, *args: Any, plan: Any, **options: Any) -> None:
        how = plan.handed_out_how or HandedOutHow.PAPER
        super().__init__(*args, initial={"handed_out_on": plan.handed_out_on or clock.today(), "handed_out_how": how}, **options)


class WithdrawForm(ActForm):
    name = "tilbagetrukket"
    reason = long_text("Hvorfor trækkes planen tilbage?", "Modtageren får begrundelsen. Sagen afsluttes, og fristerne stopper.", 3)

    def __init__(self, *args: Any, plan: Any, **options: Any) -> None:
        super().__init__(*args, **options)


class ForwardForm(ActForm):
    """Those already tried are not offered. `named`: (id, name) of whom the return named, who gets it with one button.

    `asks_register`: it has come back so often that the coordinator notes what the register answers.
    """

    name = "videre"
    municipality = select("Send til", required=True, hint="Kommuner, der har haft planen, står ikke på listen.")
    register_answer = text("Folkeregistrets svar", 300, help_text="Fx hvilken kommune patienten er tilmeldt i, og fra hvornår.")

    def __init__(
        self,
        *args: Any,
        plan: Any,
        municipalities: Sequence[tuple[str, str]],
        named: tuple[UUID, str] | None = None,
        asks_register: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.named, self.asks_register = named, asks_register
        self.fields["municipality"].choices = [("", "Vælg kommune"), *municipalities]  # type: ignore[attr-defined]
        if asks_register:
            self.initial["municipality"] = str(named[0]) if named else ""
        else:
            del self.fields["register_answer"]


class DepartmentForm(ActForm):
    """A specialised plan that came back, to another department of the patient's choice."""

    name = "til-afdeling"
    department = select("Send til", required=True, hint="Afdelinger, der har haft planen, står ikke på listen.")
    consent = forms.BooleanField(label="Patienten har valgt afdelingen og sagt ja til, at den får planen", required=False)

    def __init__(self, *args: Any, plan: Any, departments: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["department"].choices = [("", "Vælg afdeling"), *departments]  # type: ignore[attr-defined]
