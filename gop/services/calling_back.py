"""The author asked to be called by the treating therapist (RN 2019): that it was done, and when."""

from datetime import date, datetime
from uuid import UUID

from accounts.actor import Actor
from accounts.enums import Verb
from gop.enums import CaseAction, MilestoneCode
from gop.errors import Refused
from gop.services.events import case_event
from gop.services.milestones import milestone
from gop.services.verbs import begin, iso, move, not_after_today, not_long_before_receipt


def called_back(actor: Actor, case_id: UUID, *, on: date | None, note: str = "", seen: datetime | None = None) -> None:
    """The hospital hears the day, not the note. Raises AlreadyDone, Refused by field."""
    case, mine = begin(actor, Verb.ACKNOWLEDGE, case_id, CaseAction.CALLED_BACK, seen)
    if mine and case.called_back_on == on:
        return
    if case.contact_wanted_at is None:
        raise Refused("Sygehuset har ikke bedt om at blive ringet op.")
    on = not_after_today("on", on, "Datoen ligger i fremtiden. Registrér det, når I har ringet.")
    not_long_before_receipt("on", on, case)
    before = move(case, CaseAction.CALLED_BACK)
    case.called_back_on = on
    case_event(actor, case, CaseAction.CALLED_BACK, before, on=iso(on), note=note.strip())
    case.save(update_fields=["state", "called_back_on"])
    milestone(case, MilestoneCode.CALLED_BACK, on=iso(on))
