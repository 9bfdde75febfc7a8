"""Every migration can be undone, and done again gives the same tables behind the same walls."""

from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connections

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

HERE = "n.nspname = 'public'"
CATALOGUE = {
    "columns": f"""SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid)
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE {HERE} AND c.relkind IN ('r', 'v') AND a.attnum > 0 AND NOT a.attisdropped""",
    "constraints": f"""SELECT c.relname, k.conname, pg_get_constraintdef(k.oid) FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {HERE}""",
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "policies": "SELECT tablename, policyname, roles::text, cmd, qual, with_check FROM pg_policies WHERE policyname <> 'seed_all'",
    "walls": f"SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {HERE} AND c.relkind = 'r'",
    "rights": f"""SELECT c.relname, a.grantee::regrole::text, a.privilege_type FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) a
        WHERE {HERE} AND a.grantee <> 0 AND a.grantee::regrole::text <> 'gop_seed'""",
    "rights to columns": f"""SELECT c.relname, t.attname, a.grantee::regrole::text, a.privilege_type FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(t.attacl) a WHERE {HERE} AND a.grantee <> 0""",
    "triggers": f"""SELECT c.relname, t.tgname, pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {HERE} AND NOT t.tgisinternal""",
    "functions": f"""SELECT p.proname, pg_get_functiondef(p.oid), p.proacl::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE {HERE} AND p.prokind = 'f' AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = p.oid AND e.deptype = 'e')""",
}


def catalogue(database: dict[str, Any]) -> dict[str, set[tuple[Any, ...]]]:
    with psycopg.connect(host=database["HOST"], user="postgres", dbname=database["NAME"], autocommit=True) as superuser:
        return {name: set(superuser.execute(statement.encode()).fetchall()) for name, statement in CATALOGUE.items()}


def own_tables(database: dict[str, Any]) -> set[str]:
    labels = [app.label for app in apps.get_app_configs() if (app.module is not None and not app.name.startswith("django."))]
    return {table for table, *_ in catalogue(database)["walls"] if table.partition("_")[0] in labels}


def test_every_migration_can_be_undone_and_done_again(settings: Any) -> None:
    owner = settings.DATABASES["owner"]
    before = catalogue(owner)
    assert len(own_tables(owner)) > 60
    connections.close_all()
    call_command("migrate", "accounts", "zero", database="owner", verbosity=0)
    assert own_tables(owner) == set()
    call_command("migrate", database="owner", verbosity=0)
    after = catalogue(owner)
    assert {name: before[name] ^ after[name] for name in CATALOGUE if before[name] != after[name]} == {}
