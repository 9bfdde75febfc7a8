"""Form fields that say in Danish what to do, and keep what was typed."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms

from gop import cpr
from gop.rules.lists import Column, ColumnKind
from gop.rules.pasted import cleaned, cleaned_line

Choices = Iterable[tuple[str, Any]]
FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y", "%d.%m. %Y", "%d %m %Y"]
LONGEST = 20_000
WORDS = 100  # where a code is written, words are searched for


class DayField(forms.DateField):
    """The browser's own date, or a typed '24.5.2022' and '24-05-2022'."""

    def __init__(self, **options: Any) -> None:
        said = {"invalid": "Skriv en dato, der findes, med dag, måned og år, fx 24.05.2022.", "required": "Skriv en dato, fx 24.05.2022."}
        super().__init__(input_formats=FORMATS, error_messages=said, required=options.pop("required", False), **options)

    def strptime(self, value: str, format: str) -> date:
        if not value.isascii():
            raise ValueError(value)
        return datetime.strptime(value, format).date()  # noqa: DTZ007 (a day has no zone)


class WordsField(forms.CharField):
    """Text as people paste it. A text that is too long is refused whole: a browser told of the limit would cut it without a word."""

    def __init__(self, *, longest: int, **options: Any) -> None:
        self.longest = longest
        super().__init__(required=options.pop("required", False), **options)

    def to_python(self, value: Any) -> str:
        lines = isinstance(self.widget, forms.Textarea)
        text = (cleaned(str(value)).strip() if lines else cleaned_line(str(value))) if value else ""
        if len(text) > self.longest:
            raise forms.ValidationError(
                f"Teksten er for lang: {_number(len(text))} tegn, og der er plads til {_number(self.longest)}. Kort den af."
            )
        return text


class MailField(WordsField):
    """Checked for a slip of the pen only."""

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        if typed and ("@" not in typed.strip("@") or " " in typed):
            raise forms.ValidationError("Skriv en e-mailadresse, fx navn@eksempel.dk, eller lad feltet stå tomt.")
        return typed


class ProviderNumberField(WordsField):
    """The number of a practice in the register of providers: six digits."""

    def to_python(self, value: Any) -> str:
        number = "".join(super().to_python(value).split())
        if number and not re.fullmatch(r"[0-9]{6}", number):
            raise forms.ValidationError("Et ydernummer har seks cifre, fx 012345. Ret det, eller lad feltet stå tomt.")
        return number


class CprField(WordsField):
    """A CPR number or a replacement number, kept as typed; empty while a draft has none."""

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        if typed:
            try:
                cpr.parse(typed)
            except cpr.CprError as error:
                raise forms.ValidationError(error.message) from error
        return typed


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def text(label: str, length: int, **options: Any) -> forms.CharField:
    return WordsField(label=label, longest=length, **options)


def long_text(label: str, hint: str = "", rows: int = 5, longest: int = LONGEST) -> forms.CharField:
    return WordsField(label=label, longest=longest, help_text=hint, widget=forms.Textarea(attrs={"rows": rows}))


def radios(label: str, choices: Choices, hint: str = "", *, required: bool = False) -> forms.ChoiceField:
    said = dict.fromkeys(("required", "invalid_choice"), "Vælg et af svarene.")
    return forms.ChoiceField(
        label=label, choices=list(choices), required=required, help_text=hint, widget=forms.RadioSelect, error_messages=said
    )


def select(label: str, choices: Choices = (), hint: str = "", *, required: bool = False) -> forms.ChoiceField:
    said = dict.fromkeys(("required", "invalid_choice"), "Vælg fra listen.")
    return forms.ChoiceField(label=label, choices=list(choices), required=required, help_text=hint, error_messages=said)


def tick(label: str, hint: str = "") -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, help_text=hint)


def of_column(column: Column) -> forms.Field:
    """One answer of a line. Whether the line can be kept is judged as a whole (`gop.rules.lists.clean_lines`)."""
    if column.kind is ColumnKind.DAY:
        return DayField(label=column.label)
    if column.kind is ColumnKind.CHOICE and column.choices:
        return select(column.label, [("", "Vælg"), *column.choices.choices()])
    if column.kind is ColumnKind.LONG:
        return long_text(column.label, rows=4, longest=column.length)
    return text(column.label, WORDS if column.kind is ColumnKind.CODE else column.length)
