"""Search in the own organisation, help, and the platform's page."""

from typing import Any

from django.test import Client

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import AccessLog
from gop.services.receiving_notice import received_id
from tests import factories as make
from tests.gop.notice_steps import notified
from tests.gop_web.pages import client_of, found_by, text_of


def test_a_case_is_found_by_cpr_and_by_last_name_and_the_words_are_not_logged(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    for words in ("251248-9996", "2512489996", "Berg", "berggren"):
        text = found_by(page, words)
        assert "1 resultat" in text, words
        assert f"/sager/{case_id}/" in text, words
    assert "Ingen fundet" in found_by(page, "Jensen")
    assert "Søg på hele CPR-nummeret eller på efternavnet." in found_by(page, "2512")
    with make.reading():
        rows = list(AccessLog.objects.filter(page="search").values())
    assert rows
    assert not any("Berg" in str(row) or "2512" in str(row) for row in rows)


def test_words_in_an_address_are_not_searched_for(page: Client, anna: Actor) -> None:
    make.delivered(anna)
    text = text_of(page, "/soeg/?q=Berggren")
    assert "resultat" not in text.replace("Resultater", "")
    assert "Berggren" not in text


def test_another_tenant_finds_nothing(page: Client, anna: Actor) -> None:
    make.delivered(anna)
    make.triage_officer("helle", make.HERNING)
    assert "Ingen fundet" in found_by(client_of("helle"), "Berggren")


def test_the_author_finds_the_plan(anna: Actor) -> None:
    plan_id, _ = make.delivered(anna)
    text = found_by(client_of("anna"), "Berggren")
    assert f"/planer/{plan_id}/" in text
    assert "Sendt" in text


def test_a_patient_told_of_before_discharge_is_found_at_the_hospital_and_at_the_receiver(page: Client, anna: Actor) -> None:
    notice_id = notified(anna)
    make.deliver_all()
    for client, address in (
        (client_of("anna"), f"/planer/varsling/{notice_id}/"),
        (page, f"/sager/varslet/{received_id(notice_id, make.AALBORG)}/"),
    ):
        for words in ("251248-9996", "2512489996", "Berg"):
            text = found_by(client, words)
            assert "1 resultat" in text, words
            assert address in text, words
            assert ">Varslet<" in text, words
        assert "Ingen fundet" in found_by(client, "Nancy")
    make.author("olga", make.AALBORG_HOSPITAL, make.PHYSIO)
    make.triage_officer("helle", make.HERNING)
    for other in ("olga", "helle"):
        assert "Ingen fundet" in found_by(client_of(other), "Berggren")


def test_a_notice_that_its_plan_has_followed_is_found_as_the_plan_alone(page: Client, anna: Actor) -> None:
    notified(anna)
    make.delivered(anna, department_id=make.ORTHOPAEDIC)
    for client in (client_of("anna"), page):
        text = found_by(client, "Berggren")
        assert "1 resultat" in text
        assert "Varslet" not in text


def test_help_and_platform(page: Client, anna: Any) -> None:
    assert "Senest 7 kalenderdage efter dag 0" in text_of(page, "/hjaelp/")
    make.person("pia", Role.PLATFORM_ADMIN, make.id_of("platform"))
    text = text_of(client_of("pia"), "/forvaltning/")
    for words in (
        "Fristerne bliver ikke holdt øje med",
        "Region Østdanmark, fra fredag 1. januar 2027",
        "Antagelse",
        "Sundhedsloven § 140",
        ">98<",
    ):
        assert words in text, words
