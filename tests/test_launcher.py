"""The small parts of `make run`, and a real cluster."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from config.local import binaries, moment, places, ports, secrets
from config.local.instance import Instance
from config.local.postgres import Postgres

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_settings_of_the_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ["PORT", "GOP_NOW", "GOP_CLOCK_OFFSET", "DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_WORKER_URL", "SECRET_KEY"]:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as holder:
        holder.bind((ports.ADDRESS, 0))
        holder.listen()
        yield holder.getsockname()[1]


def test_a_port_that_was_asked_for_is_never_replaced(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", str(taken))
    with pytest.raises(places.Trouble, match=f"Port {taken} is taken"):
        ports.choose()


def test_the_usual_port_gives_way_with_a_word(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "USUAL", taken)
    chosen, word = ports.choose()
    with chosen:
        assert chosen.getsockname()[1] > taken
        assert word == f"Port {taken} is taken; using {chosen.getsockname()[1]}."


@pytest.mark.parametrize("port", ["80a", "70000", "-1"])
def test_what_is_no_port_is_refused(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(places.Trouble, match="no port"):
        ports.choose()


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("", 0),
        ("2026-11-22T11:00", 3600),  # a Danish clock, winter
        ("2026-11-22T09:00:10+00:00", 10),
        ("2026-07-01T11:00", -(144 * 86400)),  # and summer: 09:00 in UTC
    ],
)
def test_the_moment_asked_for_is_a_danish_one(asked: str, seconds: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOP_NOW", asked)
    assert moment.offset(NOW) == seconds


def test_a_start_without_a_moved_moment_forgets_the_last_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOP_NOW", "2020-01-01")
    environment = moment.write(tmp_path)
    assert float((tmp_path / "clock").read_text()) < -5 * 365 * 86400
    assert environment == {"GOP_CLOCK_FILE": str(tmp_path / "clock"), "GOP_NOW": "", "GOP_CLOCK_OFFSET": "0"}
    monkeypatch.delenv("GOP_NOW")
    moment.write(tmp_path)
    assert not (tmp_path / "clock").exists()


def test_a_moment_that_is_none_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOP_NOW", "juleaften")
    with pytest.raises(places.Trouble, match="2026-12-24T10:00"):
        moment.write(tmp_path)


def test_keys_are_made_once_and_read_by_their_owner_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ["GOP_CPR_KEYS", "GOP_CPR_HASH_KEY"]:
        monkeypatch.delenv(name, raising=False)
    first = secrets.keys(tmp_path)
    assert secrets.keys(tmp_path) == first
    assert set(first) == {"SECRET_KEY", "GOP_CPR_KEYS", "GOP_CPR_HASH_KEY"}
    assert (tmp_path / "keys.env").stat().st_mode & 0o777 == 0o600
    monkeypatch.setenv("SECRET_KEY", "given")
    assert secrets.keys(tmp_path)["SECRET_KEY"] == "given"


@pytest.mark.parametrize("name", ["x" * 90, "med mellemrum", "æøå"])
def test_a_socket_has_a_short_plain_path_wherever_the_checkout_is(name: str, tmp_path: Path) -> None:
    var = tmp_path / name
    var.mkdir()
    folder = places.socket_folder(var, "postgres")
    try:
        assert len(str(folder)) < places.SOCKET_FOLDER_LIMIT
        assert str(folder).isascii()
        assert " " not in str(folder)
        assert folder.stat().st_mode & 0o777 == 0o700
    finally:
        places.remove(var)
    assert not folder.exists()


def test_reset_leaves_what_it_did_not_make(tmp_path: Path) -> None:
    secrets.keys(tmp_path)
    (tmp_path / "log").mkdir()
    (tmp_path / "thesis.odt").touch()
    places.remove(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.odt"]


def test_a_lock_lasts_as_long_as_the_child_that_inherited_it(tmp_path: Path) -> None:
    lock = places.Lock(tmp_path / "lock")
    assert lock.acquire()
    assert lock.descriptor is not None
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, pass_fds=[lock.descriptor])
    lock.release()
    assert not places.Lock(tmp_path / "lock").acquire()
    child.communicate(b"\n")
    assert places.Lock(tmp_path / "lock").acquire(wait=5)


def test_an_instance_on_given_servers_names_every_login(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://gop_web@db/gop")
    with pytest.raises(places.Trouble, match="DATABASE_WORKER_URL and DATABASE_OWNER_URL"):
        Instance(tmp_path)
    monkeypatch.setenv("DATABASE_WORKER_URL", "postgres://gop_worker@db/gop")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgres://gop_owner@db/gop")
    monkeypatch.setenv("REDIS_URL", "redis://cache/0")
    instance = Instance(tmp_path)
    assert instance.postgres is None
    assert instance.valkey is None
    assert instance.environment("gop_worker")["DATABASE_URL"] == "postgres://gop_worker@db/gop"
    assert "DATABASE_OWNER_URL" not in instance.environment("gop_worker")


def test_production_is_not_started_like_a_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOP_ENV", "production")
    with pytest.raises(places.Trouble, match="starts a demo"):
        Instance(tmp_path)


def test_a_machine_without_a_build_is_told_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "_package", lambda _: None)
    monkeypatch.setattr(binaries, "MACHINE_FOLDERS", [])
    monkeypatch.setattr(binaries.shutil, "which", lambda *_, **__: None)
    with pytest.raises(places.Trouble, match="Install PostgreSQL"):
        binaries.postgres(tmp_path)
    with pytest.raises(places.Trouble, match="Install valkey or redis"):
        binaries.valkey()


@pytest.mark.stack
def test_a_cluster_survives_a_pid_file_that_names_somebody_else(instance_folder: Path) -> None:
    postgres = Postgres(instance_folder, throwaway=True)
    # An initdb that was cut off is not taken for a cluster.
    (places.data_folder(instance_folder, "postgres") / "half").mkdir()
    postgres.start()
    postgres.prepare()
    postgres.stop()
    data = places.data_folder(instance_folder, "postgres") / "data"
    (data / "postmaster.pid").write_text(f"{os.getpid()}\n")
    postgres.start()
    try:
        postgres.prepare()
        with postgres.connect("gop_web", "gop") as connection:
            row = connection.execute("SELECT upper('æøå'), current_setting('listen_addresses'), inet_server_addr()").fetchone()
            assert row == ("ÆØÅ", "", None)
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("SET ROLE gop_job")
            connection.execute("SET ROLE gop_author")
        with postgres.connect("gop_worker", "gop") as connection:
            connection.execute("SET ROLE gop_job")
    finally:
        postgres.stop()
