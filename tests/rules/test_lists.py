"""The lists of a plan: what a line must have, and that nothing typed disappears unsaid."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gop.criteria import PlanContent
from gop.models.content import PARTS
from gop.rules.lists import LISTS, ColumnKind, PlanList, clean_lines

LIST = st.sampled_from(list(LISTS.values()))


@st.composite
def list_and_lines(draw: st.DrawFn) -> tuple[PlanList, list[dict[str, Any]]]:
    of = draw(LIST)
    line = st.fixed_dictionaries({}, optional={one.name: st.text(max_size=12) for one in of.columns})
    return of, draw(st.lists(line, max_size=8))


@given(list_and_lines())
def test_every_line_is_kept_or_said_to_be_wrong_or_empty(drawn: tuple[PlanList, list[dict[str, Any]]]) -> None:
    of, lines = drawn
    kept, faults = clean_lines(of, lines)
    wrong = {one.place for one in faults if "plads til" not in one.message}
    texts = [{one.name: str(line.get(one.name) or "").replace("\x00", "").strip() for one in of.columns} for line in lines]
    right = [said for place, said in enumerate(texts) if any(said.values()) and place not in wrong]
    assert kept == right[: of.most]
    assert all(any(texts[place].values()) for place in wrong)
    assert len(right) <= of.most or any("plads til" in one.message for one in faults)


@given(list_and_lines())
def test_what_is_kept_stays_as_it_is_when_it_is_kept_again(drawn: tuple[PlanList, list[dict[str, Any]]]) -> None:
    of, lines = drawn
    kept, _ = clean_lines(of, lines)
    assert clean_lines(of, kept) == (kept, [])
    assert json.loads(json.dumps(kept)) == kept


@given(list_and_lines())
def test_a_fault_names_a_column_of_the_list_and_says_what_to_do(drawn: tuple[PlanList, list[dict[str, Any]]]) -> None:
    of, lines = drawn
    for fault in clean_lines(of, lines)[1]:
        assert of.column(fault.column)
        assert fault.message.endswith(".")


def test_an_empty_line_is_no_line() -> None:
    assert clean_lines(LISTS["aids"], [{"name": "  "}, {}]) == ([], [])


@pytest.mark.parametrize(
    ("name", "line", "column"),
    [
        ("tests", {"name": "Timed Up and Go", "on": "31.02.2026", "score": "12 s"}, "on"),
        ("tests", {"name": "Timed Up and Go"}, "score"),
        ("relatives", {"name": "Test", "email": "uden snabel-a"}, "email"),
        ("relatives", {"name": "Test", "relation": "nabo"}, "relation"),
        ("links", {"text": "Øvelser", "url": "javascript:alert(1)"}, "url"),
        ("links", {"text": "Øvelser", "url": "http://example.dk"}, "url"),
        ("categories", {"code": "FB710", "now": "7"}, "now"),
        ("aids", {"name": "x" * 201}, "name"),
    ],
)
def test_a_wrong_answer_is_said_at_its_column_and_its_line_is_not_kept(name: str, line: dict[str, str], column: str) -> None:
    kept, faults = clean_lines(LISTS[name], [line])
    assert kept == []
    assert [(one.place, one.column) for one in faults] == [(0, column)]


def test_more_lines_than_there_is_room_for_are_said() -> None:
    of = LISTS["status_receivers"]
    kept, faults = clean_lines(of, [{"name": f"Afdeling {n}"} for n in range(of.most + 1)])
    assert len(kept) == of.most
    assert "plads til 5" in faults[0].message


def test_every_list_has_a_column_in_the_plan_and_a_name_in_its_content() -> None:
    columns = {field.name for part in PARTS for field in part._meta.get_fields()} | {"relatives"}
    assert LISTS.keys() <= columns
    assert LISTS.keys() <= set(PlanContent.__dataclass_fields__)


def test_every_choice_has_codes_and_every_code_a_list_to_search_in() -> None:
    for of in LISTS.values():
        for one in of.columns:
            assert (one.kind is ColumnKind.CHOICE) == (one.choices is not None)
            assert (one.kind is ColumnKind.CODE) == bool(one.codes)
