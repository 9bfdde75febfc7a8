"""A decision is a value, never a bare bool: the same on page, in letter, API and log."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Decision:
    """`from_date` is the first Copenhagen day the answer holds, None when it has no first day."""

    allowed: bool
    reason: str
    legal_basis: str
    from_date: date | None = None
