"""The desk at which steps of a made plan are recorded: it keeps time and knows which steps are legal now."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from tests.oracle.columns import Step
from tests.oracle.plans_days import day_of

NOT_REOPENED = ("erstattet", "overgang", "returneret")


@dataclass
class Desk:
    """`now` is the moment of the last step, or of receipt. A meeting in force is (the day it was offered, its own day)."""

    now: datetime
    day_zero: date | None
    steps: list[Step] = field(default_factory=list)
    days_zero: list[date] = field(default_factory=list)
    meeting: tuple[date, date] | None = None
    held: date | None = None
    ended: str = ""
    paused: bool = False
    asked: bool = False
    accepted: bool = False

    @property
    def today(self) -> date:
        """The Copenhagen day at the desk."""
        return day_of(self.now)

    def wait_until(self, when: datetime) -> None:
        """Move on; every step has a moment of its own, a minute after the one before at the earliest."""
        self.now = max(when, self.now + timedelta(minutes=1))

    def legal(self) -> list[str]:
        """The steps that may be recorded now, by the words of the columns."""
        if self.ended:
            return [] if self.ended in NOT_REOPENED else ["genaabnet"]
        steps = ["dag_nul", "startdatoer", "svar", "afsluttet", "genoptaget" if self.paused else "pause"]
        if self.asked:
            steps += ["anden_kommune_ja", "anden_kommune_nej"]
        if self.accepted:
            return steps
        if self.meeting is not None:
            steps.append("besked")
        if self.held is None:
            steps += ["tilbud", "ingen_start", "besked_ingen_start"]
            steps += ["aflyst", "borger_nej"] if self.meeting is not None else []
            steps += ["foerste_moede"] if self.may_meet() else []
        return steps

    def may_meet(self) -> bool:
        """A first meeting needs an offer in force and a day 0 that has come."""
        return self.meeting is not None and self.day_zero is not None and self.day_zero <= self.today

    def record(self, what: str, **columns: object) -> None:
        """Write the step down now and keep the desk's own picture of what is in force."""
        step = Step(at=self.now, what=what, **columns)
        self.steps.append(step)
        if what == "dag_nul":
            self._day_zero(step.day)
        elif what == "tilbud":
            self.meeting = (self.today, day_of(step.meeting))
        elif what in ("aflyst", "borger_nej"):
            self.meeting = None
        elif what == "foerste_moede":
            self.held = step.day
        elif what in ("pause", "genoptaget"):
            self.paused = what == "pause"
        elif what in ("afsluttet", "genaabnet"):
            self.ended = step.code
        elif what in ("anden_kommune_ja", "anden_kommune_nej"):
            self.asked, self.accepted = False, what == "anden_kommune_ja"
        elif step.answer == "anden_kommune":
            self.asked = True

    def _day_zero(self, day: date | None) -> None:
        self.day_zero = day
        if day is None:
            return
        self.days_zero.append(day)
        if self.meeting is not None and self.meeting[1] < day:
            self.meeting = None
        if self.held is not None and self.held < day:
            self.held = None
