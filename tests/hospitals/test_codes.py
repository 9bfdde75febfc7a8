"""Codes chosen by search, on the page: main diagnosis and the lines of the lists; codes that ended; codes that are none."""

import re
import uuid
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from accounts import clock
from accounts.actor import Actor, job_actor
from accounts.enums import Kind
from accounts.tenancy import acting_as
from gop.enums import CodeList
from gop.registry import CodeRow
from gop.services.amending import amend
from gop.services.codes import put_codes
from gop.services.drafts import save_step
from tests import factories
from tests.hospitals.test_steps import new_plan, post, version

ENDED = CodeRow("DS729X", "Brud som ikke længere findes", "Hofte og lår", valid_to=date(2020, 12, 31))


def end(row: CodeRow = ENDED, of: CodeList = CodeList.DIAGNOSES) -> None:
    with acting_as(job_actor("test", Kind.PLATFORM)):
        put_codes(of, [row], imported=True)


def kept(plan_id: uuid.UUID, name: str) -> list[dict[str, str]]:
    return [{key: text for key, text in line.items() if text} for line in getattr(version(plan_id), name)]


def text_of(answer: object) -> str:
    return unescape(answer.content.decode())  # type: ignore[attr-defined]


def test_a_code_written_in_another_notation_becomes_the_lists_own_with_its_text(page: Client) -> None:
    plan_id = new_plan(page)
    post(page, plan_id, "kontakt", **{"diagnoses-0-code": " s72.0"})
    assert kept(plan_id, "diagnoses") == [{"code": "DS720", "text": "Fraktur af lårbenshals"}]
    post(page, plan_id, "funktionsevne", **{"categories-0-code": "FD450", "categories-0-before": "0", "categories-0-now": "3"})
    assert kept(plan_id, "categories") == [{"code": "d450", "text": "Gå", "before": "0", "now": "3"}]


def test_words_in_a_lines_code_are_searched_and_stay_as_typed(page: Client) -> None:
    plan_id = new_plan(page)
    answer = post(page, plan_id, "kontakt", action="linje:diagnoses", **{"diagnoses-0-code": "lårbenshls"})
    text = text_of(answer)
    assert answer.status_code == 400
    assert "Vælg på listen herunder" in text
    assert 'value="lårbenshls"' in text
    assert 'name="action" value="kode:diagnoses-0-code:DS720"' in text
    assert "Intet hedder »lårbenshls«. 1 diagnose staves næsten sådan." in text
    assert kept(plan_id, "diagnoses") == []


def test_a_search_for_an_operation_says_that_there_are_no_such_codes_and_that_words_will_do(page: Client) -> None:
    plan_id = new_plan(page)
    assert "GOP har ingen operationskoder, før jeres egen liste er læst ind" in text_of(page.get(f"/planer/{plan_id}/trin/kontakt/"))
    asked = {"felt": "interventions-0-code", "interventions-0-code": "hofteprotese"}
    said = text_of(page.get(reverse("gop:codes", args=[CodeList.INTERVENTIONS]), asked))
    assert "Listen har ingen operationskoder, før jeres egen liste er læst ind. Lad koden stå tom" in said
    refused = text_of(post(page, plan_id, "kontakt", **{"interventions-0-code": "hofteprotese"}))
    assert "Slet det her, og skriv det under »Hvad er gjort«." in refused
    post(page, plan_id, "kontakt", **{"interventions-0-text": "Ny hofte, højre side"})
    assert kept(plan_id, "interventions") == [{"text": "Ny hofte, højre side"}]
    with acting_as(job_actor("test", Kind.PLATFORM)):
        put_codes(CodeList.INTERVENTIONS, [CodeRow("KNFB40", "Indsættelse af totalprotese i hofteled")], imported=True)
    said = text_of(page.get(reverse("gop:codes", args=[CodeList.INTERVENTIONS]), asked | {"interventions-0-code": "qqqqqq"}))
    assert "operationskoder" not in said


