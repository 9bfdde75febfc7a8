"""Fraser: everybody keeps one's own, the coordinator the departments'; title and phone are kept once."""

import re
import uuid

import pytest
from django.test import Client

from accounts.actor import Actor, NotAllowed
from accounts.enums import Role
from accounts.tenancy import acting_as
from gop.errors import NotFound, Refused
from gop.models import Phrase
from gop.selectors.phrases import FIELDS
from gop.selectors.plans import plan_of, version_of
from gop.services.amending import amend
from gop.services.phrases import change_phrase, end_phrase, keep_details, keep_phrase
from hospitals.web.forms import ContactForm, PatientForm
from tests import factories as make
from tests.hospitals.signed_in import client_of

NEW = {"field": "potential", "title": "Gang ude", "text": "Forventes at kunne gå ude."}


@pytest.fixture
def karen(anna: Actor) -> Actor:
    return make.person("karen", Role.COORDINATOR, make.AALBORG_HOSPITAL, make.ORTHOPAEDIC)


def rows() -> list[Phrase]:
    with make.reading():
        return list(Phrase.objects.order_by("made_at"))


def test_a_phrase_is_kept_once_however_often_the_form_is_sent(page: Client) -> None:
    phrase_id = str(uuid.uuid4())
    for _ in range(2):
        assert page.post("/planer/fraser/", NEW | {"phrase_id": phrase_id}).url == "/planer/fraser/"
    (only,) = rows()
    assert (only.field, only.title, only.department_id) == ("potential", "Gang ude", None)
    assert "Gang ude" in page.get("/planer/fraser/").content.decode()


def test_the_fields_are_called_as_in_the_form_and_what_stands_on_ones_plans_is_said_first(page: Client, anna: Actor) -> None:
    assert {name: FIELDS[name] for name in ("health_summary", "practical")} == {
        "health_summary": ContactForm.base_fields["health_summary"].label,
        "practical": PatientForm.base_fields["practical"].label,
    }
    text = page.get("/planer/fraser/").content.decode()
    assert "Du har ikke skrevet stilling og telefon endnu." in text
    assert text.index("Sådan står du på planer</h2>") < text.index("Dine egne</h2>")
    with acting_as(anna):
        keep_details(anna, "Fysioterapeut", "99 00 00 11")
    assert "Nu står der: <strong>Fysioterapeut, 99 00 00 11</strong>" in page.get("/planer/fraser/").content.decode()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": " "}, "Giv frasen et kort navn"),
        ({"text": ""}, "Skriv den tekst"),
        ({"field": ""}, "Vælg det felt"),
        ({"field": "cpr"}, "Vælg fra listen"),
        ({"text": "Nancy, 251248-9996, går nu."}, "CPR-nummer"),
        ({"text": "x" * 5001}, "for lang"),
    ],
)
def test_what_cannot_be_kept_is_said_at_its_field_and_stays_typed(page: Client, changed: dict[str, str], sentence: str) -> None:
    answer = page.post("/planer/fraser/", NEW | changed)
    assert answer.status_code == 400
    text = answer.content.decode()
    assert sentence in text
    assert rows() == []
    if "title" not in changed:
        assert 'value="Gang ude"' in text


def test_the_coordinator_keeps_the_phrases_of_the_departments_named(karen: Actor, orthopaedist: Actor) -> None:
    pages = client_of("karen")
    assert pages.post("/planer/fraser/", NEW | {"keeper": str(make.ORTHOPAEDIC)}).status_code == 302
    assert pages.post("/planer/fraser/", NEW | {"keeper": str(make.PHYSIO)}).status_code == 400
    (only,) = rows()
    assert only.department_id == make.ORTHOPAEDIC
    assert "Gang ude" in client_of("olga").get("/planer/fraser/").content.decode()
    with acting_as(karen), pytest.raises(Refused):
        keep_phrase(karen, uuid.uuid4(), "potential", "Andre", "Tekst.", make.PHYSIO)


