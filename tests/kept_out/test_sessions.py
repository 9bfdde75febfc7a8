"""A session ends after inactivity, not before, and can be kept."""

import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings as configured
from django.contrib.sessions.models import Session
from django.test import Client

from accounts.sessions import SAVED
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Client:
    make.registry()
    make.author()
    client = Client()
    assert client.post("/log-ind/", {"username": "anna", "password": "gop-test-1"}).status_code == 302
    client.get("/planer/")
    return client


def later(**how: float) -> time_machine.travel:
    return time_machine.travel(datetime.now(UTC) + timedelta(**how), tick=False)


def test_the_default_is_an_hour(anna: Client) -> None:
    assert configured.SESSION_COOKIE_AGE == 3600


def test_an_hour_without_a_request_ends_it(anna: Client) -> None:
    with later(minutes=59):
        assert anna.get("/planer/").status_code == 200
    with later(minutes=59 + 61):
        assert anna.get("/planer/").headers["Location"].startswith("/log-ind/?next=%2Fplaner%2F")


def test_whoever_works_is_not_logged_out(anna: Client) -> None:
    for half_hours in range(1, 20):
        with later(minutes=30 * half_hours):
            assert anna.get("/planer/").status_code == 200


def test_it_is_saved_once_a_minute_and_not_at_every_request(anna: Client) -> None:
    before = Session.objects.get().expire_date
    anna.get("/planer/")
    assert Session.objects.get().expire_date == before
    with later(seconds=61):
        anna.get("/planer/")
    assert Session.objects.get().expire_date > before


def test_the_page_knows_how_much_is_left(anna: Client) -> None:
    page = anna.get("/planer/").content.decode()
    assert 'data-session-keep="/bliv-logget-ind/"' in page
    with later(seconds=45):
        assert anna.get("/planer/").context["session_seconds"] <= 3600 - 45
    assert "data-session-seconds" not in Client().get("/log-ind/").content.decode()


def test_it_can_be_kept(anna: Client) -> None:
    with later(minutes=58, seconds=30):
        answer = anna.post("/bliv-logget-ind/")
        assert answer.json() == {"seconds": 3600}
        assert anna.session[SAVED] == int(time.time())
    with later(minutes=117):
        assert anna.get("/planer/").status_code == 200


def test_what_has_ended_cannot_be_kept(anna: Client) -> None:
    with later(minutes=61):
        assert anna.post("/bliv-logget-ind/").status_code == 401
    assert Client().post("/bliv-logget-ind/").status_code == 401
    assert anna.get("/bliv-logget-ind/").status_code == 405
