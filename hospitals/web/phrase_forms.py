"""The forms of the page of phrases: a phrase, and one's own title and phone."""

from typing import Any

from django import forms

from gop.selectors.phrases import FIELDS
from hospitals.web.fields import long_text, select, text, tick

MINE = "mig"


class PhraseForm(forms.Form):
    """`keepers`: whose it may be; with one choice only, it is not asked."""

    title = text("Kort navn", 100, help_text="Det, du vælger frasen på, fx »Hofte: gang og trapper«.")
    text = long_text("Tekst", "Sættes ind sidst i feltet og kan rettes der. Skriv intet om en bestemt patient.", 4, 5000)
    field = select("Felt i planen", [("", "Vælg felt"), *FIELDS.items()])
    keeper = select("Hvem bruger den?")

    def __init__(self, *args: Any, keepers: list[tuple[str, str]] | None = None, fixed: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields(["field", "title", "text", "keeper"])
        if fixed:
            del self.fields["field"], self.fields["keeper"]
        elif len(keepers or []) < 2:
            del self.fields["keeper"]
        else:
            self.fields["keeper"].choices = keepers  # type: ignore[attr-defined]


class DetailsForm(forms.Form):
    title = text("Stilling", 100, help_text="Fx fysioterapeut.")
    phone = text("Telefon", 30, help_text="Det nummer, kommunen kan ringe til dig på om en plan.")

    digest = tick("Send mig en daglig mail, når der er nyt om mine planer", "Højst én om dagen, uden oplysninger om patienterne.")

    def __init__(self, *args: Any, **options: Any) -> None:
        options["auto_id"] = "mig_%s"
        super().__init__(*args, **options)
