"""A side's own copy of a meeting: what a version says, how it is kept, and the history line of case, plan or notice."""

from typing import Any
from uuid import UUID

from accounts import clock
from accounts.actor import Actor
from gop.enums import CaseAction, DeliveryKind, MeetingState
from gop.errors import NotFound
from gop.models import AdvanceNotice, Case, CoordinationMeeting, Plan, ReceivedNotice
from gop.rules.meetings import SAID, key
from gop.services.courier import about, from_case, from_plan
from gop.services.events import case_event, notice_event, plan_event

About = Case | ReceivedNotice | Plan | AdvanceNotice
CALLED, MOVED, CANCELLED, HELD, CHANGED = "indkaldt", "flyttet", "aflyst", "holdt", "rettet"


def version_of(row: CoordinationMeeting) -> dict[str, Any]:
    """What the row says now, as the last line of its history has it."""
    said = {name: getattr(row, name) for name in SAID} | {"at": row.at.isoformat()}
    base = next((one.get("base") for one in row.history if one["change"] == row.change and one["by_name"] == row.changed_by_name), None)
    return said | {"change": row.change, "changed_at": row.changed_at.isoformat(), "by_name": row.changed_by_name, "base": base}


def keep(actor: Actor, row: CoordinationMeeting, said: dict[str, Any]) -> dict[str, Any]:
    """Another version of ours, made on the one that stands: saved in the row, and as it shall be told."""
    base = key(version_of(row)) if row.history else None
    for name, value in said.items():
        setattr(row, name, value)
    row.change = row.change + 1 if row.history else 1
    row.changed_at, row.changed_by_name, row.clash = clock.now(), f"{actor.name}, {actor.organisation_name}", {}
    version = version_of(row) | {"base": base}
    row.history = [*row.history, version]
    row.save()
    return version


def tell(row: CoordinationMeeting, subject: About, version: dict[str, Any], receiver: UUID, case_id: UUID | None = None) -> None:
    """The other side gets the whole version. Call while holding the subject's row."""
    payload: dict[str, Any] = {"meeting": str(row.shared_id), "notice": str(row.notice_id or ""), "said": version}
    if isinstance(subject, Case):
        from_case(subject, DeliveryKind.MEETING_TOLD, **payload)
    elif isinstance(subject, Plan):
        from_plan(subject, receiver, DeliveryKind.MEETING, case_id=case_id, **payload)
    elif isinstance(subject, ReceivedNotice):
        about(subject, receiver, "varslet", DeliveryKind.MEETING_TOLD, row.change, subject.notice_id, **payload)
    else:
        about(subject, receiver, "varsling", DeliveryKind.MEETING, subject.events.count(), subject.id, **payload)


def note(actor: Actor, row: CoordinationMeeting, subject: About, what: str, by_name: str = "") -> None:
    """A line in the history of the case, the plan or the hospital's notice. A received notice has none; the meeting keeps its own."""
    data = {"meeting": str(row.shared_id), "what": what, "text": "", **version_of(row)}
    data = {name: value for name, value in data.items() if name not in ("by_name", "base", "change", "changed_at")}
    said: dict[str, Any] = {"by_name": by_name} if by_name else {}
    if isinstance(subject, Case):
        case_event(actor, subject, CaseAction.MEETING, **said, **data)
    elif isinstance(subject, Plan):
        plan_event(actor, subject, CaseAction.MEETING, subject.state, **said, **data)
    elif isinstance(subject, AdvanceNotice):
        notice_event(actor, subject, CaseAction.MEETING, subject.state, **said, **data)


def what_changed(before: dict[str, Any] | None, after: dict[str, Any]) -> str:
    """One word for the history: called, cancelled, held, moved, or changed otherwise."""
    if before is None:
        return CALLED
    if after["state"] != before["state"]:
        return CANCELLED if after["state"] == MeetingState.CANCELLED else HELD
    return MOVED if (after["at"], after["place"]) != (before["at"], before["place"]) else CHANGED


def locked_meeting(actor: Actor, meeting_id: UUID) -> CoordinationMeeting:
    """By its own id. Raises NotFound."""
    rows = CoordinationMeeting.objects.select_for_update(of=("self",), no_key=True).filter(organisation_id=actor.tenant)
    rows = rows.filter(department_id__in=actor.departments) if actor.departments else rows
    row = rows.filter(id=meeting_id).first()
    if row is None:
        raise NotFound
    return row
