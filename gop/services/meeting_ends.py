"""Meetings that were called and not held are called off with the case, and the other side hears it."""

from accounts import clock
from accounts.actor import Actor
from gop.enums import MeetingState
from gop.models import Case, CoordinationMeeting
from gop.services.ending import ENDED
from gop.services.meeting_rows import CANCELLED, keep, note, tell


def call_off_meetings(actor: Actor, case: Case) -> None:
    """Those still to come. Call while holding the case's row."""
    rows = CoordinationMeeting.objects.select_for_update(of=("self",), no_key=True).order_by("id")
    for row in rows.filter(organisation_id=case.organisation_id, case_id=case.id, state=MeetingState.CALLED, at__gt=clock.now()):
        version = keep(actor, row, {"state": MeetingState.CANCELLED, "reason": ENDED})
        note(actor, row, case, CANCELLED)
        tell(row, case, version, case.sender_id)
