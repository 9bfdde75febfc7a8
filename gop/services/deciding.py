"""Everything a received case needs decided, in one step (ADR 0038): seen, taken, triaged, guided, offered. All of it or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.actor import Actor
from accounts.danish import short_moment
from accounts.enums import Verb
from gop.enums import CaseAction, GeneralLevel, GuidanceHow, TrainingField
from gop.errors import Refused
from gop.models import Case
from gop.services import cases, offers
from gop.services.no_start import no_start
from gop.services.seats import OfferDetails
from gop.services.verbs import begin


@dataclass(frozen=True, slots=True)
class FirstMeeting:
    """`place` may be empty where a weekly time gives it."""

    at: datetime | None
    place: str = ""
    details: OfferDetails = offers.PLAIN


@dataclass(frozen=True, slots=True)
class Decided:
    """What was said on the form. `how` None: the citizen has not been guided yet. `meeting` None: no time yet."""

    level: GeneralLevel | None = None
    criteria: Sequence[str] = ()
    reason: str = ""
    field: TrainingField | None = None
    how: GuidanceHow | None = None
    meeting: FirstMeeting | None = None
    no_start: bool = False


def decide(actor: Actor, case_id: UUID, said: Decided, seen: datetime | None = None) -> None:
    """Each part is the verb it is alone, with its own event and milestone; the caller's transaction holds them together.

    A colleague's case is triaged without being taken. Raises Refused by field with all that is missing, and what the verbs raise.
    """
    case, _ = begin(actor, Verb.TRIAGE, case_id, CaseAction.TRIAGE, seen)
    _still_unowned(actor, case, seen)
    wrong = cases.what_is_wrong_with_level(case, said.level, said.criteria, said.reason)
    meeting = said.meeting
    if meeting is not None:
        weekly = meeting.details.first_time is not None
        wrong += offers.what_is_wrong(meeting.at, "ugentlig tid" if weekly else meeting.place, "slot" if weekly else "meeting_at")
    if wrong:
        raise Refused(wrong)
    if case.acknowledged_at is None:
        cases.acknowledge(actor, case_id, seen)
    if case.owner_id is None:
        cases.take(actor, case_id, seen)
    cases.triage(actor, case_id, level=said.level, criteria=said.criteria, reason=said.reason, field=said.field, seen=seen)
    if said.how is not None:
        cases.record_guidance(actor, case_id, said.how, seen)
    if meeting is not None:
        offers.offer(actor, case_id, meeting_at=meeting.at, place=meeting.place, details=meeting.details, seen=seen)
    if said.no_start:
        no_start(actor, case_id, seen=seen)


def _still_unowned(actor: Actor, case: Case, seen: datetime | None) -> None:
    """Whoever got the case while the page was open is named before anything is decided over their head."""
    if seen is None or case.owner_id in (None, actor.user):
        return
    given = (CaseAction.TAKE, CaseAction.HAND_OVER, CaseAction.ROUTE)
    newer = case.events.filter(action__in=given, at__gt=seen).order_by("-at").first()
    if newer is not None:
        raise Refused(f"{case.owner_name} fik sagen {short_moment(newer.at)}. Send igen, hvis du vil visitere den alligevel.")
