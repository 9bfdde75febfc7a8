"""That no start in time can be offered: a dated fact that gives extended choice from then on (model.md 7)."""

from datetime import datetime
from uuid import UUID

from accounts.actor import Actor
from accounts.clock import local
from accounts.enums import Verb
from gop.enums import CaseAction
from gop.errors import Refused
from gop.models import Case
from gop.services.clocks import reclock
from gop.services.events import case_event
from gop.services.verbs import begin, move


def no_start(actor: Actor, case_id: UUID, *, seen: datetime | None = None) -> None:
    """Record it, whether or not the citizen has been told. The offer deadline runs on. Raises Refused."""
    case, mine = begin(actor, Verb.RECORD_NO_START, case_id, CaseAction.NO_START, seen)
    if mine and case.no_start_at:
        return
    if case.no_start_at:
        raise Refused([("", "Det er allerede registreret, at start ikke kan tilbydes i tide.")])
    record_no_start(actor, case)
    reclock(actor, case)


def record_no_start(actor: Actor, case: Case) -> None:
    """The fact and its event, once, on a locked case that the caller saves. Raises Refused."""
    if case.no_start_at:
        return
    before = move(case, CaseAction.NO_START)
    if case.offer_by is None:
        raise Refused([("", "Der er ingen tilbudsfrist at holde start op imod.")])
    if case.offer_meeting_at is not None and local(case.offer_meeting_at).date() <= case.offer_by:
        raise Refused([("", "Det tilbudte møde ligger inden tilbudsfristen. Aflys tilbuddet først, hvis det ikke kan holdes.")])
    case.no_start_at = case_event(actor, case, CaseAction.NO_START, before).at
