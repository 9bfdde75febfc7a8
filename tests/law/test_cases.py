"""docs/frister.md, case by case: the rules' answer, and the oracle's."""

import pytest

from tests.law.reading import FILE, Case, cases, day, read_case
from tests.oracle.product import answer
from tests.oracle.simulation import simulate

ALL = cases()


@pytest.mark.parametrize("case", ALL, ids=lambda case: str(case.number))
def test_the_rules_answer_as_the_case_says(case: Case) -> None:
    assert answer(case.given) == case.follows, case.title


@pytest.mark.parametrize("case", ALL, ids=lambda case: str(case.number))
def test_the_oracle_answers_as_the_case_says(case: Case) -> None:
    assert simulate(case.given) == case.follows, case.title


def test_there_are_at_least_150_numbered_without_gaps_each_with_its_source() -> None:
    assert [case.number for case in ALL] == list(range(1, len(ALL) + 1))
    assert len(ALL) >= 150
    assert all(case.source and case.title for case in ALL)


def test_every_code_answer_and_reason_of_a_pause_has_a_case() -> None:
    steps = [step for case in ALL for step in case.given.steps]
    assert len({step.code for step in steps if step.what == "afsluttet"}) == 16
    assert len({step.answer for step in steps if step.what == "svar"}) == 4
    assert len({step.reason for step in steps if step.what == "pause"}) == 5


def test_a_weekday_that_does_not_fit_its_date_is_an_error() -> None:
    with pytest.raises(ValueError, match="er en mandag"):
        day("tirsdag 23. november 2026")


def test_a_case_whose_text_says_another_date_fails() -> None:
    text = FILE.read_text(encoding="utf-8").split("### ")[1]
    right, wrong = (
        read_case(text),
        read_case(text.replace("Tilbudsfrist mandag 23. november 2026", "Tilbudsfrist tirsdag 24. november 2026")),
    )
    assert answer(right.given) == right.follows
    assert answer(wrong.given) != wrong.follows
