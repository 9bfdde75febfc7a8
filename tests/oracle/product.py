"""The product's own answer to a plan of the case file, through its pure functions and the registry's rules."""

from datetime import date, datetime
from functools import lru_cache

from accounts.danish import copenhagen_date
from accounts.enums import OrganisationKind
from deadlines.enums import DeadlineKind, StartReason
from deadlines.registry import rules as rule_rows
from deadlines.rules import Calendar, ClockRule, clocks
from deadlines.rules import Clock as ProductClock
from gop.enums import ChoiceAnswer, Happening, PlanType
from gop.registry import responsibility_rows
from gop.rules import responsibility
from gop.rules.course import Happened, course_of, extended_choice
from tests.oracle.columns import Clock, Follows, Given, Step

WHAT = {
    "dag_nul": Happening.DAY_ZERO,
    "startdatoer": Happening.STARTS,
    "tilbud": Happening.OFFERED,
    "aflyst": Happening.CANCELLED,
    "borger_nej": Happening.CITIZEN_NO,
    "ingen_start": Happening.NO_START,
    "besked": Happening.TOLD,
    "besked_ingen_start": Happening.TOLD_NONE,
    "foerste_moede": Happening.MEETING_HELD,
    "pause": Happening.PAUSED,
    "genoptaget": Happening.RESUMED,
    "svar": Happening.ANSWERED,
    "anden_kommune_ja": Happening.OTHER_ACCEPTED,
    "anden_kommune_nej": Happening.OTHER_DECLINED,
    "afsluttet": Happening.ENDED,
    "genaabnet": Happening.REOPENED,
}


@lru_cache
def rules() -> tuple[ClockRule, ...]:
    return tuple(rule_rows())


@lru_cache
def region_decides(plan_type: str, on: date) -> bool:
    answer = responsibility(responsibility_rows(), PlanType(plan_type), None, on)
    return answer is not None and answer.authority == OrganisationKind.REGION


@lru_cache
def calendar(weekdays: frozenset[int], closed: frozenset[date]) -> Calendar:
    return Calendar(weekdays, closed)


def answer(given: Given) -> Follows:
    """What the rules say at `given.seen`."""
    course = course_of(lines(given), given.seen)
    if course is None:
        raise ValueError("Planen er ikke modtaget endnu.")
    found = {clock.kind: clock for clock in clocks(course.facts(), rules(), calendar(given.open_weekdays, given.closed))}
    seen_on = copenhagen_date(given.seen)
    choice = extended_choice(course, rules(), given.seen, region=region_decides(given.plan_type, seen_on)).decision
    shown = [_clock(found.get(kind), seen_on) for kind in (DeadlineKind.INFORM_BY, DeadlineKind.OFFER_BY, DeadlineKind.PLAN_START_BY)]
    return Follows(*shown, choice_allowed=choice.allowed, choice_from=choice.from_date)


def lines(given: Given) -> list[Happened]:
    """The plan as it came, and what happened after."""
    received = Happened(
        given.received,
        Happening.RECEIVED,
        day=given.day_zero,
        expected=given.expected,
        earliest=given.earliest,
        latest=given.latest,
        reason=StartReason(given.reason) if given.reason else "",
        plan_type=given.plan_type,
    )
    return [received, *(_line(step) for step in given.steps)]


def _line(step: Step) -> Happened:
    return Happened(
        step.at,
        WHAT[step.what],
        day=step.day,
        expected=step.expected,
        earliest=step.earliest,
        latest=step.latest,
        reason=step.reason,
        meeting_on=_day(step.meeting),
        answer=ChoiceAnswer(step.answer) if step.answer else None,
        code=step.code,
    )


def _day(moment: datetime | None) -> date | None:
    return copenhagen_date(moment) if moment else None


def _clock(clock: ProductClock | None, seen_on: date) -> Clock | None:
    if clock is None:
        return None
    return Clock(
        due=clock.due_on,
        state=clock.state.value,
        met_on=clock.met_on,
        breached=clock.breached_on(seen_on),
        last_working_day=clock.last_working_day,
        # One that must start within two days is said at receipt, whatever the hour
        warn_at=min(clock.urgent_at, clock.breach_at) if clock.urgent_at else clock.warn_at,
        breach_at=clock.breach_at,
        preliminary=clock.preliminary,
    )
