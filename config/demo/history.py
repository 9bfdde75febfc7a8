"""What was done about a case as the events of its timeline and the milestones that went back to the hospital."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.danish import copenhagen_date
from config.demo.handling import Handling
from config.demo.turns import Former
from config.registry_loader import id_of
from gop.enums import CaseAction, CaseState, DateSource, EndCode, MilestoneCode, ReturnReason
from gop.models import Case
from gop.rules.routing import Desk
from gop.services.receiving_authority import dates_of
from gop.services.routing import BY

Person = tuple[UUID | None, str]


@dataclass
class Step:
    """One event: `after` is the state it left, empty when it moved nothing; `code` what the hospital heard, with `told`."""

    at: datetime
    action: str
    by: Person
    data: dict[str, Any] = field(default_factory=dict)
    after: str = ""
    code: MilestoneCode | None = None
    told: dict[str, Any] = field(default_factory=dict)


def steps(
    case: Case, done: Handling, by: Person, *, confirmed_at: datetime | None, department: bool, desk: Desk | None = None
) -> list[Step]:
    """In the order of their moments. `by` did what a person of the receiver did."""
    sender = (None, case.sender_name)
    known = {**dates_of(case), "expected": case.day_zero_expected or confirmed_at is not None}
    found = [Step(case.received_at, MilestoneCode.RECEIVED, sender, {"version": 1, **known}, code=MilestoneCode.RECEIVED)]
    if desk is not None:
        routed = {"rule": desk.rule.name, "rule_id": str(desk.rule.id), "team": desk.team_name, "team_id": str(desk.team), "owner": ""}
        found.append(Step(case.received_at, CaseAction.ROUTE, (None, BY), {**routed, "problem": desk.problem}))
    if confirmed_at:
        found.append(Step(confirmed_at, CaseAction.RECORD_DISCHARGE, sender, _discharge(case)))
    found += [*_decided(case, done, by), *_offered(case, done, by, department=department), *_ended(case, done, by, sender)]
    return sorted(found, key=lambda step: step.at)


def _discharge(case: Case) -> dict[str, Any]:
    day = case.day_zero.isoformat() if case.day_zero else ""
    return {"source": DateSource.HOSPITAL.value, "meeting_fell": False, "before": day, "day_zero": day, "expected": False}


def _decided(case: Case, done: Handling, by: Person) -> Iterator[Step]:
    if done.acknowledged_at:
        yield Step(done.acknowledged_at, CaseAction.ACKNOWLEDGE, by, code=MilestoneCode.ACKNOWLEDGED)
    if done.taken_at:
        yield Step(done.taken_at, CaseAction.TAKE, by, {"former": "", "owner": case.owner_name})
    if done.triaged_at:
        data = {
            "level": case.level,
            "former": "",
            "criteria": case.level_criteria,
            "reason": case.level_reason,
            "field": case.training_field,
        }
        yield Step(done.triaged_at, CaseAction.TRIAGE, by, data, CaseState.TRIAGED, MilestoneCode.TRIAGED, {"level": case.level})
    if done.guided_at:
        yield Step(done.guided_at, CaseAction.GUIDE, by, {"how": case.guidance_how, "transport_said": True})


def _offered(case: Case, done: Handling, by: Person, *, department: bool) -> Iterator[Step]:
    """Offer, telling and first meeting."""
    if done.former:
        yield from _former(done.former, by)
    if done.told_none_at:
        yield Step(done.told_none_at, CaseAction.NO_START, by)
        yield _telling(done, done.told_none_at, by, copenhagen_date(done.told_none_at).isoformat(), no_start=True)
    if done.offered_at:
        data = {"meeting_at": done.meeting.isoformat(), "place": done.place}
        action = CaseAction.INVITE if department else CaseAction.OFFER
        yield Step(done.offered_at, action, by, data, CaseState.OFFERED, MilestoneCode.OFFERED, data)
    if done.told_at and case.informed_on:
        yield _telling(done, done.told_at, by, case.informed_on.isoformat(), no_start=False)
    if done.started_at and case.first_meeting_on:
        on = {"on": case.first_meeting_on.isoformat()}
        yield Step(done.started_at, CaseAction.START, by, on, CaseState.STARTED, MilestoneCode.STARTED, on)
    if done.held:
        yield Step(done.held[0], CaseAction.HOLD, by, {"reason": done.held[1].value})


def _former(former: Former, by: Person) -> Iterator[Step]:
    """An offer and its end."""
    data = {"meeting_at": former.meeting_at.isoformat(), "place": former.place}
    yield Step(former.offered_at, CaseAction.OFFER, by, data, CaseState.OFFERED, MilestoneCode.OFFERED, data)
    meeting = {"meeting_at": data["meeting_at"]}
    if former.how:
        yield Step(former.ended_at, CaseAction.CITIZEN_DECLINED, by, {**meeting, "how": former.how.value})
    else:
        said = {**meeting, "reason": former.reason}
        yield Step(former.ended_at, CaseAction.CANCEL_OFFER, by, said, CaseState.TRIAGED, MilestoneCode.OFFER_CANCELLED, meeting)


def _telling(done: Handling, at: datetime, by: Person, on: str, *, no_start: bool) -> Step:
    data = {"on": on, "sent": copenhagen_date(at).isoformat(), "how": done.told_how.value, "no_start": no_start}
    return Step(at, CaseAction.INFORM, by, data, code=MilestoneCode.INFORMED, told={"on": on})


def returned_with(case: Case, done: Handling) -> dict[str, str]:
    """What event and delivery of a return say: it belongs in Vesthimmerland, or, come to there, in Aalborg."""
    key, name = "kommune-0820", "Vesthimmerlands Kommune"
    if case.organisation_id == id_of(key):
        key, name = "kommune-0851", "Aalborg Kommune"
    elsewhere = {"belongs_to": str(id_of(key)), "belongs_to_name": name}
    return {"reason": ReturnReason.LIVES_ELSEWHERE.value, "note": done.end_reason, **elsewhere}


def _ended(case: Case, done: Handling, by: Person, sender: Person) -> Iterator[Step]:
    if not (done.ended_at and done.end_code):
        return
    data = {"end_code": done.end_code.value, "reason": done.end_reason}
    if done.end_code == EndCode.WITHDRAWN:
        yield Step(done.ended_at, CaseAction.END, sender, data, CaseState.ENDED)
    elif done.end_code == EndCode.RETURNED:
        yield Step(done.ended_at, CaseAction.RETURN, by, {"end_code": done.end_code.value, **returned_with(case, done)}, CaseState.ENDED)
    else:
        data |= {"goal_reached": done.goal} if done.goal else {}
        yield Step(done.ended_at, CaseAction.END, by, data, CaseState.ENDED, MilestoneCode.ENDED, {"end_code": done.end_code.value})
