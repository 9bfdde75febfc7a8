"""Send a letter to the citizen: the PDF is made and frozen here; the worker or a person takes it from there."""

import uuid
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Verb
from accounts.secret import encrypt_file
from accounts.wake import wake
from gop import letters
from gop.digital_post import PostTrouble, mailbox
from gop.enums import CaseAction, LetterChannel, LetterKind, LetterState
from gop.errors import Refused
from gop.letters.facts import ExtendedFacts, InformingFacts
from gop.models import Case, CaseLetter, PlanVersion
from gop.selectors.appointment import appointment_facts
from gop.selectors.case_letters import GONE, kinds_for, missing_for
from gop.selectors.cases import version_for
from gop.selectors.letter_facts import facts_for, is_child, offer_in_force
from gop.selectors.plans import cpr_of
from gop.services.events import case_event
from gop.services.letter_stops import stop_unsent
from gop.services.verbs import begin, iso, move

SEND = "gop.send_letter"
NO_PLAN = "Planens indhold er ikke tilgængeligt for jer, så brevet kan ikke skrives."
PARENTS = "Brevet går til forældrene, og deres CPR-nummer kendes ikke her. Vælg brev på papir."
NOT_MADE = "Brevet kunne ikke laves. Sig det til dem, der driver systemet."
SAME = ("kind", "offer_id", "level", "trainer_name")


def document_for(case: Case, version: PlanVersion, kind: LetterKind, writer: str) -> letters.Document:
    """The letter as it would be sent now."""
    if kind == LetterKind.APPOINTMENT:
        return letters.appointment(appointment_facts(case, version))
    facts = facts_for(case, version, kind, writer)
    match facts:
        case InformingFacts():
            return letters.informing(facts)
        case ExtendedFacts():
            return letters.extended(facts)
        case _:
            return letters.trainer(facts)


def send_letter(
    actor: Actor, case_id: UUID, *, kind: LetterKind, channel: LetterChannel = LetterChannel.DIGITAL_POST, seen: datetime | None = None
) -> CaseLetter:
    """One row with its file. A citizen who is exempt from Digital Post gets paper, whatever was chosen.

    Raises Refused (what the letter cannot be written without, and a child's letter by Digital Post), AlreadyDone.
    """
    case, mine = begin(actor, Verb.INFORM, case_id, CaseAction.LETTER, seen)
    says = _says(case, kind)
    if mine and (same := _sent_already(case, says)):
        return same
    move(case, CaseAction.LETTER)
    if missing := missing_for(case, kind):
        raise Refused([("", one) for one in missing])
    if kind not in kinds_for(case):
        raise Refused([("kind", "Der er ikke noget at skrive om. Se sagen igen.")])
    version = version_for(case)
    if version is None:
        raise Refused([("", NO_PLAN)])
    channel = _channel(case, version, channel)
    try:
        made = letters.pdf(document_for(case, version, kind, actor.name))
    except letters.PaperTrouble as trouble:
        raise Refused([("", NOT_MADE)]) from trouble
    stop_unsent(case, "Afløst af et nyere brev.", kind)
    letter = keep(actor, case, made, channel, says)
    case_event(actor, case, CaseAction.LETTER, kind=kind, channel=channel, letter=str(letter.id), **_told(letter))
    case.save(update_fields=["digital_post_exempt"])
    return letter


def keep(actor: Actor, case: Case, made: bytes, channel: LetterChannel, says: dict[str, Any]) -> CaseLetter:
    """The row, frozen and encrypted; the worker is woken when it is its to send."""
    letter_id = uuid.uuid4()
    waits = LetterState.WAITING if channel == LetterChannel.DIGITAL_POST else LetterState.PRINTING
    letter = CaseLetter.objects.create(
        id=letter_id,
        organisation_id=case.organisation_id,
        case=case,
        channel=channel,
        state=waits,
        made_at=clock.now(),
        by=actor.user,
        by_name=actor.name,
        content=encrypt_file(made, letter_id),
        **says,
    )
    if waits == LetterState.WAITING:
        wake(SEND, letter_id, case.organisation_id)
    return letter


def _says(case: Case, kind: LetterKind) -> dict[str, Any]:
    """What the letter tells of, so that it can be seen later whether it still holds."""
    if kind == LetterKind.TRAINER:
        return {"kind": kind, "offer_id": None, "meeting_at": None, "level": "", "trainer_name": case.trainer_name}
    invites = kind in (LetterKind.INFORMING, LetterKind.APPOINTMENT, LetterKind.EXTENDED_CHOICE)
    offer = offer_in_force(case) if invites else None
    named = case.trainer_name if kind == LetterKind.INFORMING else ""
    meeting = case.offer_meeting_at if invites else None
    return {"kind": kind, "offer_id": offer.id if offer else None, "meeting_at": meeting, "level": case.level, "trainer_name": named}


def _sent_already(case: Case, says: dict[str, Any]) -> CaseLetter | None:
    """The last letter, when it says the same and was not stopped."""
    last = case.letters.defer("content").order_by("-made_at", "-id").first()
    same = last is not None and last.state not in GONE and all(getattr(last, name) == says[name] for name in SAME)
    return last if same else None


def _channel(case: Case, version: PlanVersion, chosen: LetterChannel) -> LetterChannel:
    if chosen == LetterChannel.PAPER:
        return chosen
    if is_child(case, clock.today()):
        raise Refused([("channel", PARENTS)])
    number = cpr_of(version)
    if not number:
        return LetterChannel.PAPER
    try:
        case.digital_post_exempt = not mailbox().accepts(number)
    except PostTrouble:  # the worker asks again, and puts it on paper if it must
        return chosen
    return LetterChannel.PAPER if case.digital_post_exempt else chosen


def _told(letter: CaseLetter) -> dict[str, Any]:
    told: dict[str, Any] = {"level": letter.level, "trainer": letter.trainer_name}
    return told | ({"meeting_at": iso(letter.meeting_at)} if letter.meeting_at else {})
