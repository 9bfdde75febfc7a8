"""GOP_ENV=production starts only as it should, and says in a sentence what is wrong."""

import base64
from pathlib import Path

import pytest

from config.production import forgotten, refusals
from tests.kept_out.starting import PRODUCTION, key, manage

TYPED = base64.b64encode(b"0123456789abcdef0123456789abcdef").decode()
REFUSED: dict[str, tuple[dict[str, str | None], str]] = {
    "a fixed moment": ({"GOP_NOW": "2026-12-24T10:00"}, "GOP_NOW moves the clock"),
    "an offset": ({"GOP_CLOCK_OFFSET": "3600"}, "GOP_CLOCK_OFFSET moves the clock"),
    "a clock file": ({"GOP_CLOCK_FILE": "/run/clock"}, "GOP_CLOCK_FILE moves the clock"),
    "no secret": ({"SECRET_KEY": None}, "SECRET_KEY is missing"),
    "an empty secret": ({"SECRET_KEY": ""}, "SECRET_KEY is missing"),
    "a short secret": ({"SECRET_KEY": "kort"}, "SECRET_KEY is too short or a default"),
    "a default secret": ({"SECRET_KEY": "django-insecure-" + "abcdefghijkl" * 4}, "SECRET_KEY is too short or a default"),
    "no CPR key": ({"GOP_CPR_KEYS": None}, "GOP_CPR_KEYS is missing"),
    "the tests' CPR key": ({"GOP_CPR_KEYS": f"1:{TYPED}"}, "Key 1 of GOP_CPR_KEYS is a default"),
    "a zero CPR key": ({"GOP_CPR_KEYS": "1:" + base64.b64encode(bytes(32)).decode()}, "Key 1 of GOP_CPR_KEYS is a default"),
    "a short second key": ({"GOP_CPR_KEYS": f"2:{key()},1:AAAA"}, "Key 1 of GOP_CPR_KEYS is a default or no key"),
    "two keys of one number": ({"GOP_CPR_KEYS": f"1:{key()},1:{key()}"}, "each once"),
    "no hash key": ({"GOP_CPR_HASH_KEY": None}, "GOP_CPR_HASH_KEY is missing"),
    "a hash key that is none": ({"GOP_CPR_HASH_KEY": "ikke base64"}, "GOP_CPR_HASH_KEY is not base64"),
    "plain http": ({"GOP_BASE_URL": "http://gop.example.org"}, "must begin with https://"),
    "no address": ({"GOP_BASE_URL": None}, "must begin with https://"),
    "no hosts": ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS must name"),
    "all hosts": ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must name"),
    "letters in a folder nobody named": ({"GOP_DIGITAL_POST": "file"}, "Name the folder"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_production_does_not_start_with(what: str) -> None:
    changed, sentence = REFUSED[what]
    found = refusals({name: value for name, value in {**PRODUCTION, **changed}.items() if value is not None})
    assert len(found) == 1
    assert sentence in found[0]


def test_every_refusal_stops_a_real_process_and_names_no_value(tmp_path: Path) -> None:
    wrong = {
        "GOP_NOW": "2026-12-24T10:00",
        "SECRET_KEY": "kort-nok",
        "GOP_CPR_KEYS": f"1:{TYPED}",
        "GOP_BASE_URL": "http://gop.example.org",
    }
    said = manage(tmp_path, "check", **wrong, GOP_CPR_HASH_KEY=None, ALLOWED_HOSTS=None)
    assert said.returncode != 0
    last = said.stderr[said.stderr.index("Production does not start:") :]
    for name in ("GOP_NOW", "SECRET_KEY", "GOP_CPR_KEYS", "GOP_BASE_URL", "GOP_CPR_HASH_KEY", "ALLOWED_HOSTS"):
        assert name in last
    assert "kort-nok" not in said.stderr
    assert TYPED not in said.stderr


@pytest.mark.parametrize("command", ["load_demo", "prepare_demo"])
def test_production_takes_no_demo_data(tmp_path: Path, command: str) -> None:
    said = manage(tmp_path, command)
    assert said.returncode == 1
    assert "Kun i demo" in said.stderr


def test_the_check_for_deployment_finds_nothing(tmp_path: Path) -> None:
    said = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING")
    assert (said.returncode, said.stderr) == (0, "")
    assert "no issues" in said.stdout


def test_a_keys_file_of_a_demo_is_not_read_by_production(tmp_path: Path) -> None:
    (tmp_path / "keys.env").write_text(f"SECRET_KEY={PRODUCTION['SECRET_KEY']}\n")
    assert "SECRET_KEY is missing" in manage(tmp_path, "check", SECRET_KEY=None).stderr


def test_a_forgotten_environment_is_said_loudly_when_the_database_is_elsewhere(tmp_path: Path) -> None:
    said = manage(tmp_path, "check", GOP_ENV=None)
    assert "GOP_ENV is not set, so this is a DEMO" in said.stderr
    assert "db.example.org" in said.stderr
    assert not forgotten({"GOP_ENV": "demo"}, "db.example.org")
    assert not forgotten({}, "/run/postgresql")
    assert not forgotten({}, "")
