"""Whether the diagnoses of a plan are an acquired brain injury, for routing. Values in, values out; the codes are rows of a data file."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BrainInjuryCode:
    """The beginning of SKS codes. `main_only`: what is left of an old injury, which says nothing beside another diagnosis."""

    prefix: str
    main_only: bool = False


def has_brain_injury(codes: Iterable[BrainInjuryCode], main: str, others: Iterable[str] = ()) -> bool:
    """`main` is the diagnosis of the contact, `others` the diagnoses beside it; SKS codes (D in front), dots and case set aside."""
    rows, first, beside = list(codes), _plain(main), [_plain(one) for one in others]
    return any(
        first.startswith(row.prefix) or (not row.main_only and any(other.startswith(row.prefix) for other in beside)) for row in rows
    )


def _plain(code: str) -> str:
    return code.replace(".", "").replace(" ", "").upper()
