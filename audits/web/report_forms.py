"""The forms of reports and of committees' meetings. They read what was typed; what cannot stand is said by the services."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.dateparse import parse_datetime

from gop.web.forms import choice_field, day_field


class Refusable(forms.Form):
    """Nothing is refused by the browser alone."""

    use_required_attribute = False

    def refuse(self, wrong: Iterable[tuple[str, str]]) -> None:
        """A service's sentences at the fields they belong to."""
        for name, said in wrong:
            self.add_error(name if name in self.fields else None, said)


class CommentForm(Refusable):
    """`seen`: when the comment that the page showed was written."""

    comment = forms.CharField(
        label="Kommentar",
        required=False,
        help_text="Hvad tallene skyldes, og hvad der gøres ved det. Kommentaren følger rapporten. Skriv intet om borgere.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def seen_at(self) -> Any:
        return _moment(self.cleaned_data["seen"])


class ReleaseForm(Refusable):
    """A button; with it what the page showed."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def seen_at(self) -> Any:
        return _moment(self.cleaned_data["seen"])


class MeetingForm(Refusable):
    committee = forms.CharField(label="Udvalg eller forum", required=False, help_text="Navnet, som det skal stå på status.")
    meets_on = day_field("Mødedag", "Angiv den dag, udvalget mødes.", required=False)
    subject = choice_field("Hvad skal status handle om?", (), "Vælg, hvad status skal handle om.", required=False)

    def __init__(self, data: Any = None, subjects: Iterable[tuple[UUID, str]] = ()) -> None:
        super().__init__(data)
        choices = [(str(one), name) for one, name in subjects]
        self.fields["subject"].choices = choices  # type: ignore[attr-defined]
        self.fields["subject"].initial = choices[0][0] if choices else None

    @property
    def about(self) -> UUID | None:
        said = self.cleaned_data["subject"]
        return UUID(said) if said else None


def _moment(text: str) -> Any:
    try:
        return parse_datetime(text) if text else None
    except ValueError:
        return None
