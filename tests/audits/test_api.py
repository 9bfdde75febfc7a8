"""/api/v1/tal/: what the pages show, as JSON, by the same verbs; every refusal a Danish sentence."""

from datetime import date

import pytest
from django.test import Client

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import User
from audits.enums import Measure, PeriodKind, Population
from audits.grid import from_plain
from audits.indicators import VERSION
from audits.rules.period import Period
from config.registry_loader import id_of
from tests import factories as make
from tests.audits.facts import NOVEMBER, OCTOBER, fact, stand
from tests.audits.tables import SMALL, published

pytestmark = pytest.mark.django_db
QUARTER = "/api/v1/tal/planer/2026-K4/"


@pytest.fixture(autouse=True)
def registry() -> None:
    make.registry()


def signed_in(actor: Actor) -> Client:
    client = Client()
    with make.reading():
        user = User.objects.get(id=actor.user)
    client.force_login(user)
    return client


def analyst(region: object = make.NORDJYLLAND) -> Actor:
    return make.person("ane", Role.ANALYST, region)  # type: ignore[arg-type]


def test_own_figures_come_as_a_grid_with_the_indicators_texts() -> None:
    stand(fact(Measure.PLANS, number=3), fact(Measure.PLANS, kind="specialiseret", on=NOVEMBER))
    answer = signed_in(make.triage_officer()).get(QUARTER)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    grid = from_plain(answer.json())
    assert grid.total is not None
    assert (grid.total.cells["planer"].value, grid.total.cells["planer:specialiseret"].value, grid.definition) == (4, 1, VERSION)
    assert answer.json()["indicators"]["planer"]["definition"].startswith("Planer")
    assert answer.json()["title"] == "Planer efter type og niveau"


def test_the_address_narrows_and_asks_as_of_a_day() -> None:
    stand(fact(Measure.PLANS, number=3), fact(Measure.PLANS, kind="specialiseret", on=NOVEMBER))
    client = signed_in(make.triage_officer())

    def total(**asked: str) -> object:
        grid = from_plain(client.get(QUARTER, asked).json())
        return grid.total.cells["planer"].value if grid.total else None

    assert [total(pr="2026-10-31"), total(type="specialiseret"), total(modpart=str(make.GOEDSTRUP)), total(alder="40-64")] == [3, 1, 0, 4]


def test_an_analyst_gets_what_is_published_of_the_region_and_nothing_again_while_it_stands() -> None:
    quarter = Period(OCTOBER, PeriodKind.QUARTER)
    published(make.NORDJYLLAND, "planer", {make.AALBORG: {"planer": SMALL}, "": {"planer": 40}}, period=quarter)
    published(make.NORDJYLLAND, "planer", {"": {"planer": 35}}, period=quarter, data_on=date(2026, 11, 20))
    client = signed_in(analyst())
    answer = client.get(QUARTER)
    grid = from_plain(answer.json())
    assert grid.total is not None
    assert (grid.total.cells["planer"].value, grid.population) == (40, Population.HOME)
    assert answer.headers["Cache-Control"] == "private, no-cache"
    again = client.get(QUARTER, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    listed = client.get("/api/v1/tal/").json()["tables"]
    assert [(one["table"], one["periods"], one["address"]) for one in listed] == [("planer", ["2026-K4"], QUARTER)]
    assert client.get(QUARTER, {"befolkning": "afsender"}).status_code == 404


def test_the_list_names_each_table_the_person_has_and_its_periods() -> None:
    stand(fact(Measure.PLANS))
    listed = {one["table"]: one for one in signed_in(make.author()).get("/api/v1/tal/").json()["tables"]}
    assert "aarsager" not in listed
    assert listed["planer"]["periods"] == ["2026-11", "2026-10", "2026-K4", "2026-H2", "2026"]
    assert listed["nu_sygehuse"]["rows"] == "afdeling"


@pytest.mark.parametrize(
    ("path", "asked", "status", "field"),
    [
        ("/api/v1/tal/planer/2026-13/", {}, 400, "period"),
        ("/api/v1/tal/planer/2026-K04/", {}, 400, "period"),
        ("/api/v1/tal/findes-ikke/2026-K4/", {}, 404, ""),
        (QUARTER, {"pr": "i morgen"}, 400, "pr"),
        (QUARTER, {"pr": "2126-01-01"}, 400, "pr"),
        (QUARTER, {"type": "noget"}, 400, "type"),
        (QUARTER, {"cpr": "1"}, 400, "cpr"),
        (QUARTER, {"alder": ["80+", "0-17"]}, 400, "alder"),
        (QUARTER, {"afdeling": str(make.PHYSIO)}, 404, ""),
        ("/api/v1/tal/oplevelse/2026-K4/", {}, 404, ""),
    ],
)
def test_what_cannot_be_answered_is_said_by_field_in_danish(path: str, asked: dict[str, object], status: int, field: str) -> None:
    answer = signed_in(make.triage_officer()).get(path, asked)
    said = answer.json()["errors"]
    assert (answer.status_code, [one["field"] for one in said]) == (status, [field])
    assert all(one["reason"].endswith(".") for one in said)


def test_a_role_without_figures_is_refused_and_nobody_is_sent_to_a_page_to_log_in() -> None:
    for actor in (make.provider_therapist(), make.person("fie", Role.PLATFORM_ADMIN, id_of("platform"))):
        answer = signed_in(actor).get(QUARTER)
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (403, "")
    answer = Client().get(QUARTER)
    assert (answer.status_code, answer.json()["errors"][0]["reason"]) == (401, "Log ind først.")
    assert signed_in(make.triage_officer()).post(QUARTER).status_code in (403, 405)
    assert Client().get("/api/v1/findes-ikke/").json()["errors"][0]["reason"].startswith("Der er ikke noget")


def test_so_many_requests_a_minute_and_no_more(settings: pytest.FixtureRequest) -> None:
    settings.GOP_FIGURES_A_MINUTE = 2  # type: ignore[attr-defined]
    client = signed_in(make.triage_officer())
    answers = [client.get(QUARTER) for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[2].json()["errors"][0]["reason"] == "Der er spurgt for mange gange på kort tid."
    assert 1 <= int(answers[2].headers["Retry-After"]) <= 60
