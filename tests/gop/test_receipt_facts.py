"""What a case copies of the version in hand: postcode, brain injury, the first control to come, the wish for a call."""

import uuid
from typing import Any

import pytest

from accounts import clock
from gop.models import Case
from gop.registry import brain_injury_codes, diagnoses
from gop.rules.brain_injury import has_brain_injury
from gop.services.receipt_facts import plain_postcode
from tests import factories as make
from tests.gop.amendments import ahead, amended

STROKE: dict[str, Any] = {"diagnosis_code": "DI639", "postcode": "9000", "street": "Prøvegade 1", "city": "Aalborg"}


def case_of(case_id: uuid.UUID) -> Case:
    with make.reading():
        return Case.objects.get(id=case_id)


@pytest.mark.parametrize(
    ("main", "others", "injury"),
    [
        ("DI639", (), True),
        ("di63.9", (), True),
        ("DS062", (), True),
        ("DS060", (), False),  # concussion
        ("DS720", (), False),
        ("DS720", ("DI619",), True),
        ("DI693", (), True),
        ("DS720", ("DI693",), False),  # an old stroke beside a new hip says nothing
        ("", (), False),
    ],
)
def test_brain_injury_is_read_from_the_diagnoses(main: str, others: tuple[str, ...], injury: bool) -> None:
    assert has_brain_injury(brain_injury_codes(), main, others) is injury


def test_every_stroke_of_the_code_list_is_a_brain_injury_and_no_joint_is() -> None:
    found = {row.group for row in diagnoses() if has_brain_injury(brain_injury_codes(), row.code)}
    strokes = [row for row in diagnoses() if row.group == "Neurologi: apopleksi" and row.code != "DG459"]
    assert all(has_brain_injury(brain_injury_codes(), row.code) for row in strokes if row.code.startswith("DI6"))
    assert found <= {"Neurologi: apopleksi", "Neurologi: øvrige", "Kræft", "Børn"}


@pytest.mark.parametrize(
    ("typed", "protected", "kept"),
    [
        ("9000", False, "9000"),
        (" DK-9000 ", False, "9000"),
        ("9000", True, ""),
        ("90", False, ""),
        ("", False, ""),
        ("SE-11122", False, ""),
    ],
)
def test_a_postcode_is_four_digits_and_none_for_a_protected_address(typed: str, protected: bool, kept: str) -> None:
    assert plain_postcode(typed, protected) == kept


@pytest.mark.django_db
def test_a_case_knows_at_receipt_where_the_citizen_lives_the_control_and_the_wish_for_a_call(anna: Any) -> None:
    controls = [{"on": ""}, {"on": ahead(40).isoformat()}, {"on": ahead(20).isoformat()}]
    _, case_id = make.delivered(anna, **STROKE, controls=controls, contact_wanted=True, contact_wanted_about="Restriktioner")
    case = case_of(case_id)
    assert (case.postcode, case.brain_injury, case.control_on) == ("9000", True, ahead(20))
    assert case.contact_wanted_at is not None


@pytest.mark.django_db
def test_a_protected_address_leaves_no_postcode_on_the_case(anna: Any) -> None:
    _, case_id = make.delivered(anna, **STROKE, protected=True)
    assert case_of(case_id).postcode == ""


@pytest.mark.django_db
def test_an_amendment_brings_the_facts_along_and_another_control_wants_its_own_status(anna: Any) -> None:
    plan_id, case_id = make.delivered(anna, **STROKE, controls=[{"on": ahead(20).isoformat()}], contact_wanted=True)
    with make.reading():
        Case.objects.filter(id=case_id).update(status_sent_on=clock.today())
    amended(anna, plan_id, postcode="9200", controls=[{"on": ahead(30).isoformat()}], contact_wanted=False)
    make.deliver_all()
    case = case_of(case_id)
    assert (case.postcode, case.control_on, case.status_sent_on, case.contact_wanted_at) == ("9200", ahead(30), None, None)
