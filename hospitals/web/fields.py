"""Form fields that say in Danish what to do, and keep what was typed."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms

Choices = Iterable[tuple[str, Any]]
FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y", "%d.%m. %Y", "%d %m %Y"]


class DayField(forms.DateField):
    """The browser's own date, or a typed '24.5.2022' and '24-05-2022'."""

    def __init__(self, **options: Any) -> None:
        said = {"invalid": "Skriv en dato, der findes, med dag, måned og år, fx 24.05.2022.", "required": "Skriv en dato, fx 24.05.2022."}
        super().__init__(input_formats=FORMATS, error_messages=said, required=options.pop("required", False), **options)

    def strptime(self, value: str, format: str) -> date:
        if not value.isascii():
            raise ValueError(value)
        return datetime.strptime(value, format).date()  # noqa: DTZ007 (a day has no zone)


def text(label: str, length: int, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=False, **options)


def long_text(label: str, hint: str = "", rows: int = 5) -> forms.CharField:
    return forms.CharField(label=label, max_length=20_000, required=False, help_text=hint, widget=forms.Textarea(attrs={"rows": rows}))


def radios(label: str, choices: Choices, hint: str = "", *, required: bool = False) -> forms.ChoiceField:
    said = dict.fromkeys(("required", "invalid_choice"), "Vælg et af svarene.")
    return forms.ChoiceField(
        label=label, choices=list(choices), required=required, help_text=hint, widget=forms.RadioSelect, error_messages=said
    )


def select(label: str, choices: Choices = (), hint: str = "", *, required: bool = False) -> forms.ChoiceField:
    said = dict.fromkeys(("required", "invalid_choice"), "Vælg fra listen.")
    return forms.ChoiceField(label=label, choices=list(choices), required=required, help_text=hint, error_messages=said)
