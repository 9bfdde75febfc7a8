"""What is different from a report, cell by cell, and since when. Pure."""

from datetime import date

from audits.corrections import differences, plain_difference, told_difference
from audits.enums import PeriodKind
from audits.grid import Grid
from audits.rules.period import Period
from tests.audits.tables import SMALL, Said, grid

QUARTER = Period(date(2026, 7, 1), PeriodKind.QUARTER)
FIRST, SECOND, THIRD = date(2026, 11, 1), date(2026, 11, 2), date(2026, 11, 3)


def a(value: Said, key: str = "a", on: date = FIRST) -> Grid:
    return grid("planer", {key: {"planer": value}}, QUARTER, on)


def test_the_same_numbers_differ_in_nothing() -> None:
    assert differences([a(7)], [a(7)], SECOND) == []


def test_a_difference_keeps_its_first_day_while_the_number_stays() -> None:
    first = differences([a(7)], [a(8)], SECOND)
    again = differences([a(7)], [a(8)], THIRD, first)
    assert [one.since for one in (*first, *again)] == [SECOND, SECOND]
    assert differences([a(7)], [a(9)], THIRD, first)[0].since == THIRD


def test_a_number_that_comes_back_is_no_difference() -> None:
    assert differences([a(7)], [a(7)], THIRD, differences([a(7)], [a(8)], SECOND)) == []


def test_a_number_that_is_hidden_now_is_a_difference() -> None:
    assert [one.now for one in differences([a(7)], [a(SMALL)], SECOND)] == [SMALL]


def test_rows_and_tables_that_the_report_does_not_hold_say_nothing() -> None:
    assert differences([a(7)], [a(8, key="b")], SECOND) == []
    assert differences([a(7)], [], SECOND) == []


def test_a_difference_comes_back_from_json_as_it_was() -> None:
    [one] = differences([a("7.5")], [a(SMALL)], SECOND)
    assert told_difference(plain_difference(one)) == one
