"""backup_gop reads every row of every table, those of later migrations too, and can do nothing else."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection

pytestmark = pytest.mark.django_db

READABLE = """SELECT c.relname, has_table_privilege('backup_gop', c.oid, 'SELECT'),
    has_table_privilege('backup_gop', c.oid, 'INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER')
    FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"""


@pytest.fixture
def as_backup() -> Iterator[psycopg.Connection[Any]]:
    owner = settings.DATABASES["owner"]
    with psycopg.connect(host=owner["HOST"], user="backup_gop", dbname=owner["NAME"], autocommit=True) as made:
        yield made


def rows(sql: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_it_may_read_every_table_and_change_none() -> None:
    found = rows(READABLE)
    assert len(found) > 20
    assert [(name, reads, writes) for name, reads, writes in found if not reads or writes] == []


def test_it_may_read_every_sequence_and_move_none() -> None:
    found = rows(
        """SELECT relname, has_sequence_privilege('backup_gop', oid, 'SELECT'), has_sequence_privilege('backup_gop', oid, 'UPDATE,USAGE')
        FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'"""
    )
    assert found
    assert all(reads and not moves for _, reads, moves in found)


def test_it_is_a_member_of_nothing_and_nobody_is_a_member_of_it() -> None:
    assert rows("SELECT 1 FROM pg_auth_members WHERE 'backup_gop'::regrole IN (member, roleid)") == []
    assert rows("SELECT rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls FROM pg_roles WHERE rolname = 'backup_gop'") == [
        (False, False, False, False, True)
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO gop_plan DEFAULT VALUES",
        "UPDATE accounts_user SET name = 'x'",
        "DELETE FROM gop_caseevent",
        "TRUNCATE accounts_accesslog",
        "CREATE TABLE mine (id int)",
        "SET ROLE gop_job",
    ],
)
def test_even_out_of_read_only_it_changes_nothing(as_backup: psycopg.Connection[Any], statement: str) -> None:
    as_backup.execute("SET default_transaction_read_only = off")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        as_backup.execute(statement)


def test_the_logins_that_serve_cannot_become_it() -> None:
    assert rows("SELECT rolname FROM pg_roles WHERE rolname ~ '^gop_' AND pg_has_role(oid, 'backup_gop', 'MEMBER')") == []
