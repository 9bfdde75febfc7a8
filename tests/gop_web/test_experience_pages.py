"""The code on the officer's page, its slip, and the page where anybody who holds one answers."""

import re
import uuid
from typing import Any

import pytest
from django.test import Client

from accounts.actor import Actor
from gop.models import Experience
from tests import factories as make
from tests.gop.in_hand import begun
from tests.gop_web.pages import done, press, text_of
from tests.letters.reading import Paper

CODE = re.compile(r"\b(?:[B-Z]{4}-){3}[B-Z]{4}\b")


@pytest.fixture
def case_id(page: Client, anna: Actor, birgit: Actor) -> uuid.UUID:
    return begun(anna, birgit)


def code_from(page: Client, case_id: uuid.UUID) -> str:
    answer = press(page, case_id, "oplevelse", nonce=str(uuid.uuid4()))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    return CODE.search(answer.content.decode())[0]  # type: ignore[index]


def send(client: Client, code: str, **typed: Any) -> Any:
    return client.post("/svar/", {"code": code, "as_one": "ja", "involved": "ved_ikke", **typed})


def count() -> int:
    with make.reading():
        return Experience.objects.count()


def test_the_code_is_shown_once_and_on_its_slip_which_names_nobody(page: Client, case_id: uuid.UUID) -> None:
    code = code_from(page, case_id)
    shown = text_of(page, f"/sager/{case_id}/")
    assert "Der er lavet en kode til borgerens to spørgsmål" in shown
    assert not CODE.search(shown)
    slip = page.post(f"/sager/{case_id}/oplevelse/seddel/", {"kode": code})
    paper = Paper(slip.content)
    assert code in paper.text
    assert "/svar/" in paper.text
    assert "Berggren" not in paper.text
    other = page.post(f"/sager/{case_id}/oplevelse/seddel/", {"kode": "BCDF-BCDF-BCDF-BCDF"}, follow=True)
    assert "Lav en ny kode" in other.content.decode()


def test_who_ends_a_case_hears_of_the_code_and_finds_it_afterwards(page: Client, case_id: uuid.UUID) -> None:
    assert "kan du lave en kode" in text_of(page, f"/sager/{case_id}/")
    done(page, case_id, "afslut", code="gennemfoert", whole="ja")
    assert f"/sager/{case_id}/oplevelse/" in text_of(page, f"/sager/{case_id}/")


def test_a_case_that_has_not_begun_offers_no_code(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    assert "/oplevelse/" not in text_of(page, f"/sager/{case_id}/")
    assert press(page, case_id, "oplevelse", nonce=str(uuid.uuid4())).status_code == 409


def test_the_answer_asks_for_no_log_in_and_sets_no_cookie_but_the_forms(page: Client, case_id: uuid.UUID, caplog: Any) -> None:
    code, citizen = code_from(page, case_id), Client(enforce_csrf_checks=True)
    caplog.set_level("DEBUG")
    shown = citizen.get("/svar/")
    assert set(shown.cookies) == {"csrftoken"}
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', shown.content.decode())[1]  # type: ignore[index]
    assert send(citizen, code).status_code == 403
    answer = send(citizen, code.lower(), csrfmiddlewaretoken=token)
    assert (answer.status_code, answer["Location"], set(answer.cookies) <= {"csrftoken"}) == (302, "/svar/tak/", True)
    assert set(citizen.get("/svar/tak/").cookies) <= {"csrftoken"}
    assert set(citizen.cookies) == {"csrftoken"}
    assert count() == 1
    assert code.replace("-", "") not in caplog.text.upper().replace("-", "")


def test_an_officers_own_session_is_not_looked_at(page: Client, case_id: uuid.UUID) -> None:
    code = code_from(page, case_id)
    shown = page.get("/svar/").content.decode()
    assert "Birgit" not in shown
    assert "Log ud" not in shown
    assert send(page, code).status_code == 302


def test_what_is_missing_used_or_wrong_is_said_and_what_was_answered_stands(page: Client, case_id: uuid.UUID) -> None:
    code, citizen = code_from(page, case_id), Client()
    missing = send(citizen, code, involved="")
    assert missing.status_code == 400
    assert "Vælg et svar" in missing.content.decode()
    assert code in missing.content.decode()
    wrong = send(citizen, "BCDF-BCDF-BCDF-BCDF").content.decode()
    assert "Koden findes ikke" in wrong
    assert re.search(r'value="ved_ikke"[^>]*checked', wrong)
    assert send(citizen, code).status_code == 302
    assert "Koden er brugt" in send(citizen, code).content.decode()
    assert count() == 1


def test_wrong_codes_are_limited_by_address_and_right_ones_are_not(page: Client, case_id: uuid.UUID, settings: Any) -> None:
    settings.GOP_WRONG_CODES = 3
    citizen, codes = Client(), [code_from(page, case_id) for _ in range(5)]
    assert [send(citizen, code).status_code for code in codes[:4]] == [302] * 4
    assert [send(citizen, "BCDF-BCDF-BCDF-BCDF").status_code for _ in range(4)] == [400, 400, 400, 429]
    closed = send(citizen, codes[4])
    assert closed.status_code == 429
    assert "for mange gange" in closed.content.decode()
