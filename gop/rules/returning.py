"""What a return says, in words, and who may send a plan on that has come back more than once (model.md 3)."""

from collections.abc import Mapping
from typing import Any

from gop.enums import ReturnReason

ONLY_COORDINATORS_FROM = 2


def returned_text(said: Mapping[str, Any]) -> str:
    """'Bopæl i en anden kommune: Herning Kommune. Flyttet i går.' `said` is the event's or the delivery's.

    What was told before the reasons were a list stands as it was written.
    """
    code = said.get("reason", "")
    reason = ReturnReason(code).label if code in ReturnReason.values() else code
    where = said.get("belongs_to_name", "")
    head = f"{reason}: {where}" if reason and where else reason or where
    note = said.get("note", "")
    return f"{head.rstrip('.')}. {note}" if head and note else head or note


def coordinator_sends(returns: int) -> bool:
    """After the second return only the coordinator sends, with the register's answer noted."""
    return returns >= ONLY_COORDINATORS_FROM
