"""The course as it stands at a moment: everything the clocks and the free choice are computed from."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from accounts.danish import copenhagen_date
from deadlines.enums import StartReason
from deadlines.rules import ClockFacts
from gop.enums import ChoiceAnswer, Happening, OfferEnd
from gop.rules.course.happened import Dates, Happened, Offered


@dataclass(frozen=True, slots=True)
class Course:
    """`dates` and `offers` keep all there ever was, oldest first; the rest is as it stands."""

    plan_type: str
    handles: bool
    received_at: datetime
    dates: tuple[Dates, ...]
    offers: tuple[Offered, ...] = ()
    informed_on: date | None = None
    informed_meeting_on: date | None = None
    told_none_on: date | None = None
    no_starts: tuple[datetime, ...] = ()
    first_meeting_on: date | None = None
    started_at: datetime | None = None
    answers: tuple[tuple[datetime, ChoiceAnswer], ...] = ()
    other_accepted_on: date | None = None
    paused: str = ""
    ended_at: datetime | None = None
    end_code: str = ""
    started_elsewhere: bool = False

    @property
    def now(self) -> Dates:
        """The dates in force."""
        return self.dates[-1]

    @property
    def offer(self) -> Offered | None:
        """The offer in force."""
        return self.offers[-1] if self.offers and self.offers[-1].until is None else None

    def facts(self, dates: Dates | None = None) -> ClockFacts:
        """What the clocks need; under other dates than those in force when `dates` is given."""
        on = dates or self.now
        ends = [copenhagen_date(self.ended_at) if self.ended_at else None, self.other_accepted_on]
        return ClockFacts(
            plan_type=self.plan_type,
            day_zero=on.day_zero,
            day_zero_expected=on.expected,
            received_at=self.received_at,
            earliest_start=on.earliest,
            latest_start=on.latest,
            start_reason=StartReason(on.reason) if on.reason else None,
            informed_on=self.informed_on,
            told_none_on=self.told_none_on,
            offer_meeting_on=self.offer.meeting_on if self.offer else None,
            declined_meetings=tuple(one.meeting_on for one in self.offers if one.ended_by == OfferEnd.CITIZEN_NO),
            first_meeting_on=self.first_meeting_on,
            ended_on=min((day for day in ends if day), default=None),
            handles=self.handles,
            started_elsewhere=self.started_elsewhere,
        )


def course_of(happened: Iterable[Happened], until: datetime | None = None) -> Course | None:
    """The course at the moment `until` (aware; None: after everything). None: not received yet.

    Lines stand in the order they were recorded. What the services refuse is not refused again here.
    """
    course: Course | None = None
    for one in happened:
        if until is not None and one.at > until:
            break
        if one.what == Happening.RECEIVED:
            course = Course(one.plan_type, one.handles, one.at, (_dates(one),), started_elsewhere=one.started_elsewhere)
        elif course is not None:
            course = _NEXT[one.what](course, one)
    return course


def _dates(one: Happened) -> Dates:
    return Dates(one.at, one.day, one.expected, one.earliest, one.latest, one.reason)


def _day_zero(course: Course, one: Happened) -> Course:
    """A first meeting before the new day 0 falls away, and so does what the citizen was told of one (model.md 6 rule 1)."""
    course = replace(course, dates=(*course.dates, replace(course.now, at=one.at, day_zero=one.day, expected=one.expected)))
    if one.day is None:
        return course
    if course.offer and course.offer.meeting_on < one.day:
        course = _end_offer(course, one.at, OfferEnd.FELL)
    if course.informed_meeting_on and course.informed_meeting_on < one.day:
        course = replace(course, informed_on=None, informed_meeting_on=None)
    if course.first_meeting_on and course.first_meeting_on < one.day:
        course = replace(course, first_meeting_on=None, started_at=None)
    return course


def _starts(course: Course, one: Happened) -> Course:
    new = replace(course.now, at=one.at, earliest=one.earliest, latest=one.latest, reason=one.reason)
    return replace(course, dates=(*course.dates, new))


def _offered(course: Course, one: Happened) -> Course:
    if one.meeting_on is None:
        raise ValueError("Et tilbud har en dag for første møde.")
    course = _end_offer(course, one.at, OfferEnd.REPLACED)
    return replace(course, offers=(*course.offers, Offered(one.at, one.meeting_on)))


def _end_offer(course: Course, at: datetime, ended_by: OfferEnd) -> Course:
    if course.offer is None:
        return course
    return replace(course, offers=(*course.offers[:-1], replace(course.offer, until=at, ended_by=ended_by)))


def _told(course: Course, one: Happened) -> Course:
    """A date that is told again keeps the first telling: inform_by stays met (rule 6)."""
    if course.offer is None or one.day is None:
        return course
    first = min(one.day, course.informed_on) if course.informed_on else one.day
    return replace(course, informed_on=first, informed_meeting_on=course.offer.meeting_on)


def _told_none(course: Course, one: Happened) -> Course:
    """Told twice, the first telling stands. Who tells it has recorded that no start can be offered, too (model.md 7 b)."""
    first = min((day for day in (course.told_none_on, one.day) if day), default=None)
    return replace(course, told_none_on=first, no_starts=(*course.no_starts, one.at))


def _without(course: Course, answer: ChoiceAnswer) -> Course:
    """Whoever was chosen said no, so the choice of it falls away; an earlier answer stands again."""
    return replace(course, answers=tuple(pair for pair in course.answers if pair[1] != answer))


def _ended(course: Course, one: Happened) -> Course:
    return replace(course, ended_at=one.at, end_code=one.code)


_NEXT: dict[Happening, Callable[[Course, Happened], Course]] = {
    Happening.DAY_ZERO: _day_zero,
    Happening.STARTS: _starts,
    Happening.OFFERED: _offered,
    Happening.CANCELLED: lambda course, one: _end_offer(course, one.at, OfferEnd.CANCELLED),
    Happening.CITIZEN_NO: lambda course, one: _end_offer(course, one.at, OfferEnd.CITIZEN_NO),
    Happening.NO_START: lambda course, one: replace(course, no_starts=(*course.no_starts, one.at)),
    Happening.TOLD: _told,
    Happening.TOLD_NONE: _told_none,
    Happening.MEETING_HELD: lambda course, one: replace(course, first_meeting_on=one.day, started_at=one.at),
    Happening.PAUSED: lambda course, one: replace(course, paused=one.reason),
    Happening.RESUMED: lambda course, one: replace(course, paused=""),
    Happening.ANSWERED: lambda course, one: replace(course, answers=(*course.answers, (one.at, one.answer))) if one.answer else course,
    Happening.OTHER_ACCEPTED: lambda course, one: replace(course, other_accepted_on=copenhagen_date(one.at)),
    # The own offer and the clocks then stand, and so does what the citizen had (model.md 5)
    Happening.OTHER_DECLINED: lambda course, one: replace(_without(course, ChoiceAnswer.OTHER_MUNICIPALITY), other_accepted_on=None),
    Happening.PROVIDER_DECLINED: lambda course, one: _without(course, ChoiceAnswer.PROVIDER),
    Happening.ENDED: _ended,
    Happening.REOPENED: lambda course, one: replace(course, ended_at=None, end_code=""),
}
