"""How the decision on extended choice changed through the course: when the right arose and why, when it ended, or why it never came."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from accounts.danish import copenhagen_date, copenhagen_moment
from deadlines.rules import ClockRule
from gop.rules.course.choice import Choices, extended_choice
from gop.rules.course.course import Course, course_of
from gop.rules.course.happened import Happened

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Changed:
    """From the aware moment `at` the decision was this. `of_itself`: a day passed; nobody did anything."""

    at: datetime
    choices: Choices
    of_itself: bool


def choice_history(
    lines: Sequence[Happened], rules: Iterable[ClockRule], until: datetime, region: Callable[[date], bool] = lambda _: False
) -> tuple[Changed, ...]:
    """Every change up to `until`, oldest first; the first is the decision at receipt. `region`: whether one is the authority on the day."""
    rows, found = tuple(rules), list[Changed]()
    recorded = {one.at for one in lines if one.at <= until}
    for at in sorted(recorded | set(_midnights(lines, rows, until, region))):
        course = course_of(lines, at)
        if course is None:
            continue
        choices = extended_choice(course, rows, at, region=region(copenhagen_date(at)))
        if not found or _said(choices) != _said(found[-1].choices):
            found.append(Changed(at, choices, of_itself=at not in recorded))
    return tuple(found)


def _said(choices: Choices) -> tuple[object, ...]:
    return choices.decision.allowed, choices.reason, choices.decision.from_date


def _midnights(
    lines: Sequence[Happened], rules: tuple[ClockRule, ...], until: datetime, region: Callable[[date], bool]
) -> Iterator[datetime]:
    """The midnight after each offer deadline there has been, and the one at which a region took over."""
    for one in lines:
        course: Course | None = course_of(lines, one.at) if one.at <= until else None
        due = extended_choice(course, rules, one.at).offer_by if course else None
        if due:
            yield from _if_come(due + _DAY, until)
    days = [copenhagen_date(one.at) for one in lines]
    for year in range(days[0].year + 1 if days else 1, copenhagen_date(until).year + 1):
        first = date(year, 1, 1)
        if region(first) != region(first - _DAY):
            yield from _if_come(first, until)


def _if_come(day: date, until: datetime) -> Iterator[datetime]:
    moment = copenhagen_moment(day, time(0))
    if moment <= until:
        yield moment