def test_an_author_uses_the_departments_phrases_and_changes_none(karen: Actor, orthopaedist: Actor) -> None:
    phrase_id = uuid.uuid4()
    with acting_as(karen):
        keep_phrase(karen, phrase_id, "potential", "Fælles", "Tekst.", make.ORTHOPAEDIC)
    pages = client_of("olga")
    assert pages.get(f"/planer/fraser/{phrase_id}/").status_code == 404
    with acting_as(orthopaedist):
        with pytest.raises(NotAllowed):
            keep_phrase(orthopaedist, uuid.uuid4(), "potential", "Ny", "Tekst.", make.ORTHOPAEDIC)
        with pytest.raises(NotAllowed):
            change_phrase(orthopaedist, phrase_id, "Ny", "Tekst.")
        with pytest.raises(NotAllowed):
            end_phrase(orthopaedist, phrase_id)


def test_nobody_reads_changes_or_ends_a_colleagues_own_phrase(karen: Actor, anna: Actor) -> None:
    phrase_id = uuid.uuid4()
    with acting_as(anna):
        keep_phrase(anna, phrase_id, "potential", "Annas", "Tekst.")
    pages = client_of("karen")
    assert "Annas" not in pages.get("/planer/fraser/").content.decode()
    assert pages.get(f"/planer/fraser/{phrase_id}/").status_code == 404
    assert pages.post(f"/planer/fraser/{phrase_id}/slet/").status_code == 404
    with acting_as(karen), pytest.raises(NotFound):
        change_phrase(karen, phrase_id, "Karens", "Tekst.")


def test_a_phrase_is_changed_and_ended_and_the_row_stays(page: Client) -> None:
    phrase_id = uuid.uuid4()
    page.post("/planer/fraser/", NEW | {"phrase_id": str(phrase_id)})
    assert page.post(f"/planer/fraser/{phrase_id}/", {"title": "Ude", "text": "Kan gå ude."}).url == "/planer/fraser/"
    assert page.post(f"/planer/fraser/{phrase_id}/", {"title": "", "text": "x"}).status_code == 400
    for _ in range(2):
        assert page.post(f"/planer/fraser/{phrase_id}/slet/").url == "/planer/fraser/"
    (only,) = rows()
    assert only.title == "Ude"
    assert only.ended_at is not None
    assert page.get(f"/planer/fraser/{phrase_id}/").status_code == 404


def test_title_and_phone_are_kept_once_and_stand_on_every_plan_one_sends(page: Client, anna: Actor) -> None:
    assert page.post("/planer/fraser/mig/", {"title": "fysioterapeut", "phone": "99 00 00 09"}).url == "/planer/fraser/"
    first, second = make.sent(anna), make.sent(anna)
    for plan_id in (first, second):
        with make.reading():
            version = version_of(plan_of(anna, plan_id))
        assert (version.author_title, version.author_phone) == ("fysioterapeut", "99 00 00 09")
    assert "fysioterapeut" in page.get(f"/planer/{first}/").content.decode()
    with acting_as(anna):
        keep_details(anna, "specialist", "")
        amend(anna, first, 1, {"potential": "Mere."}, "Rettet.")
    with make.reading():
        assert version_of(plan_of(anna, first)).author_title == "specialist"
        assert version_of(plan_of(anna, first), 1).author_title == "fysioterapeut"


def test_too_long_a_title_is_said_and_nothing_is_kept(page: Client) -> None:
    answer = page.post("/planer/fraser/mig/", {"title": "x" * 101, "phone": "1"})
    assert answer.status_code == 400
    assert "for lang" in answer.content.decode()


def test_the_daily_mail_is_wanted_until_the_tick_is_taken_away(page: Client, anna: Actor) -> None:
    def ticked() -> bool:
        return bool(re.search(r'<input[^>]*name="digest"[^>]*checked', page.get("/planer/fraser/").content.decode()))

    assert ticked()
    page.post("/planer/fraser/mig/", {"title": "fysioterapeut", "phone": "99 00 00 09"})
    assert not ticked()
    page.post("/planer/fraser/mig/", {"title": "fysioterapeut", "phone": "99 00 00 09", "digest": "on"})
    assert ticked()
