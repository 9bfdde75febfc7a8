"""The performer's verbs on an assignment, as the provider's database role: yes, no, first meeting, end (model.md 5).

Each locks the performer's own row, changes nothing when repeated, tells a colleague who was first, writes a line of history, and tells
the authority by a delivery. What it means for the case is applied there (receiving_assignment.py).
"""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings

from accounts import clock
from accounts.actor import Actor, NotAllowed
from accounts.clock import local
from accounts.danish import long_moment
from accounts.enums import Kind, Verb
from gop.enums import AssignmentAction, AssignmentKind, AssignmentState, DeclineReason, EndCode, GoalReached, ReportKind
from gop.errors import Refused
from gop.models import Assignment, AssignmentReport
from gop.rules.assigning import PERFORMERS_ENDS, last_day_of_access, may_decline_with, next_assignment_state
from gop.selectors.assignments import assignment_for
from gop.services.assignment_events import already_mine, assignment_event
from gop.services.courier import from_assignment
from gop.services.performed_rows import close_own_access

FURTHEST = timedelta(days=366)  # beyond it a date is a slip of the pen
PLACE_LENGTH, TEXT_LENGTH, STATUS_LENGTH = 200, 500, 5000
CAPACITY_ONLY = "En anden kommune kan kun sige nej, fordi der ikke er plads."


def accept(actor: Actor, assignment_id: UUID, *, meeting_at: datetime | None = None, place: str = "", seen: datetime | None = None) -> None:
    """Say yes, with the first meeting if it is agreed already. Raises NotAllowed, NotFound, AlreadyDone, Refused by field."""
    row, mine = _begin(actor, Verb.ACCEPT_ASSIGNMENT, assignment_id, AssignmentAction.ACCEPT, seen)
    if mine and row.state == AssignmentState.ACCEPTED:
        return
    state = next_assignment_state(AssignmentState(row.state), AssignmentAction.ACCEPT)
    if clock.now() >= row.answer_by:
        raise Refused("Svarfristen er gået, så opgaven er faldet tilbage til myndigheden. Ring til dem, hvis I kan tage den.")
    wrong = _first_meeting(meeting_at, place) if meeting_at or place.strip() else []
    if wrong:
        raise Refused(wrong)
    row.state, row.answered_at, row.answered_by_name = state, clock.now(), actor.name
    row.first_meeting_at, row.place = meeting_at, place.strip()
    row.save(update_fields=["state", "answered_at", "answered_by_name", "first_meeting_at", "place"])
    _tell(actor, row, AssignmentAction.ACCEPT, **_agreed(row))


def decline(actor: Actor, assignment_id: UUID, *, reason: DeclineReason, text: str = "", seen: datetime | None = None) -> None:
    """Say no. From then on the performer sees nothing of the citizen. Raises as `accept`."""
    row, _ = _begin(actor, Verb.DECLINE_ASSIGNMENT, assignment_id, AssignmentAction.DECLINE, seen)
    state, text = next_assignment_state(AssignmentState(row.state), AssignmentAction.DECLINE), text.strip()
    wrong = []
    if not may_decline_with(AssignmentKind(row.kind), reason):
        wrong.append(("reason", CAPACITY_ONLY))
    if reason == DeclineReason.OTHER and not text:
        wrong.append(("text", "Skriv, hvorfor I siger nej."))
    if len(text) > TEXT_LENGTH:
        wrong.append(("text", f"Begrundelsen er for lang. Kort den af til {TEXT_LENGTH} tegn."))
    if wrong:
        raise Refused(wrong)
    _tell(actor, row, AssignmentAction.DECLINE, reason=reason)  # before the no: nothing can be written after it
    row.state, row.answered_at, row.answered_by_name = state, clock.now(), actor.name
    row.decline_reason, row.decline_text = reason, text
    row.save(update_fields=["state", "answered_at", "answered_by_name", "decline_reason", "decline_text"])
    close_own_access(row)


def plan_first(actor: Actor, assignment_id: UUID, *, meeting_at: datetime | None, place: str, seen: datetime | None = None) -> None:
    """Agree the first meeting, or another time for it. Raises as `accept`."""
    row, mine = _begin(actor, Verb.HOLD_MEETING, assignment_id, AssignmentAction.PLAN_FIRST, seen)
    if mine and (row.first_meeting_at, row.place) == (meeting_at, place.strip()):
        return
    next_assignment_state(AssignmentState(row.state), AssignmentAction.PLAN_FIRST)
    if row.first_meeting_on is not None:
        raise Refused("Det første møde er holdt. Planlæg de næste møder for sig.")
    wrong = _first_meeting(meeting_at, place)
    if wrong:
        raise Refused(wrong)
    row.first_meeting_at, row.place = meeting_at, place.strip()
    row.save(update_fields=["first_meeting_at", "place"])
    _tell(actor, row, AssignmentAction.PLAN_FIRST, **_agreed(row))


