"""Two plans of one citizen on the newer case's page: side by side, nothing chosen beforehand, and the answer in one form."""

import uuid
from typing import Any

import pytest
from django.test import Client

from accounts import clock
from tests import factories
from tests.gop_web.pages import TRIAGED, case_row, client_of, done, press, queries, text_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two(anna: Any) -> tuple[uuid.UUID, uuid.UUID]:
    return factories.delivered(anna)[1], factories.delivered(anna, training_need="Skulderen skal trænes.")[1]


def test_the_newer_case_asks_first_with_both_plans_side_by_side_and_nothing_chosen(page: Client, two: tuple[uuid.UUID, uuid.UUID]) -> None:
    old, new = two
    text = text_of(page, f"/sager/{new}/")
    assert "Næste skridt: sig, hvordan de to planer hænger sammen" in text
    assert "Skulderen skal trænes." in text
    assert "Træning af gang, trapper" in text
    assert "Forslag: samme indsatser fortsætter" in text
    assert "Spørg borgeren" in text
    assert f"/sager/{new}/beslut/" not in text
    form = text.split(f'action="/sager/{new}/to-planer/"')[1].split("</form>")[0]
    assert "checked" not in form
    older = text_of(page, f"/sager/{old}/")
    assert "Der er kommet en nyere plan" in older
    assert f"/sager/{old}/beslut/" in older
    assert ", to planer" in text_of(page, "/sager/")


def test_deciding_from_a_page_made_before_is_refused_with_what_was_typed(page: Client, two: tuple[uuid.UUID, uuid.UUID]) -> None:
    answer = press(page, two[1], "visiter", **TRIAGED)
    assert answer.status_code == 400
    text = answer.content.decode()
    assert "Sig først, hvordan de to planer hænger sammen." in text
    assert "Enkel funktionsnedsættelse." in text


def test_an_answer_that_lacks_its_reason_comes_back_with_what_was_typed(page: Client, two: tuple[uuid.UUID, uuid.UUID]) -> None:
    old, new = two
    answer = press(page, new, "to-planer", other=str(old), answer="uafhaengige", reason="", asked="on", elsewhere="")
    assert answer.status_code == 400
    text = answer.content.decode()
    assert "Skriv kort, hvad svaret hviler på." in text
    assert "Skriv, hvad borgeren svarede om planer andre steder." in text


def test_the_same_work_goes_on_and_the_page_shows_what_the_old_case_had(page: Client, two: tuple[uuid.UUID, uuid.UUID]) -> None:
    old, new = two
    done(page, old, "visiter", **TRIAGED)
    said = {"other": str(old), "answer": "samme_indsatser", "reason": "Samme hofte.", "asked": "on", "elsewhere": "Ingen."}
    said["seen"] = clock.now().isoformat()
    done(page, new, "to-planer", **said)
    assert case_row(old).end_code == "erstattet"
    text = text_of(page, f"/sager/{new}/")
    assert "Denne plan afløser" in text
    assert "Basalt niveau: Enkel funktionsnedsættelse." in text
    assert f"/sager/{new}/beslut/" in text
    assert "Borgerens andre planer" in text_of(page, f"/sager/{old}/")
    done(page, new, "to-planer", **said)  # pressed twice


def test_the_page_asks_as_many_queries_with_two_others_as_with_one(page: Client, anna: Any, two: tuple[uuid.UUID, uuid.UUID]) -> None:
    _, new = two
    text_of(page, f"/sager/{new}/")
    one = queries(page, f"/sager/{new}/")
    third = factories.delivered(anna)[1]
    text_of(page, f"/sager/{third}/")
    assert queries(page, f"/sager/{third}/") <= one + 3  # the version of each older plan shown


def test_another_authority_gets_404(two: tuple[uuid.UUID, uuid.UUID]) -> None:
    factories.triage_officer("helle", factories.HERNING)
    assert press(client_of("helle"), two[1], "to-planer", other=str(two[0]), answer="uafhaengige", reason="x").status_code == 404
