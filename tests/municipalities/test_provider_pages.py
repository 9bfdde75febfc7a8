"""The directory for anybody, and what a provider keeps of itself."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts import clock
from accounts.actor import Actor, NotAllowed
from accounts.enums import Role
from accounts.errors import NotAccepted
from accounts.tenancy import acting_as
from municipalities.models import Provider, ProviderPlace, WaitingTime
from municipalities.own_provider import waiting_asked_about
from municipalities.services import NotThere
from municipalities.waiting_services import Told, state_waiting
from tests import factories as make
from tests.gop_web.pages import client_of, queries, text_of
from tests.municipalities.providers import FIELD, LEVEL, agreement, contract, place, waits

pytestmark = pytest.mark.django_db(transaction=True)
OWN = "/leverandoer/oplysninger/"


@pytest.fixture
def petra(db: None) -> Actor:
    make.registry()
    return make.provider_therapist()


def told(page: Client, where: ProviderPlace, **said: Any) -> Any:
    """Post the table as it stands, with one cell changed."""
    name = f"{where.id}-{FIELD}-{LEVEL}"
    html = page.get(OWN).content.decode()
    seen = html.split(f'name="seen-{name}"')[1].split(">")[0]
    stamp = seen.split('value="')[1].split('"')[0] if "value=" in seen else ""
    return page.post(OWN, {f"seen-{name}": stamp, **{f"{key}-{name}": value for key, value in said.items()}})


def test_anybody_reads_the_directory_with_agreements_in_force_and_when_the_wait_was_told(petra: Actor) -> None:
    agreement(petra.tenant)
    waits(place(petra.tenant, "Vest"), 5, seats=2)
    agreement(over := make.provider("Ophørt"), valid_to=clock.today() - timedelta(days=1))
    place(over)
    contract(make.provider("Kun Aalborgs"))
    html = text_of(Client(), "/leverandoerer/")
    assert "1 leverandør" in html
    assert "Testby Fysioterapi" in html
    assert "Vest, Prøvegade 1, 9000 Aalborg" in html
    assert "Hofte, ben og fod, kirurgisk: basalt" in html
    assert "2 ledige pladser" in html
    assert "oplyst " in html
    assert "Ophørt" not in html
    assert "Kun Aalborgs" not in html
    own = text_of(Client(), "/leverandoerer/testby-fysioterapi/")
    assert "Tidligst" in own
    assert Client().get("/leverandoerer/findes-ikke/").status_code == 404


def test_filters_narrow_and_a_municipality_only_sorts(petra: Actor) -> None:
    for name, north, more in (("Langt væk", 2.0, {}), ("Tæt på", 0.1, {}), ("Hjerteklinik", 0.2, {"training_field": "hjerte"})):
        agreement(one := make.provider(name), **more)
        place(one, north=north)
    html = text_of(Client(), f"/leverandoerer/?fagomraade={FIELD}&niveau={LEVEL}&kommune=0851")
    assert html.index("Tæt på") < html.index("Langt væk")
    assert "11 km" in html
    assert "Hjerteklinik" not in html
    assert "3 leverandører" in text_of(Client(), "/leverandoerer/?fagomraade=vrøvl&kommune=9999&side=x")


def test_an_authority_sees_its_own_contracts_too_and_no_other_does(petra: Actor) -> None:
    contract(make.provider("Kun Aalborgs"))
    make.triage_officer()
    make.triage_officer("herdis", make.HERNING)
    assert "Kun Aalborgs" in text_of(client_of("birgit"), "/leverandoerer/?aftale=egen")
    assert "Kun Aalborgs" not in text_of(client_of("herdis"), "/leverandoerer/")


def test_the_directory_asks_as_much_of_thirty_providers_as_of_one(petra: Actor) -> None:
    agreement(petra.tenant)
    waits(place(petra.tenant), 1)
    address = "/leverandoerer/?kommune=0851"
    queries(Client(), address)
    first = queries(Client(), address)
    for number in range(5):
        agreement(one := make.provider(f"Nummer {number}"))
        waits(place(one), number)
    assert queries(Client(), address) == first


def test_a_provider_states_its_waiting_times_in_one_form(petra: Actor) -> None:
    agreement(petra.tenant)
    where = place(petra.tenant, "Vest")
    page, day = client_of("petra"), clock.today() + timedelta(days=4)
    assert "1 ventetid er ikke oplyst" in text_of(page, OWN)
    assert told(page, where, day=day.isoformat(), seats="3").status_code == 302
    with make.reading():
        row = WaitingTime.objects.get()
    assert (row.earliest_on, row.seats, row.stated_by_name) == (day, 3, "Petra")
    assert "er ikke oplyst i de sidste" not in text_of(page, OWN)
    assert told(page, where, none="on").status_code == 302
    with make.reading():
        assert WaitingTime.objects.get().earliest_on is None
    refused = told(page, where, day=(clock.today() - timedelta(days=1)).isoformat())
    assert refused.status_code == 422
    assert "Dagen er passeret" in refused.content.decode()


def test_one_word_for_a_whole_place_is_said_of_everything_there_and_of_nothing_elsewhere(petra: Actor) -> None:
    agreement(petra.tenant)
    agreement(petra.tenant, training_field="hjerte")
    west, east = place(petra.tenant, "Vest"), place(petra.tenant, "Øst")
    page, day = client_of("petra"), clock.today() + timedelta(days=6)
    refused = page.post(OWN, {"do": "alle", "place": str(west.id)})
    assert refused.status_code == 422
    assert "Angiv den tidligste dag" in refused.content.decode()
    assert page.post(OWN, {"do": "alle", "place": str(uuid.uuid4()), "day": day.isoformat()}).status_code == 422
    assert page.post(OWN, {"do": "alle", "place": str(west.id), "day": day.isoformat(), "seats": "2"}).status_code == 302
    with make.reading():
        assert list(WaitingTime.objects.values_list("place_id", "earliest_on", "seats")) == [(west.id, day, 2)] * 2
        assert not WaitingTime.objects.filter(place=east).exists()


def test_a_waiting_time_is_asked_about_when_it_is_older_than_fourteen_days(petra: Actor) -> None:
    agreement(petra.tenant)
    row = waits(place(petra.tenant), 30, stated_at=clock.now() - timedelta(days=14) + timedelta(hours=1))
    with acting_as(petra):
        assert waiting_asked_about(petra) == 0
    with make.reading():
        WaitingTime.objects.filter(id=row.id).update(stated_at=clock.now() - timedelta(days=14, hours=1))
    with acting_as(petra):
        assert waiting_asked_about(petra) == 1


def test_what_a_colleague_said_meanwhile_is_not_written_over(petra: Actor) -> None:
    agreement(petra.tenant)
    row = waits(where := place(petra.tenant), 30, stated_by_name="Paul")
    cell = (where.id, FIELD, LEVEL)
    with acting_as(petra), pytest.raises(NotAccepted, match="Paul har ændret det"):
        state_waiting(petra, {cell: Told(clock.today(), None, False)}, {cell: "før"})
    with acting_as(petra):
        assert state_waiting(petra, {cell: Told(clock.today(), None, False)}, {cell: row.stated_at.isoformat()}) == 1


def test_a_provider_writes_in_nobody_elses_row_and_a_municipality_is_no_provider(petra: Actor) -> None:
    theirs = place(make.provider("Nabo"))
    cell = (theirs.id, FIELD, LEVEL)
    with acting_as(petra), pytest.raises(NotThere):
        state_waiting(petra, {cell: Told(clock.today(), None, False)}, {})
    page = client_of("petra")
    assert page.get(f"{OWN}steder/{theirs.id}/").status_code == 404
    alma = make.person("alma", Role.ORGANISATION_ADMIN, make.AALBORG)
    assert client_of("alma").get(OWN).status_code == 302  # home, with a word about it
    with acting_as(alma), pytest.raises(NotAllowed):
        state_waiting(alma, {}, {})


def test_a_provider_keeps_its_places_and_how_it_is_reached(petra: Actor) -> None:
    page = client_of("petra")
    typed = {
        "name": "Øst",
        "address": "Prøvegade 9",
        "postcode": "9000",
        "town": "Aalborg",
        "access": "Elevator",
        "point": "57,0488 9,9217",
    }
    assert page.post(f"{OWN}steder/nyt/", typed | {"point": "9.9, 57.0"}).status_code == 422
    assert page.post(f"{OWN}steder/nyt/", typed).status_code == 302
    assert page.post(f"{OWN}steder/nyt/", typed).status_code == 422  # the name is taken
    with make.reading():
        row = ProviderPlace.objects.get()
    assert float(row.latitude or 0) == 57.0488
    assert page.post(f"{OWN}steder/{row.id}/", {"do": "luk"}).status_code == 302
    assert page.post(f"{OWN}om/", {"phone": "12", "email": "x", "web": "klinik.dk", "about": ""}).status_code == 422
    assert page.post(f"{OWN}om/", {"phone": "99 00 00 61", "email": "", "web": "", "about": "Vi træner."}).status_code == 302
    with make.reading():
        assert Provider.objects.get().changed_by_name == "Petra"
        assert ProviderPlace.objects.get().ended_at is not None


def test_the_organisations_own_administrator_keeps_the_providers_page_too(petra: Actor) -> None:
    agreement(petra.tenant)
    contract(petra.tenant, training_field="hjerte")
    place(petra.tenant)
    make.person("adam", Role.ORGANISATION_ADMIN, petra.tenant)
    html = text_of(client_of("adam"), OWN)
    assert "Hjerte og kredsløb, basalt" in html  # a party to the contract sees that it is asked about it


def test_agreement_pages_add_review_end_and_take_in_a_file(petra: Actor) -> None:
    make.team_lead()
    page = client_of("lena")
    typed = {"provider": str(petra.tenant), "training_field": FIELD, "level": LEVEL, "valid_from": "2026-01-01", "review_on": "2026-02-01"}
    assert page.post("/leverandoerer/aftaler/ny/", {**typed, "provider": ""}).status_code == 422
    assert page.post("/leverandoerer/aftaler/ny/", typed).status_code == 302
    html = text_of(page, "/leverandoerer/aftaler/?vis=gennemgang")
    assert "1 aftale, der skal gennemgås" in html
    row = html.split('class="gop-row-main" href="')[1].split('"')[0]
    assert page.post(row, {"do": "gennemgaaet", "again_on": "", "shown": "2026-02-01"}).status_code == 302
    assert page.post(row, {"do": "ophoer", "last": "2026-01-02"}).status_code == 422
    lines = "leverandør;fagområde;niveau;gælder fra\nTestby Fysioterapi;Lunge;basal;1.1.2027\n"
    looked = page.post("/leverandoerer/aftaler/indlaes/", {"text": lines, "se": "ja"})
    assert "Ny aftale" in looked.content.decode()
    bad = page.post("/leverandoerer/aftaler/indlaes/", {"text": lines + "Ukendt;Lunge;basal;1.1.2027\n", "indlaes": "ja"})
    assert bad.status_code == 422
    assert "1 linje kan ikke indlæses" in bad.content.decode()
    assert page.post("/leverandoerer/aftaler/indlaes/", {"text": lines, "indlaes": "ja"}).status_code == 302
    assert "Testby Fysioterapi;Lunge;Basalt;01.01.2027" in page.get("/leverandoerer/aftaler/hent/").content.decode()


def test_the_platform_makes_a_provider_and_keeps_kls_list(petra: Actor) -> None:
    from config.registry_loader import id_of

    make.person("forvalter", Role.PLATFORM_ADMIN, id_of("platform"))
    page = client_of("forvalter")
    assert page.post("/leverandoerer/kl/opret-leverandoer/", {"name": "Ådalens Træning"}).status_code == 302
    assert page.post("/leverandoerer/kl/opret-leverandoer/", {"name": "ådalens  træning"}).status_code == 422
    lines = "leverandør;fagområde;niveau;gælder fra\nÅdalens Træning;Lunge;basal;1.1.2026\n"
    assert page.post("/leverandoerer/kl/indlaes/", {"text": lines, "indlaes": "ja"}).status_code == 302
    assert "Ådalens Træning" in text_of(Client(), "/leverandoerer/?fagomraade=lunge")
    assert page.get("/leverandoerer/aftaler/").status_code == 403
