"""The offers of a case as rows of its page."""

from typing import TYPE_CHECKING

from accounts.danish import short_moment
from gop.enums import PerformerKind, PlaceKind

if TYPE_CHECKING:
    from gop.models import Offer


def offer_row(row: "Offer") -> dict[str, str]:
    ended = f"{row.withdrawn_reason}, {short_moment(row.withdrawn_at)}" if row.withdrawn_at else "Gælder"
    return {
        "meeting": short_moment(row.meeting_at),
        "place": row.place,
        "about": _about(row),
        "made": f"{short_moment(row.made_at)}, {row.by_name}",
        "state": ended,
    }


def _about(row: "Offer") -> str:
    """45 minutter · I borgerens hjem · privat udfører · fysioterapeut · 6 uger"""
    kind = PlaceKind(row.place_kind).label if row.place_kind and row.place_kind != PlaceKind.CENTRE else ""
    parts = (
        f"{row.minutes} minutter" if row.minutes else "",
        kind if kind != row.place else "",
        "Privat udfører" if row.performer == PerformerKind.PRIVATE else "",
        row.professions,
        row.duration,
    )
    return " · ".join(part for part in parts if part)
