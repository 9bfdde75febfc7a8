"""One line of a case's course, and the two things of it that keep their history: the dates and the offers."""

from dataclasses import dataclass
from datetime import date, datetime

from gop.enums import ChoiceAnswer, Happening, OfferEnd


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened, and when it was recorded. Days are Copenhagen days; `at` is aware.

    day         day 0 (None: called off), the day of a telling, the day a meeting was held
    meeting_on  the day of the offered first meeting
    reason      why the plan asks for another start: sundhedsfaglig or koordinering
    """

    at: datetime
    what: Happening
    day: date | None = None
    expected: bool = False
    earliest: date | None = None
    latest: date | None = None
    reason: str = ""
    meeting_on: date | None = None
    answer: ChoiceAnswer | None = None
    code: str = ""
    plan_type: str = ""
    handles: bool = True
    started_elsewhere: bool = False

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("at skal have tidszone.")


@dataclass(frozen=True, slots=True)
class Dates:
    """Day 0 and the plan's own start as they stood from `at` on."""

    at: datetime
    day_zero: date | None
    expected: bool
    earliest: date | None
    latest: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Offered:
    """An offer from when it was made until it ended; `ended_by` is how it ended."""

    made_at: datetime
    meeting_on: date
    until: datetime | None = None
    ended_by: OfferEnd | None = None
