"""The region's page: what is now, sentences with trend and comparison, tables, municipality by municipality; the choice in the address."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actor import Actor
from accounts.enums import OrganisationKind, Role
from accounts.models import Organisation, User
from accounts.tenancy import seeding
from audits.enums import PeriodKind, Population
from audits.rules.period import Period, back
from tests import factories as make
from tests.audits.tables import SMALL, WITHHELD, cell, published

pytestmark = pytest.mark.django_db
URL = "/region/"
DATA_ON = date(2026, 11, 21)
OCTOBER = Period(date(2026, 10, 1), PeriodKind.MONTH)
QUARTER = Period(date(2026, 7, 1), PeriodKind.QUARTER)
JAMMERBUGT = make.id_of("kommune-0849")


@pytest.fixture(autouse=True)
def registry(db: None) -> None:
    make.registry()


@pytest.fixture
def analyst() -> Actor:
    return make.person("rune", Role.ANALYST, make.NORDJYLLAND)


def client_of(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(id=actor.user), backend="accounts.sign_in.PasswordBackend")
    return client


def frister(informed: str, **more: Any) -> dict[str, Any]:
    return {"besked_inden_dag_4": cell(informed, base=100), "tilbudt_inden_dag_7": cell("90", base=100), "ventetid_median": "6", **more}


def year(region: Any = make.NORDJYLLAND, own: Any = make.AALBORG) -> None:
    """Thirteen months of the home population, a quarter of it and of the sending one, and what is now."""
    for number, month in enumerate(back(OCTOBER, 13)):
        rows = {own: frister(str(70 + number)), JAMMERBUGT: {"besked_inden_dag_4": SMALL}, "": frister(str(75 + number))}
        published(region, "frister", rows, period=month, data_on=DATA_ON)
        published(region, "planer", {own: {"planer": 40 + number}, "": {"planer": 1245}}, period=month, data_on=DATA_ON)
        published(
            region,
            "sendt",
            {own: {"sendt_ved_udskrivning": WITHHELD}, "": {"sendt_ved_udskrivning": "95.5"}},
            period=month,
            data_on=DATA_ON,
        )
    for table in ("frister", "planer", "sendt"):
        published(
            region,
            table,
            {own: frister("61"), "": frister("62")} if table == "frister" else {own: {}, "": {}},
            period=QUARTER,
            data_on=DATA_ON,
        )
    published(region, "aarsager", {"kapacitet": {"ikke_tilbudt": 12}, "": {"ikke_tilbudt": 15}}, period=QUARTER, data_on=DATA_ON)
    published(
        region, "nu", {own: {"overskredet_nu": 7}, "": {"aabne_nu": 210, "forfalder_nu": SMALL, "overskredet_nu": 15}}, data_on=DATA_ON
    )
    hospital = make.AALBORG_HOSPITAL
    sent = {hospital: {"sendt_ved_udskrivning": "88"}, "": {"sendt_ved_udskrivning": "91.2"}}
    published(region, "sygehuse_sendt", sent, period=QUARTER, population=Population.SENDER, data_on=DATA_ON)
    published(
        region, "sygehuse", {hospital: {"planer": 300}, "": {"planer": 305}}, period=QUARTER, population=Population.SENDER, data_on=DATA_ON
    )
    published(
        region, "nu_sygehuse", {hospital: {"ikke_sendt_nu": 9}, "": {"ikke_sendt_nu": 10}}, population=Population.SENDER, data_on=DATA_ON
    )


def text(analyst: Actor, **said: str) -> str:
    answer = client_of(analyst).get(URL, said)
    assert answer.status_code == 200
    return answer.content.decode()


def test_before_the_first_publication_the_page_says_so(analyst: Actor) -> None:
    assert "Der er ikke offentliggjort tal endnu" in text(analyst)


def test_what_is_now_stands_first_then_sentences_then_tables_then_municipalities(analyst: Actor) -> None:
    year()
    html = text(analyst)
    order = [
        "Ved slutningen af lørdag 21. november",
        "87 % fik besked inden dag 4",
        "Besked, tilbud og ventetid, oktober 2026",
        'id="kommune-0851"',
    ]
    places = [html.index(one) for one in order]
    assert places == sorted(places)
    assert "<strong>210</strong>" in html
    assert "Under 5" in html
    assert "ændres ikke bagefter" in html


def test_each_sentence_says_what_it_was_before_and_leads_to_its_definition(analyst: Actor) -> None:
    year()
    html = text(analyst)
    assert "Måneden før, september 2026: 86 %. Nu 1 procentpoint højere." in html
    assert "Samme måned året før, oktober 2025: 75 %. Nu 12 procentpoint højere." in html
    assert "/metode/#besked_inden_dag_4" in html
    assert "Kontrolgrænser" in html


def test_a_difference_between_rounded_counts_is_not_told(analyst: Actor) -> None:
    year()
    html = text(analyst)
    assert "Måneden før, september 2026: 1.245.</li>" in html


def test_a_municipality_is_held_against_the_whole_region(analyst: Actor) -> None:
    year()
    html = text(analyst, kommune="0851")
    assert "82 % fik besked inden dag 4" in html
    assert "Hele regionen: 87 %. Nu 5 procentpoint lavere." in html
    assert "<strong>7</strong>" in html


def test_what_is_hidden_is_said_to_be_hidden(analyst: Actor) -> None:
    year()
    html = text(analyst, kommune="0849")
    assert "Besked til borgeren inden dag 4: færre end 5 at regne på." in html
    assert "&lt;5" in html


def test_populations_are_never_mixed_on_a_page(analyst: Actor) -> None:
    year()
    sender = text(analyst, befolkning="afsender")
    assert "91,2 % blev sendt senest på udskrivningsdagen" in sender
    assert "Aalborg Universitetshospital" in sender
    assert "Aalborg Kommune" not in sender
    assert "Planer fra regionens sygehuse" in sender
    assert "Aalborg Universitetshospital" not in text(analyst)


def test_a_table_that_has_no_months_shows_the_period_it_has_and_says_so(analyst: Actor) -> None:
    year()
    html = text(analyst, tabel="aarsager")
    assert "Tabellen offentliggøres ikke for oktober 2026. Her står 3. kvartal 2026." in html


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("periode", "2026-13"),
        ("periode", "1999-01"),
        ("befolkning", "alle"),
        ("tabel", "nu"),
        ("kommune", "0657"),
        ("vis", "<b>"),
        ("periode", "x" * 99),
    ],
)
def test_what_cannot_be_given_is_the_usual_and_the_page_says_so(analyst: Actor, name: str, value: str) -> None:
    year()
    html = text(analyst, **{name: value})
    assert "er ikke e" in html
    assert "Siden viser oktober 2026." in html
    assert "87 % fik besked inden dag 4" in html
    assert "<b>" not in html
    assert "x" * 99 not in html


def test_everything_chosen_stands_in_the_address(analyst: Actor) -> None:
    year()
    answer = client_of(analyst).get(URL, {"periode": "2026-K3", "kommune": "0851", "tabel": "planer", "vis": "planer"})
    html = answer.content.decode()
    assert "61 % fik besked inden dag 4" in html
    kept = [chip["url"] for chip in answer.context["columns"]]
    assert kept[0] == "/region/?periode=2026-K3&tabel=planer&kommune=0851"
    assert '<option value="2026-K3" selected>' in html


def test_another_region_sees_none_of_it(analyst: Actor) -> None:
    year(make.MIDTJYLLAND, make.HERNING)
    assert "Der er ikke offentliggjort tal endnu" in text(analyst)
    published(make.NORDJYLLAND, "frister", {"": frister("50")}, period=OCTOBER, data_on=DATA_ON)
    assert "Herning" not in text(analyst, kommune="0657")


@pytest.mark.parametrize("make_one", [make.triage_officer, make.team_lead, make.author, make.hospital_therapist])
def test_whoever_reads_own_figures_does_not_read_the_regions(make_one: Any) -> None:
    assert client_of(make_one()).get(URL).status_code == 403


def test_the_page_takes_as_many_queries_for_one_municipality_as_for_eleven(analyst: Actor) -> None:
    counts = []
    with seeding():
        ids = list(Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY).values_list("id", flat=True)[:11])
    for number, months in ((1, 1), (11, 13)):
        for month in back(OCTOBER, months):
            data_on = date(2026, 11, number)
            rows = {key: frister("80") for key in ids[:number]} | {"": frister("81")}
            for table in ("frister", "planer", "sendt"):
                published(make.NORDJYLLAND, table, rows, period=month, data_on=data_on)
            if month == OCTOBER:
                published(make.NORDJYLLAND, "nu", rows, data_on=data_on)
        counts.append(_queries(client_of(analyst)))
    assert counts[0] == counts[1] <= 25


def _queries(client: Client) -> int:
    client.get(URL)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(URL).status_code == 200
    return len(captured)
