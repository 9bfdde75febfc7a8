"""The worker's half of Digital Post: what waits is sent, its receipt kept, and the citizen counted as told on the day of delivery.

A try is begun in a transaction of its own (a lease: nobody else takes the letter meanwhile). The letter is posted while the case is
locked, and what came of it is written in that same transaction. Killed between the two, it is sent again under the same id, and the post
delivers once.
"""

import logging
from datetime import timedelta
from uuid import UUID

from django.db.models import Count, Min, Q

from accounts import clock
from accounts.actor import Actor, job_actor
from accounts.clock import local
from accounts.enums import Kind
from accounts.services import log_access
from accounts.tenancy import acting_as
from deadlines import measures
from deadlines.heartbeat import began, ended
from gop.digital_post import Exempt, Later, Receipt, TurnedDown, mailbox
from gop.enums import CaseAction, InformedHow, LetterChannel, LetterKind, LetterState
from gop.models import Case, CaseLetter
from gop.selectors.case_letters import pdf_of, why_stale
from gop.selectors.cases import version_for
from gop.selectors.plans import cpr_of
from gop.services.case_letters import keep
from gop.services.events import case_event
from gop.services.letter_out import letter_is_out
from gop.services.receiving_authority import locked_case

log = logging.getLogger("gop.letters")
JOB = "gop.send_letters"
BACK_OFF, LONGEST = timedelta(minutes=1), timedelta(hours=1)
MOST = 1000
TITLES = {
    LetterKind.INFORMING: "Besked om din træning",
    LetterKind.NO_START: "Besked om din træning",
    LetterKind.TRAINER: "Besked om din træner",
    LetterKind.EXTENDED_CHOICE: "Du kan vælge et andet sted at træne",
    LetterKind.APPOINTMENT: "Indkaldelse til genoptræning",
}


def send_waiting() -> tuple[int, int]:
    """(settled, left for later)."""
    began(JOB)
    done = [send_one(letter, organisation) for letter, organisation in waiting()]
    _measure()
    settled, left = done.count(True), done.count(False)
    ended(JOB, handled=settled, failed=left)
    return settled, left


def waiting() -> list[tuple[UUID, UUID]]:
    """(letter, organisation) of what is due to be tried, oldest first."""
    with acting_as(job_actor(JOB)):
        due = Q(retry_at__isnull=True) | Q(retry_at__lte=clock.now())
        rows = CaseLetter.objects.filter(due, state=LetterState.WAITING).order_by("made_at", "id")
        return list(rows.values_list("id", "organisation_id")[:MOST])


def _measure() -> None:
    with acting_as(job_actor(JOB)):
        told = CaseLetter.objects.filter(state=LetterState.WAITING).aggregate(count=Count("id"), oldest=Min("made_at"))
        age = (clock.now() - told["oldest"]).total_seconds() if told["oldest"] else 0
        measures.write({"letters.waiting": told["count"], "letters.waiting.oldest": max(0.0, age)})


def send_one(letter_id: UUID, organisation: UUID) -> bool:
    """Whether the letter is settled: out, stopped or on paper. False: it waits, or another worker has it."""
    sender = _begin(letter_id, organisation)
    if sender is None:
        return False
    with acting_as(sender):
        case = locked_case(sender, CaseLetter.objects.values_list("case_id", flat=True).get(id=letter_id))
        letter = CaseLetter.objects.select_for_update(of=("self",)).get(id=letter_id)
        if letter.state != LetterState.WAITING:
            return True
        log_access(sender, JOB, case.id, action="sendt")
        try:
            _post(sender, case, letter)
        except Later as trouble:
            letter.last_error = str(trouble)[:200]
            letter.save(update_fields=["last_error"])
            log.warning("letter %s waits for another try: %s", letter.id, type(trouble).__name__)
            return False
    return True


def _begin(letter_id: UUID, organisation: UUID) -> Actor | None:
    """Count the try and put the next one off; the actor that sends, in the writer's name."""
    with acting_as(job_actor(JOB, Kind.AUTHORITY, organisation)):
        rows = CaseLetter.objects.filter(id=letter_id, organisation_id=organisation, state=LetterState.WAITING)
        letter = rows.select_for_update(of=("self",), skip_locked=True).defer("content").first()
        if letter is None or (letter.retry_at and letter.retry_at > clock.now()):
            return None
        letter.attempts += 1
        letter.retry_at = clock.now() + min(BACK_OFF * 2 ** min(letter.attempts - 1, 10), LONGEST)
        letter.save(update_fields=["attempts", "retry_at"])
        return Actor(kind=Kind.AUTHORITY, organisation=organisation, user=letter.by, name=letter.by_name, job=JOB)


def _post(sender: Actor, case: Case, letter: CaseLetter) -> None:
    post, why = mailbox(), why_stale(case, letter)
    if why:  # an earlier try may have been killed after it was delivered
        receipt = post.delivered(letter.id) if letter.attempts > 1 else None
        if receipt is None:
            _stop(sender, case, letter, why)
        else:
            _delivered(sender, case, letter, receipt)
        return
    version = version_for(case)
    number = cpr_of(version) if version else ""
    try:
        if not number:
            raise TurnedDown("Borgerens CPR-nummer kendes ikke her.")
        receipt = post.send(letter.id, number, TITLES[LetterKind(letter.kind)], pdf_of(letter))
    except TurnedDown as refusal:
        _on_paper(sender, case, letter, str(refusal), exempt=isinstance(refusal, Exempt))
    else:
        _delivered(sender, case, letter, receipt)


def _delivered(sender: Actor, case: Case, letter: CaseLetter, receipt: Receipt) -> None:
    letter.state, letter.delivered_at, letter.receipt = LetterState.DELIVERED, receipt.delivered_at, receipt.reference[:100]
    letter.retry_at, letter.last_error = None, ""
    letter.save(update_fields=["state", "delivered_at", "receipt", "retry_at", "last_error"])
    letter_is_out(sender, case, letter, local(receipt.delivered_at).date(), InformedHow.DIGITAL_POST)


def _stop(sender: Actor, case: Case, letter: CaseLetter, why: str) -> None:
    letter.state, letter.last_error, letter.retry_at = LetterState.STOPPED, why, None
    letter.save(update_fields=["state", "last_error", "retry_at"])
    _say(sender, case, letter, why)


def _on_paper(sender: Actor, case: Case, letter: CaseLetter, why: str, *, exempt: bool) -> None:
    """The same file becomes a letter to print; the refused one stays as it was."""
    letter.state, letter.last_error, letter.retry_at = LetterState.REFUSED, why[:200], None
    letter.save(update_fields=["state", "last_error", "retry_at"])
    says = {name: getattr(letter, name) for name in ("kind", "offer_id", "meeting_at", "level", "trainer_name")}
    paper = keep(sender, case, pdf_of(letter), LetterChannel.PAPER, says)
    if exempt:
        case.digital_post_exempt = True
        case.save(update_fields=["digital_post_exempt"])
    _say(sender, case, letter, why, paper=str(paper.id))


def _say(sender: Actor, case: Case, letter: CaseLetter, why: str, **more: str) -> None:
    said = {"kind": letter.kind, "channel": letter.channel, "letter": str(letter.id), "state": letter.state}
    case_event(sender, case, CaseAction.LETTER_OUT, told=False, why=why, **said, **more)
