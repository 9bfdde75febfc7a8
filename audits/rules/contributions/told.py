"""What figures must know of a case or a plan: its static facts, and everything that was recorded, in order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from deadlines.rules import ClockRule
from gop.rules.course import Happened


class Note(StrEnum):
    """What a line says beside what clocks and choice see. `value` and `of` of a Noted:"""

    LEVEL = "level"  # basal, avanceret or nothing
    CAUSE = "cause"  # why a deadline was broken
    DIAGNOSIS = "diagnosis"  # the diagnosis group from now on
    GOAL = "goal"  # whether the goal was reached, said at the end
    CONTACT = "contact"  # `of`: which; value: its state
    PERFORMER = "performer"  # `of`: which assignment; value: the kind of performer, empty when it is no longer there
    CHOICE_TOLD = "choice_told"  # guided, or a letter on extended choice is out
    COMPLAINT = "complaint"  # `of`: the day it came, ISO; value: what it is about


@dataclass(frozen=True, slots=True)
class Noted:
    what: Note
    value: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One event: recorded at the aware moment. `lines`: for clocks and choice; a case that came from another brings several."""

    at: datetime
    lines: tuple[Happened, ...] = ()
    notes: tuple[Noted, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseTold:
    """`holder`: kind of organisation that has it, as the key of its own contacts. `goal`: for an end that does not say it itself."""

    plan_type: str
    treatment: bool
    birth_date: date | None
    diagnosis_group: str
    psychiatry: bool
    holder: str
    lines: tuple[CaseLine, ...]
    goal: str = ""


class PlanNoted(StrEnum):
    """What a plan's line says. `day` is a discharge, `value` and `group` are type and diagnosis group."""

    SENT = "sent"
    DISCHARGE = "discharge"
    VERSION = "version"
    WITHDRAWN = "withdrawn"
    COMPLAINT = "complaint"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """`day`: of SENT and DISCHARGE the discharge, None when called off; of COMPLAINT the day it came."""

    at: datetime
    what: PlanNoted
    day: date | None = None
    value: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Spell:
    """A plan that should be sent by a discharge and was not, from when the row was made until it ended."""

    made_at: datetime
    discharge_on: date
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class PlanTold:
    birth_date: date | None
    psychiatry: bool
    lines: tuple[PlanLine, ...] = ()
    unsent: tuple[Spell, ...] = ()


@dataclass(frozen=True, slots=True)
class Law:
    """`region`: whether a region is the authority for the plan type on the day, where free choice is not settled."""

    clocks: tuple[ClockRule, ...]
    region: Callable[[str, date], bool]