def test_a_chosen_code_is_saved_with_its_text_and_the_writing_goes_on_at_the_next_answer(page: Client) -> None:
    plan_id = new_plan(page)
    words = {"categories-0-code": "gå på trapper"}
    answer = post(page, plan_id, "funktionsevne", action="kode:categories-0-code:d455", potential="Godt.", **words)
    assert answer.url == f"/planer/{plan_id}/trin/funktionsevne/?felt=categories-0-before"
    assert kept(plan_id, "categories") == [{"code": "d455", "text": "Bevæge sig omkring"}]
    assert version(plan_id).potential == "Godt."
    shown = page.get(answer.url).content.decode()
    assert re.search(r'<select[^>]*name="categories-0-before"[^>]*autofocus', shown)


def test_after_a_diagnosis_the_writing_goes_on_at_the_next_line(page: Client) -> None:
    plan_id = new_plan(page)
    answer = post(page, plan_id, "kontakt", action="kode:diagnoses-0-code:DG20", **{"diagnoses-0-code": "parkinson"})
    assert answer.url == f"/planer/{plan_id}/trin/kontakt/?felt=diagnoses-1-code"


def test_another_choice_takes_its_own_text_with_it_and_ones_own_words_stay(page: Client) -> None:
    plan_id = new_plan(page)
    line = {"interventions-0-code": "gangtræning", "interventions-0-text": "Funktionstræning"}
    post(page, plan_id, "kontakt", action="kode:interventions-0-code:BLNC07", **line)
    assert kept(plan_id, "interventions") == [{"code": "BLNC07", "text": "Grundmotorisk træning mhp. gangfunktionen"}]
    post(page, plan_id, "kontakt", action="kode:interventions-0-code:BLNC08", **line | {"interventions-0-text": "Trapper, to gange"})
    assert kept(plan_id, "interventions") == [{"code": "BLNC08", "text": "Trapper, to gange"}]


@pytest.mark.parametrize("code", ["DS999Z", "BLNA0", "d450", "Hoftebrud uden kode"])
def test_a_code_that_is_none_or_of_another_list_is_said_at_its_line_and_not_saved(page: Client, code: str) -> None:
    plan_id = new_plan(page)
    answer = post(page, plan_id, "kontakt", **{"diagnoses-0-code": code, "diagnoses-1-code": "DG20"})
    assert answer.status_code == 400
    assert 'href="#id_diagnoses-0-code"' in answer.content.decode()
    assert [line["code"] for line in kept(plan_id, "diagnoses")] == ["DG20"]


@pytest.mark.parametrize(
    "action", ["kode:diagnoses-0-code:BLNA0", "kode:diagnoses-0-code:", "kode:aids-0-name:DS720", "kode:x:y:z", "kode:"]
)
def test_a_made_up_choice_saves_no_code(page: Client, action: str) -> None:
    plan_id = new_plan(page)
    assert post(page, plan_id, "kontakt", action=action).status_code < 500
    assert kept(plan_id, "diagnoses") == []


def test_a_service_keeps_no_code_that_is_in_no_list(anna: Actor) -> None:
    lines = [{"code": "DX99999", "text": "Findes ikke"}, {"code": "BLNA0", "text": "Anden liste"}, {"code": "DG20"}]
    plan_id = factories.draft(anna)
    with acting_as(anna):
        save_step(anna, plan_id, {"diagnoses": lines, "interventions": [{"code": "XYZ", "text": "Ny hofte"}]})
    assert kept(plan_id, "diagnoses") == [{"code": "DG20", "text": "Parkinsons sygdom"}]
    assert kept(plan_id, "interventions") == [{"text": "Ny hofte"}]


def test_a_code_that_has_ended_is_found_and_shown_with_its_last_day(page: Client) -> None:
    end()
    radios = page.get("/koder/diagnose/", {"diagnosis_query": "ds729x"}).content.decode()
    assert "DS729X Brud som ikke længere findes (gjaldt til og med torsdag 31. december 2020)" in radios
    buttons = page.get("/koder/diagnose/", {"felt": "diagnoses-0-code", "diagnoses-0-code": "længere findes"}).content.decode()
    assert "gjaldt til og med torsdag 31. december 2020" in buttons


