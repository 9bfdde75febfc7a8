"""What the case page knows of one verb. New verbs say all of it themselves; nothing else lists them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from accounts.actor import Actor
from accounts.enums import Verb
from gop.enums import CaseAction
from gop.web import forms

if TYPE_CHECKING:
    from gop.models import Case

MEETING, CHOICE, QUESTIONS, IN_HAND, THE_CASE = "Møde og besked", "Frit valg", "Spørgsmål til sygehuset", "Forløbet", "Sagen"
HEADINGS = (QUESTIONS, MEETING, CHOICE, IN_HAND, THE_CASE)


def _always(case: "Case") -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Step:
    """`name` is the last part of the address; `done` finishes "Anna Holm har …"; `said` is the word afterwards.

    `heading`: one of HEADINGS. `useful`: whether there is anything to do, beyond role and state. `text`: the sentence above the form.
    `label`: on the button, where the action's own does not fit. `known`: what the form reads first; it asks `form.known()`.
    """

    name: str
    route: str
    action: CaseAction
    verb: Verb
    form: type[forms.VerbForm]
    done: str
    said: str
    heading: str = THE_CASE
    template: str = "gop/plain_form.html"
    useful: Callable[["Case"], bool] = _always
    text: Callable[["Case"], str] | None = None
    label: str = ""
    known: Callable[[Actor, "Case"], Any] | None = None
