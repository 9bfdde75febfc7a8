"""The verbs of a case, part two: offer or invite, tell the citizen, first meeting, return, end."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from accounts import clock
from accounts.actor import Actor
from accounts.clock import local
from accounts.enums import Verb
from deadlines.selectors import post_of
from gop.enums import CaseAction, CaseKind, EndCode, GeneralLevel, InformedHow, MilestoneCode, OfferEnd, PlanType
from gop.errors import Refused
from gop.models import Case, Offer
from gop.rules import InformFacts, what_is_missing_to_inform
from gop.services.clocks import reclock
from gop.services.events import case_event
from gop.services.milestones import milestone
from gop.services.no_start import record_no_start
from gop.services.seats import OfferDetails, seated
from gop.services.second_plan import answered_first
from gop.services.verbs import begin, close, iso, move, not_after_today, not_before_day_zero, not_long_before_receipt

BY_PERSON = frozenset(
    {EndCode.COMPLETED, EndCode.NO_NEED_CITIZEN, EndCode.NO_NEED_PROFESSIONAL, EndCode.DECLINED, EndCode.DECLINED_ILLNESS, EndCode.NO_SHOW}
    | {EndCode.DECLINED_TRANSPORT_COST, EndCode.DECLINED_TRANSPORT_LOGISTICS, EndCode.DECLINED_OTHER_TRAINING, EndCode.EVENT, EndCode.DEAD}
)
NEEDS_START = frozenset({EndCode.COMPLETED})
PLAIN = OfferDetails()
FURTHEST = timedelta(days=366)  # beyond it a date is a slip of the pen


def offer(
    actor: Actor,
    case_id: UUID,
    *,
    meeting_at: datetime | None,
    place: str,
    details: OfferDetails = PLAIN,
    seen: datetime | None = None,
) -> None:
    """Offer the first meeting (the performing department: invite). An offer in force is kept as withdrawn.

    `meeting_at` is an aware moment. A weekly time in `details` gives the place and is asked for a seat. Raises Refused by field.
    """
    department = actor.may(Verb.INVITE)
    verb, action = (Verb.INVITE, CaseAction.INVITE) if department else (Verb.OFFER, CaseAction.OFFER)
    case, mine = begin(actor, verb, case_id, action, seen)
    place, details = seated(actor, case, meeting_at, place, details)
    in_force = case.offers.filter(withdrawn_at__isnull=True)
    if mine and meeting_at and in_force.filter(meeting_at=meeting_at, place=place, **details.columns()).exists():
        return
    answered_first(case)
    field = "slot" if details.first_time else "meeting_at"
    wrong = what_is_wrong(meeting_at, place, field)
    if department and case.guidance_at is None:
        wrong.append(("", "Registrér først, at patienten er vejledt om frit sygehusvalg."))
    if wrong or meeting_at is None:
        raise Refused(wrong)
    not_before_day_zero(field, local(meeting_at).date(), case)
    make_offer(actor, case, action, meeting_at, place, **details.columns())


def make_offer(
    actor: Actor, case: Case, action: CaseAction, meeting_at: datetime, place: str, *, by_name: str = "", **columns: Any
) -> None:
    """On a locked case. `by_name`: who agreed the meeting, where another than the actor did; `columns`: OfferFacts by name."""
    before, now = move(case, action), clock.now()
    in_force = case.offers.filter(withdrawn_at__isnull=True)
    in_force.update(withdrawn_at=now, withdrawn_reason="Afløst af et nyt tilbud", ended_by=OfferEnd.REPLACED)
    Offer.objects.create(
        organisation_id=case.organisation_id,
        case=case,
        made_at=now,
        meeting_at=meeting_at,
        place=place,
        by=actor.user,
        by_name=by_name or actor.name,
        **columns,
    )
    case.offer_meeting_at, case.offer_place = meeting_at, place
    case_event(actor, case, action, before, meeting_at=iso(meeting_at), place=case.offer_place, by_name=by_name)
    reclock(actor, case)
    milestone(case, MilestoneCode.OFFERED, meeting_at=iso(meeting_at), place=case.offer_place)


def what_is_wrong(meeting_at: datetime | None, place: str, field: str = "meeting_at") -> list[tuple[str, str]]:
    """With the time and place of a first meeting, by field; whatever the case. `field`: where the time was chosen."""
    wrong = []
    if meeting_at is None:
        wrong.append((field, "Angiv dato og klokkeslæt for det første møde."))
    elif local(meeting_at).date() < clock.today():
        wrong.append((field, "Mødet ligger før i dag. Vælg en dag, der kommer."))
    elif local(meeting_at).date() > clock.today() + FURTHEST:
        wrong.append((field, "Mødet ligger mere end et år ude. Se efter, om årstallet er rigtigt."))
    if not place.strip():
        wrong.append(("place", "Skriv, hvor det første møde holdes."))
    return wrong


def inform(actor: Actor, case_id: UUID, *, on: date | None, how: InformedHow, no_start: bool = False, seen: datetime | None = None) -> None:
    """The citizen has been told place, time and level (or that no start can be offered in time).

    `on` is the conversation, the delivery to the mailbox, or the posting day of a letter, to which the
    authority's postal days are added (the registry's are an assumption). Raises Refused with everything that is missing.
    """
    case, mine = begin(actor, Verb.INFORM, case_id, CaseAction.INFORM, seen)
    if mine and _told_same(case, no_start):
        return
    missing = [("", text) for text in what_is_missing_to_inform(_inform_facts(case, no_start))]
    if missing:
        raise Refused(missing)
    on = not_after_today("on", on, "Datoen ligger i fremtiden. Registrér beskeden, når den er givet.")
    not_long_before_receipt("on", on, case)
    told_on = on + timedelta(days=post_of(case.organisation_id, on).days) if how == InformedHow.LETTER else on
    if no_start:
        record_no_start(actor, case)
    before = move(case, CaseAction.INFORM)
    if no_start:  # told twice, the first telling stands
        case.told_no_offer_on = min(told_on, case.told_no_offer_on) if case.told_no_offer_on else told_on
    elif case.offer_meeting_at is not None:  # else it is missing, and was said above
        # A date that is told again keeps the first telling: inform_by stays met (model.md 6 rule 6)
        case.informed_on = min(told_on, case.informed_on) if case.informed_on else told_on
        case.informed_meeting_on = local(case.offer_meeting_at).date()
    case.informed_how = how
    case_event(actor, case, CaseAction.INFORM, before, on=iso(told_on), sent=iso(on), how=how, no_start=no_start)
    reclock(actor, case)
    milestone(case, MilestoneCode.INFORMED, on=iso(told_on), **({"no_start": True} if no_start else {}))


def _told_same(case: Case, no_start: bool) -> bool:
    if no_start:
        return case.told_no_offer_on is not None
    return case.offer_meeting_at is not None and case.informed_meeting_on == local(case.offer_meeting_at).date()


def _inform_facts(case: Case, no_start: bool) -> InformFacts:
    return InformFacts(
        plan_type=PlanType(case.plan_type),
        level=GeneralLevel(case.level) if case.level else None,
        place=case.offer_place,
        meeting_at=case.offer_meeting_at,
        guided=case.guidance_at is not None,
        no_start=no_start,
    )


def register_first_meeting(actor: Actor, case_id: UUID, *, on: date | None, seen: datetime | None = None) -> None:
    """The first meeting was held: the training has started."""
    case, mine = begin(actor, Verb.REGISTER_FIRST_MEETING, case_id, CaseAction.START, seen)
    if mine and case.first_meeting_on == on:
        return
    on = not_after_today("on", on, "Datoen ligger i fremtiden. Registrér mødet, når det er holdt.")
    not_before_day_zero("on", on, case)
    start(actor, case, on)


def start(actor: Actor, case: Case, on: date, by_name: str = "") -> None:
    """On a locked case. `by_name`: who held the meeting, where another than the actor says it."""
    before = move(case, CaseAction.START)
    case.first_meeting_on = on
    case_event(actor, case, CaseAction.START, before, on=iso(on), by_name=by_name)
    reclock(actor, case)
    milestone(case, MilestoneCode.STARTED, on=iso(on))


def end_case(actor: Actor, case_id: UUID, *, code: EndCode, reason: str = "", seen: datetime | None = None) -> None:
    """End with a code. Open clocks lapse; what is met or broken stays."""
    case, mine = begin(actor, Verb.END_CASE, case_id, CaseAction.END, seen)
    if mine and case.end_code == code:
        return
    if code not in BY_PERSON:
        raise Refused([("code", "Vælg en afslutningskode fra listen.")])
    if code in NEEDS_START and case.first_meeting_on is None and case.kind == CaseKind.TREATMENT:
        raise Refused([("code", "Forløbet er ikke startet. Registrér første møde, eller vælg en anden kode.")])
    before = move(case, CaseAction.END)
    close(case, code, reason)
    case_event(actor, case, CaseAction.END, before, end_code=code, reason=case.end_reason, goal_reached=case.goal_reached)
    reclock(actor, case)
    milestone(case, MilestoneCode.ENDED, end_code=code)
