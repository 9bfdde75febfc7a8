"""What a delivery from the hospital does to the authority's case."""

from datetime import date
from uuid import UUID

from accounts import clock
from accounts.actor import Actor
from accounts.clock import local
from accounts.folding import name_key
from accounts.secret import cpr_hash, decrypt_cpr
from gop.enums import CaseAction, CaseKind, CaseState, DateSource, EndCode, MilestoneCode, OfferEnd, PlanType
from gop.errors import NotFound
from gop.models import Case, Delivery, PlanVersion
from gop.rules import next_case_state
from gop.services.causes import propose_at_receipt
from gop.services.clocks import reclock
from gop.services.events import case_event
from gop.services.milestones import milestone
from gop.services.receipt_facts import contact_wanted, facts_from, postcode_of
from gop.services.receiving_notice import follow_received
from gop.services.routing import route
from gop.services.second_plan import ask_about_others, one_at_a_time
from gop.services.verbs import close


def day_of(text: str) -> date | None:
    """A day as a delivery has it; an empty text is none."""
    return date.fromisoformat(text) if text else None


def locked_case(actor: Actor, case_id: UUID | None) -> Case:
    if case_id is None:
        raise NotFound
    case = Case.objects.select_for_update(of=("self",), no_key=True).filter(organisation_id=actor.tenant, id=case_id).first()
    if case is None:
        raise NotFound
    return case


def plan_received(actor: Actor, delivery: Delivery) -> None:
    """A new case from a delivered version. A case that is there already stays as it is."""
    if delivery.case_id is None or delivery.version is None:
        raise NotFound
    if Case.objects.filter(organisation_id=actor.tenant, id=delivery.case_id).exists():
        return
    version = PlanVersion.objects.get(plan_id=delivery.plan_id, number=delivery.version)
    case = case_from(actor.tenant, delivery, version)
    case.postcode = postcode_of(version)
    one_at_a_time(case)
    case.save(force_insert=True)
    replaces, returns = delivery.payload.get("replaces_case", ""), delivery.payload.get("returns", 0)
    said = {"version": version.number, "replaces": replaces, "returns": returns}
    case_event(actor, case, MilestoneCode.RECEIVED, by_name=case.sender_name, **said, **dates_of(case))
    if case.kind == CaseKind.TREATMENT:
        milestone(case, MilestoneCode.RECEIVED)
    route(actor, case, version)
    ask_about_others(case)
    reclock(actor, case)
    propose_at_receipt(case, returns)
    follow_received(case)


def dates_of(case: Case) -> dict[str, object]:
    """The dates as an event keeps them, so that the course can be told again as of any day."""
    days = {"day_zero": case.day_zero, "earliest": case.earliest_start, "latest": case.latest_start}
    kept = {name: day.isoformat() if day else "" for name, day in days.items()}
    return {**kept, "expected": case.day_zero_expected, "start_reason": case.start_reason_kind}


def case_from(organisation: UUID, delivery: Delivery, version: PlanVersion) -> Case:
    """An unsaved case: what its lists show, copied from the version. Where the citizen lives stands in another row."""
    told = delivery.payload
    return Case(
        id=delivery.case_id,
        organisation_id=organisation,
        plan_id=delivery.plan_id,
        plan_version=version.number,
        kind=CaseKind(told["case_kind"]),
        department_id=UUID(told["department"]) if told.get("department") else None,
        sender_id=delivery.sender_id,
        sender_name=f"{version.hospital_name}, {version.department_name}",
        home_municipality_id=UUID(told["home_municipality"]) if told.get("home_municipality") else None,
        citizen_name=version.citizen_name,
        name_key=name_key(version.citizen_name),
        birth_date=version.birth_date,
        cpr_hash=cpr_hash(decrypt_cpr(version.cpr_encrypted or b"")),
        diagnosis_group=version.diagnosis_group,
        plan_type=PlanType(version.plan_type),
        received_at=clock.now(),
        day_zero=day_of(told["day_zero"]),
        day_zero_expected=told["expected"],
        earliest_start=version.earliest_start,
        latest_start=version.latest_start,
        start_reason_kind=version.start_reason_kind,
        contact_wanted_at=contact_wanted(version, None, clock.now()),
        **facts_from(version, clock.today()),
    )


def discharge_told(actor: Actor, delivery: Delivery) -> None:
    """The hospital confirms, corrects or calls off the discharge date; what it says last wins (model.md 3, 6 rule 1)."""
    case = locked_case(actor, delivery.case_id)
    if case.ended_at is not None:
        return
    told = delivery.payload
    if (case.day_zero, case.day_zero_expected, case.day_zero_source) == (day_of(told["day_zero"]), told["expected"], DateSource.HOSPITAL):
        return  # told again, as when a case was reopened
    apply_day_zero(actor, case, day_of(told["day_zero"]), expected=told["expected"], source=DateSource.HOSPITAL, by_name=case.sender_name)


def apply_day_zero(actor: Actor, case: Case, day: date | None, *, expected: bool, source: DateSource, by_name: str) -> None:
    """Another day 0, or none: what lies before the new one falls away, as gop.rules.course has it (model.md 6 rule 1)."""
    before_day, before_state = case.day_zero, CaseState(case.state)
    case.day_zero, case.day_zero_expected, case.day_zero_source = day, expected, source
    falls = _fall_before(case, day) if day is not None else False
    said = {"before": before_day.isoformat() if before_day else "", "day_zero": day.isoformat() if day else "", "expected": expected}
    case_event(actor, case, CaseAction.RECORD_DISCHARGE, before_state, by_name=by_name, source=source, meeting_fell=falls, **said)
    reclock(actor, case)


def _fall_before(case: Case, day: date) -> bool:
    """A first meeting offered, told of or held before the day falls away; nobody cancelled it."""
    state = CaseState(case.state)
    offer_falls = case.offer_meeting_at is not None and local(case.offer_meeting_at).date() < day
    held_falls = case.first_meeting_on is not None and case.first_meeting_on < day
    if offer_falls:
        case.offers.filter(withdrawn_at__isnull=True).update(
            withdrawn_at=clock.now(), withdrawn_reason="Mødet lå før den nye udskrivningsdato", ended_by=OfferEnd.FELL
        )
        case.offer_meeting_at, case.offer_place = None, ""
    if case.informed_meeting_on is not None and case.informed_meeting_on < day:
        case.informed_on = case.informed_meeting_on = None
        case.informed_how = case.informed_how if case.told_no_offer_on else ""
    if held_falls:
        case.first_meeting_on = None
    if held_falls and case.offer_meeting_at is not None:
        case.state = CaseState.OFFERED  # the meeting offered stands, and has not been held
    elif held_falls or (offer_falls and state == CaseState.OFFERED):
        case.state = next_case_state(state, CaseAction.VOID_MEETING)
    return offer_falls or held_falls


def plan_withdrawn(actor: Actor, delivery: Delivery) -> None:
    """The case ends `tilbagetrukket`, whatever state it is in; its open clocks lapse."""
    case = locked_case(actor, delivery.case_id)
    if case.ended_at is not None:
        return
    before = case.state
    close(case, EndCode.WITHDRAWN, delivery.payload.get("reason", ""))
    case_event(actor, case, CaseAction.END, before, by_name=case.sender_name, end_code=EndCode.WITHDRAWN, reason=case.end_reason)
    reclock(actor, case)
