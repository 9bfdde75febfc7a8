"""The plan as its reader sees it, and what differs between two versions of it."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from accounts.actor import Actor
from accounts.tenancy import acting_as
from gop.models import PlanVersion
from gop.rules.lists import LISTS, clean_lines
from gop.services.amending import amend
from gop.web.changes import differences
from gop.web.plan_lines import answer_words, line_changes, line_words
from gop.web.plan_view import plan_sections
from tests import factories
from tests.hospitals.whole_plan import LINES, WHOLE

TESTS = LISTS["tests"]
POSSIBLE = [{"name": name, "score": score} for name in ("a", "b", "A") for score in ("1", "2")]
SOME = st.lists(st.sampled_from(POSSIBLE), max_size=5)


def whole(anna: Actor, **changed: Any) -> tuple[Any, Any]:
    plan_id, case_id = factories.delivered(anna, **WHOLE | changed)
    return plan_id, case_id


def read(plan_id: Any) -> PlanVersion:
    with factories.reading():
        return (
            PlanVersion.objects.select_related("address", "home_municipality", "performing_department")
            .order_by("-number")
            .filter(plan_id=plan_id)[0]
        )


def test_every_heading_stands_in_the_plan_as_read_and_an_empty_one_does_not(anna: Actor, page: Client) -> None:
    _, case_id = whole(anna)
    text = page.get(f"/sager/{case_id}/").content.decode()
    for words in (
        WHOLE["practical"],
        WHOLE["health_summary"],
        WHOLE["body_now"],
        WHOLE["coauthor_name"],
        WHOLE["convene_at"],
        "ydernr. 012345",
    ):
        assert words in text
    for name, of in LISTS.items():
        assert f"<caption>{of.title}</caption>" in text, name
        assert [one for one in of.columns if (said := answer_words(one, LINES[name][0][one.name])) and said in text], name
    _, bare = factories.delivered(anna)
    text = page.get(f"/sager/{bare}/").content.decode()
    assert "Omgivelser" not in text
    assert not [of.title for of in LISTS.values() if f"<caption>{of.title}</caption>" in text]


def test_before_and_now_stand_side_by_side_under_icf_s_headings(anna: Actor) -> None:
    plan_id, _ = whole(anna)
    row = read(plan_id)
    table = next(block.table for block in plan_sections(row, row.address, ())[0].blocks if block.table)
    assert table.heads == ["", "Før", "Nu"]
    assert [cells[0] for cells in table.rows] == ["Krop", "Aktivitet og deltagelse", "Omgivelser"]
    assert table.rows[0][1:] == [WHOLE["body_before"], WHOLE["body_now"]]


def test_a_decision_s_parts_come_first_and_the_case_page_folds_the_rest(anna: Actor, page: Client) -> None:
    plan_id, case_id = whole(anna)
    row = read(plan_id)
    first = [one.key for one in plan_sections(row, row.address, ()) if one.first]
    assert first == ["funktionsevne", "type", "kontakt", "hensyn", "kontaktpersoner"]
    text = page.get(f"/sager/{case_id}/").content.decode()
    for title in ("Test, undersøgelser og hjælpemidler", "Behandlingsforløb og information", "Patienten", "Samtykke"):
        assert f'<summary class="details-summary">{title}</summary>' in text


def test_a_closed_address_closes_relatives_and_mail_with_it(anna: Actor) -> None:
    plan_id, _ = whole(anna)
    said = str(plan_sections(read(plan_id), None, ()))
    for words in (WHOLE["email"], WHOLE["convene_at"], LINES["relatives"][0]["name"]):
        assert words not in said
    assert "adressen er beskyttet" in said


def test_a_line_added_changed_and_deleted_is_said_in_words(anna: Actor, page: Client) -> None:
    plan_id, case_id = whole(anna)
    tug, berg = LINES["tests"]
    with acting_as(anna):
        lines = [tug | {"score": "18 sekunder"}, {"name": "Tinetti", "score": "22", "on": "", "note": ""}]
        amend(anna, plan_id, 1, {"tests": lines, "practical": "", "body_now": "Smertefri.", "aids": []}, "Ny vurdering.")
    factories.deliver_all()
    text = page.get(f"/sager/{case_id}/").content.decode()
    assert "Ændret: Timed Up and Go, 12. november 2026, 24 sekunder, Med rollator → Timed Up and Go, 12. november 2026, 18 sekunder" in text
    assert "Tilføjet: Tinetti, 22" in text
    assert f"Slettet: {line_words(TESTS, berg)}" in text
    assert "Slettet: Rollator, Udlånt fra sygehuset" in text
    assert "<dt>Krop nu</dt>" in text
    assert "Hjælpemidler</dt>" in text


def test_the_order_of_lines_is_no_difference() -> None:
    assert line_changes(TESTS, LINES["tests"], LINES["tests"][::-1]) == []


@given(SOME, SOME)
def test_every_line_that_is_not_in_both_is_said_once(before: list[dict[str, str]], now: list[dict[str, str]]) -> None:
    was, is_now = clean_lines(TESTS, before)[0], clean_lines(TESTS, now)[0]
    said = line_changes(TESTS, was, is_now)
    both = sum(min(was.count(line), is_now.count(line)) for line in ({**one} for one in map(dict, {tuple(line.items()) for line in was})))
    changed = sum(one.startswith("Ændret") for one in said)
    assert len(said) + changed == len(was) + len(is_now) - 2 * both
    assert line_changes(TESTS, was, was) == []


def test_nothing_is_different_from_itself(anna: Actor) -> None:
    plan_id, _ = whole(anna)
    row = read(plan_id)
    assert differences(row, row) == []


@pytest.mark.parametrize("code", ["et_svar_der_er_udgaaet"])
def test_a_code_that_is_no_longer_one_stands_as_it_was_stored(anna: Actor, code: str) -> None:
    plan_id, _ = whole(anna)
    row = read(plan_id)
    row.transport_need = code
    assert code in str(plan_sections(row, row.address, ()))
    line = SimpleNamespace(**LINES["aids"][0] | {"state": code})
    assert code in line_words(LISTS["aids"], vars(line))
