"""The banner of the late scan: on pages of people, when it is true, and not while a start is young."""

import time
from datetime import timedelta

import pytest
import time_machine
from django.test import Client, override_settings

from accounts import clock
from accounts.actor import job_actor
from accounts.danish import clock_time
from accounts.enums import Role
from accounts.tenancy import acting_as
from config.registry_loader import id_of
from config.seen import banner
from deadlines.models import Heartbeat
from deadlines.selectors import SCAN
from tests import factories as make
from tests.gop_web.pages import client_of, queries, text_of

pytestmark = pytest.mark.django_db
BANNER = "Varsler kan være forsinkede."


def scanned(minutes: float) -> None:
    at = clock.now() - timedelta(minutes=minutes)
    with acting_as(job_actor("test")):
        Heartbeat.objects.update_or_create(name=SCAN, defaults={"started_at": at, "ended_at": at})


@pytest.fixture
def old(monkeypatch: pytest.MonkeyPatch) -> banner.Watch:
    """A process that has run for an hour and asks at each page."""
    watch = banner.Watch(patient_since=time.monotonic() - 3600)
    monkeypatch.setattr(banner, "_watch", watch)
    monkeypatch.setattr(banner, "KEEP", -1.0)
    return watch


@pytest.fixture
def page(db: None) -> Client:
    make.registry()
    make.triage_officer()
    return client_of("birgit")


def test_it_says_since_when(page: Client, old: banner.Watch) -> None:
    scanned(4)
    ended = clock.local(clock.now() - timedelta(minutes=4))
    assert f"{clock_time(ended)}. {BANNER}" in text_of(page, "/sager/")
    scanned(1)
    assert BANNER not in text_of(page, "/sager/")


def test_a_day_that_is_not_today_is_named(old: banner.Watch) -> None:
    with time_machine.travel("2026-11-22T12:00:00+00:00"):
        told = banner.sentence(clock.now() - timedelta(days=1))
    assert told == f"Fristerne er ikke gennemgået siden lørdag 21. november 2026 kl. 13.00. {BANNER}"
    assert banner.sentence(None) == f"Fristerne er ikke gennemgået endnu. {BANNER}"


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.PROVIDER_THERAPIST, Role.ANALYST, Role.PLATFORM_ADMIN])
def test_every_function_may_read_it(role: Role, old: banner.Watch) -> None:
    make.registry()
    homes = {Role.AUTHOR: make.AALBORG_HOSPITAL, Role.ANALYST: make.NORDJYLLAND, Role.PLATFORM_ADMIN: id_of("platform")}
    make.person("en", role, homes.get(role, make.HERNING))
    assert BANNER in text_of(client_of("en"), "/hjaelp/")


def test_a_page_outside_the_transaction_says_what_was_last_known(page: Client, old: banner.Watch) -> None:
    scanned(4)
    assert BANNER not in page.get("/findes-ikke/").content.decode()
    text_of(page, "/sager/")
    assert BANNER in page.get("/findes-ikke/").content.decode()


def test_nobody_is_told_before_logging_in(old: banner.Watch) -> None:
    old.words = BANNER
    assert BANNER not in text_of(Client(), "/log-ind/")


def test_a_start_and_a_moved_clock_give_the_worker_time(page: Client, old: banner.Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    scanned(60 * 24)
    assert BANNER in text_of(page, "/sager/")
    with override_settings(GOP_CLOCK_OFFSET=86400.0):
        assert BANNER not in text_of(page, "/sager/")
    monkeypatch.setattr(banner, "_watch", banner.Watch())
    assert BANNER not in text_of(page, "/sager/")


def test_it_is_asked_once_in_a_while(page: Client, old: banner.Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(banner, "KEEP", 60.0)
    scanned(4)
    text_of(page, "/sager/")  # a session just begun is written once more
    old.asked_at = None
    asking = queries(page, "/sager/")
    assert queries(page, "/sager/") == asking - 1
    assert BANNER in text_of(page, "/sager/")
