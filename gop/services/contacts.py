"""Contacts with the citizen during a course: planned or registered in one line. The first meeting is the case's own fact and none of these."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from accounts import clock
from accounts.actor import Actor
from accounts.clock import local
from accounts.enums import Verb
from gop.enums import CaseAction, CaseState, CodeList, ContactForm, ContactState
from gop.errors import Refused
from gop.fsiii import INTERVENTION, terms
from gop.models import Case, CaseContact
from gop.selectors.codes import code_meant
from gop.services.events import case_event
from gop.services.rows import changed_by_colleague, insert_row, mine_already, row_of
from gop.services.verbs import iso, locked, move

FURTHEST, MOST_MINUTES, LONGEST = timedelta(days=366), 600, 500


@dataclass(frozen=True, slots=True)
class ContactSaid:
    """`code`: an intervention of FSIII or a treatment of SKS, or none."""

    form: ContactForm
    at: datetime | None
    state: ContactState
    code: str = ""
    minutes: int | None = None
    note: str = ""


def put_contact(actor: Actor, case_id: UUID, contact_id: UUID, said: ContactSaid) -> None:
    """Plan one, or register one that was held, missed or cancelled. The same form sent twice makes one. Raises Refused by field."""
    case = locked(actor, Verb.HOLD_MEETING, case_id)
    if mine_already(CaseContact, case, contact_id):
        return
    before = move(case, CaseAction.CONTACT)
    at, (code, code_text) = _check(case, said)
    row = CaseContact(
        id=contact_id,
        organisation_id=case.organisation_id,
        case=case,
        form=said.form,
        code=code,
        code_text=code_text,
        at=at,
        minutes=said.minutes,
        state=said.state,
        made_at=clock.now(),
        by_name=actor.name,
        note=said.note.strip(),
    )
    insert_row(row)
    case_event(actor, case, CaseAction.CONTACT, before, contact=str(row.id), form=row.form, at=iso(row.at), state=row.state)


def settle(
    actor: Actor,
    case_id: UUID,
    contact_id: UUID,
    *,
    state: ContactState,
    minutes: int | None = None,
    note: str = "",
    seen: datetime | None = None,
) -> None:
    """What became of a planned contact. Raises AlreadyDone (a colleague said since), Refused by field."""
    case = locked(actor, Verb.HOLD_MEETING, case_id)
    row = row_of(CaseContact, case, contact_id)
    if seen or row.state != ContactState.PLANNED:
        changed_by_colleague(actor, case, CaseAction.CONTACT, "contact", row.id, seen)
    if row.state == state:
        return
    if state == ContactState.PLANNED:
        raise Refused([("state", "Vælg, hvad der blev af kontakten.")])
    before = move(case, CaseAction.CONTACT)
    wrong = [*_not_started(case, state), *_minutes(minutes)]
    if state in (ContactState.HELD, ContactState.MISSED) and row.at > clock.now():
        wrong.append(("state", "Kontakten har ikke været endnu. Vælg, at den er aflyst, eller vent."))
    if wrong:
        raise Refused(wrong)
    row.state, row.minutes, row.note = state, minutes or row.minutes, note.strip()[:LONGEST] or row.note
    row.save(update_fields=["state", "minutes", "note"])
    case_event(actor, case, CaseAction.CONTACT, before, contact=str(row.id), form=row.form, at=iso(row.at), state=state)


def _check(case: Case, said: ContactSaid) -> tuple[datetime, tuple[str, str]]:
    """(when, (code, its text)). Raises Refused with everything that is wrong."""
    wrong = [*_not_started(case, said.state), *_minutes(said.minutes)]
    coded = _coded(said.code)
    if coded is None:
        wrong.append(("code", "Koden findes ikke på listen. Vælg en anden, eller lad feltet stå tomt."))
    if said.at is None:
        wrong.append(("at", "Angiv dato og klokkeslæt."))
    elif said.at > clock.now() + FURTHEST:
        wrong.append(("at", "Kontakten ligger mere end et år ude. Se efter, om årstallet er rigtigt."))
    elif said.state in (ContactState.HELD, ContactState.MISSED) and said.at > clock.now():
        wrong.append(("at", "Tidspunktet er ikke kommet. Planlæg kontakten, eller ret tidspunktet."))
    elif said.state == ContactState.PLANNED and local(said.at).date() < clock.today():
        wrong.append(("at", "Tidspunktet er gået. Vælg, hvad der blev af kontakten, eller ret tidspunktet."))
    elif case.day_zero and local(said.at).date() < case.day_zero:
        wrong.append(("at", "Datoen ligger før udskrivningen."))
    if len(said.note) > LONGEST:
        wrong.append(("note", f"Bemærkningen er for lang. Kort den af til {LONGEST} tegn."))
    if wrong or coded is None or said.at is None:
        raise Refused(wrong)
    return said.at, coded


def _not_started(case: Case, state: ContactState) -> list[tuple[str, str]]:
    """Before the first meeting a contact is planned or called off, and no more."""
    if case.state == CaseState.STARTED or state not in (ContactState.HELD, ContactState.MISSED):
        return []
    return [("state", "Forløbet er ikke startet. Registrér første møde først.")]


def _minutes(minutes: int | None) -> list[tuple[str, str]]:
    return [] if minutes is None or 0 < minutes <= MOST_MINUTES else [("minutes", f"Skriv et antal minutter fra 1 til {MOST_MINUTES}.")]


def _coded(code: str) -> tuple[str, str] | None:
    if not code:
        return "", ""
    found = terms(INTERVENTION).get(code) or code_meant(CodeList.INTERVENTIONS, code)
    return (found.code, found.text) if found else None
