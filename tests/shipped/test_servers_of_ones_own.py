"""Somebody else's PostgreSQL and Redis: roles by the documented command, addresses in the environment, and the launcher on top."""

import re
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.local.places import Lock
from config.local.postgres import Postgres
from config.local.valkey import Valkey
from tests.docs.reading import DOCS
from tests.support.stack import ROOT, Stack, clean_environment, new_folder, running

pytestmark = pytest.mark.stack

Addresses = dict[str, str]


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Path]:
    """A folder that the instance under test is never told of."""
    folder = new_folder("gop-else-")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def addresses(elsewhere: Path) -> Iterator[Addresses]:
    """A cluster without a role of ours, made ready as docs/settings.md says, and a Redis."""
    postgres, valkey = Postgres(elsewhere, throwaway=True), Valkey(elsewhere)
    postgres.start()
    valkey.start()
    try:
        with postgres.connect() as superuser:
            assert superuser.execute("SELECT FROM pg_roles WHERE rolname ~ 'gop'").rowcount == 0
            superuser.execute("CREATE DATABASE genoptraening")
        assert "python -m config.local.roles" in (DOCS / "settings.md").read_text()
        command = [sys.executable, "-m", "config.local.roles", "development"]
        said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for _ in range(2):  # it may be run again
            with postgres.connect(database="genoptraening") as superuser:
                superuser.execute(said)
        yield {
            "DATABASE_URL": postgres.url("gop_web", "genoptraening"),
            "DATABASE_WORKER_URL": postgres.url("gop_worker", "genoptraening"),
            "DATABASE_OWNER_URL": postgres.url("gop_owner", "genoptraening"),
            "DATABASE_BACKUP_URL": postgres.url("backup_gop", "genoptraening"),
            "DATABASE_RESTORE_URL": postgres.url("postgres", "genoptraening"),
            "REDIS_URL": valkey.url,
        }
    finally:
        valkey.stop()
        postgres.stop()


@pytest.fixture(scope="module")
def instance(elsewhere: Path, addresses: Addresses) -> Iterator[Stack]:
    with running(elsewhere / "instance", "--plans", "5", **addresses) as started:
        yield started


def environments(parent: int) -> dict[str, dict[str, str]]:
    """What each process of the launcher's was told, by the name of its program."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            father = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            words = (folder / "cmdline").read_text().split("\0")
            told = dict(pair.split("=", 1) for pair in (folder / "environ").read_text().split("\0") if "=" in pair)
        except OSError:
            continue
        if father == parent:
            found[next((word for word in ("gunicorn", "worker", "beat", "load_demo") if word in words), words[0])] = told
    return found


def test_it_serves_from_there_and_starts_no_server_itself(instance: Stack) -> None:
    with urllib.request.urlopen(f"{instance.url}/log-ind/") as page:
        assert page.status == 200
    assert not (instance.var / "postgres").exists()
    for server in ["postgres", "redis"]:
        lock = Lock(instance.var / "run" / f"{server}.lock")
        assert lock.acquire()
        lock.release()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_each_process_knows_its_own_login_and_no_other_address(instance: Stack, addresses: Addresses) -> None:
    told = environments(instance.process.pid)
    assert set(told) - {"load_demo"} == {"gunicorn", "worker", "beat"}, "and what publishes beside the first start, while it does"
    for name, variable in {"gunicorn": "DATABASE_URL", "worker": "DATABASE_WORKER_URL", "beat": "DATABASE_WORKER_URL"}.items():
        assert {key: value for key, value in told[name].items() if key.startswith("DATABASE_")} == {"DATABASE_URL": addresses[variable]}
        assert told[name]["REDIS_URL"] == addresses["REDIS_URL"]


def test_backup_and_restore_reach_it_by_their_own_addresses(instance: Stack, addresses: Addresses) -> None:
    said = instance.manage("backup", "--verify", **addresses)
    (path,) = (instance.var / "backup").glob("gop-*.zip")
    assert re.search(rf"{re.escape(str(path))}: \d+ tabeller, \d+ rækker, .* læst igen", said)
    # Into the database of a running instance, whose sessions wait meanwhile.
    assert "hver tabel er som i kopien" in instance.manage("restore", str(path), "--overwrite", **addresses)
    with urllib.request.urlopen(f"{instance.url}/log-ind/") as page:
        assert page.status == 200


def test_a_reset_leaves_servers_and_backups_alone(elsewhere: Path, addresses: Addresses) -> None:
    var = elsewhere / "reset"
    (var / "backup").mkdir(parents=True)
    (var / "backup" / "gop-20261122T040000Z.zip").touch()
    environment = clean_environment(var, **addresses)
    subprocess.run([sys.executable, "-m", "config.local.stop", "--reset"], env=environment, cwd=ROOT, capture_output=True, check=True)
    assert [path.name for path in var.iterdir()] == ["backup"]
    assert (elsewhere / "postgres" / "data").is_dir()
