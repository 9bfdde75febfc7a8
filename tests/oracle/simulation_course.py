"""What has happened in one plan so far: each step is applied as it was recorded, one at a time."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from tests.oracle.columns import Given, Step
from tests.oracle.simulation_days import day_of


@dataclass
class Offer:
    """A first meeting offered. `left`: when it stopped being in force, `how`: tilbud (replaced), aflyst or borger_nej."""

    made: datetime
    meeting: date
    left: datetime | None = None
    how: str = ""


@dataclass
class Telling:
    """The first day the citizen was told of a first meeting, and the meeting told of last."""

    day: date
    meeting: date


class Course:
    """The plan as it stands after the steps applied until now."""

    def __init__(self, given: Given) -> None:
        self.day_zero, self.expected = given.day_zero, given.expected
        self.earliest, self.latest, self.reason = given.earliest, given.latest, given.reason
        self.offers: list[Offer] = []
        self.told: Telling | None = None
        self.told_no_start: list[date] = []
        self.no_start: list[datetime] = []
        self.answers: list[str] = []
        self.held: date | None = None
        self.ended: date | None = None
        self.accepted: date | None = None

    @property
    def in_force(self) -> Offer | None:
        """The offer in force: only the newest can be it."""
        return self.offers[-1] if self.offers and self.offers[-1].left is None else None

    def apply(self, step: Step) -> None:
        """Let one step happen. `pause` and `genoptaget` change nothing that is counted here."""
        if step.what in ("dag_nul", "startdatoer"):
            self._correct(step)
        elif step.what in ("tilbud", "aflyst", "borger_nej"):
            self._offer(step)
        elif step.what in ("svar", "anden_kommune_ja", "anden_kommune_nej"):
            self._answer(step)
        elif step.what in ("afsluttet", "genaabnet"):
            self.ended = day_of(step.at) if step.what == "afsluttet" else None
        else:
            self._record(step)

    def _correct(self, step: Step) -> None:
        if step.what == "startdatoer":
            self.earliest, self.latest, self.reason = step.earliest, step.latest, step.reason
            return
        self.day_zero, self.expected = step.day, step.expected
        if self.day_zero is not None:
            self._let_fall(self.day_zero)

    def _let_fall(self, day_zero: date) -> None:
        """What lies before the new day 0 is as if never offered, told or held. Nobody cancelled it."""
        fallen = self.in_force
        if fallen is not None and fallen.meeting < day_zero:
            self.offers.remove(fallen)
        if self.told is not None and self.told.meeting < day_zero:
            self.told = None
        if self.held is not None and self.held < day_zero:
            self.held = None

    def _offer(self, step: Step) -> None:
        before = self.in_force
        if before is not None:
            before.left, before.how = step.at, step.what
        if step.what == "tilbud" and step.meeting is not None:
            self.offers.append(Offer(step.at.astimezone(UTC), day_of(step.meeting)))

    def _answer(self, step: Step) -> None:
        if step.what == "svar":
            self.answers.append(step.answer)
        elif step.what == "anden_kommune_ja":
            self.accepted = day_of(step.at)
        else:
            self.answers = [answer for answer in self.answers if answer != "anden_kommune"]
            self.accepted = None

    def _record(self, step: Step) -> None:
        if step.what == "ingen_start":
            self.no_start.append(step.at)
        elif step.what == "besked_ingen_start":
            self._tell_no_start(step)
        elif step.what == "foerste_moede":
            self.held = step.day
        elif step.what == "besked" and step.day is not None and self.in_force is not None:
            first = step.day if self.told is None else min(step.day, self.told.day)
            self.told = Telling(first, self.in_force.meeting)

    def _tell_no_start(self, step: Step) -> None:
        """Told on its own day; and a record that no start in time can be offered, from the moment it was recorded."""
        self.no_start.append(step.at)
        if step.day is not None:
            self.told_no_start.append(step.day)
