"""The lists of a plan, line by line, on a page without script."""

import re
import uuid

from django.test import Client

from accounts.actor import Actor
from tests import factories
from tests.hospitals.signed_in import client_of
from tests.hospitals.test_steps import new_plan, post, version
from tests.hospitals.test_two_tabs import Tab

TUG = {"tests-0-name": "Timed Up and Go", "tests-0-on": "12.11.2026", "tests-0-score": "14 sekunder", "tests-0-note": ""}


def lines(plan_id: uuid.UUID, name: str = "tests") -> list[dict[str, str]]:
    saved = version(plan_id)
    return [{key: text for key, text in line.items() if text} for line in getattr(saved, name)]


def test_a_new_plan_shows_one_empty_line_of_each_list_in_a_closed_part(page: Client) -> None:
    text = page.get(f"/planer/{new_plan(page)}/trin/funktionsevne/").content.decode()
    for name in ("tests", "aids", "examinations", "categories"):
        assert f'id="linjer-{name}"' in text
        assert f'name="{name}-0-' in text
        assert f'name="{name}-1-' not in text
    assert '<details class="details" open' not in text


def test_one_more_line_saves_the_page_and_shows_it_at_the_empty_line(page: Client) -> None:
    plan_id = new_plan(page)
    answer = post(page, plan_id, "funktionsevne", action="linje:tests", potential="Godt.", **TUG)
    assert answer.url == f"/planer/{plan_id}/trin/funktionsevne/?linje=tests"
    assert lines(plan_id) == [{"name": "Timed Up and Go", "on": "2026-11-12", "score": "14 sekunder"}]
    assert version(plan_id).potential == "Godt."
    text = page.get(answer.url).content.decode()
    assert re.search(r'<input[^>]*name="tests-1-name"[^>]*autofocus', text)
    assert re.search(r'name="tests-0-on"[^>]*value="2026-11-12"|value="2026-11-12"[^>]*name="tests-0-on"', text)
    assert text.count('<details class="details" open') == 1


def test_a_line_is_deleted_and_an_emptied_one_too(page: Client) -> None:
    plan_id = new_plan(page)
    three = {f"aids-{place}-name": name for place, name in enumerate(("Rollator", "Badebænk", "Stok"))}
    post(page, plan_id, "funktionsevne", **three)
    assert [line["name"] for line in lines(plan_id, "aids")] == ["Rollator", "Badebænk", "Stok"]
    post(page, plan_id, "funktionsevne", **three | {"aids-0-slet": "on", "aids-1-name": ""})
    assert [line["name"] for line in lines(plan_id, "aids")] == ["Stok"]


def test_a_faulty_line_stays_as_typed_and_the_others_are_saved(page: Client) -> None:
    plan_id = new_plan(page)
    answer = post(page, plan_id, "funktionsevne", **TUG, **{"tests-1-name": "Bergs balancetest", "tests-1-on": "31.2.2026"})
    text = answer.content.decode()
    assert answer.status_code == 400
    assert 'href="#id_tests-1-score"' in text
    assert "Skriv resultat, eller slet linjen." in text
    assert 'value="31.2.2026"' in text
    assert 'value="Bergs balancetest"' in text
    assert len(lines(plan_id)) == 1


def test_a_line_is_kept_without_an_answer_it_could_do_without(page: Client) -> None:
    plan_id = new_plan(page)
    answer = post(page, plan_id, "funktionsevne", **TUG | {"tests-0-on": "31.2.2026"})
    assert answer.status_code == 400
    assert 'value="31.2.2026"' in answer.content.decode()
    assert lines(plan_id) == [{"name": "Timed Up and Go", "score": "14 sekunder"}]


def test_a_line_saved_by_itself_says_what_is_not_saved(page: Client, anna: Actor) -> None:
    plan_id = new_plan(page)
    answer = post(page, plan_id, "funktionsevne", action="auto", writer=str(anna.person), **{"tests-0-name": "Timed Up and Go"})
    assert answer.json()["unsaved"] == "1 svar er ikke gemt endnu."
    answer = post(page, plan_id, "funktionsevne", action="auto", writer=str(anna.person), **TUG)
    assert answer.json()["unsaved"] == ""
    assert len(lines(plan_id)) == 1


def test_no_more_lines_than_there_is_room_for(page: Client) -> None:
    plan_id = new_plan(page)
    text = post(page, plan_id, "kontakt", action="gem", **{f"controls-{place}-when": f"om {place} uger" for place in range(5)})
    assert text.status_code == 302
    text = page.get(f"/planer/{plan_id}/trin/kontakt/").content.decode()
    assert 'value="linje:controls"' not in text
    assert "controls-5-when" not in text
    refused = post(page, plan_id, "kontakt", **{f"controls-{place}-when": f"om {place} uger" for place in range(7)})
    assert refused.status_code == 400
    assert "Der er plads til 5 linjer." in refused.content.decode()
    assert len(lines(plan_id, "controls")) == 5


def test_a_list_is_one_answer_when_two_write_and_the_other_s_lines_stand_as_text(page: Client, anna: Actor) -> None:
    factories.author("bo")
    plan_id = new_plan(page)
    mine, theirs = Tab(page, plan_id, "funktionsevne"), Tab(client_of("bo"), plan_id, "funktionsevne")
    assert theirs.press(**TUG).status_code == 302
    answer = mine.press(**{"tests-0-name": "Tinetti", "tests-0-score": "22"})
    assert answer.status_code == 409
    assert "Timed Up and Go, 12. november 2026, 14 sekunder" in mine.text
    assert 'value="Tinetti"' in mine.text
    assert [line["name"] for line in lines(plan_id)] == ["Timed Up and Go"]
    assert mine.press(**{"tests-0-name": "Tinetti", "tests-0-score": "22"}).status_code == 302
    assert [line["name"] for line in lines(plan_id)] == ["Tinetti"]


def test_a_list_nobody_touched_here_follows_the_other_and_keeps_a_line_that_cannot_be_saved(page: Client, anna: Actor) -> None:
    factories.author("bo")
    plan_id = new_plan(page)
    mine, theirs = Tab(page, plan_id, "funktionsevne"), Tab(client_of("bo"), plan_id, "funktionsevne")
    theirs.press(**TUG)
    answer = mine.press(potential="Godt.", **{"tests-0-score": "22"})
    assert answer.status_code == 400
    assert "har imens ændret »Test af funktionsevne«" in mine.text
    assert 'value="Timed Up and Go"' in mine.text
    assert 'value="22"' in mine.text
    assert "Skriv test, eller slet linjen." in mine.text
    assert [line["name"] for line in lines(plan_id)] == ["Timed Up and Go"]
    assert version(plan_id).potential == "Godt."
