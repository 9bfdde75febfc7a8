"""A performer's meetings with the citizen. The first meeting is the assignment's own fact and none of these, unless it came to nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from accounts import clock
from accounts.actor import Actor
from accounts.clock import local
from accounts.enums import Verb
from gop.enums import AssignmentAction, ContactForm, ContactState
from gop.errors import Refused
from gop.fsiii import INTERVENTION, terms
from gop.models import Assignment, AssignmentMeeting
from gop.services.assignment_events import assignment_event
from gop.services.performed_rows import accepted, by_a_colleague, insert_row, mine_already, note_too_long, row_of

FURTHEST, MOST_MINUTES = timedelta(days=366), 600
HAPPENED = (ContactState.HELD, ContactState.MISSED)


@dataclass(frozen=True, slots=True)
class MeetingSaid:
    """`code`: an intervention of FSIII, or none."""

    form: ContactForm
    at: datetime | None
    state: ContactState
    minutes: int | None = None
    code: str = ""
    note: str = ""


def put_meeting(actor: Actor, assignment_id: UUID, meeting_id: UUID, said: MeetingSaid) -> None:
    """Plan a meeting, or register one that was held, missed or called off. Raises NotAllowed, NotFound, Refused by field."""
    assignment = accepted(actor, Verb.HOLD_MEETING, assignment_id)
    if mine_already(AssignmentMeeting, assignment, meeting_id):
        return
    at = _check(assignment, said)
    row = AssignmentMeeting(
        id=meeting_id,
        form=said.form,
        at=at,
        minutes=said.minutes,
        state=said.state,
        code=said.code,
        code_text=terms(INTERVENTION)[said.code].text if said.code else "",
        note=said.note.strip(),
    )
    insert_row(actor, assignment, row)
    _meeting_event(actor, assignment, row)


def settle_meeting(
    actor: Actor,
    assignment_id: UUID,
    meeting_id: UUID,
    *,
    state: ContactState,
    minutes: int | None = None,
    note: str = "",
    seen: datetime | None = None,
) -> None:
    """What became of a planned meeting. The same again changes nothing. Raises AlreadyDone (a colleague said since `seen`), Refused."""
    assignment = accepted(actor, Verb.HOLD_MEETING, assignment_id)
    row = row_of(AssignmentMeeting, assignment, meeting_id)
    if row.state != ContactState.PLANNED:
        by_a_colleague(actor, assignment, AssignmentAction.MEETING, row.id, seen)
        if row.state == state:
            return
    if state == ContactState.PLANNED:
        raise Refused([("state", "Vælg, hvad der blev af mødet.")])
    wrong = [*_not_started(assignment, state), *_minutes(minutes), *note_too_long(note)]
    if state in HAPPENED and row.at > clock.now():
        wrong.append(("state", "Mødet har ikke været endnu. Vælg, at det er aflyst, eller vent."))
    if wrong:
        raise Refused(wrong)
    row.state, row.minutes, row.note = state, minutes or row.minutes, note.strip() or row.note
    row.save(update_fields=["state", "minutes", "note"])
    _meeting_event(actor, assignment, row)


def _check(assignment: Assignment, said: MeetingSaid) -> datetime:
    """When. Raises Refused with everything that is wrong."""
    wrong = [*_not_started(assignment, said.state), *_minutes(said.minutes), *note_too_long(said.note)]
    if said.code and said.code not in terms(INTERVENTION):
        wrong.append(("code", "Koden findes ikke på listen. Vælg en anden, eller lad feltet stå tomt."))
    if said.at is None:
        wrong.append(("at", "Angiv dato og klokkeslæt."))
    elif said.at > clock.now() + FURTHEST:
        wrong.append(("at", "Mødet ligger mere end et år ude. Se efter, om årstallet er rigtigt."))
    elif said.state in HAPPENED and said.at > clock.now():
        wrong.append(("at", "Tidspunktet er ikke kommet. Planlæg mødet, eller ret tidspunktet."))
    elif said.state == ContactState.PLANNED and local(said.at).date() < clock.today():
        wrong.append(("at", "Tidspunktet er gået. Vælg, hvad der blev af mødet, eller ret tidspunktet."))
    elif said.at < assignment.sent_at:
        wrong.append(("at", "Tidspunktet ligger, før I fik opgaven."))
    if wrong or said.at is None:
        raise Refused(wrong)
    return said.at


def _not_started(assignment: Assignment, state: ContactState) -> list[tuple[str, str]]:
    """The first meeting is the assignment's own fact; until then one may be planned, missed or called off."""
    if assignment.first_meeting_on is not None or state != ContactState.HELD:
        return []
    return [("state", "Forløbet er ikke startet. Registrér første møde først.")]


def _minutes(minutes: int | None) -> list[tuple[str, str]]:
    return [] if minutes is None or 0 < minutes <= MOST_MINUTES else [("minutes", f"Skriv et antal minutter fra 1 til {MOST_MINUTES}.")]


def _meeting_event(actor: Actor, assignment: Assignment, row: AssignmentMeeting) -> None:
    assignment_event(actor, assignment, AssignmentAction.MEETING, id=str(row.id), form=row.form, at=row.at.isoformat(), state=row.state)
