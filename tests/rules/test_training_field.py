"""The training field that is proposed: by diagnosis, by operation, by age."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import gop
from accounts.registry import read_rows
from gop.enums import TrainingField as F
from gop.rules.training_field import BY_GROUP, proposed_field

OPERATED = [{"code": "KNFB20", "text": "Hemialloplastik", "on": ""}]
TRAINED = [{"code": "BLNA3", "text": "Styrketræning", "on": ""}]


@pytest.mark.parametrize(
    ("code", "group", "done", "field"),
    [
        ("DS720", "Hofte og lår", OPERATED, F.LOWER_SURGICAL),
        ("DS720", "Hofte og lår", TRAINED, F.LOWER_MEDICAL),
        ("DS720", "Hofte og lår", [{"code": "", "text": "Hemialloplastik"}], F.LOWER_SURGICAL),
        ("DZ966A", "Hofte og lår", [], F.LOWER_SURGICAL),
        ("DS422", "Skulder og arm", [], F.UPPER_MEDICAL),
        ("DS660", "Hånd", OPERATED, F.HAND_SURGICAL),
        ("DM511", "Ryg og bækken", [], F.SPINE_MEDICAL),
        ("DI619", "Neurologi: apopleksi", OPERATED, F.NEUROLOGY),
        ("DI694", "", [], F.NEUROLOGY),
        ("DI258", "", [], F.HEART),
    ],
)
def test_the_field_is_proposed_from_the_diagnosis_and_whether_there_was_an_operation(code: str, group: str, done: Any, field: F) -> None:
    found = proposed_field(code=code, group=group, interventions=done)
    assert found is not None
    assert found.field == field


def test_a_childs_field_is_the_childrens_until_the_day_of_eighteen() -> None:
    asked: dict[str, Any] = {"code": "DS720", "group": "Hofte og lår", "birth": date(2008, 11, 23)}
    young, grown = proposed_field(**asked, on=date(2026, 11, 22)), proposed_field(**asked, on=date(2026, 11, 23))
    assert (young and young.field, grown and grown.field) == (F.CHILDREN, F.LOWER_MEDICAL)


def test_nothing_is_proposed_where_the_diagnosis_points_nowhere() -> None:
    assert proposed_field(code="DZ508", group="Kontaktårsag genoptræning") is None
    assert proposed_field(code="", group="") is None


def test_every_group_of_our_diagnoses_is_known_or_left_to_the_person() -> None:
    groups = {row["group"] for row in read_rows(Path(gop.__file__).parent / "data" / "diagnoses.csv")}
    assert groups - BY_GROUP.keys() == {"Kontaktårsag genoptræning"}
