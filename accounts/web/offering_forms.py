"""The forms of an organisation's offers. They read what was typed; what cannot stand is said by the services, at the fields."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms

from accounts.offering_services import LONGEST, OfferAsked
from accounts.web.contact_forms import OwnForm

if TYPE_CHECKING:
    from accounts.models import Offering


def _text(label: str, hint: str = "", rows: int = 0) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, required=False, help_text=hint, widget=widget)


class OfferForm(OwnForm):
    title = _text("Tilbud", "Fx Genoptræning efter ny hofte.")
    target_group = _text("Målgruppe", "Hvem tilbuddet er til.", 2)
    content = _text("Indhold", "Hvad der sker, hvor ofte og hvor længe.", 6)
    referral = _text("Henvisning", "Hvordan man får tilbuddet.", 2)
    place = _text("Sted", "Navn og adresse.")
    waiting = _text("Ventetid", "Fx 2 uger. Tom: ikke oplyst. Dagen, den er oplyst, står ved siden af.")

    @property
    def asked(self) -> OfferAsked:
        return OfferAsked(**self.cleaned_data)


def of_offer(row: "Offering") -> dict[str, Any]:
    return {name: getattr(row, name) for name in LONGEST}


class WaitingForm(OwnForm):
    """One line for each offer, by its id."""

    def __init__(self, rows: Sequence["Offering"], data: Any = None) -> None:
        super().__init__(data)
        self.ids = {str(row.id): row.id for row in rows}
        for row in rows:
            self.fields[str(row.id)] = forms.CharField(label=row.title, required=False, initial=row.waiting)

    def told(self) -> dict[UUID, str] | None:
        """What was typed by offer; None: the page was made of other offers than those that stand now."""
        given = {name for name in self.data if name != "csrfmiddlewaretoken"}
        return {row: self.data[name] for name, row in self.ids.items()} if given == set(self.ids) else None
