"""The forms of an advance notice and of a letter about a child. What is required is the service's to say, in one round."""

from typing import Any

from django import forms

from gop.enums import CopyTo, NoticeKind, Told
from hospitals.web.acts import ActForm
from hospitals.web.fields import DayField, long_text, radios, select, text, tick
from hospitals.web.forms.base import id_of

FOLLOWS = ((Told.YES, "Ja"), (Told.NO, "Nej"), (Told.UNKNOWN, "Det vides ikke endnu"))
INFORMED = ((Told.YES, "Ja"), (Told.NO, "Nej"))
ORGANISATIONS = ("department_id", "home_municipality_id", "performing_department_id")


class ListedForm(forms.Form):
    """`lists`: choices that stand in the registry. A membership of one department is not asked which."""

    def __init__(self, *args: Any, lists: dict[str, Any], **options: Any) -> None:
        super().__init__(*args, **options)
        for name, choices in lists.items():
            if name in self.fields:
                self.fields[name].choices = choices  # type: ignore[attr-defined]
        if len(lists["department_id"]) < 3:  # the empty choice and one
            del self.fields["department_id"]

    def values(self) -> dict[str, Any]:
        """By the names of the service."""
        said = dict(self.cleaned_data)
        return said | {name: id_of(said[name]) for name in ORGANISATIONS if name in said}


class NoticeForm(ListedForm):
    cpr = text("CPR-nummer", 20, help_text="Et erstatningsnummer kan også bruges.")
    citizen_name = text("Patientens navn", 200)
    home_municipality_id = select("Bopælskommune", hint="Kommunen får varslingen.")
    kind = radios("Indlæggelsen er", NoticeKind.choices())
    department_id = select("Afdeling")
    diagnosis_query = text("Find diagnose", 100, help_text="Skriv kode eller ord, fx DS720 eller lårben, og vælg på listen.")
    diagnosis_code = text("Diagnose", 12)
    operation_text = text("Operation eller behandling", 300)
    operation_on = DayField(label="Dato for operationen")
    discharge_date = DayField(label="Forventet udskrivning", help_text="Må stå tom, når den ikke kendes.")
    follows = radios("Følger der en genoptræningsplan?", FOLLOWS)
    performing_department_id = select(
        "Trænende afdeling, hvis den også skal varsles", hint="Når træningen formentlig skal være på et sygehus."
    )
    informed = radios("Ved patienten, at kommunen varsles?", INFORMED)
    informed_on = DayField(label="Hvornår fik patienten det at vide?")


class ChangeNoticeForm(ActForm):
    name = "ret"
    discharge_date = DayField(label="Forventet udskrivning", help_text="Lad feltet stå tomt, når udskrivningen er aflyst uden ny dato.")
    follows = radios("Følger der en genoptræningsplan?", FOLLOWS, required=True)

    def __init__(self, *args: Any, notice: Any, **options: Any) -> None:
        super().__init__(*args, initial={"discharge_date": notice.discharge_date, "follows": notice.follows}, **options)


class WithdrawNoticeForm(ActForm):
    name = "traek_tilbage"
    reason = long_text("Hvorfor trækkes varslingen tilbage?", "Modtagerne får begrundelsen.", 3, longest=300)


class LetterForm(ListedForm):
    """`subject` is asked only where the home region's agreement fixes none."""

    department_id = select("Afdeling")
    cpr = text("Barnets CPR-nummer", 20)
    citizen_name = text("Barnets navn", 200)
    home_municipality_id = select("Bopælskommune", hint="Kommunen får brevet samme sted, som den får genoptræningsplaner.")
    subject = text("Overskrift", 300, help_text="Bruges kun, når bopælsregionen ikke har aftalt en fast overskrift.")
    body = long_text(
        "Beskriv barnets behov",
        "Undersøgelsens resultat, hvad barnet kan og ikke kan, og hvad der anbefales. Kommunen vælger tilbuddet efter den lov, der passer.",
        10,
    )
    copies = forms.MultipleChoiceField(
        label="Hvem skal også have brevet?",
        choices=CopyTo.choices(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Kopierne sendes ikke herfra. De står som »afventer afsendelse«, til der er en vej.",
        error_messages={"invalid_choice": "Vælg fra listen."},
    )
    feedback_wanted = tick("Vi ønsker besked om, hvilke tilbud barnet får")
    feedback_to = text("Hvem skal tilbagemeldingen til?", 300, help_text="Afdeling eller person, og telefon.")
