"""All rows of the database in one file, and back again. `manage.py backup` and `manage.py restore` are shells around it.

The schema is the migrations'; a backup says which ones, and holds every row of every table as PostgreSQL's own
COPY writes it, read in one snapshot. COPY goes through the driver that serves the application, so it needs no
program of PostgreSQL's, speaks TLS wherever the application does, and does not care which version wrote it.
"""

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import environ
import psycopg
from psycopg import sql

FORMAT = 1
MANIFEST = "manifest.json"
BLOCK = 1 << 18
# What `migrate` itself writes: a database with these rows alone is empty.
BY_MIGRATE = {"django_migrations", "django_content_type", "auth_permission"}
# So that the same row is the same text on every server.
SAME_TEXT = (
    "SET datestyle = 'ISO'; SET intervalstyle = 'postgres'; SET timezone = 'UTC'; SET bytea_output = 'hex'; SET extra_float_digits = 1"
)
TABLES = """SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' GROUP BY 1 ORDER BY 1"""
SEQUENCES = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S' ORDER BY 1"

Connection = psycopg.Connection[tuple[Any, ...]]
Manifest = dict[str, Any]


class BackupError(Exception):
    """Something the operator can mend; the message says how and names no citizen."""


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    """One transaction; an error rolls it back."""
    given = environ.Env.db_url_config(url)
    named = {"host": given["HOST"], "port": given["PORT"], "user": given["USER"], "password": given["PASSWORD"], "dbname": given["NAME"]}
    options = {name: value for name, value in named.items() if value} | given.get("OPTIONS", {})
    try:
        with psycopg.connect(connect_timeout=10, **options) as connection:
            connection.execute(SAME_TEXT)
            connection.commit()
            yield connection
    except psycopg.Error as error:
        # Details and context of an error quote rows.
        said = error.diag.message_primary if error.diag.sqlstate else str(error).splitlines()[0]
        raise BackupError(f"PostgreSQL: {said}") from None


def tables(connection: Connection) -> dict[str, list[str]]:
    return dict(connection.execute(TABLES).fetchall())


def migrations(connection: Connection) -> list[str]:
    return [f"{app}.{name}" for app, name in connection.execute("SELECT app, name FROM django_migrations ORDER BY app, name")]


def _list(columns: list[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, columns))


def checksum(connection: Connection, table: str, columns: list[str]) -> tuple[int, str]:
    """(rows, checksum): a sum over the rows' own hashes, so that their order does not matter."""
    query = sql.SQL(
        "SELECT count(*), coalesce(sum(('x' || left(encode(sha256(convert_to(ROW({})::text, 'UTF8')), 'hex'), 15))::bit(60)::bigint), 0)::text FROM ONLY {}"
    )
    ((rows, total),) = connection.execute(query.format(_list(columns), sql.Identifier(table))).fetchall()
    return rows, total


def _copy(direction: str, table: str, columns: list[str]) -> sql.Composed:
    return sql.SQL("COPY {} ({}) " + direction).format(sql.Identifier(table), _list(columns))


# write ----------------------------------------------------------------------------------------


