"""What cannot be built here is at least read: containers, locks and the launcher say the same."""

import inspect
import json
import re
import shlex
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from config import healthcheck
from config.local import commands, roles
from config.local.run import Launcher
from tests.support import files

ROOT = Path(__file__).resolve().parents[1]
LOCKS = [*sorted((ROOT / "requirements").glob("*.txt")), ROOT / "package-lock.json", ROOT / ".npmrc"]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def test_the_containers_are_the_processes_of_make_run(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == {*commands.PROCESSES, "migrate", "backup", "postgres", "redis"}


def test_the_containers_take_the_launchers_steps_in_its_order(compose: dict[str, Any]) -> None:
    prepare = inspect.getsource(Launcher._prepare)
    steps = re.findall(r"python manage\.py (\w+)", compose["services"]["migrate"]["command"])
    assert steps == [commands.MIGRATE[1], *re.findall(r'"manage\.py", "(prepare_demo|load_registry)"', prepare)]
    assert prepare.index("*commands.MIGRATE") < prepare.index("prepare_demo") < prepare.index("load_registry")
    for name in commands.PROCESSES:
        assert compose["services"][name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_no_container_writes_outside_its_volumes_or_gains_a_right(compose: dict[str, Any]) -> None:
    more = {"postgres": ["CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID"], "redis": ["CHOWN", "SETGID", "SETUID"]}
    for name, service in compose["services"].items():
        assert service["read_only"] is True, name
        assert "/tmp" in service["tmpfs"], name  # noqa: S108
        assert service["cap_drop"] == ["ALL"], name
        assert service.get("cap_add", []) == more.get(name, []), name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert not {"privileged", "user", "network_mode", "pid"} & set(service), name


def test_what_the_processes_write_has_a_place(compose: dict[str, Any]) -> None:
    for name in commands.PROCESSES:
        assert "mail:/app/var/mail" in compose["services"][name]["volumes"]
    assert "--schedule /tmp/" in compose["services"]["beat"]["command"]
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert "chown gop:gop var/mail var/digital_post var/backup" in dockerfile
    for name in ("web", "worker"):
        assert "digital-post:/app/var/digital_post" in compose["services"][name]["volumes"]
    assert "PYTHONDONTWRITEBYTECODE=1" in dockerfile


def test_only_the_backup_is_told_its_address(compose: dict[str, Any]) -> None:
    told = {name: service["environment"] for name, service in compose["services"].items() if "environment" in service}
    assert [name for name, given in told.items() if "DATABASE_BACKUP_URL" in given] == ["backup"]
    assert not [name for name, given in told.items() if "DATABASE_RESTORE_URL" in given]
    backup = compose["services"]["backup"]
    assert backup["command"].startswith("python manage.py backup")
    assert backup["environment"]["DATABASE_BACKUP_URL"].startswith(f"postgres://{roles.BACKUP}@")
    assert backup["profiles"] == ["backup"]


def test_no_secret_stands_in_the_file(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        for name, value in service.get("environment", {}).items():
            if name in {"SECRET_KEY", "GOP_CPR_KEYS", "GOP_CPR_HASH_KEY"}:
                assert re.fullmatch(r"\$\{\w+:\?.*\}", value), name
            assert not re.search(r"://[^@/]*:[^@/]+@", str(value)), name


def test_the_web_is_asked_whether_it_lives_and_no_other_container_is(compose: dict[str, Any]) -> None:
    line = next(line for line in (ROOT / "Dockerfile").read_text().splitlines() if line.startswith("HEALTHCHECK "))
    assert json.loads(line.partition(" CMD ")[2]) == ["python", "-m", "config.healthcheck"]
    asked = [name for name in [*commands.PROCESSES, "migrate", "backup"] if "healthcheck" not in compose["services"][name]]
    assert asked == ["web"]


@pytest.mark.parametrize(
    ("base", "host", "scheme"), [("https://gop.example", "gop.example", "https"), ("http://127.0.0.1:8010", "127.0.0.1:8010", "http")]
)
def test_the_health_check_asks_as_the_outside_does(base: str, host: str, scheme: str) -> None:
    asked = healthcheck.request("8000", base)
    assert asked.full_url == "http://127.0.0.1:8000/healthz/live"
    assert (asked.get_header("Host"), asked.get_header("X-forwarded-proto")) == (host, scheme)


@pytest.mark.parametrize(("status", "code"), [(200, 0), (301, 1), (503, 1)])
def test_the_health_check_says_what_the_web_says(status: int, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == healthcheck.LIVE else 404)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        monkeypatch.setenv("PORT", str(server.server_port))
        with pytest.raises(SystemExit) as ended:
            healthcheck.main()
    assert ended.value.code == code
    # And when nobody answers.
    with pytest.raises(SystemExit) as ended:
        healthcheck.main()
    assert ended.value.code == 1


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


def test_the_project_is_known_without_git_too() -> None:
    walked = set(files.walked(ROOT))
    assert {"Makefile", "config/settings.py", ".ci/run", "docs/settings.md"} <= walked
    assert not [name for name in walked if name.split("/")[0] in {".git", ".venv", "node_modules", "var"} or "__pycache__" in name]
