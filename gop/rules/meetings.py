"""Which of two versions of a meeting stands. Values in, values out.

Each change counts one up from the version it was made on. The higher one stands; of two alike, the one said last, and then the name,
so that both sides choose the same. Whoever changed without having seen the other's change made both at once: that is said, and
nothing is lost, for the version that gave way is kept.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import Enum
from typing import Any

# What a version says: all of it every time, so that it stands alone whatever came before.
SAID = ("kind", "state", "at", "place", "agenda", "participants", "goals", "tasks", "reason")
Version = Mapping[str, Any]  # SAID, and change, changed_at, by_name, base


class Verdict(Enum):
    KNOWN = "known"  # told before
    FOLLOWS = "follows"  # told by somebody who had seen ours
    WINS = "wins"  # stands instead of ours, which was not seen
    GIVES_WAY = "gives_way"  # ours stands; the told one was made without having seen it


def key(version: Version) -> list[Any]:
    return [version["change"], version["changed_at"], version["by_name"]]


def judge(ours: Version, told: Version, history: Iterable[Version]) -> Verdict:
    """`history`: every version known here, with ours."""
    if key(told) in [key(one) for one in history]:
        return Verdict.KNOWN
    if told.get("base") == key(ours):
        return Verdict.FOLLOWS
    return Verdict.WINS if _rank(told) > _rank(ours) else Verdict.GIVES_WAY


def _rank(version: Version) -> tuple[int, datetime, str]:
    return version["change"], datetime.fromisoformat(version["changed_at"]), version["by_name"]


def differences(ours: Version, other: Version) -> list[str]:
    """The names of what the two say differently."""
    return [name for name in SAID if ours[name] != other[name]]
