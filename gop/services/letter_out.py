"""A letter is out: what the citizen has been told by it stands on the case from that day."""

from contextlib import suppress
from datetime import date

from django.db import transaction

from accounts import clock
from accounts.actor import Actor
from gop.enums import CaseAction, GuidanceHow, InformedHow, LetterKind
from gop.errors import AlreadyDone, Refused
from gop.models import Case, CaseLetter
from gop.rules import TransitionNotAllowed
from gop.selectors.case_letters import told_since, why_stale
from gop.services.cases import record_guidance
from gop.services.events import case_event
from gop.services.offers import inform
from gop.services.verbs import iso, move

TOLD = (LetterKind.INFORMING, LetterKind.NO_START, LetterKind.APPOINTMENT)


def letter_is_out(actor: Actor, case: Case, letter: CaseLetter, on: date, how: InformedHow) -> None:
    """On a locked case whose letter's row is saved. `on`: the day it lay in the mailbox, or was posted.

    A letter that no longer says what holds informs of nothing, and the event says why.
    """
    move(case, CaseAction.LETTER_OUT)
    why, told = why_stale(case, letter), False
    names_trainer = not why and letter.trainer_name and letter.trainer_name == case.trainer_name
    if not why and letter.kind in TOLD:
        told, why = _informed(actor, case, letter, on, how)
    if not why and letter.kind == LetterKind.EXTENDED_CHOICE and case.guidance_at is None:
        _guided(actor, case)
    if names_trainer:
        Case.objects.filter(id=case.id, trainer_told_on__isnull=True).update(trainer_told_on=on)
    said = {"kind": letter.kind, "channel": letter.channel, "letter": str(letter.id), "state": letter.state}
    case_event(actor, case, CaseAction.LETTER_OUT, on=iso(on), told=told, why=why, **said)


def _guided(actor: Actor, case: Case) -> None:
    """The letter guides in writing; what hinders the record of it does not keep the letter from being out."""
    with suppress(Refused, TransitionNotAllowed, AlreadyDone), transaction.atomic():
        record_guidance(actor, case.id, GuidanceHow.WRITTEN, clock.now())
    case.refresh_from_db()


def _informed(actor: Actor, case: Case, letter: CaseLetter, on: date, how: InformedHow) -> tuple[bool, str]:
    """(recorded now, why not). What was told before by other means stands, and is not told twice."""
    none = letter.kind == LetterKind.NO_START
    if case.told_no_offer_on is not None if none else told_since(case):
        return False, ""
    now = clock.now()
    try:
        with transaction.atomic():
            if case.guidance_at is None:
                record_guidance(actor, case.id, GuidanceHow.WRITTEN, now)
            inform(actor, case.id, on=on, how=how, no_start=none, seen=now)
    except Refused as refusal:
        return False, " ".join(text for _, text in refusal.messages)
    except (TransitionNotAllowed, AlreadyDone):
        return False, "Sagen er ændret, siden brevet blev lavet."
    return True, ""
