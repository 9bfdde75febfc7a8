"""The rehearsal: rows of every kind, a backup, a wiped database, a restore, and every table as it was."""

import hashlib
import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from config import backup
from gop.models import Plan
from tests import factories
from tests.support.databases import TEMPLATE

pytestmark = pytest.mark.django_db(transaction=True)

Tables = dict[str, tuple[int, str]]


def connect(user: str, database: str, host: str) -> psycopg.Connection[Any]:
    return psycopg.connect(host=host, user=user, dbname=database, autocommit=True)


@pytest.fixture
def database(settings: Any) -> tuple[str, str]:
    """(name, host) of this test's own database; the commands are told its addresses."""
    name, host = settings.DATABASES["owner"]["NAME"], settings.DATABASES["owner"]["HOST"]
    settings.DATABASE_BACKUP_URL = f"postgres://backup_gop@/{host}/{name}"
    settings.DATABASE_RESTORE_URL = f"postgres://postgres@/{host}/{name}"
    return name, host


@pytest.fixture
def rows_of_every_kind(database: tuple[str, str]) -> None:
    factories.registry()
    anna = factories.author()
    factories.triage_officer()
    factories.delivered(anna)
    factories.draft(anna, citizen_name='Æøå "quoted"\tTest\nBerggren \\ slut')


@pytest.fixture
def wipe(database: tuple[str, str]) -> Callable[[], None]:
    """A new database, migrated and empty, in the place of the old."""

    def run() -> None:
        name, host = database
        connections.close_all()
        with connect("postgres", "postgres", host) as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
            server.execute(f'CREATE DATABASE "{name}" OWNER gop_owner TEMPLATE {TEMPLATE}')
        with connect("postgres", name, host) as empty:  # the tests' template has the code lists
            empty.execute("TRUNCATE gop_code, gop_codeword")

    return run


def every_table(database: tuple[str, str]) -> Tables:
    """Counts and checksums by other means than the backup's own."""
    name, host = database
    found: Tables = {}
    with connect("postgres", name, host) as superuser:
        names = superuser.execute("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'").fetchall()
        for (table,) in names:
            rows = sorted(repr(row) for row in superuser.execute(f'SELECT * FROM "{table}"').fetchall())
            found[table] = (len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest())
    return found


def backed_up(folder: Path) -> Path:
    call_command("backup", "--to", str(folder), "--verify", verbosity=0)
    (path,) = folder.glob("gop-*.zip")
    return path


def rewritten(path: Path, table: str, change: Callable[[bytes], bytes], *, honest: bool) -> Path:
    """The same file with one table changed; an honest one says so in its manifest."""
    other = path.with_name("gop-other.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == f"{table}.copy":
                content = change(content)
            elif name == backup.MANIFEST and honest:
                manifest = json.loads(content)
                manifest["tables"][table]["sha256"] = hashlib.sha256(change(old.read(f"{table}.copy"))).hexdigest()
                content = json.dumps(manifest).encode()
            new.writestr(name, content)
    return other


@pytest.mark.usefixtures("rows_of_every_kind")
def test_dumped_wiped_and_restored_every_table_is_as_it_was(
    database: tuple[str, str], tmp_path: Path, wipe: Callable[[], None], capsys: pytest.CaptureFixture[str]
) -> None:
    before = every_table(database)
    path = backed_up(tmp_path / "backup")
    with_rows = [table for table, (count, _) in before.items() if count]
    assert {"gop_plan", "gop_planversion", "gop_case", "gop_caseevent", "deadlines_deadline", "accounts_user"} <= set(with_rows)

    wipe()
    assert every_table(database)["gop_plan"][0] == 0
    call_command("restore", str(path))
    assert every_table(database) == before
    assert "hver tabel er som i kopien" in capsys.readouterr().out

    # It lives: the numbers of the sequences too, the walls, and the next plan.
    connections.close_all()
    with factories.reading():
        assert Plan.objects.count() == 2
    factories.delivered(factories.person("bo", factories.Role.AUTHOR, factories.AALBORG_HOSPITAL))
    name, host = database
    with connect("gop_owner", name, host) as owner:
        assert owner.execute("SELECT count(*) FROM gop_plan").fetchone() == (0,)
        owner.execute("INSERT INTO django_content_type (app_label, model) VALUES ('a', 'b')")
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
            owner.execute("DELETE FROM gop_caseevent")


@pytest.mark.usefixtures("rows_of_every_kind")
def test_the_file_is_its_owners_alone_and_its_name_says_when_and_nothing_else(tmp_path: Path) -> None:
    path = backed_up(tmp_path / "backup")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert path.stem.removeprefix("gop-").translate(str.maketrans("", "", "0123456789TZ")) == ""
    manifest = backup.verify(path)
    assert "gop.0002_walls" in manifest["migrations"]
    assert factories.NANCY.encode() not in b"".join(zipfile.ZipFile(path).read(f"{table}.copy") for table in manifest["tables"])


@pytest.mark.usefixtures("rows_of_every_kind")
def test_a_database_with_rows_is_not_overwritten_unasked(database: tuple[str, str], tmp_path: Path) -> None:
    path = backed_up(tmp_path)
    before = every_table(database)
    factories.draft(factories.person("bo", factories.Role.AUTHOR, factories.AALBORG_HOSPITAL))
    connections.close_all()
    with pytest.raises(CommandError, match="ikke tom"):
        call_command("restore", str(path))
    call_command("restore", str(path), "--overwrite", verbosity=0)
    assert every_table(database) == before


@pytest.mark.usefixtures("rows_of_every_kind")
def test_a_damaged_file_is_refused_before_anything_is_touched(database: tuple[str, str], tmp_path: Path) -> None:
    path = backed_up(tmp_path)
    whole, before = path.read_bytes(), every_table(database)
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(CommandError, match="beskadiget"):
        call_command("restore", str(path), "--overwrite")
    middle = len(whole) // 3
    path.write_bytes(whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :])
    with pytest.raises(CommandError, match="beskadiget"):
        call_command("restore", str(path), "--verify")
    path.write_bytes(whole)
    altered = rewritten(path, "accounts_user", lambda rows: rows.replace(b"anna", b"Anna"), honest=False)
    with pytest.raises(CommandError, match="accounts_user er ikke"):
        call_command("restore", str(altered), "--overwrite")
    assert every_table(database) == before


