"""The three clocks as they stand after the last step that counts."""

from collections.abc import Iterator
from datetime import date

from tests.oracle.columns import Clock, Given
from tests.oracle.simulation_choice import has_day_clocks, offer_due
from tests.oracle.simulation_course import Course
from tests.oracle.simulation_days import counted_from, day_after, day_before, day_of, last_open_day, midnight, on_the_clock


def inform_clock(given: Given, course: Course) -> Clock | None:
    """Informationsfristen: the fourth day."""
    if not has_day_clocks(course, given):
        return None
    told = course.told_no_start + ([] if course.told is None else [course.told.day])
    return _clock(given, course, counted_from(course.day_zero, 4), min(told, default=None))


def offer_clock(given: Given, course: Course) -> Clock | None:
    """Tilbudsfristen: the seventh day."""
    if not has_day_clocks(course, given):
        return None
    due = offer_due(course)
    return _clock(given, course, due, _meeting_by(course, due))


def plan_start_clock(given: Given, course: Course) -> Clock | None:
    """The plan's own latest start, for every type."""
    if course.day_zero is None or course.latest is None:
        return None
    soon = course.latest <= day_after(day_after(day_of(given.received)))
    return _clock(given, course, course.latest, _meeting_by(course, course.latest), at_receipt=soon)


def _meetings(course: Course) -> Iterator[date]:
    """The meetings that count, the one to take first."""
    yield from (offer.meeting for offer in course.offers if offer.how == "borger_nej")
    if course.in_force is not None:
        yield course.in_force.meeting
    if course.held is not None:
        yield course.held


def _meeting_by(course: Course, due: date) -> date | None:
    return next((meeting for meeting in _meetings(course) if course.day_zero <= meeting <= due), None)


def _clock(given: Given, course: Course, due: date, met_on: date | None, *, at_receipt: bool = False) -> Clock:
    stopped = [day for day in (course.ended, course.accepted) if day is not None and day <= due]
    state = "overholdt" if met_on is not None else "bortfaldet" if stopped else "aaben"
    in_time = met_on is not None and met_on <= due
    breach_at = midnight(day_after(due))
    last = last_open_day(due, given)
    warnings = [given.received]
    if not at_receipt:
        warnings.append(on_the_clock(last_open_day(day_before(last), given), 8))
        if last > course.day_zero:
            warnings.append(on_the_clock(course.day_zero, 8))
    return Clock(
        due=due,
        state=state,
        met_on=met_on,
        breached=given.seen >= breach_at and state != "bortfaldet" and not in_time,
        last_working_day=last,
        warn_at=min(max(warnings), breach_at),
        breach_at=breach_at,
        preliminary=course.expected,
    )
