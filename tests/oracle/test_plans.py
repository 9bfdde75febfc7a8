"""The made plans: the same for the same number, legal, and with enough of every kind in them."""

from collections import Counter
from datetime import UTC, date, datetime

from tests.oracle.columns import Given, Step
from tests.oracle.plans import plan
from tests.oracle.plans_days import day_of
from tests.oracle.simulation import simulate

PLANS = [plan(number) for number in range(3000)]
REOPENED = {"erstattet", "overgang", "returneret"}


def test_the_same_number_gives_the_same_plan():
    assert [plan(number) for number in range(50)] == PLANS[:50]


def test_steps_come_in_order_after_receipt_at_moments_of_their_own():
    for given in PLANS:
        moments = [step.at for step in given.steps]
        assert moments == sorted(set(moments))
        assert all(moment > given.received for moment in moments)
        assert given.seen >= given.received
        assert {moment.tzinfo for moment in (*moments, given.received, given.seen)} == {UTC}


def test_every_step_is_legal():
    for given in PLANS:
        _walk(given)


def _walk(given: Given) -> None:
    zero, offered, ended = given.day_zero, None, None
    for step in given.steps:
        assert ended is None or (step.what == "genaabnet" and ended not in REOPENED)
        ended = step.code if step.what == "afsluttet" else None
        _legal(step, zero, offered)
        if step.what == "dag_nul":
            zero = step.day
            offered = None if offered and zero and day_of(offered.meeting) < zero else offered
        elif step.what in ("tilbud", "aflyst", "borger_nej"):
            offered = step if step.what == "tilbud" else None


def _legal(step: Step, zero: date | None, offered: Step | None) -> None:
    """A step against the day 0 and the offer in force just before it."""
    if step.what in ("aflyst", "borger_nej", "besked", "foerste_moede"):
        assert offered is not None
    if step.what == "besked":
        assert day_of(offered.at) <= step.day <= day_of(step.at)
    if step.what == "foerste_moede":
        assert zero <= step.day <= day_of(step.at)
    if step.what == "tilbud":
        assert step.meeting > step.at
        assert zero is None or day_of(step.meeting) >= zero


def test_types_and_steps_are_mixed_as_in_practice():
    types = Counter(given.plan_type for given in PLANS)
    assert 0.84 < types["almen"] / len(PLANS) < 0.92
    assert 0.05 < types["specialiseret"] / len(PLANS) < 0.11
    steps = Counter(step.what for given in PLANS for step in given.steps)
    assert len(steps) == 16
    assert min(steps.values()) > 10
    assert len({step.code for given in PLANS for step in given.steps if step.what == "afsluttet"}) == 16


def test_days_of_discharge_span_the_ten_years():
    years = Counter(given.day_zero.year for given in PLANS if given.day_zero)
    assert set(years) == set(range(2018, 2029))
    assert all(date(2018, 6, 11) <= given.day_zero <= date(2028, 6, 30) for given in PLANS if given.day_zero)


def test_one_plan_in_two_hundred_has_a_day_zero_before_the_clocks_began():
    days = [[given.day_zero, *(step.day for step in given.steps if step.what == "dag_nul")] for given in PLANS]
    before = [{day < date(2018, 7, 1) for day in known if day is not None} for known in days]
    assert 8 <= sum(True in sides for sides in before) <= 30
    assert sum(sides == {True, False} for sides in before) >= 5


def test_rules_rarely_decided_have_their_stories():
    seen = [(given, [step.what for step in given.steps if step.at <= given.seen]) for given in PLANS]
    assert sum(_in_order(what, "borger_nej", "tilbud") for _, what in seen) > 100
    assert sum(_in_order(what, "besked", "tilbud", "dag_nul") for _, what in seen) > 50
    assert not any(_in_order(what, "anden_kommune_ja", "anden_kommune_nej") for _, what in seen)
    for edge in (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), datetime(2026, 12, 31, 23, 0, tzinfo=UTC)):
        assert sum(given.plan_type == "rehabilitering" and given.seen == edge for given in PLANS) > 10


def _in_order(steps: list[str], *wanted: str) -> bool:
    left = iter(steps)
    return all(what in left for what in wanted)


def test_every_state_and_the_right_occur():
    follows = [simulate(given) for given in PLANS]
    clocks = {(name, clock.state) for each in follows for name in ("inform", "offer", "plan_start") if (clock := getattr(each, name))}
    assert len(clocks) == 9
    assert 0.1 < sum(each.choice_allowed for each in follows) / len(follows) < 0.5