def hold_first(actor: Actor, assignment_id: UUID, *, on: date | None, seen: datetime | None = None) -> None:
    """The first meeting was held: the training has started. Raises as `accept`."""
    row, mine = _begin(actor, Verb.HOLD_MEETING, assignment_id, AssignmentAction.HOLD_FIRST, seen)
    if mine and row.first_meeting_on == on:
        return
    next_assignment_state(AssignmentState(row.state), AssignmentAction.HOLD_FIRST)
    if row.first_meeting_on is not None:
        raise Refused("Det er allerede registreret, at det første møde er holdt.")
    if row.first_meeting_at is None:
        raise Refused("Aftal først tid og sted for det første møde.")
    if on is None:
        raise Refused([("on", "Angiv, hvilken dag mødet blev holdt.")])
    if on > clock.today():
        raise Refused([("on", "Datoen ligger i fremtiden. Registrér mødet, når det er holdt.")])
    if on < local(row.sent_at).date():
        raise Refused([("on", "Datoen ligger, før I fik opgaven.")])
    row.first_meeting_on = on
    row.save(update_fields=["first_meeting_on"])
    _tell(actor, row, AssignmentAction.HOLD_FIRST, on=on.isoformat())


def end(
    actor: Actor, assignment_id: UUID, *, code: EndCode, goal_reached: GoalReached | None, closing_status: str, seen: datetime | None = None
) -> None:
    """The performer is done. The case is the authority's to end. Raises as `accept`."""
    row, mine = _begin(actor, Verb.END_ASSIGNMENT, assignment_id, AssignmentAction.END, seen)
    if mine and row.state == AssignmentState.ENDED and row.end_code == code:
        return
    state, text = next_assignment_state(AssignmentState(row.state), AssignmentAction.END), closing_status.strip()
    wrong = _what_is_wrong_with_end(row, code, goal_reached, text)
    if wrong:
        raise Refused(wrong)
    AssignmentReport(
        id=uuid4(),
        organisation_id=row.provider_id,
        authority_id=row.authority_id,
        assignment=row,
        kind=ReportKind.CLOSING_STATUS,
        body=[["Slutstatus", text]],
        by_name=actor.name,
        made_at=clock.now(),
    ).save(force_insert=True)
    row.state, row.ended_at, row.end_code, row.goal_reached = state, clock.now(), code, goal_reached or ""
    row.access_until = last_day_of_access(clock.today(), settings.GOP_ACCESS_DAYS)
    row.save(update_fields=["state", "ended_at", "end_code", "goal_reached", "access_until"])
    _tell(actor, row, AssignmentAction.END, end_code=code, goal_reached=goal_reached or "")


def _what_is_wrong_with_end(row: Assignment, code: EndCode, reached: GoalReached | None, text: str) -> list[tuple[str, str]]:
    wrong, started = [], row.first_meeting_on is not None
    if code not in PERFORMERS_ENDS:
        wrong.append(("code", "Vælg en afslutningskode fra listen."))
    elif code == EndCode.COMPLETED and not started:
        wrong.append(("code", "Forløbet er ikke startet. Registrér det første møde, eller vælg en anden kode."))
    if started and reached is None:
        wrong.append(("goal_reached", "Vælg, om målet blev nået."))
    if not text:
        wrong.append(("closing_status", "Skriv en slutstatus: hvad der blev trænet, og hvordan det gik."))
    elif len(text) > STATUS_LENGTH:
        wrong.append(("closing_status", "Teksten er for lang. Kort den af til 5.000 tegn."))
    return wrong


def _begin(actor: Actor, verb: Verb, assignment_id: UUID, action: AssignmentAction, seen: datetime | None) -> tuple[Assignment, bool]:
    """The performer's own row, locked, and whether the actor has just done the same."""
    actor.must(verb)
    if actor.kind != Kind.PROVIDER:
        raise NotAllowed("Opgaven svares af den, den er sendt til.")
    row = assignment_for(actor, assignment_id, lock=True)
    return row, already_mine(actor, row, action, seen)


def _first_meeting(meeting_at: datetime | None, place: str) -> list[tuple[str, str]]:
    wrong = []
    if meeting_at is None:
        wrong.append(("meeting_at", "Angiv dato og klokkeslæt for det første møde."))
    elif local(meeting_at).date() < clock.today():
        wrong.append(("meeting_at", f"{long_moment(meeting_at)} er gået. Vælg en dag, der kommer."))
    elif local(meeting_at).date() > clock.today() + FURTHEST:
        wrong.append(("meeting_at", "Mødet ligger mere end et år ude. Se efter, om årstallet er rigtigt."))
    if not place.strip():
        wrong.append(("place", "Skriv, hvor det første møde holdes."))
    elif len(place.strip()) > PLACE_LENGTH:
        wrong.append(("place", f"Stedet er for langt. Kort det af til {PLACE_LENGTH} tegn."))
    return wrong


def _agreed(row: Assignment) -> dict[str, str]:
    return {"meeting_at": row.first_meeting_at.isoformat(), "place": row.place} if row.first_meeting_at else {}


def _tell(actor: Actor, row: Assignment, action: AssignmentAction, **said: str) -> None:
    """A line in the shared history, and the authority's case hears it."""
    assignment_event(actor, row, action, **said)
    from_assignment(row, action, at=clock.now().isoformat(), by_name=actor.name, **said)
