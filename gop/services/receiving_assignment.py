"""What the performer's word does to the authority's case: a yes, a no, the first meeting, the end (model.md 5 and 9)."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from accounts import clock
from accounts.actor import Actor
from accounts.clock import local
from accounts.enums import OrganisationKind
from accounts.models import Organisation
from gop.enums import AssignmentAction, AssignmentKind, CaseAction, CaseState, ChoiceAnswer, PerformerKind
from gop.errors import NotFound
from gop.models import Assignment, Case, Delivery
from gop.rules import case_actions
from gop.rules.assigning import IN_FORCE
from gop.services.answers import other_said_no, other_said_yes, provider_said_no
from gop.services.assigning import gives_back
from gop.services.events import case_event
from gop.services.offers import make_offer, start
from gop.services.receiving_authority import locked_case

NO = frozenset({AssignmentAction.DECLINE, AssignmentAction.LAPSE})
OVER = NO | {AssignmentAction.END}
# What somebody should look at; gone again once they do anything about the case
NEWS = OVER | {AssignmentAction.REPORT, AssignmentAction.ANSWER_DOCUMENTATION}


def assignment_told(actor: Actor, delivery: Delivery) -> None:
    """Told twice, it is applied once. News for a case that has ended is a line of its history and no more."""
    rows = Assignment.objects.filter(authority_id=actor.tenant)
    row = rows.filter(id=delivery.assignment_id).first() if delivery.assignment_id else None
    if row is None or row.case_id != delivery.case_id:
        raise NotFound
    case = locked_case(actor, row.case_id)
    row = Assignment.objects.select_for_update(of=("self",), no_key=True).get(id=row.id)
    told = case.events.filter(action=CaseAction.ASSIGNMENT_TOLD, data__delivery=str(delivery.id))
    if told.exists():
        return
    apply(actor, case, row, AssignmentAction(delivery.payload["said"]), delivery=str(delivery.id), payload=delivery.payload)


def apply(actor: Actor, case: Case, row: Assignment, said: AssignmentAction, *, payload: dict[str, Any], delivery: str = "") -> None:
    """On a locked case and row. `payload`: the dates and codes that were said."""
    kept: dict[str, Any] = {
        key: payload[key] for key in ("meeting_at", "place", "on", "end_code", "goal_reached", "reason") if key in payload
    }
    line: dict[str, Any] = {"assignment": str(row.id), "provider_name": row.provider_name, "said": said, "delivery": delivery, **kept}
    if said in NO:
        _close(row)
    if said in OVER and not _with_somebody(case):
        case.assigned_to = ""
    if case.ended_at is None:
        _DO.get(said, _told)(actor, case, row, line)
        if said in NEWS:
            case.performer_said_at = clock.now()
    else:
        _told(actor, case, row, line)
    case.save()


def _with_somebody(case: Case) -> bool:
    return case.assignments.filter(state__in=IN_FORCE).exists()


def _accepted(actor: Actor, case: Case, row: Assignment, line: dict[str, Any]) -> None:
    _told(actor, case, row, line)
    if _chosen(case, row) and case.other_accepted_on is None:
        other_said_yes(actor, case, row.provider_name)
    _offer(actor, case, row, line)


def _planned(actor: Actor, case: Case, row: Assignment, line: dict[str, Any]) -> None:
    _told(actor, case, row, line)
    _offer(actor, case, row, line)


def _held(actor: Actor, case: Case, row: Assignment, line: dict[str, Any]) -> None:
    """Not a start where the offer has fallen away meanwhile; the page then says that the meeting was held."""
    _told(actor, case, row, line)
    on = date.fromisoformat(line["on"])
    if CaseAction.START in case_actions(CaseState(case.state)) and (case.day_zero is None or on >= case.day_zero):
        start(actor, case, on, row.provider_name)


def _ended(actor: Actor, case: Case, row: Assignment, line: dict[str, Any]) -> None:
    """Before the training began, an end is a no."""
    (_no if case.first_meeting_on is None else _told)(actor, case, row, line)


def _told(actor: Actor, case: Case, row: Assignment, line: dict[str, Any]) -> None:
    case_event(actor, case, CaseAction.ASSIGNMENT_TOLD, by_name=row.provider_name, **line)


def _close(row: Assignment) -> None:
    if row.access_open:
        row.access_open = False
        row.save(update_fields=["access_open"])


def _chosen(case: Case, row: Assignment) -> bool:
    """The citizen chose this municipality, and has not answered otherwise since."""
    other = row.kind == AssignmentKind.OTHER_MUNICIPALITY and case.choice_answer == ChoiceAnswer.OTHER_MUNICIPALITY
    return other and case.other_municipality_id == row.provider_id


def _no(actor: Actor, case: Case, row: Assignment, line: dict[str, Any]) -> None:
    """It will not be trained there: its own meeting is void, the choice of it falls away, and an own offer beside it stands."""
    if row.kind == AssignmentKind.OTHER_MUNICIPALITY:
        _told(actor, case, row, line)
    else:
        chosen = case.choice_provider_id in (None, row.provider_id) and not _with_somebody(case)
        provider_said_no(actor, case, row.provider_name, falls=chosen, **line)
    if _chosen(case, row) and case.other_accepted_on is None:
        other_said_no(actor, case, row.provider_name)
    gives_back(actor, case, row, row.provider_name)


def _offer(actor: Actor, case: Case, row: Assignment, payload: dict[str, Any]) -> None:
    """The meeting that the performer has agreed is the offer in force; not one before day 0, nor once the training has begun."""
    if not payload.get("meeting_at") or CaseAction.OFFER not in case_actions(CaseState(case.state)):
        return
    at = datetime.fromisoformat(payload["meeting_at"])
    offer = case.offers.filter(withdrawn_at__isnull=True).first()
    if offer is not None and (offer.assignment_id, offer.meeting_at, offer.place) == (row.id, at, payload["place"]):
        return
    if case.day_zero is None or local(at).date() < case.day_zero:
        return
    performer = PerformerKind.PRIVATE if _private(row) else PerformerKind.PUBLIC
    make_offer(actor, case, CaseAction.OFFER, at, payload["place"], by_name=row.provider_name, assignment_id=row.id, performer=performer)


def _private(row: Assignment) -> bool:
    return Organisation.objects.filter(id=row.provider_id, kind=OrganisationKind.PROVIDER).exists()


_DO: dict[AssignmentAction, Callable[[Actor, Case, Assignment, dict[str, Any]], None]] = {
    AssignmentAction.ACCEPT: _accepted,
    AssignmentAction.PLAN_FIRST: _planned,
    AssignmentAction.HOLD_FIRST: _held,
    AssignmentAction.DECLINE: _no,
    AssignmentAction.LAPSE: _no,
    AssignmentAction.END: _ended,
}
