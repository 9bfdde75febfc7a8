"""Extended choice (Sundhedsloven § 140 stk. 4; model.md 7): has it arisen, does it stand, since when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from accounts.danish import copenhagen_date, copenhagen_moment
from accounts.decision import Decision
from deadlines.enums import DeadlineKind
from deadlines.rules import ClockRule, offer_due, rule_for
from gop.enums import ChoiceAnswer, ChoiceReason, OfferEnd, PlanType
from gop.rules.course.course import Course
from gop.rules.course.happened import Dates

LAW = "Sundhedsloven § 140 stk. 4"
_DAY = timedelta(days=1)
_ANSWERED = {
    ChoiceAnswer.PROVIDER: ChoiceReason.CHOSEN,
    ChoiceAnswer.WAITS: ChoiceReason.WAITS,
    ChoiceAnswer.OTHER_MUNICIPALITY: ChoiceReason.OTHER_MUNICIPALITY,
    ChoiceAnswer.LATER: ChoiceReason.LATER,
}


@dataclass(frozen=True, slots=True)
class Choices:
    """The decision with its code, the offer deadline it was judged by, and whether an assumption carries it."""

    decision: Decision
    reason: ChoiceReason
    offer_by: date | None
    assumption: bool


@dataclass(frozen=True, slots=True)
class _Right:
    moment: datetime
    from_date: date
    reason: ChoiceReason


def extended_choice(course: Course, rules: Iterable[ClockRule], moment: datetime, *, region: bool = False) -> Choices:
    """Whether the citizen may choose a KL provider at the aware `moment`, from what had happened by then.

    `region`: a region is the authority on that day, where the right is not settled (rule 9).
    """
    rows = tuple(rules)
    due = _due(course, course.now, rows)
    assumed = region or (due is not None and due[1])
    reason, right = _answer(course, rows, moment, due, region=region)
    allowed = right is not None
    return Choices(
        Decision(allowed, reason.label, LAW, right.from_date if right else None), reason, due[0] if due else None, assumption=assumed
    )


def _answer(
    course: Course, rows: tuple[ClockRule, ...], moment: datetime, due: tuple[date, bool] | None, *, region: bool
) -> tuple[ChoiceReason, _Right | None]:
    if not course.handles:
        return ChoiceReason.INFORMATION, None
    if course.plan_type == PlanType.SPECIALISED_TRAINING:
        return ChoiceReason.SPECIALISED, None
    if region:
        return ChoiceReason.NOT_SETTLED, None
    if course.now.day_zero is None:
        return ChoiceReason.NO_DAY_ZERO, None
    if due is None:
        return ChoiceReason.NO_CLOCK, None
    if course.started_elsewhere:
        return ChoiceReason.STARTED, None
    for stands, reason in ((course.ended_at, ChoiceReason.ENDED), (course.started_at, ChoiceReason.STARTED)):
        if stands:
            return reason, None
    if course.answers:
        return _ANSWERED[course.answers[-1][1]], None
    right = _right(course, rows, course.dates, moment)
    return (right.reason, right) if right else (ChoiceReason.IN_TIME, None)


def _due(course: Course, dates: Dates, rows: tuple[ClockRule, ...]) -> tuple[date, bool] | None:
    """The offer deadline under those dates, and whether it is an assumption."""
    if dates.day_zero is None:
        return None
    rule = rule_for(rows, DeadlineKind.OFFER_BY, course.plan_type, dates.day_zero)
    if rule is None:
        return None
    due = offer_due(course.facts(dates), dates.day_zero, rule)
    return due.on, due.assumption


def _right(course: Course, rows: tuple[ClockRule, ...], versions: tuple[Dates, ...], until: datetime) -> _Right | None:
    """The right under the last of the versions, as history had it.

    A right that stood before a correction and still has ground keeps its day; one that a correction
    gives begins the day it was recorded (assumption); one that loses its ground was none.
    """
    dates, before = versions[-1], versions[:-1]
    due = _due(course, dates, rows)
    if due is None or dates.day_zero is None:
        return None
    ground = min(_grounds(_as_of(course, dates), dates.day_zero, due[0], until), default=None)
    if ground is None:
        return None
    moment, reason = ground
    if not before or moment > dates.at:
        return _Right(moment, copenhagen_date(moment), reason)
    stood = _right(course, rows, before, dates.at)
    return stood or _Right(dates.at, copenhagen_date(dates.at), reason)


def _as_of(course: Course, dates: Dates) -> Course:
    """An offer that fell because day 0 moved past it is, from that correction on, as if never made."""
    kept = (one for one in course.offers if one.ended_by != OfferEnd.FELL or one.until is None or one.until > dates.at)
    return replace(course, offers=tuple(kept))


def _grounds(course: Course, day_zero: date, due: date, until: datetime) -> Iterator[tuple[datetime, ChoiceReason]]:
    """Each moment up to `until` when the right arose under these dates; none after an in-time offer was declined or missed."""
    kept = [one.until for one in course.offers if one.ended_by == OfferEnd.CITIZEN_NO and one.until and day_zero <= one.meeting_on <= due]
    for moment, reason in _all_grounds(course, day_zero, due):
        if moment <= until and all(moment < said_no for said_no in kept):
            yield moment, reason


def _all_grounds(course: Course, day_zero: date, due: date) -> Iterator[tuple[datetime, ChoiceReason]]:
    passed = copenhagen_moment(due + _DAY, time(0))
    for one in course.offers:
        if one.meeting_on > due:
            yield one.made_at, ChoiceReason.OFFERED_LATE
        elif one.ended_by == OfferEnd.CANCELLED and one.until and one.until >= passed and one.meeting_on >= day_zero:
            yield one.until, ChoiceReason.NOTHING_OFFERED
    for recorded in course.no_starts:
        yield recorded, ChoiceReason.NO_START
    # An offer whose meeting lies before day 0 is none under these dates
    standing = [one for one in course.offers if one.made_at < passed and one.meeting_on >= day_zero]
    if all(one.until is not None and one.until < passed for one in standing):
        yield passed, ChoiceReason.NOTHING_OFFERED
