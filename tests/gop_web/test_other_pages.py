"""Search in the own organisation, help, and the platform's page."""

from typing import Any

from django.test import Client

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import AccessLog
from tests import factories as make
from tests.gop_web.pages import client_of, text_of


def test_a_case_is_found_by_cpr_and_by_last_name_and_the_words_are_not_logged(page: Client, anna: Actor) -> None:
    _, case_id = make.delivered(anna)
    for words in ("251248-9996", "2512489996", "Berg", "berggren"):
        text = text_of(page, f"/soeg/?q={words}")
        assert "1 resultat" in text, words
        assert f"/sager/{case_id}/" in text, words
    assert "Ingen fundet" in text_of(page, "/soeg/?q=Jensen")
    assert "Søg på hele CPR-nummeret eller på efternavnet." in text_of(page, "/soeg/?q=2512")
    with make.reading():
        rows = list(AccessLog.objects.filter(page="search").values())
    assert rows
    assert not any("Berg" in str(row) or "2512" in str(row) for row in rows)


def test_another_tenant_finds_nothing(page: Client, anna: Actor) -> None:
    make.delivered(anna)
    make.triage_officer("helle", make.HERNING)
    assert "Ingen fundet" in text_of(client_of("helle"), "/soeg/?q=Berggren")


def test_the_author_finds_the_plan(anna: Actor) -> None:
    plan_id, _ = make.delivered(anna)
    text = text_of(client_of("anna"), "/soeg/?q=Berggren")
    assert f"/planer/{plan_id}/" in text
    assert "Sendt" in text


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
