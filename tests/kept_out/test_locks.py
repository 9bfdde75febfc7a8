"""Repeated failures close the door: by name, by network address; and time or a command opens it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test import Client

from accounts import attempts, clock
from accounts.models import Attempt
from tests import factories as make

RIGHT = {"username": "anna", "password": "gop-test-1"}
WRONG = {"username": "anna", "password": "forkert"}


@pytest.fixture
def anna(db: None) -> None:
    make.registry()
    make.author()


def fail(times: int, name: str = "anna", **extra: str) -> list[int]:
    return [Client(**extra).post("/log-ind/", WRONG | {"username": name}).status_code for _ in range(times)]


def test_after_five_failures_the_right_password_does_not_help_and_the_page_says_when(anna: None) -> None:
    with time_machine.travel("2026-11-24T09:00:30+01:00", tick=False):
        assert fail(6) == [400] * 5 + [429]
        answer = Client().post("/log-ind/", RIGHT)
    assert answer.status_code == 429
    assert "Prøv igen kl. 9.16" in answer.content.decode()


def test_a_name_that_nobody_has_is_answered_the_same(anna: None) -> None:
    def words(name: str) -> str:
        with time_machine.travel("2026-11-24T09:00:30+01:00", tick=False):
            fail(5, name)
            page = Client().post("/log-ind/", WRONG | {"username": name}).content.decode()
        return page[page.index("<main") : page.index("<form")]

    assert words("anna") == words("findes-ikke")


def test_the_lock_ends_by_itself_and_trying_meanwhile_does_not_prolong_it(anna: None) -> None:
    with time_machine.travel("2026-11-24T09:00:00+01:00", tick=False) as travel:
        fail(5)
        travel.shift(timedelta(minutes=14))
        assert fail(3) == [429] * 3
        travel.shift(timedelta(minutes=1, seconds=1))
        assert Client().post("/log-ind/", RIGHT).status_code == 302


def test_a_log_in_that_goes_well_starts_the_count_again(anna: None) -> None:
    fail(4)
    assert Client().post("/log-ind/", RIGHT).status_code == 302
    assert not Attempt.objects.filter(scope="login-name").exists()
    assert fail(5) == [400] * 5


def test_capitals_and_spaces_give_no_new_tries(anna: None) -> None:
    fail(3)
    assert fail(3, " ANNA ") == [400, 400, 429]


def test_a_command_unlocks(anna: None, capsys: pytest.CaptureFixture[str]) -> None:
    fail(5)
    call_command("unlock_user", "anna")
    assert "Låst op." in capsys.readouterr().out
    assert Client().post("/log-ind/", RIGHT).status_code == 302


def test_many_names_from_one_address_close_the_address_and_no_other(anna: None, settings: pytest.FixtureRequest) -> None:
    settings.GOP_LOGIN_ADDRESS_FAILURES = 6  # type: ignore[attr-defined]
    assert [fail(1, f"navn{number}", REMOTE_ADDR="192.0.2.1")[0] for number in range(7)] == [400] * 6 + [429]
    assert Client(REMOTE_ADDR="192.0.2.1").post("/log-ind/", RIGHT).status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.2").post("/log-ind/", RIGHT).status_code == 302


def test_an_address_is_what_our_own_proxy_saw(anna: None, settings: pytest.FixtureRequest) -> None:
    from django.test import RequestFactory

    from accounts.address import address_of

    claimed = RequestFactory(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.9, 203.0.113.5").get("/")
    assert address_of(claimed) == "10.0.0.1"
    settings.GOP_PROXIES = 1  # type: ignore[attr-defined]
    assert address_of(claimed) == "203.0.113.5"
    settings.GOP_PROXIES = 3  # type: ignore[attr-defined]
    assert address_of(claimed) == ""
    settings.GOP_PROXIES = 0  # type: ignore[attr-defined]
    assert address_of(RequestFactory(REMOTE_ADDR="2001:db8::1:2:3").get("/")) == "2001:db8::/64"
    assert address_of(RequestFactory(REMOTE_ADDR="::ffff:192.0.2.1").get("/")) == "192.0.2.1"


def test_what_is_kept_names_nobody(anna: None) -> None:
    fail(1)
    for row in Attempt.objects.all():
        assert len(bytes(row.key)) == 32
        assert b"anna" not in bytes(row.key)
        assert "anna" not in row.scope


def test_old_rows_go_by_themselves(anna: None) -> None:
    fail(1)
    with time_machine.travel(clock.now() + timedelta(days=2)):
        fail(1)
        assert Attempt.objects.count() == 2  # this one's name and address


@pytest.mark.django_db(transaction=True)
def test_attempts_at_the_same_moment_get_no_more_tries_than_one_after_another() -> None:
    def one(_: int) -> bool:
        try:
            return attempts.count(attempts.by_name(), "anna").again is None
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        passed = sum(pool.map(one, range(24)))
    assert 1 <= passed <= 5
