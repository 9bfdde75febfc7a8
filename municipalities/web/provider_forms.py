"""The forms of what a provider keeps. They read what was typed; what cannot stand is said by the services, at the fields."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.html import format_html

from gop.web.forms import choice_field, day_field, text_area
from municipalities.own_provider import Asked
from municipalities.provider_services import DetailsAsked, SiteAsked
from municipalities.waiting_services import Cell, Told, cell_name, stamp_of
from municipalities.web.agreement_words import cell_words
from municipalities.web.forms import NO_DATE, OwnForm, text_field

if TYPE_CHECKING:
    from municipalities.models import Provider, ProviderPlace

WHOLE = {"invalid": "Skriv et helt tal."}
# The column's heading says it to the eye; each control says the whole to a screen reader
HIDDEN, SHOWN = '<span class="sr-only">{}: {}</span>', 'Tager ingen lige nu<span class="sr-only">: {}</span>'


class DetailsForm(OwnForm):
    phone = text_field("Telefon", 30, "Det nummer, som kommuner og borgere ringer til.")
    email = text_field("E-mail", 200, "Skriv aldrig om en borger i en almindelig e-mail.")
    web = text_field("Hjemmeside", 200)
    about = text_area("Om jer", 4, required=False, help_text="Hvad I er gode til, og hvem I er. Alle kan læse det. Højst 1.000 tegn.")

    def clean_about(self) -> str:
        text: str = self.cleaned_data["about"].strip()
        if len(text) > 1000:
            raise forms.ValidationError("Kort teksten af til 1.000 tegn.")
        return text

    @property
    def asked(self) -> DetailsAsked:
        said = self.cleaned_data
        return DetailsAsked(said["phone"].strip(), said["email"].strip(), said["web"].strip(), said["about"])


def of_details(row: "Provider | None") -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("phone", "email", "web", "about")} if row else {}


class SiteForm(OwnForm):
    name = text_field("Navn", 100, "Fx klinikkens navn eller bydelen.")
    address = text_field("Vej og nummer", 200)
    postcode = text_field("Postnummer", 4, widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    town = text_field("By", 100)
    access = text_field("Sådan kommer man ind", 300, "Fx trin, elevator og parkering.")
    point = text_field(
        "Punkt på kortet",
        40,
        "Bredde og længde i grader, som korttjenester viser dem, fx 57.0488, 9.9217. Uden punkt kan listen ikke sige, hvor langt der er.",
    )

    def clean_point(self) -> tuple[float | None, float | None]:
        text = self.cleaned_data["point"].strip()
        if not text:
            return None, None
        parts = text.replace(";", " ").replace(", ", " ").split()
        parts = parts[0].split(",") if len(parts) == 1 and parts[0].count(",") == 1 else parts
        try:
            latitude, longitude = (round(float(part.replace(",", ".")), 4) for part in parts)
        except ValueError:
            raise forms.ValidationError("Skriv to tal, bredde og længde, fx 57.0488, 9.9217.") from None
        return latitude, longitude

    @property
    def asked(self) -> SiteAsked:
        said = self.cleaned_data
        texts = {name: " ".join(said[name].split()) for name in ("name", "address", "postcode", "town", "access")}
        return SiteAsked(**texts, latitude=said["point"][0], longitude=said["point"][1])


def of_site(row: "ProviderPlace") -> dict[str, Any]:
    point = "" if row.latitude is None else f"{row.latitude}, {row.longitude}"
    return {**{name: getattr(row, name) for name in ("name", "address", "postcode", "town", "access")}, "point": point}


class SameForm(OwnForm):
    """One word for everything at a place, so that a phone needs no table."""

    place = choice_field("Sted", (), "Vælg et sted fra listen.", required=False, widget=forms.Select)
    day = day_field("Tidligste første møde", NO_DATE, required=False)
    seats = forms.IntegerField(label="Ledige pladser", required=False, error_messages=WHOLE)
    none = forms.BooleanField(label="Tager ingen lige nu", required=False)

    def __init__(self, cells: Sequence[Asked], data: Any = None) -> None:
        super().__init__(data)
        self.set_choices("place", list(dict.fromkeys((str(one.cell[0]), one.place) for one in cells)))

    @property
    def told(self) -> Told:
        said = self.cleaned_data
        return Told(said["day"], said["seats"], said["none"])


class WaitingForm(OwnForm):
    """The table of waiting times: three fields a cell, named "day-", "seats-" and "none-" with the cell's name."""

    def __init__(self, cells: Sequence[Asked], data: Any = None) -> None:
        super().__init__(data)
        self.cells = list(cells)
        for one in self.cells:
            name, row = cell_name(one.cell), one.row
            where = f"{one.place}, {cell_words(one.cell)}"
            self.fields[f"day-{name}"] = day_field(
                format_html(HIDDEN, "Tidligste første møde", where), NO_DATE, required=False, initial=row.earliest_on if row else None
            )
            self.fields[f"seats-{name}"] = forms.IntegerField(
                label=format_html(HIDDEN, "Ledige pladser", where), required=False, error_messages=WHOLE, initial=row.seats if row else None
            )
            nobody = row is not None and row.earliest_on is None
            self.fields[f"none-{name}"] = forms.BooleanField(label=format_html(SHOWN, where), required=False, initial=nobody)
            self.fields[f"seen-{name}"] = forms.CharField(widget=forms.HiddenInput, required=False, initial=stamp_of(row))

    def rows(self) -> list[dict[str, Any]]:
        """Each cell with its bound fields."""
        return [
            {"asked": one, **{name: self[f"{name}-{cell_name(one.cell)}"] for name in ("day", "seats", "none", "seen")}}
            for one in self.cells
        ]

    @property
    def said(self) -> dict[Cell, Told]:
        return {one.cell: self._told(cell_name(one.cell)) for one in self.cells}

    def _told(self, name: str) -> Told:
        given = self.cleaned_data
        return Told(given[f"day-{name}"], given[f"seats-{name}"], given[f"none-{name}"])

    @property
    def seen(self) -> dict[Cell, str]:
        return {one.cell: self.cleaned_data[f"seen-{cell_name(one.cell)}"] for one in self.cells}
