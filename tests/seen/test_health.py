"""Health: words for machines, true without a log-in and without a database."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import clock
from config.seen import health, probe
from deadlines import measures, tasks
from deadlines.selectors import SCAN
from gop.tasks import apply_waiting
from tests import factories as make
from tests.gop_web.pages import client_of

PARTS = ["alerts", "database", "deliveries", "redis", "scan", "worker"]


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.DATABASES["default"], "HOST", "/nowhere")


@pytest.fixture
def no_redis(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "REDIS_URL", "redis://127.0.0.1:1/0")


def answer(client: Client | None = None, address: str = "/healthz/ready") -> tuple[int, dict[str, str]]:
    got = (client or Client()).get(address)
    assert got.headers["Cache-Control"] == "no-store"
    assert not got.cookies
    return got.status_code, json.loads(got.content)


def test_a_process_lives_without_a_database() -> None:
    """No mark of django_db: a query would be refused."""
    assert answer(address="/healthz/live") == (200, {"status": "ok"})


def test_without_a_database_it_is_not_ready(nowhere: None, redis_server: str) -> None:
    status, parts = answer()
    assert status == 503
    assert parts == dict.fromkeys(["status", *PARTS], "degraded") | {"redis": "ok"}


@pytest.mark.django_db(transaction=True)
def test_after_a_scan_and_a_look_at_what_waits_all_is_well(redis_server: str) -> None:
    assert answer() == (200, dict.fromkeys(["status", *PARTS], "degraded") | {"database": "ok", "redis": "ok"})
    tasks.scan_deadlines()
    apply_waiting()
    assert answer() == (200, dict.fromkeys(["status", *PARTS], "ok"))


@pytest.mark.django_db(transaction=True)
def test_without_redis_it_serves_and_says_so(no_redis: None) -> None:
    status, parts = answer()
    assert (status, parts["redis"], parts["status"], parts["database"]) == (200, "degraded", "degraded", "ok")


@pytest.mark.django_db
def test_neither_session_nor_person_is_looked_up() -> None:
    make.registry()
    make.triage_officer()
    page = client_of("birgit")
    with CaptureQueriesContext(connection) as asked:
        for address in ("/healthz/live", "/healthz/ready", "/metrics"):
            assert page.get(address).status_code == 200
    assert len(asked) == 0


def state(**minutes: float) -> probe.State:
    """Everything was a moment ago, but what is named."""
    now = clock.now()
    moment = {name: now - timedelta(minutes=minutes.get(name, 0)) for name in ("seen", "ended", "counted")}
    names = ["deliveries.waiting", "alerts.unmailed"]
    told = dict.fromkeys(names, 1.0) | {f"{name}.oldest": minutes.get("oldest", 0) * 60 for name in names}
    return probe.State({SCAN: moment["ended"]}, moment["seen"], told, dict.fromkeys(told, moment["counted"]))


@pytest.mark.parametrize(
    ("minutes", "degraded"),
    [
        ({}, set()),
        ({"ended": 4}, {"scan"}),
        ({"ended": -4}, {"scan"}),
        ({"ended": 4, "seen": 4}, {"scan", "worker"}),
        ({"counted": 4}, {"deliveries", "alerts"}),
        ({"oldest": 16}, {"deliveries", "alerts"}),
    ],
)
def test_what_is_late_is_degraded(minutes: dict[str, float], degraded: set[str]) -> None:
    assert {name for name, word in health.of(state(**minutes)).items() if word == "degraded"} == degraded


def test_what_is_unknown_is_degraded() -> None:
    assert health.of(probe.State()) == dict.fromkeys(["worker", "scan", "deliveries", "alerts"], "degraded")


@pytest.fixture
def public(db: None) -> Iterator[Any]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', 'gop_public', true)")
        yield cursor


@pytest.mark.parametrize("table", ["gop_case", "gop_plan", "gop_delivery", "deadlines_deadline", "deadlines_alert", "accounts_user"])
def test_the_asking_role_reads_no_tenants_table(public: Any, table: str) -> None:
    public.execute("SELECT has_any_column_privilege(%s, 'SELECT')", [table])
    assert public.fetchone() == (False,)


@pytest.mark.django_db
def test_counts_say_how_many_and_how_long() -> None:
    make.registry()
    make.delivered(make.author())
    measures.measure()
    with make.reading():
        told = dict(measures.Measure.objects.values_list("name", "value"))
    assert told["deadlines.watched"] == 2
    assert told["deadlines.due"] == told["alerts.unmailed"] == told["alerts.unmailed.oldest"] == 0
