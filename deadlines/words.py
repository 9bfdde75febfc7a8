"""A deadline in Danish words, and the tone that colour and icon repeat (ux.md, principle 2)."""

from datetime import date, datetime
from typing import NamedTuple, Protocol

from accounts.choices import Choice
from accounts.danish import copenhagen_date, count_days, day_date
from deadlines.enums import DeadlineKind, DeadlineState


class Tone(Choice):
    """How near: said in words first."""

    PLENTY = "god_tid", "God tid"
    SOON = "snart", "Snart"
    TODAY = "i_dag", "I dag"
    OVERDUE = "overskredet", "Overskredet"
    MET = "overholdt", "Overholdt"
    LAPSED = "bortfaldet", "Bortfaldet"


class Shown(Protocol):
    """What the words need of a clock: the pure Clock and the stored row both have it."""

    @property
    def kind(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def due_on(self) -> date: ...
    @property
    def last_working_day(self) -> date: ...
    @property
    def warn_at(self) -> datetime: ...
    @property
    def met_on(self) -> date | None: ...


class Words(NamedTuple):
    """`text` is short, for a table ('2 dage tilbage')."""

    text: str
    tone: Tone


def words(clock: Shown, today: date, stopped_on: date | None = None) -> Words:
    """How the deadline stands on the Copenhagen day `today`.

    Days overdue are counted no further than `stopped_on`: the held first meeting, or the end of the case.
    """
    if clock.state == DeadlineState.MET:
        return Words(*_met(clock))
    if clock.state in (DeadlineState.LAPSED, DeadlineState.SUPERSEDED):
        return Words(DeadlineState(clock.state).label.lower(), Tone.LAPSED)
    if today > clock.due_on:
        return Words(_overdue(clock.due_on, min(today, stopped_on or today)), Tone.OVERDUE)
    return Words(*_open(clock, today))


def _open(clock: Shown, today: date) -> tuple[str, Tone]:
    left = (clock.due_on - today).days
    text = f"{count_days(left)} tilbage" if left else "i dag"
    if today >= min(clock.due_on, clock.last_working_day):
        return text, Tone.TODAY
    warned = today >= copenhagen_date(clock.warn_at)
    return text, Tone.SOON if warned else Tone.PLENTY


def _met(clock: Shown) -> tuple[str, Tone]:
    if clock.met_on is None:
        return "overholdt", Tone.MET
    if clock.met_on > clock.due_on:
        late = count_days((clock.met_on - clock.due_on).days)
        return f"sket {day_date(clock.met_on)}, {late} efter fristen", Tone.OVERDUE
    if clock.kind == DeadlineKind.INFORM_BY:
        return f"overholdt {day_date(clock.met_on)}", Tone.MET
    # The day that meets an offer deadline is the meeting's, often still ahead.
    return f"overholdt, første møde {day_date(clock.met_on)}", Tone.MET


def _overdue(due_on: date, until: date) -> str:
    return f"overskredet {count_days(max((until - due_on).days, 1))}"


def in_days(day: date, today: date) -> str:
    """'i dag', 'i morgen', 'om 2 dage', 'i går', 'for 2 dage siden'."""
    distance = (day - today).days
    near = {-1: "i går", 0: "i dag", 1: "i morgen"}
    if distance in near:
        return near[distance]
    return f"om {count_days(distance)}" if distance > 0 else f"for {count_days(-distance)} siden"
