"""The form of a status, a closing status or a summary: one text under each fixed heading, and whom to ask."""

from typing import TYPE_CHECKING
from uuid import uuid4

from django import forms

from gop.enums import DocumentKind
from gop.rules.documents import HEADINGS, most
from gop.services.documents import Signer
from gop.web.document_words import begun
from gop.web.forms import VerbForm

if TYPE_CHECKING:
    from gop.models import Case
EMAIL = {"invalid": "Skriv en e-mailadresse, fx navn@kommune.dk, eller lad feltet stå tomt."}
LONG = {"max_length": "Teksten er for lang."}


class DocumentForm(VerbForm):
    row = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, case: "Case", kind: DocumentKind, data: object = None) -> None:
        self.kind = kind
        super().__init__(case, "dokument", data)

    def prepare(self) -> None:
        words = begun(self.case, self.kind)
        self.initial = {"row": uuid4(), "phone": self.case.trainer_phone} | words
        for one in HEADINGS[self.kind]:
            self.fields[one.key] = forms.CharField(
                label=one.title,
                help_text=one.hint,
                required=False,
                max_length=most(self.kind),
                widget=forms.Textarea(attrs={"rows": 3}),
                error_messages=LONG,
            )
        self.fields["title"] = forms.CharField(label="Din stilling", max_length=100, required=False, error_messages=LONG)
        self.fields["phone"] = forms.CharField(label="Telefon", max_length=30, required=False, error_messages=LONG)
        self.fields["email"] = forms.EmailField(label="E-mail", max_length=200, required=False, error_messages=EMAIL)

    @property
    def headings(self) -> list[forms.BoundField]:
        return [self[one.key] for one in HEADINGS[self.kind]]

    @property
    def said(self) -> dict[str, str]:
        return {one.key: self.cleaned_data.get(one.key, "") for one in HEADINGS[self.kind]}

    @property
    def signer(self) -> Signer:
        typed = self.cleaned_data
        return Signer(title=typed["title"], phone=typed["phone"], email=typed["email"])
