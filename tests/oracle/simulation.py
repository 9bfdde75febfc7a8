"""The oracle: a plan lived through day by day. Written from the model's text alone; shares nothing with the rules it checks.

A day begins at 00:00 in Copenhagen; then what was recorded that day happens in order. The walk ends at the moment the plan is seen,
or sooner when no step is left and the day after tilbudsfristen has begun: nothing changes by itself after that.
"""

from dataclasses import replace
from datetime import UTC, date

from tests.oracle.columns import Follows, Given, Step
from tests.oracle.simulation_choice import Right
from tests.oracle.simulation_clocks import inform_clock, offer_clock, plan_start_clock
from tests.oracle.simulation_course import Course
from tests.oracle.simulation_days import day_after, day_of

CORRECTIONS = ("dag_nul", "startdatoer")


def simulate(given: Given) -> Follows:
    """What stands at `given.seen`. Moments in UTC; `warn_at` and `breach_at` are the planned ones, past or not."""
    given = _in_utc(given)
    course = Course(given)
    right = Right(given, course)
    _walk(given, course, right)
    since = right.open_since()
    return Follows(
        inform=inform_clock(given, course),
        offer=offer_clock(given, course),
        plan_start=plan_start_clock(given, course),
        choice_allowed=since is not None,
        choice_from=since,
    )


def _in_utc(given: Given) -> Given:
    """Moments of one zone compare by their wall time; in UTC the two hours of the autumn night differ."""
    steps = tuple(replace(step, at=step.at.astimezone(UTC)) for step in given.steps)
    return replace(given, received=given.received.astimezone(UTC), seen=given.seen.astimezone(UTC), steps=steps)


def _walk(given: Given, course: Course, right: Right) -> None:
    waiting = sorted((step for step in given.steps if step.at <= given.seen), key=lambda step: step.at, reverse=True)
    day, today = _first_day(given), day_of(given.seen)
    while day <= today:
        right.dawn(day)
        while waiting and day_of(waiting[-1].at) == day:
            _happen(waiting.pop(), course, right)
        if not waiting and (right.due is None or day > right.due):
            return
        day = day_after(day)


def _first_day(given: Given) -> date:
    """Receipt, or day 0 when that was earlier: a plan may come after its days have run out."""
    received = day_of(given.received)
    return received if given.day_zero is None else min(received, given.day_zero)


def _happen(step: Step, course: Course, right: Right) -> None:
    course.apply(step)
    if step.what in CORRECTIONS:
        right.correct(step.at)
    else:
        right.look(step.at)
