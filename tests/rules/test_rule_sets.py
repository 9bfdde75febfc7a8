"""Every clock belongs to a named set of law; goals are none; a day before the first set has no clock and the page can say why."""

from datetime import date, timedelta

import pytest

from deadlines.enums import RuleSetNature
from deadlines.registry import agreed_goals, postal_rules, rule_sets, rules
from deadlines.rules import rule_for, why_no_clock

SETS = {one.code: one for one in rule_sets()}
FIRST = date(2018, 7, 1)


def test_every_clock_belongs_to_a_set_of_law_and_lies_within_it() -> None:
    for rule in rules():
        of = SETS[rule.rule_set]
        assert of.nature == RuleSetNature.LAW
        assert rule.rule_set_title == of.title
        assert of.valid_from <= rule.valid_from
        assert of.valid_to is None or (rule.valid_to is not None and rule.valid_to <= of.valid_to)
        assert rule.assumption == of.assumption


def test_every_agreed_goal_belongs_to_a_set_of_goals_and_lies_within_it() -> None:
    for row in agreed_goals():
        of = SETS[row.rule_set]
        assert of.nature == RuleSetNature.GOALS
        assert of.valid_from <= row.goal.valid_from
        assert of.valid_to is None or (row.goal.valid_to is not None and row.goal.valid_to <= of.valid_to)


def test_goals_before_the_law_ended_with_it_and_only_specialiseret_goes_on() -> None:
    """Region Midtjylland's goal bound the hospitals too, and the law gave specialiseret no days to take its place."""
    open_ended = [row for row in agreed_goals() if row.goal.valid_to is None and row.rule_set != "status-foer-kontrol"]
    assert [(row.region, row.binds, set(row.goal.holds_for)) for row in open_ended] == [
        ("region-midtjylland", ("sygehus",), {"specialiseret"})
    ]
    assert {row.goal.valid_to for row in agreed_goals() if row.goal.valid_to} == {FIRST - timedelta(days=1)}
    assert all(row.goal.assumption for row in agreed_goals())


def test_one_set_is_in_force_for_a_type_on_a_day() -> None:
    assert {rule.rule_set for rule in rules() if rule.holds_on(date(2027, 1, 1)) and "almen" in rule.holds_for} == {"regler-2018"}
    assert {rule.rule_set for rule in rules() if rule.holds_on(date(2027, 1, 1)) and "rehabilitering" in rule.holds_for} == {
        "regioner-2027"
    }
    assert SETS["regioner-2027"].assumption


@pytest.mark.parametrize("plan_type", ["almen", "rehabilitering"])
def test_a_discharge_before_the_first_set_has_no_clock_and_a_reason(plan_type: str) -> None:
    day = FIRST - timedelta(days=1)
    assert not [rule for rule in rules() if rule_for([rule], rule.kind, plan_type, day)]
    assert "søndag 1. juli 2018" in why_no_clock(rules(), plan_type, day)
    assert why_no_clock(rules(), plan_type, FIRST) == ""


def test_specialiseret_has_no_clock_on_any_day_and_says_so() -> None:
    assert why_no_clock(rules(), "specialiseret", date(2026, 11, 22)) == "Lovens 4 og 7 dage gælder ikke for denne type genoptræning."


def test_a_day_that_no_row_covers_says_so() -> None:
    ended = [rule for rule in rules() if rule.valid_to]
    assert "dækker" in why_no_clock(ended, "rehabilitering", date(2030, 1, 1))


def test_there_is_one_number_of_postal_days_on_every_day_since_the_law_and_it_is_an_assumption() -> None:
    rows = postal_rules()
    for day in (FIRST, date(2026, 11, 22), date(2032, 1, 1)):
        (row,) = [row for row in rows if row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)]
        assert row.assumption
