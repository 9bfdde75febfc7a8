"""What an agreement is asked to be, and whether it can stand: by itself, and beside those there are. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from uuid import UUID

from accounts.danish import short_date
from gop.enums import GeneralLevel, TrainingField

LONGEST_REFERENCE = 100
Wrong = list[tuple[str, str]]
Key = tuple[UUID, str, str]  # provider, field, level


@dataclass(frozen=True, slots=True)
class AgreementAsked:
    """`valid_to` is the last day, None: until it is ended; `review_on` None: nobody is asked to look at it again."""

    provider: UUID | None
    training_field: str
    level: str
    valid_from: date | None
    valid_to: date | None = None
    review_on: date | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file, by its number in it: what it asks for, as it is shown, and why it cannot be read."""

    number: int
    asked: AgreementAsked
    shown: str
    wrong: list[str] = field(default_factory=list)
    unread: frozenset[str] = frozenset()


class Became(Enum):
    """What comes of one agreement that was asked for."""

    NEW = "Ny aftale"
    SAME = "Uændret, findes allerede"


@dataclass(frozen=True, slots=True)
class Fate:
    """What a line does, or why not."""

    number: int
    shown: str
    became: Became | None
    wrong: list[str]


def faults(asked: AgreementAsked, providers: Collection[UUID | None]) -> Wrong:
    """What is wrong with it by itself."""
    wrong: Wrong = []
    if asked.provider not in providers:
        wrong.append(("provider", "Vælg en leverandør fra listen."))
    if asked.training_field not in TrainingField.values():
        wrong.append(("training_field", "Vælg et fagområde fra listen."))
    if asked.level not in GeneralLevel.values():
        wrong.append(("level", "Vælg et niveau: basalt eller avanceret."))
    if asked.valid_from is None:
        wrong.append(("valid_from", "Angiv, fra hvilken dag aftalen gælder."))
    elif asked.valid_to and asked.valid_to < asked.valid_from:
        wrong.append(("valid_to", "Den sidste dag ligger før den første."))
    if asked.review_on and asked.valid_to and asked.review_on > asked.valid_to:
        wrong.append(("review_on", "Gennemgangen ligger efter aftalens sidste dag."))
    if len(asked.reference) > LONGEST_REFERENCE:
        wrong.append(("reference", f"Skriv højst {LONGEST_REFERENCE} tegn."))
    return wrong


def beside(asked: AgreementAsked, there: Iterable[AgreementAsked]) -> tuple[Became, str]:
    """(what it becomes beside those of the same provider, field and level; why it cannot stand there)."""
    for one in there:
        if one == asked:
            return Became.SAME, ""
        first, begins = one.valid_from, asked.valid_from
        if first and begins and (one.valid_to is None or begins <= one.valid_to) and (asked.valid_to is None or first <= asked.valid_to):
            until = f" til og med {short_date(one.valid_to)} {one.valid_to.year}" if one.valid_to else ""
            return Became.NEW, f"Der er allerede en aftale om det samme fra {short_date(first)} {first.year}{until}. Lad den ophøre først."
    return Became.NEW, ""


def key_of(asked: AgreementAsked) -> Key:
    assert asked.provider is not None  # noqa: S101 (faults() has said so)
    return asked.provider, asked.training_field, asked.level
