"""How an offer in force ends before its meeting is held: the authority cancels it, or the citizen turns it down."""

from datetime import datetime
from uuid import UUID

from accounts import clock
from accounts.actor import Actor
from accounts.clock import local
from accounts.enums import Verb
from gop.enums import CaseAction, DeclinedHow, MilestoneCode, OfferEnd
from gop.errors import Refused
from gop.models import Case
from gop.services.clocks import reclock
from gop.services.events import case_event
from gop.services.milestones import milestone
from gop.services.verbs import begin, iso, move

REASON_LENGTH = 180


def cancel_offer(actor: Actor, case_id: UUID, *, reason: str, seen: datetime | None = None) -> None:
    """The authority takes its offer back: the case is triaged again, and a met offer deadline opens or is broken.

    What the citizen was told stays told (inform_by stays met). Raises Refused by field.
    """
    case, mine = begin(actor, Verb.CANCEL_OFFER, case_id, CaseAction.CANCEL_OFFER, seen)
    if mine and case.offer_meeting_at is None:
        return
    reason = reason.strip()
    if not reason:
        raise Refused([("reason", "Skriv, hvorfor tilbuddet aflyses.")])
    if len(reason) > REASON_LENGTH:
        raise Refused([("reason", f"Begrundelsen er for lang. Kort den af til {REASON_LENGTH} tegn.")])
    cancel(actor, case, reason)


def cancel(actor: Actor, case: Case, reason: str, by_name: str = "") -> None:
    """On a locked case: void as if by the authority, also when whoever should hold the meeting (`by_name`) will not."""
    before, meeting_at = move(case, CaseAction.CANCEL_OFFER), _in_force(case)
    _end(case, OfferEnd.CANCELLED, f"Aflyst: {reason}")
    case_event(actor, case, CaseAction.CANCEL_OFFER, before, meeting_at=iso(meeting_at), reason=reason, by_name=by_name)
    reclock(actor, case)
    milestone(case, MilestoneCode.OFFER_CANCELLED, meeting_at=iso(meeting_at))


def citizen_declined(actor: Actor, case_id: UUID, *, how: DeclinedHow, seen: datetime | None = None) -> None:
    """The citizen said no, cancelled or did not come. An in-time offer keeps the offer deadline met. Raises Refused."""
    case, mine = begin(actor, Verb.RECORD_DECLINED, case_id, CaseAction.CITIZEN_DECLINED, seen)
    if mine and case.offer_meeting_at is None:
        return
    before, meeting_at = move(case, CaseAction.CITIZEN_DECLINED), _in_force(case)
    if how == DeclinedHow.MISSED and meeting_at > clock.now():
        raise Refused([("how", "Mødet har ikke været endnu. Vælg, at borgeren sagde nej eller aflyste.")])
    _end(case, OfferEnd.CITIZEN_NO, how.label)
    case.declined_meetings = [*case.declined_meetings, local(meeting_at).date()]
    case_event(actor, case, CaseAction.CITIZEN_DECLINED, before, meeting_at=iso(meeting_at), how=how)
    reclock(actor, case)


def _in_force(case: Case) -> datetime:
    """The meeting of the offer in force."""
    if case.offer_meeting_at is None:
        raise Refused([("", "Der er ikke noget tilbud, der gælder.")])
    return case.offer_meeting_at


def _end(case: Case, ended_by: OfferEnd, reason: str) -> None:
    case.offers.filter(withdrawn_at__isnull=True).update(withdrawn_at=clock.now(), withdrawn_reason=reason, ended_by=ended_by)
    case.offer_meeting_at, case.offer_place = None, ""
