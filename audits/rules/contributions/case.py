"""What one case adds to the figures, replayed from its events (model.md 6, 7, 10)."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from accounts.danish import copenhagen_date
from audits.enums import Measure
from audits.rules.contributions.contribution import Contribution, summed
from audits.rules.contributions.groups import age_group, kind_of, month_of
from audits.rules.contributions.replay import EARLIEST, Day, replayed
from audits.rules.contributions.told import CaseTold, Law, Note, Noted
from deadlines.enums import DeadlineKind, DeadlineState, StartReason
from deadlines.rules import Calendar, Clock, clocks
from gop.enums import ContactState, EndCode, GoalReached
from gop.rules.course import Course, Dates, Happened, course_of, extended_choice

NOT_COUNTED = frozenset({EndCode.RETURNED, EndCode.WITHDRAWN, EndCode.TRANSITION})
DAY = timedelta(days=1)
# Due dates do not depend on opening days
ALWAYS_OPEN = Calendar(frozenset(range(7)))
FAR = datetime(9999, 12, 1, tzinfo=UTC)


@dataclass
class _Known:
    """What the notes have said so far. `contacts`: by contact its state; `performers`: those who have said yes, the last one last."""

    diagnosis_group: str
    goal: str
    level: str = ""
    cause: str = ""
    contacts: dict[str, str] = field(default_factory=dict)
    performers: dict[str, str] = field(default_factory=dict)
    told_on: list[date] = field(default_factory=list)
    complaints: list[Noted] = field(default_factory=list)

    def take(self, note: Noted, on: date) -> None:
        match note.what:
            case Note.LEVEL:
                self.level = note.value
            case Note.CAUSE:
                self.cause = note.value
            case Note.DIAGNOSIS:
                self.diagnosis_group = note.value
            case Note.GOAL:
                self.goal = note.value
            case Note.CONTACT:
                self.contacts[note.of] = note.value
            case Note.PERFORMER:
                self.performers.pop(note.of, None)
                if note.value:
                    self.performers[note.of] = note.value
            case Note.CHOICE_TOLD:
                self.told_on.append(on)
            case Note.COMPLAINT:
                self.complaints.append(note)


def case_contributions(told: CaseTold, law: Law) -> list[Contribution]:
    """Every signed change, in order. What is added to the history later changes nothing that counts from an earlier day."""
    return summed(replayed(_days(told, law)))


def standing(told: CaseTold, law: Law, on: date) -> list[Contribution]:
    """What the case counts at the end of the Copenhagen day, from all that was recorded by then. `on` is that day."""
    lines = tuple(line for line in told.lines if copenhagen_date(line.at) <= on)
    days = list(_days(replace(told, lines=lines), law))
    return summed(row._replace(on=on) for row in days[-1].rows if row.on <= on) if days else []


def _days(told: CaseTold, law: Law) -> Iterator[Day]:
    known, happened = _Known(told.diagnosis_group, told.goal), list[Happened]()
    for number, line in enumerate(told.lines):
        on = copenhagen_date(line.at)
        happened += line.lines
        for note in line.notes:
            known.take(note, on)
        if number + 1 == len(told.lines) or copenhagen_date(told.lines[number + 1].at) != on:
            course = course_of(happened)
            if course is not None:
                yield Day(on, tuple(_rows(told, known, course, law)))


def _rows(told: CaseTold, known: _Known, course: Course, law: Law) -> Iterator[Contribution]:
    about = course.now.day_zero or copenhagen_date(course.received_at)
    kind, age = kind_of(told.plan_type, known.level), age_group(told.birth_date, about)
    one = Contribution(EARLIEST, month_of(about), Measure.PLANS, kind, age, known.diagnosis_group, told.psychiatry, "", None, 0, 1)
    for complaint in known.complaints:
        yield one._replace(measure=Measure.COMPLAINTS, month=month_of(date.fromisoformat(complaint.of)), key=complaint.value)
    if not told.treatment:
        return
    if course.ended_at is None:
        yield one._replace(measure=Measure.OPEN_NOW)
    elif course.end_code == EndCode.RETURNED:
        yield one._replace(measure=Measure.RETURNED)
    elif course.end_code == EndCode.REPLACED:
        yield one._replace(measure=Measure.REPLACED)
    if course.end_code in NOT_COUNTED:
        return
    if course.ended_at is not None:
        yield from _ended(one, told, known, course)
    if course.now.day_zero is not None:
        yield one._replace(on=course.now.day_zero)
        yield from _timed(one, known, course, law)


def _ended(one: Contribution, told: CaseTold, known: _Known, course: Course) -> Iterator[Contribution]:
    yield one._replace(measure=Measure.ENDED, key=course.end_code)
    if known.goal:
        yield one._replace(measure=Measure.GOALS, part=int(known.goal == GoalReached.YES))
    if course.first_meeting_on is not None:
        held = sum(state == ContactState.HELD for state in known.contacts.values())
        performer = next(reversed(known.performers.values()), told.holder)
        yield one._replace(measure=Measure.CONTACTS, key=performer, part=1 + held)


def _timed(one: Contribution, known: _Known, course: Course, law: Law) -> Iterator[Contribution]:
    """What the clocks and the free choice give; nothing of a clock that lapsed."""
    found = {clock.kind: clock for clock in clocks(course.facts(), law.clocks, ALWAYS_OPEN) if clock.state != DeadlineState.LAPSED}
    inform, offer = found.get(DeadlineKind.INFORM_BY), found.get(DeadlineKind.OFFER_BY)
    if inform is not None:
        yield one._replace(measure=Measure.INFORMED, on=inform.due_on + DAY, part=int(_in_time(inform)))
    if offer is None:
        return
    over = offer.due_on + DAY
    yield one._replace(measure=Measure.OFFERED, on=over, part=int(_in_time(offer)))
    if not _in_time(offer):
        yield one._replace(measure=Measure.MISSED, on=over, key=known.cause)
    if offer.state == DeadlineState.OPEN:
        yield one._replace(measure=Measure.DUE_NOW)
        yield one._replace(measure=Measure.DUE_NOW, on=over, whole=-1)
        if course.ended_at is None and course.first_meeting_on is None:
            yield one._replace(measure=Measure.OVERDUE_NOW, on=over)
    yield from _waits(one, course, course.now)
    yield from _choice(one, known, course, law)


def _in_time(clock: Clock) -> bool:
    return clock.state == DeadlineState.MET and clock.met_on is not None and clock.met_on <= clock.due_on


def _waits(one: Contribution, course: Course, dates: Dates) -> Iterator[Contribution]:
    """Counted, as the plan is, once day 0 has come."""
    if dates.day_zero is None:
        return
    start = max(dates.day_zero, dates.earliest) if dates.earliest and dates.reason == StartReason.CLINICAL else dates.day_zero
    held = course.first_meeting_on
    lengths = (
        (Measure.WAIT_OFFERED, course.offer.meeting_on if course.offer else None, start),
        (Measure.WAIT_HELD, held, start),
        (Measure.WAIT_WHOLE, held, dates.day_zero),
    )
    for measure, met, since in lengths:
        if met is not None:
            yield one._replace(measure=measure, on=dates.day_zero, days=max(0, (met - since).days))


def _choice(one: Contribution, known: _Known, course: Course, law: Law) -> Iterator[Contribution]:
    """The right as it arose before the citizen answered, the training began or the case ended, whatever became of it since."""
    answered = course.answers[0][0] if course.answers else None
    until = min((moment for moment in (answered, course.started_at, course.ended_at) if moment), default=FAR)
    open_still = replace(course, answers=(), started_at=None, ended_at=None)
    since = extended_choice(open_still, law.clocks, until).decision.from_date
    # A correction recorded after the answer or the start gives no right any more
    if since is None or since > copenhagen_date(until) or law.region(course.plan_type, since):
        return
    yield one._replace(measure=Measure.CHOICE_ARISEN, on=since)
    if course.answers or any(day >= since for day in known.told_on):
        yield one._replace(measure=Measure.CHOICE_TOLD, on=since)
    if course.answers:
        yield one._replace(measure=Measure.CHOICE_ANSWERED, on=since, key=course.answers[-1][1])