def test_an_ended_code_stays_in_the_draft_is_said_at_its_field_and_stops_the_sending(page: Client, anna: Actor) -> None:
    end()
    plan_id = factories.draft(anna)
    answer = post(
        page, plan_id, "kontakt", diagnosis_code="DS729X", discharge_date=clock.today().isoformat(), discharge_expected="bekraeftet"
    )
    text = text_of(answer)
    assert answer.status_code == 400
    assert 'href="#id_diagnosis_query"' in text
    assert "DS729X gjaldt til og med 31. december 2020" in text
    assert version(plan_id).diagnosis_code == "DS729X"
    page.post(f"/planer/{plan_id}/send/")
    assert version(plan_id).frozen_at is None


def test_an_ended_code_of_a_line_is_said_at_that_line(page: Client, anna: Actor) -> None:
    end(CodeRow("d999", "Ophørt kategori", valid_to=date(2021, 1, 1)), CodeList.ICF)
    plan_id = factories.draft(anna)
    answer = post(page, plan_id, "funktionsevne", **{"categories-0-code": "d450", "categories-1-code": "d999"})
    assert 'href="#id_categories-1-code"' in answer.content.decode()
    assert [line["code"] for line in kept(plan_id, "categories")] == ["d450", "d999"]


def test_a_code_is_good_to_its_last_day(page: Client, anna: Actor) -> None:
    end(CodeRow("DS729X", ENDED.text, valid_to=clock.today()))
    plan_id = factories.draft(anna)
    day = {"discharge_date": clock.today().isoformat(), "discharge_expected": "bekraeftet"}
    assert post(page, plan_id, "kontakt", diagnosis_code="DS729X", **day).status_code == 302


def test_a_sent_plan_keeps_a_code_that_ends_afterwards_also_when_it_is_amended(anna: Actor) -> None:
    plan_id = factories.sent(anna)
    end(CodeRow("DS720", "Fraktur af lårbenshals", valid_to=date(2020, 12, 31)))
    with acting_as(anna):
        amend(anna, plan_id, 1, {"potential": "Bedre end ventet."}, "Mere at sige")
    with factories.reading():
        from gop.models import PlanVersion

        assert PlanVersion.objects.get(plan_id=plan_id, number=2).diagnosis_code == "DS720"


@pytest.mark.parametrize("query", [{"felt": '"><script>', '"><script>': "x"}, {"felt": "diagnoses-0-text"}, {}])
def test_the_search_answers_only_fields_of_lines(page: Client, query: dict[str, str]) -> None:
    answer = page.get("/koder/indsats/", query)
    assert answer.status_code == 200
    assert "script" not in answer.content.decode()


def test_a_list_that_is_none_is_not_found(page: Client) -> None:
    assert page.get("/koder/medicin/").status_code == 404


def test_an_amendment_chooses_codes_too(page: Client, anna: Actor) -> None:
    plan_id = factories.sent(anna)
    said = {"version": "1", "action": "kode:diagnoses-0-code:DG20", "diagnoses-0-code": "parkinson"}
    text = text_of(page.post(f"/planer/{plan_id}/ret/", said))
    assert 'value="DG20"' in text
    assert 'value="Parkinsons sygdom"' in text


@pytest.mark.parametrize("code", ["BLNA0", "d450", "DX9999"])
def test_the_main_diagnosis_is_of_the_list_of_diagnoses(page: Client, code: str) -> None:
    plan_id = new_plan(page)
    assert post(page, plan_id, "kontakt", diagnosis_code=code, admitted_on="2026-11-01").status_code == 400
    assert version(plan_id).diagnosis_code == ""
    assert version(plan_id).admitted_on == date(2026, 11, 1)
