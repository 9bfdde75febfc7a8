"""What a case counts: the sum of its changes up to a day is what stands on that day, and what is recorded later changes no day before."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from audits.enums import Measure
from audits.rules.contributions import (
    CaseLine,
    CaseTold,
    Contribution,
    Law,
    Note,
    Noted,
    PlanLine,
    PlanNoted,
    PlanTold,
    Spell,
    as_plain,
    case_contributions,
    difference,
    from_plain,
    plan_contributions,
    standing,
    summed,
)
from deadlines.enums import DeadlineKind
from deadlines.rules import ClockRule
from gop.enums import ChoiceAnswer, EndCode, Happening, PlanType
from gop.rules.course import Happened

ALMEN = PlanType.GENERAL_TRAINING.value
BEGAN = date(2026, 9, 1)


def rule(kind: DeadlineKind, days: int) -> ClockRule:
    return ClockRule(kind, days, frozenset({ALMEN}), date(2018, 7, 1), None, "§", "", assumption=False)


LAW = Law((rule(DeadlineKind.INFORM_BY, 4), rule(DeadlineKind.OFFER_BY, 7)), lambda _, day: day.year > 2026)


def at(day: int, hour: int = 10) -> datetime:
    return datetime.combine(BEGAN, datetime.min.time(), UTC) + timedelta(days=day, hours=hour)


def on(day: int) -> date:
    return BEGAN + timedelta(days=day)


def line(recorded: int, what: Happening, hour: int = 10, **said: Any) -> CaseLine:
    return CaseLine(at(recorded, hour), (Happened(at(recorded, hour), what, **said),))


def note(day: int, what: Note, value: str, of: str = "", hour: int = 10) -> CaseLine:
    return CaseLine(at(day, hour), (), (Noted(what, value, of),))


def received(day_zero: date | None = BEGAN, day: int = 0) -> CaseLine:
    return line(day, Happening.RECEIVED, hour=9, day=day_zero, plan_type=ALMEN)


def told(*lines: CaseLine, **of: Any) -> CaseTold:
    static: dict[str, Any] = {"treatment": True, "birth_date": date(1950, 5, 5), "diagnosis_group": "Hofte", "psychiatry": False}
    return CaseTold(plan_type=ALMEN, holder="kommune", lines=lines, **static | of)


def as_of(rows: list[Contribution], day: date) -> dict[tuple[str, str], tuple[int, int]]:
    """By measure and key."""
    sums: dict[tuple[str, str], tuple[int, int]] = {}
    for row in rows:
        if row.on <= day:
            part, whole = sums.get((row.measure, row.key), (0, 0))
            sums[row.measure, row.key] = part + row.part, whole + row.whole
    return {key: value for key, value in sums.items() if any(value)}


DAYS = st.integers(min_value=-3, max_value=24)
SAID = st.one_of(
    st.builds(lambda day: {"what": Happening.DAY_ZERO, "day": None if day is None else on(day)}, st.none() | DAYS),
    st.builds(lambda day: {"what": Happening.STARTS, "earliest": on(day), "reason": "sundhedsfaglig"}, DAYS),
    st.builds(lambda day: {"what": Happening.OFFERED, "meeting_on": on(day)}, DAYS),
    st.builds(lambda day: {"what": Happening.TOLD, "day": on(day)}, DAYS),
    st.builds(lambda day: {"what": Happening.TOLD_NONE, "day": on(day)}, DAYS),
    st.builds(lambda day: {"what": Happening.MEETING_HELD, "day": on(day)}, DAYS),
    st.builds(lambda answer: {"what": Happening.ANSWERED, "answer": answer}, st.sampled_from(ChoiceAnswer)),
    st.builds(lambda code: {"what": Happening.ENDED, "code": code.value}, st.sampled_from(EndCode)),
    st.builds(
        lambda what: {"what": what},
        st.sampled_from(
            (
                Happening.CANCELLED,
                Happening.CITIZEN_NO,
                Happening.NO_START,
                Happening.REOPENED,
                Happening.OTHER_ACCEPTED,
                Happening.OTHER_DECLINED,
            )
        ),
    ),
)
NOTES = st.one_of(
    st.builds(Noted, st.just(Note.LEVEL), st.sampled_from(("basal", "avanceret", ""))),
    st.builds(Noted, st.just(Note.CAUSE), st.sampled_from(("kapacitet", "andet"))),
    st.builds(Noted, st.just(Note.DIAGNOSIS), st.sampled_from(("Hofte", "Knæ"))),
    st.builds(Noted, st.just(Note.CONTACT), st.sampled_from(("holdt", "planlagt")), st.sampled_from("ab")),
    st.builds(Noted, st.just(Note.PERFORMER), st.sampled_from(("privat", "")), st.sampled_from("ab")),
    st.just(Noted(Note.CHOICE_TOLD)),
    st.just(Noted(Note.COMPLAINT, "ventetid", "2026-09-03")),
)


@st.composite
def histories(draw: st.DrawFn) -> CaseTold:
    first = draw(st.none() | DAYS)
    lines = [received(None if first is None else on(first))]
    for day, hour in sorted(draw(st.lists(st.tuples(st.integers(0, 30), st.integers(10, 23)), max_size=9, unique=True))):
        found = draw(SAID | NOTES)
        if isinstance(found, Noted):
            lines.append(CaseLine(at(day, hour), (), (found,)))
        else:
            lines.append(line(day, hour=hour, **found))
    return told(*lines)


@given(histories())
@settings(max_examples=80, deadline=None)
def test_the_sum_of_changes_up_to_a_day_is_what_stands_on_that_day(case: CaseTold) -> None:
    rows = case_contributions(case, LAW)
    for day in sorted({-5, 45, *range(-2, 34, 3), *((line.at.date() - BEGAN).days + step for line in case.lines for step in (-1, 0, 1))}):
        until = on(day)
        summed_up = summed(Contribution(until, *_of(row)) for row in rows if row.on <= until)
        assert summed_up == standing(case, LAW, until), until


@given(histories())
@settings(max_examples=80, deadline=None)
def test_what_is_recorded_later_changes_nothing_that_counts_from_an_earlier_day(case: CaseTold) -> None:
    whole = case_contributions(case, LAW)
    for number in range(1, len(case.lines)):
        first = (case.lines[number].at + timedelta(hours=2)).date()
        part = case_contributions(told(*case.lines[:number]), LAW)
        assert [row for row in part if row.on < first] == [row for row in whole if row.on < first]


@given(histories(), histories())
@settings(max_examples=50, deadline=None)
def test_the_difference_added_to_what_stood_gives_what_stands(one: CaseTold, other: CaseTold) -> None:
    before, now = case_contributions(one, LAW), case_contributions(other, LAW)
    assert summed([*before, *difference(now, before)]) == now
    assert [from_plain(as_plain(row)) for row in now] == now


def _of(row: Contribution) -> tuple[Any, ...]:
    return (
        *(row.month, row.measure, row.kind, row.age_group, row.diagnosis_group),
        *(row.psychiatry, row.key, row.days, row.part, row.whole),
    )


def test_a_missed_offer_counts_from_the_day_after_the_deadline_with_the_cause_that_is_set_later() -> None:
    rows = case_contributions(told(received(), note(12, Note.CAUSE, "kapacitet")), LAW)
    assert as_of(rows, on(7)) == {
        (Measure.PLANS, ""): (0, 1),
        (Measure.OPEN_NOW, ""): (0, 1),
        (Measure.DUE_NOW, ""): (0, 1),
        (Measure.INFORMED, ""): (0, 1),
    }
    late = as_of(rows, on(8))
    assert late[Measure.OFFERED, ""] == (0, 1)
    assert late[Measure.MISSED, ""] == (0, 1)
    assert late[Measure.OVERDUE_NOW, ""] == (0, 1)
    assert late[Measure.CHOICE_ARISEN, ""] == (0, 1)
    assert (Measure.DUE_NOW, "") not in late
    named = as_of(rows, on(12))
    assert named[Measure.MISSED, "kapacitet"] == (0, 1)
    assert (Measure.MISSED, "") not in named
    assert as_of(rows, on(11)) == late


def test_a_returned_plan_is_no_plan_here_but_counts_as_returned() -> None:
    rows = case_contributions(told(received(), line(2, Happening.ENDED, code=EndCode.RETURNED.value)), LAW)
    assert as_of(rows, on(1))[Measure.PLANS, ""] == (0, 1)
    assert as_of(rows, on(40)) == {(Measure.RETURNED, ""): (0, 1)}


def test_a_plan_counts_from_day_0_and_in_its_month_when_day_0_is_corrected() -> None:
    rows = case_contributions(told(received(on(20)), line(3, Happening.DAY_ZERO, day=date(2026, 10, 2))), LAW)
    assert (Measure.PLANS, "") not in as_of(rows, date(2026, 10, 1))
    [plan] = [row for row in rows if row.measure == Measure.PLANS]
    assert (plan.on, plan.month, plan.whole) == (date(2026, 10, 2), date(2026, 10, 1), 1)


def test_the_right_that_arose_still_counts_when_it_is_answered_and_the_training_has_begun() -> None:
    case = told(
        received(),
        line(9, Happening.OFFERED, meeting_on=on(12)),
        note(9, Note.CHOICE_TOLD, "", hour=11),
        line(10, Happening.ANSWERED, answer=ChoiceAnswer.WAITS),
        line(12, Happening.MEETING_HELD, day=on(12)),
    )
    found = as_of(case_contributions(case, LAW), on(30))
    assert found[Measure.CHOICE_ARISEN, ""] == found[Measure.CHOICE_TOLD, ""] == found[Measure.CHOICE_ANSWERED, "venter"] == (0, 1)


def test_contacts_of_an_ended_course_count_with_the_first_meeting_by_the_one_who_held_them() -> None:
    case = told(
        received(),
        note(1, Note.PERFORMER, "privat", "a"),
        line(3, Happening.MEETING_HELD, day=on(3)),
        note(4, Note.CONTACT, "holdt", "x"),
        note(5, Note.CONTACT, "udeblevet", "y"),
        CaseLine(at(9), (Happened(at(9), Happening.ENDED, code=EndCode.COMPLETED.value),), (Noted(Note.GOAL, "ja"),)),
    )
    found = as_of(case_contributions(case, LAW), on(9))
    assert found[Measure.CONTACTS, "privat"] == (2, 1)
    assert found[Measure.GOALS, ""] == (1, 1)
    assert found[Measure.ENDED, "gennemfoert"] == (0, 1)


def test_an_information_case_counts_nothing_but_complaints() -> None:
    case = told(received(), note(2, Note.COMPLAINT, "ventetid", "2026-08-30"), treatment=False)
    [row] = case_contributions(case, LAW)
    assert (row.measure, row.key, row.month, row.on) == (Measure.COMPLAINTS, "ventetid", date(2026, 8, 1), on(2))


def test_a_plan_sent_the_day_after_discharge_is_in_time_by_a_day_and_not_by_discharge() -> None:
    plan = PlanTold(None, False, (PlanLine(at(1), PlanNoted.SENT, on(0)), PlanLine(at(1), PlanNoted.VERSION, value=ALMEN)))
    found = as_of(plan_contributions(plan), on(1))
    assert found == {(Measure.SENT_AT_DISCHARGE, ""): (0, 1), (Measure.SENT_NEXT_DAY, ""): (1, 1)}


def test_a_plan_sent_ahead_counts_when_the_discharge_has_come_and_not_when_it_is_withdrawn() -> None:
    lines = (PlanLine(at(1), PlanNoted.SENT, on(5)), PlanLine(at(8), PlanNoted.WITHDRAWN))
    rows = plan_contributions(PlanTold(None, False, lines))
    assert not as_of(rows, on(4))
    assert as_of(rows, on(5))[Measure.SENT_AT_DISCHARGE, ""] == (1, 1)
    assert not as_of(rows, on(8))


def test_a_plan_not_sent_counts_from_the_day_after_discharge_until_it_is() -> None:
    rows = plan_contributions(PlanTold(None, True, (), (Spell(at(0), on(2), at(6)), Spell(at(6), on(9), None), Spell(at(0), on(2), at(2)))))
    assert [sum(row.whole for row in rows if row.on <= on(day)) for day in (2, 3, 5, 6, 9, 10)] == [0, 1, 1, 0, 0, 1]
    assert all(row.psychiatry and row.measure == Measure.UNSENT_NOW for row in rows)
