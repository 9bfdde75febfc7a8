"""The forms of Kontakter. They read what was typed; what cannot stand is said by the services, at the fields."""

from typing import TYPE_CHECKING, Any

from django import forms

from accounts.contact_services import ContactAsked
from accounts.enums import ContactMatter

if TYPE_CHECKING:
    from accounts.models import Contact

DATE_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y"]
WRONG_DAY = {"invalid": "Skriv datoen som dag, måned og år, fx 27.11.2026."}
FROM_HINT = "I dag eller en dag, der kommer. Den nuværende slutter dagen før."


class OwnForm(forms.Form):
    """Nothing is refused by the browser alone."""

    use_required_attribute = False

    def refuse(self, wrong: list[tuple[str, str]]) -> None:
        """A service's sentences; a field that has said something already says no more."""
        for name, text in wrong:
            ours = name if name in self.fields else None
            if ours is None or ours not in self.errors:
                self.add_error(ours, text)


class ContactForm(OwnForm):
    matter = forms.ChoiceField(
        label="Hvad handler det om?",
        choices=ContactMatter.choices(),
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "Vælg, hvad kontakten handler om."},
    )
    name = forms.CharField(
        label="Navn",
        required=False,
        help_text="Funktionen, fx Visitation til genoptræning. En person kan skifte job, før teksten bliver rettet.",
    )
    phone = forms.CharField(label="Telefon", required=False, widget=forms.TextInput(attrs={"inputmode": "tel"}))
    email = forms.CharField(label="E-mail", required=False, help_text="Skriv aldrig om en borger i en almindelig e-mail.")
    address = forms.CharField(label="Adresse", required=False)
    hours = forms.CharField(label="Telefontid", required=False, help_text="Fx hverdage kl. 8-14.")
    valid_from = forms.DateField(
        label="Gælder fra", required=False, help_text=FROM_HINT, input_formats=DATE_FORMATS, error_messages=WRONG_DAY
    )

    def __init__(self, data: Any = None, initial: dict[str, Any] | None = None, *, fixed: bool = False) -> None:
        """`fixed`: the contact of a matter is changed, so the matter is not asked."""
        super().__init__(data, initial=initial)
        if fixed:
            del self.fields["matter"]

    def asked(self, matter: ContactMatter | None = None) -> ContactAsked:
        said = dict(self.cleaned_data)
        chosen = said.pop("matter", "")
        return ContactAsked(matter=matter or (ContactMatter(chosen) if chosen else None), **said)


def of_contact(row: "Contact") -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("name", "phone", "email", "address", "hours")}


class EndForm(OwnForm):
    last = forms.DateField(label="Sidste dag", required=False, input_formats=DATE_FORMATS, error_messages=WRONG_DAY)


class FileForm(OwnForm):
    file = forms.FileField(label="CSV-fil", required=False, widget=forms.FileInput(attrs={"accept": ".csv,text/csv,text/plain"}))
    text = forms.CharField(
        label="Eller sæt linjerne ind her", required=False, strip=False, widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"})
    )
