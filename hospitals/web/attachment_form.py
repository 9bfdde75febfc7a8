"""The form "Vedhæft en fil"."""

from typing import Any

from django import forms

from gop.enums import AttachmentKind
from gop.services.attachments import too_large_text
from hospitals.web.fields import select, text

CHOOSE = "Vælg en fil: PDF, JPEG eller PNG."


class AttachmentForm(forms.Form):
    """Bound with `too_large` when the file was thrown away on its way in."""

    kind = select("Hvad er det?", [("", "Vælg"), *AttachmentKind.choices()], required=True)
    title = text("Titel", 120, help_text="Kan stå tom. Skriv ikke patientens navn eller CPR-nummer.")
    file = forms.FileField(
        label="Fil", required=False, allow_empty_file=True, widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"})
    )

    def __init__(self, *args: Any, too_large: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.too_large = too_large

    def clean(self) -> None:
        if self.too_large:
            self.add_error("file", too_large_text())
        elif not self.cleaned_data.get("file") and "file" not in self.errors:
            self.add_error("file", CHOOSE)

    def said(self) -> tuple[str, str, bytes]:
        """(kind, title, content). Without a title it is called what it is."""
        clean = self.cleaned_data
        return clean["kind"], clean["title"].strip() or AttachmentKind(clean["kind"]).label, clean["file"].read()
