"""A case ended by mistake comes back to the state before, with the clocks it had (model.md 4)."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from accounts import clock
from accounts.actor import Actor, job_actor
from accounts.enums import Kind, Verb
from accounts.roles import ANSWERS_FOR_UNOWNED
from deadlines.services import wake_alerts
from gop.enums import CaseAction, CaseKind, CaseState, DeliveryKind, EndCode, MilestoneCode
from gop.errors import NotFound, Refused
from gop.models import Case, Delivery
from gop.rules import TransitionNotAllowed, reopened_state
from gop.rules.transitions import FINAL_ENDS
from gop.services.clocks import reclock
from gop.services.courier import APPLY
from gop.services.events import case_event
from gop.services.milestones import milestone
from gop.services.receiving_authority import discharge_told
from gop.services.second_plan import ask_about_others, hold_citizen
from gop.services.verbs import begin

ENDED_BY_HOSPITAL = (DeliveryKind.WITHDRAWAL, DeliveryKind.REPLACEMENT)


def reopen(actor: Actor, case_id: UUID, *, reason: str, seen: datetime | None = None) -> None:
    """Rows that lapsed by the end open with unchanged dates; a discharge told meanwhile is applied. Raises Refused."""
    actor.must(Verb.REOPEN)
    hold_citizen(actor, case_id)
    case, mine = begin(actor, Verb.REOPEN, case_id, CaseAction.REOPEN, seen)
    if mine and case.ended_at is None:
        return
    before = _state_before(case)
    if not reason.strip():
        raise Refused([("reason", "Skriv, hvorfor sagen genåbnes.")])
    _in_time(actor, case)
    meanwhile = Delivery.objects.filter(receiver_id=actor.tenant, case_id=case.id, applied_at__gt=case.ended_at)
    if case.end_code != EndCode.WITHDRAWN and meanwhile.filter(kind__in=ENDED_BY_HOSPITAL).exists():
        raise Refused([("", "Sygehuset har trukket planen tilbage eller erstattet den, siden sagen blev afsluttet.")])
    told = meanwhile.filter(kind=DeliveryKind.DISCHARGE).order_by("created_at", "sequence").last()
    code = case.end_code
    case.state, case.ended_at, case.end_code, case.end_reason = before, None, "", ""
    case_event(actor, case, CaseAction.REOPEN, CaseState.ENDED, end_code=code, reason=reason.strip())
    ask_about_others(case)
    wake_alerts(reclock(actor, case))
    milestone(case, MilestoneCode.REOPENED)
    if told is not None:
        discharge_told(job_actor(APPLY, Kind.AUTHORITY, actor.tenant), told)


def _state_before(case: Case) -> CaseState:
    if case.kind == CaseKind.INFORMATION:
        message = "Sagen er til orientering og kan ikke genåbnes."
        raise TransitionNotAllowed(CaseState(case.state), CaseAction.REOPEN, message)
    if case.ended_at is None:
        return reopened_state(CaseState(case.state), CaseState(case.state), EndCode.COMPLETED)  # says why not
    ends = case.events.filter(to_state=CaseState.ENDED).exclude(from_state=CaseState.ENDED).order_by("-at", "-id")
    before = ends.values_list("from_state", flat=True).first()
    if before is None:
        raise NotFound
    return reopened_state(CaseState(case.state), CaseState(before), EndCode(case.end_code))


def may_reopen(actor: Actor, case: Case) -> bool:
    """Whether the page offers it; reopening asks again."""
    return case.ended_at is not None and case.kind == CaseKind.TREATMENT and case.end_code not in FINAL_ENDS and _within(actor, case)


def _within(actor: Actor, case: Case) -> bool:
    late = case.ended_at is not None and clock.now() > case.ended_at + timedelta(days=settings.GOP_REOPEN_DAYS)
    return not late or actor.role in ANSWERS_FOR_UNOWNED


def _in_time(actor: Actor, case: Case) -> None:
    if not _within(actor, case):
        raise Refused([("", f"Sagen blev afsluttet for mere end {settings.GOP_REOPEN_DAYS} dage siden. Teamlederen kan genåbne den.")])