@pytest.mark.usefixtures("rows_of_every_kind")
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda rows: rows.replace(b"anna", b"Anna"), "blev ikke som"),
        (lambda rows: rows.split(b"\n", 1)[1], "blev ikke som"),
        (lambda rows: rows + rows, "PostgreSQL: duplicate key"),
    ],
)
def test_a_restore_that_does_not_end_equal_changes_nothing(
    change: Callable[[bytes], bytes], said: str, database: tuple[str, str], tmp_path: Path
) -> None:
    altered = rewritten(backed_up(tmp_path), "accounts_user", change, honest=True)
    before = every_table(database)
    with pytest.raises(CommandError, match=said) as refused:
        call_command("restore", str(altered), "--overwrite")
    assert "anna" not in str(refused.value).lower()
    assert every_table(database) == before


@pytest.mark.usefixtures("rows_of_every_kind")
def test_another_schema_is_refused(database: tuple[str, str], tmp_path: Path) -> None:
    path = backed_up(tmp_path)
    name, host = database
    with connect("postgres", name, host) as superuser:
        superuser.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('gop', '9999_later', now())")
    with pytest.raises(CommandError, match=r"gop\.9999_later"):
        call_command("restore", str(path), "--overwrite")


def test_only_a_superuser_restores_and_a_narrowed_role_backs_nothing_up(
    database: tuple[str, str], settings: Any, tmp_path: Path, rows_of_every_kind: None
) -> None:
    path = backed_up(tmp_path)
    settings.DATABASE_RESTORE_URL = settings.DATABASE_RESTORE_URL.replace("postgres@", "gop_owner@")
    with pytest.raises(CommandError, match="superbruger"):
        call_command("restore", str(path), "--overwrite")
    path.unlink()
    # The owner owns every table and still sees no tenant's row: an empty backup would be the worst of all.
    settings.DATABASE_BACKUP_URL = settings.DATABASE_BACKUP_URL.replace("backup_gop@", "gop_owner@")
    with pytest.raises(CommandError, match="row-level security"):
        call_command("backup", "--to", str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_without_an_address_nothing_is_tried(settings: Any, tmp_path: Path) -> None:
    settings.DATABASE_BACKUP_URL = settings.DATABASE_RESTORE_URL = ""
    with pytest.raises(CommandError, match="DATABASE_BACKUP_URL"):
        call_command("backup", "--to", str(tmp_path))
    with pytest.raises(CommandError, match="DATABASE_RESTORE_URL"):
        call_command("restore", str(tmp_path / "none.zip"))


def test_a_full_disk_leaves_no_half_file(database: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    with pytest.raises(CommandError, match="No space left"):
        call_command("backup", "--to", str(tmp_path))
    assert list(tmp_path.iterdir()) == []
