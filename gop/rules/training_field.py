"""The training field a plan's diagnosis points to: a proposal that the triage officer confirms. Pure.

KL's packages are named by part of the body × surgical or medical (L140, domain.md 1.7); which diagnosis belongs to which is our own
reading, for KL's complete list is not in the project. Therefore it is proposed, never decided.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gop.enums import TrainingField as F

GROWN_UP = 18
# Part of the body: (with an operation, without one)
LOWER, UPPER = (F.LOWER_SURGICAL, F.LOWER_MEDICAL), (F.UPPER_SURGICAL, F.UPPER_MEDICAL)
HAND, SPINE = (F.HAND_SURGICAL, F.HAND_MEDICAL), (F.SPINE_SURGICAL, F.SPINE_MEDICAL)
Pair = tuple[F, F]


def _whole(field: F) -> Pair:
    return field, field


# Our groups of diagnoses (gop/data/diagnoses.csv)
BY_GROUP: Mapping[str, Pair] = {
    "Hofte og lår": LOWER,
    "Knæ": LOWER,
    "Underben, ankel, fod": LOWER,
    "Amputation og proteser": _whole(F.LOWER_SURGICAL),
    "Skulder og arm": UPPER,
    "Hånd": HAND,
    "Ryg og bækken": SPINE,
    "Neurologi: apopleksi": _whole(F.NEUROLOGY),
    "Neurologi: øvrige": _whole(F.NEUROLOGY),
    "Hjerte og kredsløb": _whole(F.HEART),
    "Lunge": _whole(F.LUNG),
    "Kræft": _whole(F.CANCER),
    "Funktionssymptomer": _whole(F.WEAKNESS),
    "Reumatologi og knogle": _whole(F.OTHER),
    "Psykiatri": _whole(F.OTHER),
    "Børn, gyn og obstetrik": _whole(F.OTHER),
}
# Single codes that say more than their group
BY_CODE: Mapping[str, Pair] = {
    "DZ966": _whole(F.LOWER_SURGICAL),
    "DZ966A": _whole(F.LOWER_SURGICAL),
    "DZ966B": _whole(F.LOWER_SURGICAL),
    "DR470": _whole(F.NEUROLOGY),
    "DR471": _whole(F.NEUROLOGY),
    "DM459": SPINE,
    "DZ500": _whole(F.HEART),
}
# For a diagnosis of a list that was read in and has no group: how its code begins (chapters of ICD-10); the longest that fits
BY_BEGINNING: Mapping[str, Pair] = {
    **dict.fromkeys(("DS7", "DS8", "DS9", "DM16", "DM17", "DM23"), LOWER),
    **dict.fromkeys(("DS4", "DS5", "DM75"), UPPER),
    **dict.fromkeys(("DS6", "DM720"), HAND),
    **dict.fromkeys(("DS12", "DS13", "DS22", "DS32", "DM48", "DM50", "DM51", "DM54"), SPINE),
    **dict.fromkeys(("DG", "DI6", "DS06", "DS14", "DS24", "DS34"), _whole(F.NEUROLOGY)),
    "DI": _whole(F.HEART),
    "DJ": _whole(F.LUNG),
    "DC": _whole(F.CANCER),
}


@dataclass(frozen=True, slots=True)
class ProposedField:
    """`because` finishes "foreslået ud fra …"."""

    field: F
    because: str


def proposed_field(
    *, code: str, group: str, interventions: Iterable[Mapping[str, Any]] = (), birth: date | None = None, on: date | None = None
) -> ProposedField | None:
    """The field of a diagnosis; None when it points to none. A child's is the children's, whatever the diagnosis."""
    if birth and on and on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day)) < GROWN_UP:
        return ProposedField(F.CHILDREN, "alderen")
    pair = BY_CODE.get(code) or BY_GROUP.get(group) or _by_beginning(code)
    if pair is None:
        return None
    operated = any(map(is_operation, interventions))
    split = pair[0] != pair[1]
    return ProposedField(pair[0] if operated else pair[1], f"diagnosen{' og operationen' if split and operated else ''}")


def is_operation(line: Mapping[str, Any]) -> bool:
    """A line of the plan's operations and interventions: an SKS code of operations begins with K; without a code it is what was done."""
    code = str(line.get("code") or "")
    return code.upper().startswith("K") if code else bool(line.get("text"))


def _by_beginning(code: str) -> Pair | None:
    fitting = [beginning for beginning in BY_BEGINNING if code.startswith(beginning)]
    return BY_BEGINNING[max(fitting, key=len)] if fitting else None
