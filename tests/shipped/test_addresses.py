"""What a database's address says is what the connection does: password, port, and TLS."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest

from config import backup
from tests.support.stack import ROOT, clean_environment

ADDRESS = "postgres://gop_web:p%40ss@db.example:6432/gop?sslmode=verify-full"
READ = "import json; from config import settings; print(json.dumps(settings.DATABASES))"


def test_tls_asked_for_in_the_address_reaches_the_driver(tmp_path: Path) -> None:
    keys = {"SECRET_KEY": "x", "GOP_CPR_KEYS": "1:AAAA", "GOP_CPR_HASH_KEY": "AAAA"}
    environment = clean_environment(tmp_path, DATABASE_URL=ADDRESS, DATABASE_OWNER_URL=ADDRESS.replace("gop_web", "gop_owner"), **keys)
    said = subprocess.run([sys.executable, "-c", READ], env=environment, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name, database in json.loads(said).items():
        assert database["OPTIONS"]["sslmode"] == "verify-full", name
        assert (database["HOST"], database["PORT"], database["PASSWORD"]) == ("db.example", 6432, "p@ss")


def test_a_backup_keeps_it_too_and_a_failure_names_no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Any] = {}

    def refuse(**options: Any) -> None:
        given.update(options)
        raise psycopg.OperationalError("connection refused")

    monkeypatch.setattr(psycopg, "connect", refuse)
    with pytest.raises(backup.BackupError) as failed, backup.connected(ADDRESS):
        pass
    assert {name: given[name] for name in ("host", "port", "user", "dbname", "sslmode")} == {
        "host": "db.example",
        "port": 6432,
        "user": "gop_web",
        "dbname": "gop",
        "sslmode": "verify-full",
    }
    assert "p@ss" not in str(failed.value)
