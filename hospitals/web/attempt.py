"""Ask a service, and turn its refusal into sentences for the page. What it had begun is undone, the rest of the request stands."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404

from accounts.danish import short_moment
from gop.errors import AlreadyDone, NotFound, Refused
from gop.rules import TransitionNotAllowed

OK, BAD, CONFLICT = 200, 400, 409


@dataclass
class Answer:
    """`messages` by field of the service; an empty field is the whole form."""

    status: int = OK
    messages: list[tuple[str, str]] = field(default_factory=list)
    result: Any = None


def attempt(act: Callable[[], Any]) -> Answer:
    """Raises Http404 for what is not there for this actor."""
    try:
        with transaction.atomic():
            return Answer(result=act())
    except NotFound as error:
        raise Http404 from error
    except Refused as refusal:
        return Answer(BAD, refusal.messages)
    except TransitionNotAllowed as error:
        return Answer(CONFLICT, [("", error.message)])
    except AlreadyDone as done:
        said = f"{done.by_name} har allerede gjort det, {short_moment(done.at)}. Siden er hentet igen; se efter, og prøv igen, hvis det stadig er nødvendigt."
        return Answer(CONFLICT, [("", said)])


def tell(form: forms.Form, messages: list[tuple[str, str]], name_of: Callable[[str], str] = str) -> None:
    """Each sentence at its field, or at the form when the page has no such field."""
    for criterion, sentence in messages:
        name = name_of(criterion)
        form.add_error(name if name in form.fields else None, sentence)
