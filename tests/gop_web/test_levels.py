"""Niveauer og aftaler: what holds on a day, for everybody signed in."""

import pytest
from django.test import Client

from accounts.enums import Role
from tests import factories
from tests.hospitals.signed_in import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(db: None) -> Client:
    factories.registry()
    factories.author()
    return client_of("anna")


def shown(page: Client, day: str) -> str:
    return page.get("/niveauer/", {"dag": day}).content.decode()


def test_the_criteria_of_every_type_and_level_stand_with_their_source(page: Client) -> None:
    text = page.get("/niveauer/").content.decode()
    for words in ("Almen genoptræning", "Basalt niveau", "Avanceret niveau", "Rehabilitering på specialiseret niveau", "BEK 918/2018 § 2"):
        assert words in text


def test_the_agreements_in_force_are_shown_by_region_and_day(page: Client) -> None:
    before, now, after = shown(page, "2020-02-29"), shown(page, "2026-11-22"), shown(page, "2027-01-01")
    assert "Genoptræning af børn" not in before
    assert "Afdelingens funktionsniveau" in before
    assert "Genoptræning af børn" in now
    assert "(antagelse)" in after


def test_what_is_assumed_is_said_once_and_the_letter_of_self_training_is_told_from_the_plan(page: Client) -> None:
    text = shown(page, "2026-11-22")
    assert "At den stadig gælder, er antaget<" in text
    assert "antaget (antagelse)" not in text + shown(page, "2027-01-01")
    assert "Bruges ikke på planer. Brevet om egentræning er til den, der er vurderet, kan træne selv og ikke får en plan." in text


def test_a_region_that_ends_says_so_and_its_successor_comes_by_date(page: Client) -> None:
    now, after = shown(page, "2026-12-31"), shown(page, "2027-01-01")
    assert "Region Hovedstaden" in now
    assert "Regionen ophører" in now
    assert "Region Østdanmark" not in now
    assert "Region Østdanmark" in after
    assert "Region Hovedstaden" not in after


def test_who_is_responsible_for_rehabilitation_follows_the_day(page: Client) -> None:
    assert shown(page, "2026-12-31").count("Myndighed er bopælsregionen") == 0
    assert shown(page, "2027-01-01").count("Myndighed er bopælsregionen") == 1


def test_a_day_that_does_not_exist_is_said_at_the_field(page: Client) -> None:
    answer = page.get("/niveauer/", {"dag": "31.2.2026"})
    assert answer.status_code == 400
    assert "Skriv en dato, der findes" in answer.content.decode()
    assert 'value="31.2.2026"' in answer.content.decode()


@pytest.mark.parametrize("role", [Role.TRIAGE_OFFICER, Role.HOSPITAL_THERAPIST, Role.COORDINATOR])
def test_author_and_authority_read_it(role: Role, page: Client) -> None:
    home = factories.AALBORG if role == Role.TRIAGE_OFFICER else factories.AALBORG_HOSPITAL
    factories.person("anden", role, home)
    assert client_of("anden").get("/niveauer/").status_code == 200
