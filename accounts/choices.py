"""The shared base of every stored code: a string with a Danish label, without Django."""

from enum import StrEnum
from typing import Self


class Choice(StrEnum):
    """A stored ASCII value with the label a reader sees: `A = "vaerdi", "Label"`."""

    label: str

    # The default is for the type checker only, which reads a look-up by value as a call of this.
    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """(value, label) in the order of definition, as model and form fields want them."""
        return [(member.value, member.label) for member in cls]

    @classmethod
    def values(cls) -> list[str]:
        """All stored values, for check constraints."""
        return [member.value for member in cls]
