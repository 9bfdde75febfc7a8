"""A region's analyst comments a report and releases it. From then on it never changes; the database refuses it to everybody."""

from datetime import datetime
from uuid import UUID

from accounts import clock
from accounts.actor import Actor
from accounts.civil import REFUSED, holds_number
from accounts.danish import short_moment
from accounts.enums import OrganisationKind, Verb
from audits.enums import ReportState
from audits.models import Report
from gop.errors import AlreadyDone, NotFound, Refused

LONGEST = 10_000
# Who may be a member of what it is about, and so read it once it is released
READERS = (OrganisationKind.MUNICIPALITY, OrganisationKind.REGION)
CHANGED = "{name} har ændret kommentaren {when}. Læs den, der står nu. Det, du skrev, står stadig i feltet."
NOT_READY = "Rapporten er ikke lavet endnu."


def comment(actor: Actor, report_id: UUID, text: str, seen: datetime | None) -> None:
    """`seen`: when the comment that was on the page was written. Raises Refused, AlreadyDone (it is released), NotFound."""
    row = _held(actor, report_id)
    said = text.strip().replace("\r\n", "\n")
    if said == row.comment:
        return
    _must_be_as_seen(actor, row, seen)
    if len(said) > LONGEST:
        raise Refused([("comment", f"Skriv højst {LONGEST:,} tegn.".replace(",", "."))])
    if holds_number(said):
        raise Refused([("comment", REFUSED)])
    row.comment, row.comment_by_name, row.comment_at = said, actor.name, clock.now()
    row.save(update_fields=["comment", "comment_by_name", "comment_at"])


def release(actor: Actor, report_id: UUID, seen: datetime | None) -> None:
    """With the comment as the page showed it. Repeating it changes nothing. Raises Refused, AlreadyDone, NotFound."""
    try:
        row = _held(actor, report_id)
    except AlreadyDone as already:
        if already.by_name == actor.name:
            return
        raise
    _must_be_as_seen(actor, row, seen)
    row.state, row.released_at, row.released_by_name = ReportState.RELEASED, clock.now(), actor.name
    row.reader_id = row.subject_id if row.subject.kind in READERS else None
    row.save(update_fields=["state", "released_at", "released_by_name", "reader_id"])


def make_again(actor: Actor, report_id: UUID) -> None:
    """A draft is made anew of the newest figures by the job's next run; its comment stays. Raises Refused, AlreadyDone, NotFound."""
    row = _held(actor, report_id)
    row.state = ReportState.PLANNED
    row.save(update_fields=["state"])


def _held(actor: Actor, report_id: UUID) -> Report:
    """Its row, locked, ready to be released."""
    actor.must(Verb.RELEASE_REPORT)
    rows = Report.objects.select_for_update(of=("self",), no_key=True).select_related("subject")
    row = rows.filter(organisation_id=actor.tenant, id=report_id).first()
    if row is None:
        raise NotFound
    if row.state == ReportState.RELEASED and row.released_at is not None:
        raise AlreadyDone(row.released_by_name, row.released_at)
    if row.state != ReportState.READY:
        raise Refused(NOT_READY)
    return row


def _must_be_as_seen(actor: Actor, row: Report, seen: datetime | None) -> None:
    """A colleague's comment is neither written over nor released unread."""
    if row.comment_at != seen and row.comment_at is not None and row.comment_by_name != actor.name:
        raise Refused([("comment", CHANGED.format(name=row.comment_by_name, when=short_moment(row.comment_at)))])
