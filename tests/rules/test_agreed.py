"""What agreements of the home region ask of a plan: rows by date, age and type, never a region's name."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gop.criteria import missing_to_send
from gop.enums import AgreementForce, AgreementMatter, ChildGroup
from gop.registry import agreement_rows
from gop.rules.agreements import Agreement, agreed, in_force
from tests.rules.test_criteria import GOOD, TODAY

CHILDREN = Agreement("Region A", AgreementMatter.CHILDREN, AgreementForce.REQUIRED, "…", "…", date(2020, 3, 1), age_under=18)
LEVEL = Agreement(
    "Region A",
    AgreementMatter.FUNCTION_LEVEL,
    AgreementForce.REQUIRED,
    "…",
    "…",
    date(2019, 5, 1),
    plan_type="rehabilitering",
    least_level="regionsfunktion",
)
CHILD = replace(
    GOOD,
    age=9,
    agreements=(CHILDREN,),
    relatives=({"name": "En forælder", "phone": ""},),
    child_group="funktionstab",
    doctor_name="En læge",
    doctor_phone="99 00 00 01",
    doctor_email="laege@sygehus.example",
)
REHABILITATION = replace(GOOD, plan_type="rehabilitering", extended_description="Samlet.", agreements=(LEVEL,))


def faults(content: Any) -> list[str]:
    return [one.field for one in missing_to_send(content, TODAY)]


def test_a_childs_plan_with_relative_doctor_and_group_can_be_sent() -> None:
    assert faults(CHILD) == []


@pytest.mark.parametrize("lacking", ["relatives", "doctor_name", "doctor_phone", "doctor_email", "child_group"])
def test_a_childs_plan_lacks_each_thing_the_pathway_asks_for(lacking: str) -> None:
    empty: Any = () if lacking == "relatives" else ""
    assert faults(replace(CHILD, **{lacking: empty})) == [lacking]


def test_a_relative_without_a_phone_stops_no_plan() -> None:
    assert faults(CHILD) == []


@pytest.mark.parametrize("content", [replace(CHILD, age=18), replace(CHILD, age=None), replace(CHILD, agreements=())])
def test_a_grown_up_and_a_region_without_the_row_are_asked_nothing_of_it(content: Any) -> None:
    bare = replace(content, relatives=(), doctor_name="", doctor_phone="", doctor_email="", child_group="")
    assert faults(bare) == []


def test_a_child_with_a_permanent_impairment_and_no_acute_need_gets_a_letter_and_no_plan() -> None:
    (found,) = missing_to_send(replace(CHILD, child_group=ChildGroup.PERMANENT), TODAY)
    assert found.field == "child_group"
    assert "brev" in found.message


@pytest.mark.parametrize("group", [ChildGroup.INVESTIGATED, ChildGroup.ACUTE, ChildGroup.LOSS])
def test_a_child_under_investigation_or_with_a_new_acute_need_gets_a_plan(group: ChildGroup) -> None:
    assert faults(replace(CHILD, child_group=group)) == []


def test_rehabilitation_from_a_department_below_the_agreed_level_cannot_be_sent_and_names_who_can() -> None:
    (found,) = missing_to_send(replace(REHABILITATION, department_level="hovedfunktion"), TODAY)
    assert (found.field, found.step) == ("plan_type", "type")
    assert "mindst regionsfunktion" in found.message


@pytest.mark.parametrize("level", ["regionsfunktion", "hoejt_specialiseret", ""])
def test_the_agreed_level_or_higher_and_an_unknown_one_stop_nobody(level: str) -> None:
    assert faults(replace(REHABILITATION, department_level=level)) == []


def test_a_row_that_only_warns_or_is_switched_off_stops_nobody() -> None:
    for force in (AgreementForce.WARNED, AgreementForce.OFF):
        content = replace(REHABILITATION, department_level="hovedfunktion", agreements=(replace(LEVEL, follows=force),))
        assert faults(content) == []


def test_the_level_is_asked_of_rehabilitation_only() -> None:
    assert faults(replace(GOOD, agreements=(LEVEL,), department_level="hovedfunktion")) == []


def test_a_row_holds_from_its_first_day_through_its_last() -> None:
    row = replace(CHILDREN, valid_to=date(2026, 12, 31))
    assert [bool(in_force([row], day)) for day in (date(2020, 2, 29), date(2020, 3, 1), date(2026, 12, 31), date(2027, 1, 1))] == [
        False,
        True,
        True,
        False,
    ]


def test_nordjylland_has_its_two_agreements_every_day_and_carries_them_on_past_2026_as_an_assumption() -> None:
    for day, assumed in ((date(2026, 11, 22), False), (date(2027, 1, 1), True)):
        rows = in_force([row for row in agreement_rows() if row.region == "region-nordjylland"], day)
        level = agreed(rows, AgreementMatter.FUNCTION_LEVEL, 70, "rehabilitering")
        child = agreed(rows, AgreementMatter.CHILDREN, 17)
        assert level is not None
        assert child is not None
        assert (level.least_level, level.assumption, child.assumption) == ("regionsfunktion", assumed, assumed)
        assert child.phrase
        assert agreed(rows, AgreementMatter.CHILDREN, 18) is None
    assert agreed(agreement_rows(), AgreementMatter.SELF_TRAINING) is None


def test_regions_that_end_with_2026_have_no_rows() -> None:
    assert {row.region for row in agreement_rows()}.isdisjoint({"region-hovedstaden", "region-sjaelland"})


def test_no_code_asks_for_a_region_by_name() -> None:
    root = Path(__file__).parents[2]
    for path in ("gop/criteria/agreed.py", "gop/criteria/type_criteria.py", "gop/rules/agreements.py", "gop/rules/type_guide.py"):
        code = (root / path).read_text(encoding="utf-8")
        assert "region-" not in code, path
