"""What cannot be built here is at least read: containers, locks and the launcher say the same."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from config.local import commands, roles

ROOT = Path(__file__).resolve().parents[1]
LOCKS = [*sorted((ROOT / "requirements").glob("*.txt")), ROOT / "package-lock.json", ROOT / ".npmrc"]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def test_the_containers_are_the_processes_of_make_run(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == {*commands.PROCESSES, "migrate", "postgres", "redis"}


@pytest.mark.parametrize("name", commands.PROCESSES)
def test_each_container_runs_the_launchers_command_under_the_launchers_login(compose: dict[str, Any], name: str) -> None:
    service = compose["services"][name]
    command = commands.PROCESSES[name]
    assert shlex.split(service["command"])[: len(command)] == command
    assert service["environment"]["DATABASE_URL"].startswith(f"postgres://{commands.LOGIN[name]}@")
    assert "DATABASE_OWNER_URL" not in service["environment"]
    assert not service.get("privileged")


def test_only_migrate_is_told_the_owners_address(compose: dict[str, Any]) -> None:
    service = compose["services"]["migrate"]
    assert " ".join(commands.MIGRATE) in service["command"]
    assert service["environment"]["DATABASE_OWNER_URL"].startswith("postgres://gop_owner@")


def test_nothing_listens_to_the_outside_but_the_web_on_this_machine(compose: dict[str, Any]) -> None:
    ports = {name: service["ports"] for name, service in compose["services"].items() if "ports" in service}
    assert ports == {"web": ["127.0.0.1:${PORT:-8000}:8000"]}


def test_the_image_runs_the_web_and_not_as_root() -> None:
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    command = json.loads(lines[-1].removeprefix("CMD "))
    assert command[: len(commands.PROCESSES["web"])] == commands.PROCESSES["web"]
    assert [line for line in lines if line.startswith("USER ")] == ["USER gop"]
    assert any("--require-hashes -r requirements/runtime.txt" in line for line in lines)


def test_the_containers_get_the_same_roles() -> None:
    kind = "development"
    assert (ROOT / "config/local/roles.sql").read_text().split("\n", 1)[1] == roles.cluster_sql(kind) + roles.database_sql(kind)


def test_production_has_no_role_for_seeding_or_tests() -> None:
    sql = roles.cluster_sql("production") + roles.database_sql("production")
    assert "gop_seed" not in sql
    assert "gop_test" not in sql
    above = [line for line in sql.splitlines() if re.search(r"(?<!NO)(SUPERUSER|BYPASSRLS|CREATEROLE|REPLICATION|CREATEDB)", line)]
    # The backup reads past the policies, and can nothing else.
    assert above == [
        "ALTER ROLE backup_gop LOGIN NOCREATEDB NOINHERIT CONNECTION LIMIT 3 NOSUPERUSER BYPASSRLS NOCREATEROLE NOREPLICATION;"
    ]
    assert not re.search(r"GRANT \w+ TO backup_gop|TO backup_gop WITH", sql)


def test_no_page_can_become_the_job_and_no_login_inherits() -> None:
    assert "gop_job" not in roles.MAY_BECOME["gop_web"]
    assert "INHERIT TRUE" not in roles.cluster_sql("production")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_no_lock_names_an_address(lock: Path) -> None:
    assert "://" not in lock.read_text()


@pytest.mark.parametrize("lock", [path for path in LOCKS if path.suffix == ".txt"], ids=lambda path: path.name)
def test_every_package_has_hashes_and_everything_asked_for_is_locked(lock: Path) -> None:
    text = lock.read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip()]
    assert all(re.match(r"[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line) for line in lines)
    locked = {line.split("==")[0] for line in lines}
    asked = re.findall(r"^([a-z][a-z0-9-]*)", lock.with_suffix(".in").read_text(), re.MULTILINE)
    assert set(asked) <= locked
