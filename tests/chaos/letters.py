"""Letters to citizens in the storm: some cases are decided and written about; each letter is delivered and told of once."""

import random
import uuid
from collections import Counter
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Q

from accounts import clock
from accounts.actor import Actor
from accounts.tenancy import acting_as
from gop.enums import CaseAction, GeneralLevel, LetterKind, LetterState
from gop.errors import AlreadyDone, Refused
from gop.models import CaseEvent, CaseLetter
from gop.rules import TransitionNotAllowed
from gop.services import cases, offers
from gop.services.case_letters import send_letter


def write(officer: Actor, case_id: uuid.UUID, chance: random.Random) -> None:
    """In three transactions, as three pages; a case that has moved on meanwhile is left."""
    meeting = (clock.now() + timedelta(days=chance.randint(3, 9))).replace(minute=0, second=0, microsecond=0)
    try:
        with acting_as(officer):
            cases.triage(officer, case_id, level=GeneralLevel.BASIC, criteria=["enkel"], reason="Enkel.")
        with acting_as(officer):
            offers.offer(officer, case_id, meeting_at=meeting, place="Træningscenter Vest")
        with acting_as(officer):
            send_letter(officer, case_id, kind=LetterKind.INFORMING, seen=clock.now())
    except (Refused, AlreadyDone, TransitionNotAllowed):
        return


def waiting() -> bool:
    """Whether a letter still waits; inside a reading. What was put off is due again."""
    rows = CaseLetter.objects.filter(state=LetterState.WAITING)
    rows.update(retry_at=None)
    return rows.exists()


def figures() -> dict[str, tuple[int, int | None]]:
    """Inside a reading."""
    rows = Counter(CaseLetter.objects.values_list("state", flat=True))
    folder = Path(settings.GOP_DIGITAL_POST_FOLDER)
    delivered = {str(one) for one in CaseLetter.objects.filter(state=LetterState.DELIVERED).values_list("id", flat=True)}
    there = {one.stem for one in folder.glob("*.json")} if folder.exists() else set()
    events = CaseEvent.objects.filter(Q(action=CaseAction.INFORM) | Q(action=CaseAction.LETTER_OUT, data__state=LetterState.DELIVERED))
    told = Counter(events.values_list("case_id", "action"))
    return {
        "letters": (sum(rows.values()), None),
        "letters_delivered": (len(delivered), None),
        "letters_waiting": (rows[LetterState.WAITING], 0),
        "letters_lost": (len(delivered - there), 0),
        "letters_unknown": (len(there - delivered), 0),
        "letters_told_twice": (sum(count - 1 for count in told.values()), 0),
    }
