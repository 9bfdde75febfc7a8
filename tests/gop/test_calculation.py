"""Fristberegneren: one answer by command, API and page; each mistake with its field."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from gop.rules.calculation import BadQuestion, read
from tests import factories as make

pytestmark = pytest.mark.django_db
API = "/api/v1/deadlines/calculate"
MONDAY = {"type": "almen", "discharged": "2026-11-23"}


@pytest.fixture(autouse=True)
def registry() -> None:
    make.registry()


def api(**given: str) -> dict[str, Any]:
    answer = Client().get(API, given)
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def problems(**given: str) -> dict[str, str]:
    answer = Client().get(API, given)
    assert answer.status_code == 400
    return {one["field"]: one["reason"] for one in answer.json()["errors"]}


def test_four_and_seven_days_and_the_last_working_days() -> None:
    found = api(**MONDAY, municipality="0851")
    assert (found["inform_by"], found["offer_by"], found["plan_start_by"]) == ("2026-11-27", "2026-11-30", None)
    assert found["last_working_day"] == {"inform_by": "2026-11-27", "offer_by": "2026-11-30", "plan_start_by": None}
    assert found["responsibility"]["authority"] == {"kind": "kommune", "code": "0851", "name": "Aalborg Kommune"}
    assert found["free_choice"] == {
        "allowed": False, "reason": "Fristen er ikke overskredet", "legal_basis": "Sundhedsloven § 140 stk. 4", "from_date": None,
    }  # fmt: skip


def test_without_a_municipality_its_code_and_name_are_null() -> None:
    assert api(**MONDAY)["responsibility"]["payer"] == {"kind": "kommune", "code": None, "name": None}


def test_the_command_gives_the_same_object() -> None:
    out = StringIO()
    call_command("calculate_deadlines", "--type", "almen", "--discharged", "2026-11-23", "--at", "2026-12-01T00:00", stdout=out)
    assert json.loads(out.getvalue()) == api(**MONDAY, at="2026-12-01T00:00")


def test_nothing_offered_gives_the_choice_from_the_day_after() -> None:
    assert not api(**MONDAY, at="2026-11-30T23:59")["free_choice"]["allowed"]
    free = api(**MONDAY, at="2026-12-01T00:00")["free_choice"]
    assert (free["allowed"], free["from_date"]) == (True, "2026-12-01")
    assert api(**MONDAY, at="2026-12-24T12:00")["free_choice"]["from_date"] == "2026-12-01"


def test_offered_late_gives_the_choice_from_the_day_asked_about() -> None:
    free = api(**MONDAY, offered="2026-12-01T09:00", at="2026-11-25T10:00")["free_choice"]
    assert (free["allowed"], free["from_date"]) == (True, "2026-11-25")
    assert api(**MONDAY, offered="2026-12-01T09:00", at="2026-12-20T10:00")["free_choice"]["from_date"] == "2026-12-20"
    free = api(**MONDAY, offered="2026-12-01T09:00")["free_choice"]
    assert (free["allowed"], free["from_date"]) == (True, None)


def test_offered_on_day_seven_is_in_time_whenever_it_is_seen() -> None:
    assert not api(**MONDAY, offered="2026-11-30T23:59", at="2027-03-01T10:00")["free_choice"]["allowed"]


def test_only_a_clinical_earliest_start_moves_the_offer() -> None:
    assert api(**MONDAY, earliest_start="2026-12-07")["offer_by"] == "2026-12-14"
    assert api(**MONDAY, earliest_start="2026-12-07", reason="coordination")["offer_by"] == "2026-11-30"
    found = api(**MONDAY, earliest_start="2026-12-07", latest_start="2026-12-21")
    assert found["plan_start_by"] == "2026-12-21"
    assert any("fristen flytter ikke" in text for text in found["assumptions"])


def test_specialised_training_has_no_clocks_and_no_extended_choice() -> None:
    found = api(type="specialiseret", discharged="2026-11-23", at="2027-01-01T00:00", latest_start="2026-12-01")
    assert (found["inform_by"], found["offer_by"], found["plan_start_by"]) == (None, None, "2026-12-01")
    assert not found["free_choice"]["allowed"]
    assert found["responsibility"]["performer"]["kind"] == "sygehus"


def test_rehabilitation_under_a_region_is_not_settled_and_says_so() -> None:
    given = {"type": "rehabilitering", "discharged": "2026-12-20", "municipality": "0851"}
    before = api(**given, at="2026-12-31T23:59")
    assert before["responsibility"]["authority"]["kind"] == "kommune"
    assert before["free_choice"]["allowed"]
    after = api(**given, at="2027-01-01T00:00")
    assert after["responsibility"]["authority"]["kind"] == "region"
    assert after["responsibility"]["authority"]["name"]
    assert not after["free_choice"]["allowed"]
    assert after["free_choice"]["reason"] == "ikke afklaret"
    assert any("ikke afklaret" in text for text in after["assumptions"])


def test_before_the_law_there_is_no_clock_and_it_says_why() -> None:
    found = api(type="almen", discharged="2018-06-30")
    assert (found["rule_set"], found["inform_by"]) == (None, None)
    assert any("1. juli 2018" in text for text in found["explanation"])


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"type": "ukendt"}, "type"),
        ({"type": ""}, "type"),
        ({"discharged": "2026-02-29"}, "discharged"),
        ({"discharged": "20261123"}, "discharged"),
        ({"discharged": "0001-01-01"}, "discharged"),
        ({"discharged": "9999-12-31"}, "discharged"),
        ({"discharged": ""}, "discharged"),
        ({"earliest_start": "2026-12-10", "latest_start": "2026-12-01"}, "latest_start"),
        ({"latest_start": "2026-11-22"}, "latest_start"),
        ({"reason": "clinical"}, "reason"),
        ({"earliest_start": "2026-12-10", "reason": "fordi"}, "reason"),
        ({"offered": "2026-11-22T10:00"}, "offered"),
        ({"offered": "i morgen"}, "offered"),
        ({"municipality": "9999"}, "municipality"),
        ({"municipality": "Aalborg"}, "municipality"),
        ({"at": "2026-03-29T02:30"}, "at"),
        ({"udskrevet": "2026-11-23"}, "udskrevet"),
        ({"at": "2026-11-23T10:00+99:00"}, "at"),
    ],
)
def test_a_mistake_is_answered_with_its_field(given: dict[str, str], field: str) -> None:
    assert list(problems(**{**MONDAY, **given})) == [field]


def test_everything_wrong_is_said_at_once() -> None:
    assert set(problems(type="x", discharged="y", at="z")) == {"type", "discharged", "at"}


def test_a_field_given_twice_is_refused() -> None:
    assert Client().get(f"{API}?type=almen&type=almen&discharged=2026-11-23").status_code == 400


def test_the_autumn_hour_is_the_first_and_a_zone_is_believed() -> None:
    assert read({**MONDAY, "at": "2026-10-25T02:30"}).at == read({**MONDAY, "at": "2026-10-25T00:30Z"}).at


def test_the_command_ends_with_two_and_names_field_and_reason() -> None:
    err = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("calculate_deadlines", "--type", "almen", "--discharged", "i går", stderr=err)
    assert stopped.value.code == 2
    assert "--discharged: Skriv datoen" in err.getvalue()


def test_the_page_answers_under_the_form_and_keeps_what_was_typed() -> None:
    page = Client().get("/fristberegner/", {**MONDAY, "municipality": "0851", "at": "2026-12-02T08:00"})
    assert page.status_code == 200
    text = page.content.decode()
    assert "mandag 30. november" in text
    assert "Gælder fra" in text
    assert 'value="2026-11-23"' in text


def test_the_page_says_what_is_wrong_beside_the_field() -> None:
    page = Client().get("/fristberegner/", {"type": "almen", "discharged": "13/1 2026"})
    assert page.status_code == 400
    assert "Skriv datoen som 2026-11-22." in page.content.decode()


def test_posting_a_question_is_refused() -> None:
    assert Client().post(API, MONDAY).status_code == 405


def test_an_unknown_question_raises_with_every_problem() -> None:
    with pytest.raises(BadQuestion) as wrong:
        read({})
    assert [name for name, _ in wrong.value.problems] == ["type", "discharged"]
