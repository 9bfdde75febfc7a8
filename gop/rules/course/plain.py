"""A line of a course as plain values, for a delivery or an event: texts, booleans, and days and moments in ISO form."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from gop.enums import ChoiceAnswer, Happening
from gop.rules.course.happened import Happened

_READ: dict[str, Callable[[str], Any]] = {
    "at": datetime.fromisoformat,
    "what": Happening,
    "answer": ChoiceAnswer,
    **dict.fromkeys(("day", "earliest", "latest", "meeting_on"), date.fromisoformat),
}


def as_plain(one: Happened) -> dict[str, Any]:
    """What differs from an empty line."""
    said = {field.name: getattr(one, field.name) for field in fields(one) if getattr(one, field.name) != field.default}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in said.items()}


def from_plain(said: dict[str, Any]) -> Happened:
    """Raises ValueError or TypeError for anything `as_plain` does not write."""
    return Happened(**{name: _READ[name](value) if name in _READ else value for name, value in said.items()})
