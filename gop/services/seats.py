"""What an offer says beside time and place, and the seat of a weekly time that it takes."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.actor import Actor
from accounts.clock import local
from accounts.danish import short_moment
from deadlines.selectors import calendar_of
from gop.enums import GeneralLevel, PerformerKind, PlaceKind
from gop.errors import Refused
from gop.models import Case
from gop.rules.free_times import free_times
from gop.selectors.free_times import seats_taken, weekly
from municipalities.models import FirstTime

PLACE_LENGTH = 200


@dataclass(frozen=True, slots=True)
class OfferDetails:
    """For the letter. `first_time`: the weekly time whose seat is taken; what is empty here is filled from it."""

    first_time: UUID | None = None
    minutes: int | None = None
    place_kind: PlaceKind | None = None
    performer: PerformerKind = PerformerKind.PUBLIC
    duration: str = ""
    professions: str = ""
    team_id: UUID | None = None

    def columns(self) -> dict[str, Any]:
        """By the names of the offer's columns."""
        return {
            "first_time_id": self.first_time,
            "minutes": self.minutes,
            "place_kind": self.place_kind or "",
            "performer": self.performer,
            "duration": self.duration.strip(),
            "professions": self.professions.strip(),
            "team_id": self.team_id,
        }


def seated(actor: Actor, case: Case, meeting_at: datetime | None, place: str, details: OfferDetails) -> tuple[str, OfferDetails]:
    """(place, details) with what the weekly time knows. It stays locked to the end of the transaction, so that no seat is given twice.

    Raises Refused at `slot` when the time is not held then, is for another level, or its last seat is taken.
    """
    if details.first_time is None or meeting_at is None:
        return place.strip(), replace(details, team_id=details.team_id or case.team_id)
    rows = FirstTime.objects.select_for_update(of=("self",), no_key=True).select_related("place")
    row = rows.filter(organisation_id=actor.tenant, id=details.first_time, place__ended_at__isnull=True).first()
    if row is None:
        raise Refused([("slot", "Tiden findes ikke længere. Vælg en anden.")])
    _check(actor, case, row, meeting_at)
    known = replace(
        details,
        minutes=details.minutes or row.minutes,
        place_kind=details.place_kind or PlaceKind(row.place.kind),
        professions=details.professions.strip() or row.professions,
        team_id=details.team_id or row.team_id or case.team_id,
    )
    return place.strip() or f"{row.place.name}, {row.place.address}"[:PLACE_LENGTH], known


def _check(actor: Actor, case: Case, row: FirstTime, meeting_at: datetime) -> None:
    day, time, said = local(meeting_at).date(), weekly(row), short_moment(meeting_at)
    is_open = calendar_of(actor.tenant, day).is_open
    if meeting_at not in {one.at for one in free_times([time], is_open, {}, day, day)}:
        raise Refused([("slot", f"Tiden {said} holdes ikke længere. Vælg en anden.")])
    if row.level and row.level != case.level:
        raise Refused([("slot", f"Tiden {said} er for {GeneralLevel(row.level).label.lower()}. Vælg en anden.")])
    if not free_times([time], is_open, seats_taken(actor, day, day, but=case.id), day, day):
        raise Refused([("slot", f"Den sidste plads {said} er taget. Vælg en anden tid.")])
