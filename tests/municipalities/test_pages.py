"""The team lead's pages: teams, places and weekly times. A triage officer reads them; nothing typed is lost."""

from typing import Any

import pytest
from django.test import Client

from municipalities.models import FirstTime, Place, Team
from municipalities.web.areas import as_text, postcodes
from tests import factories as make
from tests.gop_web.pages import client_of, done, press, queries, text_of
from tests.municipalities.desks import place, rule, team

pytestmark = pytest.mark.django_db(transaction=True)
TIME = {"weekday": "2", "at": "9.30", "minutes": "45", "seats": "3", "valid_from": "2026-11-01"}


@pytest.fixture
def lena() -> Client:
    make.registry()
    make.team_lead()
    return client_of("lena")


@pytest.mark.parametrize(
    ("typed", "found", "wrong"),
    [
        ("9000, 9200 9210;9400\n9430", ["9000", "9200", "9210", "9400", "9430"], []),
        ("9000 Aalborg\n9400 Nørresundby", ["9000", "9400"], []),
        ("9000 - 9003", ["9000", "9001", "9002", "9003"], []),
        ("90000, 9000-8000, 12", [], ["90000", "9000-8000", "12"]),
        ("9000-9999", [], ["9000-9999"]),
        ("", [], []),
    ],
)
def test_postcodes_are_read_as_typed_or_pasted(typed: str, found: list[str], wrong: list[str]) -> None:
    assert postcodes(typed) == (found, wrong)
    assert postcodes(as_text(found)) == (found, [])


def test_the_lead_makes_a_team_with_lead_members_and_area(lena: Client) -> None:
    birgit = make.triage_officer()
    answer = lena.post("/team/nyt/", {"name": "Nord", "lead": str(birgit.user), "members": [str(birgit.user)], "areas": "9000, 9400-9402"})
    assert answer.status_code == 302
    with make.reading():
        row = Team.objects.get()
    assert (row.name, row.lead_id, row.members, row.areas) == ("Nord", birgit.user, [birgit.user], ["9000", "9400", "9401", "9402"])
    shown = text_of(lena, "/team/")
    assert "9000, 9400-9402" in shown
    assert "Birgit" in shown


def test_what_cannot_stand_is_said_at_the_field_and_what_was_typed_stays(lena: Client) -> None:
    team("Nord")
    answer = lena.post("/team/nyt/", {"name": "nord", "areas": "9000, 90x"})
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "I har allerede et team med det navn." not in said  # the form's own errors first
    assert "90x" in said
    answer = lena.post("/team/nyt/", {"name": "nord", "areas": "9000"})
    assert "I har allerede et team med det navn." in answer.content.decode()
    elsewhere = make.triage_officer("hanne", make.HERNING)
    assert lena.post("/team/nyt/", {"name": "Syd", "lead": str(elsewhere.user)}).status_code == 422


def test_a_team_that_a_colleague_has_changed_meanwhile_is_shown_as_it_stands_and_saved_only_again(lena: Client) -> None:
    row = team("Nord")
    page = text_of(lena, f"/team/{row.id}/")
    stamp = page.partition('name="stamp" value="')[2].partition('"')[0]
    with make.reading():
        Team.objects.filter(id=row.id).update(areas=["9000"])
    answer = lena.post(f"/team/{row.id}/", {"name": "Nord og Øst", "areas": "", "stamp": stamp})
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "En kollega har ændret det samme" in said
    assert "9000" in said
    stamp = said.partition('name="stamp" value="')[2].partition('"')[0]
    assert lena.post(f"/team/{row.id}/", {"name": "Nord og Øst", "areas": "", "stamp": stamp}).status_code == 302


def test_a_closed_team_stands_as_closed_and_opens_again(lena: Client) -> None:
    row = team("Nord")
    for _ in range(2):
        lena.post(f"/team/{row.id}/", {"do": "luk"})
    assert "Lukket" in text_of(lena, "/team/")
    lena.post(f"/team/{row.id}/", {"do": "aabn"})
    with make.reading():
        assert Team.objects.get().ended_at is None


def test_a_place_and_a_weekly_time_are_made_copied_and_changed(lena: Client) -> None:
    told = {"name": "Center Vest", "kind": "eget_center", "address": "Prøvegade 1, 9000 Aalborg"}
    assert lena.post("/team/steder/nyt/", {**told, "address": ""}).status_code == 422
    assert lena.post("/team/steder/nyt/", told).status_code == 302
    with make.reading():
        where = Place.objects.get()
    assert lena.post("/team/tider/ny/", {**TIME, "place": str(where.id)}).status_code == 302
    with make.reading():
        row = FirstTime.objects.get()
    copy = text_of(lena, f"/team/tider/ny/?fra={row.id}")
    assert 'value="09:30"' in copy
    assert lena.post(f"/team/tider/{row.id}/", {**TIME, "place": str(where.id), "seats": "5"}).status_code == 302
    with make.reading():
        assert [(one.id, one.seats) for one in FirstTime.objects.all()] == [(row.id, 5)]
    assert "Tirsdag kl. 9.30" in text_of(lena, "/team/steder/")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"weekday": ""}, "Vælg en ugedag."),
        ({"at": "kl. 9"}, "Skriv klokkeslættet som timer og minutter, fx 9:30."),
        ({"seats": "0"}, "Skriv et antal pladser fra 1 til 50."),
        ({"minutes": "mange"}, "Skriv et helt tal."),
        ({"valid_to": "2026-10-01"}, "Den sidste dag ligger før den første."),
    ],
)
def test_a_time_that_cannot_be_is_refused_at_its_field(lena: Client, changed: dict[str, str], said: str) -> None:
    answer = lena.post("/team/tider/ny/", {**TIME, "place": str(place().id), **changed})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_triage_officer_reads_the_pages_and_cannot_write(lena: Client) -> None:
    row = team("Nord")
    make.triage_officer()
    birgit = client_of("birgit")
    for address in ("/team/", "/team/steder/", "/team/fordeling/"):
        assert "Opret" not in text_of(birgit, address)
    assert "/team/" in text_of(birgit, "/sager/")
    for address in ("/team/nyt/", f"/team/{row.id}/", "/team/fordeling/ny/", "/team/fordeling/proev/"):
        assert birgit.get(address).status_code == 403


def test_each_page_asks_the_same_number_of_queries_for_one_row_and_for_many(lena: Client) -> None:
    def some(number: int) -> Any:
        nord, where = team(f"Team {number}"), place(f"Sted {number}")
        rule(number, f"Regel {number}", to_team=nord)
        with make.reading():
            FirstTime.objects.create(organisation_id=make.AALBORG, place=where, team=nord, weekday=1, at="09:00", valid_from="2026-11-01")

    pages = ("/team/", "/team/steder/", "/team/fordeling/", "/team/fordeling/ny/", "/team/fordeling/proev/")
    some(1)
    few = [queries(lena, page) for page in pages]
    for number in range(2, 12):
        some(number)
    assert [queries(lena, page) for page in pages] == few


def test_a_case_is_handed_to_a_team_from_its_own_page(lena: Client) -> None:
    _, case_id = make.delivered(make.author())
    nord = team("Nord")
    assert "Team: Nord" in text_of(lena, f"/sager/{case_id}/")
    done(lena, case_id, "overdrag", colleague=f"team:{nord.id}")
    assert "Sagen er overdraget til teamet Nord" in text_of(lena, f"/sager/{case_id}/")
    assert press(lena, case_id, "overdrag", colleague=f"team:{make.AALBORG}").status_code == 400