def write(url: str, path: Path, made_at: str) -> Manifest:
    """Every row as of one moment into `path`, which is there whole or not at all, and its owner's alone."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    half.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(half, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive, connected(url) as connection:
                manifest = _dump(connection, archive, made_at)
            file.flush()
            os.fsync(file.fileno())
        half.rename(path)
    except OSError as error:
        raise BackupError(f"Filen kunne ikke skrives: {error.strerror}.") from None
    finally:
        half.unlink(missing_ok=True)
    return manifest


def _dump(connection: Connection, archive: zipfile.ZipFile, made_at: str) -> Manifest:
    connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    # Without it a role that policies narrow would leave rows out and say nothing; with it PostgreSQL refuses.
    connection.execute("SET LOCAL row_security = off")
    found = tables(connection)
    if "django_migrations" not in found:
        raise BackupError("Databasen er tom: her er ingen tabeller at tage kopi af.")
    # No migration changes a table that has yet to be read.
    connection.execute(sql.SQL("LOCK TABLE {} IN ACCESS SHARE MODE").format(_list(list(found))))
    manifest: Manifest = {"format": FORMAT, "made_at": made_at, "migrations": migrations(connection), "tables": {}, "sequences": {}}
    for table, columns in found.items():
        rows, rows_checksum = checksum(connection, table, columns)
        digest = hashlib.sha256()
        out = _copy("TO STDOUT", table, columns)
        with archive.open(f"{table}.copy", "w", force_zip64=True) as member, connection.cursor() as cursor, cursor.copy(out) as stream:
            for block in stream:
                digest.update(block)
                member.write(block)
        manifest["tables"][table] = {"columns": columns, "rows": rows, "checksum": rows_checksum, "sha256": digest.hexdigest()}
    for (name,) in connection.execute(SEQUENCES).fetchall():
        state = connection.execute(sql.SQL("SELECT last_value, is_called FROM {}").format(sql.Identifier(name))).fetchone()
        manifest["sequences"][name] = list(state or ())
    archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
    return manifest


# read -----------------------------------------------------------------------------------------


def verify(path: Path) -> Manifest:
    """Read the whole file; what it says of itself must be so."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest: Manifest = json.loads(archive.read(MANIFEST))
            if manifest["format"] != FORMAT:
                raise BackupError(f"{path.name} har et format, denne udgave ikke kender.")
            for table, said in manifest["tables"].items():
                with archive.open(f"{table}.copy") as member:
                    digest = hashlib.sha256()
                    while block := member.read(BLOCK):
                        digest.update(block)
                if digest.hexdigest() != said["sha256"]:
                    raise BackupError(f"{path.name} er beskadiget: {table} er ikke, som den blev skrevet.")
    except OSError as error:
        raise BackupError(f"{path.name} kunne ikke læses: {error.strerror}.") from None
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError, zlib.error):
        raise BackupError(f"{path.name} er beskadiget eller ingen sikkerhedskopi.") from None
    return manifest


def restore(url: str, path: Path, *, overwrite: bool = False) -> Manifest:
    """Into a database migrated as the copy says, in one transaction: all of it, proved equal, or nothing."""
    manifest = verify(path)
    with connected(url) as connection, zipfile.ZipFile(path) as archive:
        _refuse(connection, manifest, overwrite)
        names = list(manifest["tables"])
        # No trigger fires, neither those that keep history nor the foreign keys': the rows come as they were.
        connection.execute("SET LOCAL session_replication_role = replica")
        # Rather a refusal than a night of waiting for a process that still holds a table.
        connection.execute("SET LOCAL lock_timeout = '30s'")
        connection.execute(sql.SQL("TRUNCATE {}").format(_list(names)))
        for table, said in manifest["tables"].items():
            into = _copy("FROM STDIN", table, said["columns"])
            with archive.open(f"{table}.copy") as member, connection.cursor() as cursor, cursor.copy(into) as stream:
                while block := member.read(BLOCK):
                    stream.write(block)
        for name, (last, called) in manifest["sequences"].items():
            connection.execute("SELECT setval(%s::regclass, %s, %s)", [f'public."{name}"', last, called])
        wrong = [
            table
            for table, said in manifest["tables"].items()
            if checksum(connection, table, said["columns"]) != (said["rows"], said["checksum"])
        ]
        if wrong:
            raise BackupError(f"Intet er ændret: {', '.join(wrong)} blev ikke som i sikkerhedskopien.")
    with connected(url) as connection:
        connection.execute("ANALYZE")
    return manifest


def _refuse(connection: Connection, manifest: Manifest, overwrite: bool) -> None:
    superuser = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    if superuser != (True,):
        raise BackupError("Indlæsning kræver en superbruger i DATABASE_RESTORE_URL: ingen af GOPs egne roller kan skrive i historikken.")
    found = tables(connection)
    if "django_migrations" not in found:
        raise BackupError("Databasen har ingen tabeller. Kør `manage.py migrate --database owner` først.")
    here, there = set(migrations(connection)), set(manifest["migrations"])
    if here != there or found != {table: said["columns"] for table, said in manifest["tables"].items()}:
        different = ", ".join(sorted(here ^ there)) or "kolonner"
        raise BackupError(f"Databasen er ikke migreret som sikkerhedskopien ({different}). Brug den udgave af GOP, der skrev den.")
    if overwrite:
        return
    full = [table for table in found if table not in BY_MIGRATE and _has_rows(connection, table)]
    if full:
        raise BackupError(f"Databasen er ikke tom ({', '.join(full[:3])} …). Giv --overwrite, hvis alt i den må forsvinde.")


def _has_rows(connection: Connection, table: str) -> bool:
    return connection.execute(sql.SQL("SELECT FROM {} LIMIT 1").format(sql.Identifier(table))).rowcount > 0
