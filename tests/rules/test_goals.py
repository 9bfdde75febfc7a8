"""Goals beside the law: counted from a dated row, met by a recorded fact, and nothing more."""

from dataclasses import replace
from datetime import date

import pytest

from deadlines.enums import GoalFrom, GoalMetBy, GoalUnit
from deadlines.rules import Calendar, GoalFacts, GoalRule, goals

FRIDAY = date(2026, 11, 20)
WEEK = Calendar()
CONTACT = GoalRule(
    "Kontakt senest 3 åbningsdage efter modtagelsen",
    GoalFrom.RECEIVED,
    GoalUnit.OPENING_DAYS,
    3,
    GoalMetBy.CONTACT,
    frozenset({"almen"}),
    date(2020, 1, 1),
    None,
)
FACTS = GoalFacts(plan_type="almen", received_on=FRIDAY, day_zero=date(2026, 11, 18))


def test_opening_days_are_counted_from_receipt() -> None:
    (goal,) = goals(FACTS, [CONTACT], WEEK)
    assert goal.due_on == date(2026, 11, 25)
    assert goal.met_on is None


def test_calendar_days_are_counted_from_day_zero() -> None:
    start = replace(CONTACT, counted_from=GoalFrom.DAY_ZERO, unit=GoalUnit.CALENDAR_DAYS, number=14)
    (goal,) = goals(FACTS, [start], WEEK)
    assert goal.due_on == date(2026, 12, 2)


def test_a_goal_from_day_zero_waits_for_one() -> None:
    rule = replace(CONTACT, counted_from=GoalFrom.DAY_ZERO)
    assert goals(replace(FACTS, day_zero=None), [rule], WEEK) == ()


@pytest.mark.parametrize(
    ("met_by", "fact", "met_on"),
    [
        (GoalMetBy.CONTACT, {"contact_on": date(2026, 11, 23), "told_on": date(2026, 11, 24)}, date(2026, 11, 23)),
        (GoalMetBy.CONTACT, {"told_on": date(2026, 11, 24)}, date(2026, 11, 24)),
        (GoalMetBy.TOLD, {"contact_on": date(2026, 11, 23)}, None),
        (GoalMetBy.TOLD, {"told_on": date(2026, 11, 24)}, date(2026, 11, 24)),
        (GoalMetBy.OFFERED_MEETING, {"meetings": (date(2026, 12, 1), date(2026, 11, 25))}, date(2026, 11, 25)),
        (GoalMetBy.HELD_MEETING, {"meetings": (date(2026, 11, 25),)}, None),
        (GoalMetBy.HELD_MEETING, {"held_on": date(2026, 11, 26)}, date(2026, 11, 26)),
    ],
)
def test_each_goal_is_met_by_its_own_fact(met_by: GoalMetBy, fact: dict[str, object], met_on: date | None) -> None:
    (goal,) = goals(replace(FACTS, **fact), [replace(CONTACT, met_by=met_by)], WEEK)  # type: ignore[arg-type]
    assert goal.met_on == met_on


def test_the_due_day_itself_is_in_time_and_the_day_after_is_late() -> None:
    (on,) = goals(replace(FACTS, contact_on=date(2026, 11, 25)), [CONTACT], WEEK)
    (after,) = goals(replace(FACTS, contact_on=date(2026, 11, 26)), [CONTACT], WEEK)
    assert (on.met_late, after.met_late) == (False, True)
    assert not on.missed_on(date(2026, 12, 1))
    assert after.missed_on(date(2026, 12, 1))


def test_an_unmet_goal_is_missed_after_its_day_unless_the_case_ended_before() -> None:
    (goal,) = goals(FACTS, [CONTACT], WEEK)
    assert [goal.missed_on(date(2026, 11, day)) for day in (25, 26)] == [False, True]
    (ended,) = goals(replace(FACTS, ended_on=date(2026, 11, 24)), [CONTACT], WEEK)
    assert ended.lapsed
    assert not ended.missed_on(date(2026, 12, 1))


def test_a_row_holds_for_its_types_and_its_days_only() -> None:
    assert goals(replace(FACTS, plan_type="specialiseret"), [CONTACT], WEEK) == ()
    assert goals(FACTS, [replace(CONTACT, valid_from=date(2026, 11, 21))], WEEK) == ()
    assert goals(FACTS, [replace(CONTACT, valid_to=date(2026, 11, 19))], WEEK) == ()
    assert goals(FACTS, [replace(CONTACT, valid_from=FRIDAY, valid_to=FRIDAY)], WEEK)


def test_a_goal_says_that_it_is_no_law_and_names_its_source_and_assumption() -> None:
    (goal,) = goals(FACTS, [replace(CONTACT, source="Aftale 2008", assumption=True)], WEEK)
    assert any("ikke lov" in sentence for sentence in goal.basis)
    assert "Kilde: Aftale 2008." in goal.basis
    assert goal.assumption
    assert goal.basis[-1].startswith("Antagelse")


def test_goals_stand_in_the_order_of_their_days() -> None:
    later = replace(CONTACT, number=5)
    assert [goal.due_on for goal in goals(FACTS, [later, CONTACT], WEEK)] == [date(2026, 11, 25), date(2026, 11, 27)]


STATUS = replace(CONTACT, counted_from=GoalFrom.CONTROL, number=2, met_by=GoalMetBy.STATUS)
MONDAY = date(2026, 11, 30)


def test_a_goal_before_a_control_lies_opening_days_before_it_and_is_met_by_the_status_sent() -> None:
    (goal,) = goals(replace(FACTS, control_on=MONDAY), [STATUS], WEEK)
    assert goal.due_on == date(2026, 11, 26)
    assert "2 åbningsdage før kontrollen mandag 30. november 2026" in goal.basis[0]
    (met,) = goals(replace(FACTS, control_on=MONDAY, status_on=date(2026, 11, 27)), [STATUS], WEEK)
    assert met.met_late


def test_calendar_days_before_a_control_are_counted_back_and_without_a_control_there_is_no_goal() -> None:
    rule = replace(STATUS, unit=GoalUnit.CALENDAR_DAYS)
    assert goals(replace(FACTS, control_on=MONDAY), [rule], WEEK)[0].due_on == date(2026, 11, 28)
    assert goals(FACTS, [rule], WEEK) == ()
