"""The verb that makes a one-time code for the citizen's two questions."""

from typing import TYPE_CHECKING
from uuid import uuid4

from django import forms

from accounts.enums import Verb
from gop.enums import CaseAction, CaseKind
from gop.web.forms import VerbForm
from gop.web.step import IN_HAND, Step

if TYPE_CHECKING:
    from gop.models import Case

NAME = "oplevelse"


class InviteForm(VerbForm):
    """`nonce`: the form's own, so that a button pressed twice makes one code."""

    nonce = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": "Hent siden igen.", "invalid": "Hent siden igen."})

    def prepare(self) -> None:
        self.initial = {"nonce": uuid4()}


def _met(case: "Case") -> bool:
    """Who never came to a first meeting has no course to speak of."""
    return case.kind == CaseKind.TREATMENT and case.first_meeting_on is not None and case.end_code not in ("doed", "overgang")


def _text(case: "Case") -> str:
    return (
        "Borgeren får en kode til to spørgsmål: om sygehus og kommune handlede som en helhed, og om borgeren blev inddraget. "
        "Koden vises én gang. Svaret har intet navn og kan ikke findes herfra."
    )


def end_text(case: "Case") -> str:
    """Above the form that ends the case."""
    return "Når sagen er afsluttet, kan du lave en kode, så borgeren kan svare på to spørgsmål om forløbet." if _met(case) else ""


EXPERIENCE_STEPS = (
    Step(
        NAME,
        "experience",
        CaseAction.EXPERIENCE,
        Verb.END_CASE,
        InviteForm,
        "lavet en kode til borgerens to spørgsmål",
        "Koden er lavet. Den vises kun nu.",
        heading=IN_HAND,
        useful=_met,
        text=_text,
        label="Lav en kode til borgeren",
    ),
)
