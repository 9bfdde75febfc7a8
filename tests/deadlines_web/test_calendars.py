"""Kalender og mål: what is typed wrong is said at its field, what is saved says what it does, and the past stays."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from accounts.tenancy import acting_as
from deadlines import calendar_services as change
from deadlines.models import CalendarRow, OwnGoal, PostalDays
from tests import factories as make

pytestmark = pytest.mark.django_db
WEEK = {"weekdays": ["0", "1", "2", "3"], "closed_on_holidays": "on", "valid_from": "2026-12-01", "valid_to": ""}
DAY = {"kind": "lukket", "first": "2026-12-24", "last": "", "text": "Juleaftensdag"}
GOAL = {
    "text": "Vi ringer hurtigt",
    "number": "3",
    "unit": "aabningsdage",
    "counted_from": "modtagelse",
    "met_by": "kontakt",
    "holds_for": ["almen"],
    "valid_from": "2026-11-20",
    "valid_to": "",
}


@pytest.fixture(autouse=True)
def friday(db: None) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 11, 20, 11, 0, tzinfo=UTC), tick=True) as traveller:
        make.registry()
        yield traveller


@pytest.fixture
def client(friday: time_machine.Traveller) -> Client:
    return signed_in("alma", Role.ORGANISATION_ADMIN)


def signed_in(username: str, role: Role) -> Client:
    actor = make.person(username, role, make.AALBORG)
    with make.reading():
        user = User.objects.get(id=actor.user)
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, answer: Any = None) -> str:
    return " ".join((answer or client.get(reverse("calendars:show"))).content.decode().split())


def test_the_page_says_what_holds_when_nothing_was_decided(client: Client) -> None:
    html = page(client)
    assert "Mandag til fredag, lukket på helligdage. I har ikke bestemt andet." in html
    assert "Et brev regnes for modtaget 2 dage efter, at det er sendt (antaget, I har ikke bestemt jeres eget)." in html


def test_the_form_of_the_week_begins_with_monday_to_friday(client: Client) -> None:
    html = page(client)
    ticked = [number for number in range(7) if f'id="uge-weekdays_{number}" name="weekdays" value="{number}" checked' in html]
    assert ticked == [0, 1, 2, 3, 4]


def test_a_saved_week_stands_with_its_day_who_decided_it_and_what_it_does(client: Client) -> None:
    answer = client.post(reverse("calendars:week"), WEEK, follow=True)
    html = page(client, answer)
    assert "Sidste arbejdsdag og varsel for åbne frister regnes om. Fristerne selv flytter ikke." in html
    assert "Mandag til torsdag, lukket på helligdage" in html
    assert "Fra tirsdag 1. december 2026" in html
    assert "Kommer" in html
    assert "Alma, fre. 20. nov." in html


def test_a_week_replaced_before_it_began_is_kept_as_replaced(client: Client) -> None:
    client.post(reverse("calendars:week"), WEEK)
    client.post(reverse("calendars:week"), {**WEEK, "weekdays": ["0", "2"]})
    html = page(client)
    assert "Mandag og onsdag, lukket på helligdage" in html
    assert "Mandag til torsdag, lukket på helligdage. Fra tirsdag 1. december 2026. Afløst." in html


@pytest.mark.parametrize(
    ("address", "data", "field", "sentence"),
    [
        ("week", {**WEEK, "valid_from": "2026-11-19"}, "uge-valid_from", "Datoen er passeret."),
        ("week", {**WEEK, "weekdays": []}, "uge-weekdays", "Vælg mindst én ugedag."),
        ("week", {**WEEK, "valid_from": "1. december"}, "uge-valid_from", "Skriv datoen som dag, måned og år"),
        ("week", {**WEEK, "valid_to": "2026-11-30"}, "uge-valid_to", "Den sidste dag ligger før den første."),
        ("days", {**DAY, "text": " "}, "dag-text", "Skriv, hvad dagen er"),
        ("days", {**DAY, "kind": "uge"}, "dag-kind", "Vælg, om I har lukket eller åbent."),
        ("days", {**DAY, "last": "2027-12-24"}, "dag-last", "Vælg højst 60 dage ad gangen."),
        ("post", {"days": "15", "valid_from": "2026-11-20"}, "post-days", "Skriv et antal dage fra 0 til 14."),
        ("post", {"days": "to", "valid_from": "2026-11-20"}, "post-days", "Skriv et helt tal."),
        ("new_goal", {**GOAL, "holds_for": []}, "maal-holds_for", "Vælg mindst én type genoptræning."),
        ("new_goal", {**GOAL, "number": ""}, "maal-number", "Skriv et antal fra 0 til 365."),
        ("new_goal", {**GOAL, "text": ""}, "maal-text", "Skriv, hvad målet er."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_saved(
    client: Client, address: str, data: dict[str, Any], field: str, sentence: str
) -> None:
    answer = client.post(reverse(f"calendars:{address}"), data)
    assert answer.status_code == 422
    html = page(client, answer)
    said = html[html.index(f'id="{field}-error"') :]
    assert sentence in said[: said.index("</span> ") + 400]
    with make.reading():
        assert not any(model.objects.exists() for model in (CalendarRow, PostalDays, OwnGoal))


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("week", ["weekdays", "valid_from"]),
        ("days", ["kind", "first", "text"]),
        ("post", ["days", "valid_from"]),
        ("new_goal", ["text", "number", "unit", "counted_from", "met_by", "holds_for", "valid_from"]),
    ],
)
def test_an_empty_form_hears_everything_that_is_missing_at_once(client: Client, address: str, fields: list[str]) -> None:
    answer = client.post(reverse(f"calendars:{address}"), {})
    assert sorted(answer.context["bound"].errors) == sorted(fields)


def test_what_was_typed_is_still_there(client: Client) -> None:
    html = page(client, client.post(reverse("calendars:days"), {**DAY, "first": "2020-01-01"}))
    assert 'value="Juleaftensdag"' in html


def test_a_closed_day_can_be_taken_back(client: Client) -> None:
    client.post(reverse("calendars:days"), DAY)
    client.post(reverse("calendars:days"), {**DAY, "kind": "som_ugen"})
    html = page(client)
    assert "Som ugen ellers: Juleaftensdag" in html
    assert "Lukket: Juleaftensdag. Torsdag 24. december 2026. Afløst." in html


def test_a_goal_is_changed_from_a_day_and_ended_from_a_day(client: Client) -> None:
    client.post(reverse("calendars:new_goal"), GOAL)
    with make.reading():
        series = OwnGoal.objects.get().series
    answer = client.post(reverse("calendars:goal", args=[series]), {**GOAL, "number": "2", "valid_from": "2026-12-01"}, follow=True)
    html = page(client, answer)
    assert "3 åbningsdage efter modtagelsen" in html
    assert "Fra fredag 20. november 2026 til og med mandag 30. november 2026" in html
    assert "2 åbningsdage efter modtagelsen" in html
    answer = client.post(reverse("calendars:end_goal", args=[series]), {"valid_from": "2027-01-01"}, follow=True)
    assert "til og med torsdag 31. december 2026" in page(client, answer)
    assert client.get(reverse("calendars:goal", args=[series])).status_code == 404


def test_a_goals_page_says_what_is_wrong_in_either_form(client: Client) -> None:
    client.post(reverse("calendars:new_goal"), GOAL)
    with make.reading():
        series = OwnGoal.objects.get().series
    answer = client.post(reverse("calendars:goal", args=[series]), {**GOAL, "valid_from": "2026-01-01"})
    assert (answer.status_code, "Datoen er passeret." in page(client, answer)) == (422, True)
    answer = client.post(reverse("calendars:end_goal", args=[series]), {"valid_from": ""})
    assert (answer.status_code, "Angiv en dato." in page(client, answer)) == (422, True)


def test_a_post_address_that_is_opened_leads_to_the_page(client: Client) -> None:
    for name in ("week", "days", "post", "new_goal"):
        assert client.get(reverse(f"calendars:{name}")).headers["Location"] == "/kalender/"


def test_a_team_lead_has_no_such_page(friday: time_machine.Traveller) -> None:
    assert signed_in("lena", Role.TEAM_LEAD).get(reverse("calendars:show")).status_code == 403


def test_the_page_asks_as_much_for_many_rows_as_for_few(client: Client) -> None:
    client.get(reverse("calendars:show"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("calendars:show"))
    admin = make.person("adam", Role.ORGANISATION_ADMIN, make.AALBORG)
    with acting_as(admin):
        for number in range(20):
            change.set_postal_days(admin, valid_from=datetime(2026, 12, 1 + number, tzinfo=UTC).date(), days=number % 5)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("calendars:show"))
    assert len(many) == len(few)
