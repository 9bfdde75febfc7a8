"""Tests run on a real PostgreSQL, as the application's own roles, and on a real Redis-protocol server.

One cluster a run, migrated once as its owner into a template; each worker works in a copy of it as
`gop_test`, which may take the roles of web and worker and, for factories, the seeding role.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as drawing

from tests.support import browser as browsers
from tests.support import servers as machinery
from tests.support import stack as stacks

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A busy machine is no fault of a rule: how long an example takes says nothing here.
drawing.register_profile("gop", deadline=None, suppress_health_check=[HealthCheck.too_slow])
drawing.load_profile("gop")
SERVERS = machinery.Servers()
DATABASE = f"gop_{machinery.WORKER or 'main'}"
os.environ.update(machinery.environment(SERVERS, DATABASE))

from django.conf import settings  # noqa: E402
from django.test import TransactionTestCase  # noqa: E402

# A worker of xdist reads the settings before this file, with the controller's environment.
for _database in settings.DATABASES.values():
    _database["NAME"] = DATABASE
# A pool's connections would outlive the test and hold the database.
settings.DATABASES["default"]["OPTIONS"].pop("pool", None)
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
settings.PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")


def pytest_sessionstart(session: pytest.Session) -> None:
    # With xdist the servers are the controller's, which outlives its workers; alone they start when a test asks.
    if getattr(session.config.option, "numprocesses", None) and not session.config.option.collectonly:
        SERVERS.start()


def pytest_unconfigure() -> None:
    SERVERS.stop()


@pytest.hookimpl(trylast=True)  # after they have been put in random order
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # Whole instances first, so that nobody waits for the last of them.
    items.sort(key=lambda item: item.get_closest_marker("stack") is None)
    if browsers.executable():
        return
    if os.environ.get("GOP_REQUIRE_BROWSER"):
        raise pytest.UsageError(browsers.MISSING)
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=browsers.MISSING))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if any(browsers.MISSING in str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])):
        terminalreporter.write_line(browsers.MISSING, yellow=True)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: "pytest.FixtureRequest") -> Iterator[None]:
    from tests.support.databases import Databases

    SERVERS.start()
    databases = Databases(SERVERS.postgres, DATABASE)
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        databases.make()
    # Django would TRUNCATE, which no serving role may and append-only tables refuse to everybody.
    # A fixture would be undone before the last test's own teardown.
    TransactionTestCase._fixture_teardown = lambda _: databases.copy()  # type: ignore[attr-defined,method-assign]
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        databases.drop()


@pytest.fixture(autouse=True)
def no_worker_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test is a web process that has just started: no worker runs beside it, and no page says so."""
    from config.seen import banner

    monkeypatch.setattr(banner, "_watch", banner.Watch())


@pytest.fixture(scope="session")
def redis_server() -> str:
    """The address of a running Redis-protocol server."""
    SERVERS.start()
    return SERVERS.valkey.url


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    with browsers.launched() as launched:
        yield launched


@pytest.fixture
def instance_folder() -> Iterator[Path]:
    """A var folder with a path short enough for a socket, reachable for `nobody`."""
    folder = stacks.new_folder()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def stack() -> Iterator[stacks.Stack]:
    """One whole instance for the tests marked `stack`, with a few demo plans and a scan every second."""
    folder = stacks.new_folder()
    with stacks.running(folder, "--plans", "20", GOP_SCAN_SECONDS="1") as running:
        yield running
    shutil.rmtree(folder, ignore_errors=True)
