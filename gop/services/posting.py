"""Letters on paper: a person prints and posts them, and says on which day."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from accounts.actor import Actor
from accounts.clock import local
from accounts.enums import Verb
from gop.enums import CaseAction, InformedHow, LetterState
from gop.errors import NotFound, Refused
from gop.models import CaseLetter
from gop.selectors.case_letters import letters_visible_to
from gop.services.events import case_event
from gop.services.letter_out import letter_is_out
from gop.services.receiving_authority import locked_case
from gop.services.verbs import not_after_today


def post_letters(actor: Actor, ids: Iterable[UUID], on: date | None) -> int:
    """How many are posted by this; those that a colleague has said already are left. Raises Refused at the field `on`, NotFound."""
    actor.must(Verb.INFORM)
    day = not_after_today("on", on, "Datoen ligger i fremtiden. Registrér brevet, når det er sendt.")
    return sum(_posted(actor, letter_id, day) for letter_id in sorted(set(ids)))


def _posted(actor: Actor, letter_id: UUID, day: date) -> bool:
    letter = _locked(actor, letter_id)
    if letter.state != LetterState.PRINTING:
        return False
    if day < local(letter.made_at).date():
        raise Refused([("on", f"Brevet til {letter.case.citizen_name} blev først lavet senere. Ret datoen, eller tag det for sig.")])
    letter.state, letter.posted_on = LetterState.POSTED, day
    letter.save(update_fields=["state", "posted_on"])
    letter_is_out(actor, letter.case, letter, day, InformedHow.LETTER)
    return True


def stop_letter(actor: Actor, letter_id: UUID) -> bool:
    """A letter that shall not be posted leaves the list. Raises NotFound."""
    actor.must(Verb.INFORM)
    letter = _locked(actor, letter_id)
    if letter.state != LetterState.PRINTING:
        return False
    letter.state, letter.last_error = LetterState.STOPPED, "Ikke sendt."
    letter.save(update_fields=["state", "last_error"])
    said = {"kind": letter.kind, "channel": letter.channel, "letter": str(letter.id), "state": letter.state}
    case_event(actor, letter.case, CaseAction.LETTER_OUT, told=False, why=letter.last_error, **said)
    return True


def _locked(actor: Actor, letter_id: UUID) -> CaseLetter:
    """The case first, as every verb does, then its letter."""
    case_id = letters_visible_to(actor).filter(id=letter_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise NotFound
    case = locked_case(actor, case_id)
    letter = CaseLetter.objects.select_for_update(of=("self",)).defer("content").get(id=letter_id)
    letter.case = case
    return letter
