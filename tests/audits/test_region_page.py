"""The region's page: sentences, definitions, the table, and the same number of queries whatever the number of plans."""

import uuid
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import User
from accounts.tenancy import seeding
from audits import definitions as d
from audits.models import Figure, Publication
from audits.services.publishing import publish_now
from audits.web.presenters import BELOW_FIVE, region_page, value_text
from config.demo.load import load
from config.registry_loader import id_of
from gop.models import Case
from tests import factories as make

pytestmark = pytest.mark.django_db
URL = "/region/"
HOMES = [id_of(f"kommune-{code}") for code in ("0851", "0860", "0846", "0820")]


@pytest.fixture(autouse=True)
def registry(db: None) -> None:
    make.registry()


def client_of(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(id=actor.user), backend="accounts.sign_in.PasswordBackend")
    return client


@pytest.fixture
def analyst() -> Actor:
    return make.person("rune", Role.ANALYST, make.NORDJYLLAND)


def published(plans: int) -> None:
    load(plans, 1)
    with seeding():
        publish_now()


def test_before_the_first_publication_the_page_says_so(analyst: Actor) -> None:
    assert "Der er ikke offentliggjort tal endnu" in client_of(analyst).get(URL).content.decode()


def test_sentences_definitions_and_table(analyst: Actor) -> None:
    published(2000)  # enough were told late that the share is not hidden
    html = client_of(analyst).get(URL).content.decode()
    assert "fik besked inden dag 4." in html
    assert "Sådan er tallet opgjort" in html
    assert "Borgere med bopæl i regionens kommuner" in html
    assert "ændres ikke bagefter" in html
    assert "Aalborg Kommune" in html
    assert "&lt;5" in html
    assert "Herning Kommune" not in html


def test_the_month_stands_in_the_address(analyst: Actor) -> None:
    published(100)
    client = client_of(analyst)
    months = client.get(URL).context["months"]
    chosen = client.get(URL + months[-1]["url"])
    assert chosen.context["month"] == months[-1]["text"]
    for nonsense in ("2026-13", "x", "1999-01", "2026-11-01"):
        assert client.get(URL, {"maaned": nonsense}).status_code == 200


def test_a_triage_officer_is_refused() -> None:
    assert client_of(make.triage_officer()).get(URL).status_code == 403


def test_the_page_takes_as_many_queries_with_1_20_and_200_plans(analyst: Actor) -> None:
    """One municipality with one plan, then more plans in more municipalities and months: each published anew."""
    plan_id, case_id = make.delivered(make.author())
    counts = []
    for wanted in (1, 20, 200):
        with seeding():
            Figure.objects.all().delete()
            Publication.objects.all().delete()
            case = Case.objects.get(id=case_id)
            for number in range(wanted - Case.objects.count()):
                case.id, case.plan_id, case._state.adding = uuid.uuid4(), plan_id, True
                case.day_zero = clock.today() - timedelta(days=number % 90)
                case.home_municipality_id = case.organisation_id = HOMES[number % len(HOMES)]
                case.save(force_insert=True)
            publish_now()
        counts.append(_queries(client_of(analyst)))
    assert counts[0] == counts[1] == counts[2]


def _queries(client: Client) -> int:
    client.get(URL)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(URL).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    ("indicator", "value", "text"),
    [
        (d.INFORMED, "82.3", "82,3 %"),
        (d.INFORMED, "82.0", "82 %"),
        (d.WAITING, "6.5", "6,5 dage"),
        (d.WAITING, "1.0", "1 dag"),
        (d.TOTAL, "1245", "1.245"),
    ],
)
def test_values_in_danish(indicator: d.Indicator, value: str, text: str) -> None:
    assert value_text(indicator, Decimal(value)) == text


def test_nothing_published_is_nothing_shown() -> None:
    page: dict[str, Any] = region_page(None)
    assert page == {"published": None}
    assert BELOW_FIVE == "<5"
