"""When the region's committees and forums meet. A meeting that is called off stays to be seen; one that is moved is called off and added anew."""

from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts import clock
from accounts.actor import Actor
from accounts.civil import REFUSED, holds_number
from accounts.enums import Verb
from audits.models import CommitteeMeeting
from audits.selectors.reports import told_of
from gop.errors import AlreadyDone, NotFound, Refused

LONGEST = 200
FURTHEST_AHEAD = timedelta(days=2 * 366)


def add_meeting(actor: Actor, committee: str, meets_on: date | None, subject: UUID | None) -> CommitteeMeeting:
    """The same meeting again is the one there is. Raises Refused by field."""
    actor.must(Verb.RELEASE_REPORT)
    name, today = " ".join(committee.split()), clock.today()
    wrong = [("committee", problem)] if (problem := _wrong_name(name)) else []
    if meets_on is None:
        wrong.append(("meets_on", "Angiv den dag, udvalget mødes."))
    elif not today <= meets_on <= today + FURTHEST_AHEAD:
        wrong.append(("meets_on", "Mødet skal ligge fra i dag og højst to år frem."))
    if subject not in {one for one, _ in told_of(actor)}:
        wrong.append(("subject", "Vælg, hvad status skal handle om."))
    if wrong or meets_on is None or subject is None:
        raise Refused(wrong)
    said = {"organisation_id": actor.tenant, "subject_id": subject, "committee": name, "meets_on": meets_on}
    row = CommitteeMeeting(**said, made_at=clock.now(), made_by_name=actor.name)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # there already, also when it was pressed twice at once
        return CommitteeMeeting.objects.get(**said, cancelled_at__isnull=True)
    return row


def call_off(actor: Actor, meeting_id: UUID) -> None:
    """Repeating it changes nothing. Raises AlreadyDone, NotFound."""
    actor.must(Verb.RELEASE_REPORT)
    rows = CommitteeMeeting.objects.select_for_update(of=("self",), no_key=True)
    row = rows.filter(organisation_id=actor.tenant, id=meeting_id).first()
    if row is None:
        raise NotFound
    if row.cancelled_at is not None:
        if row.cancelled_by_name == actor.name:
            return
        raise AlreadyDone(row.cancelled_by_name, row.cancelled_at)
    row.cancelled_at, row.cancelled_by_name = clock.now(), actor.name
    row.save(update_fields=["cancelled_at", "cancelled_by_name"])


def _wrong_name(name: str) -> str:
    if not name:
        return "Skriv udvalgets eller forummets navn."
    if len(name) > LONGEST:
        return f"Skriv højst {LONGEST} tegn."
    return REFUSED if holds_number(name) else ""
