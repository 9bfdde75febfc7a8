"""The level through the course: each time it was decided, why and by whom."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from accounts.danish import short_moment
from gop.enums import CaseAction, GeneralLevel

if TYPE_CHECKING:
    from gop.models import CaseEvent


def level_history(events: Sequence["CaseEvent"]) -> list[dict[str, str]]:
    """Newest first; empty while the level has been decided only once."""
    decided = [event for event in events if event.action in (CaseAction.TRIAGE, CaseAction.CHANGE_LEVEL) and event.data.get("level")]
    if len(decided) < 2:
        return []
    return [
        {
            "when": short_moment(event.at),
            "level": GeneralLevel(event.data["level"]).label,
            "who": event.by_name,
            "reason": event.data.get("reason", ""),
        }
        for event in decided
    ]
