"""Words for migrations: what may be read and written, by which database role.

Each function returns a RunSQL operation with its reverse; `manage.py sqlmigrate` shows the SQL.
Policies are one equality where a list is read (`organisation_id = app_organisation()`), and
EXISTS only where one record is opened.
"""

from django.db.migrations import RunSQL

FUNCTIONS = """
CREATE FUNCTION app_organisation() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.organisation', true), '')::uuid;
CREATE FUNCTION app_user() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.user', true), '')::uuid;
CREATE FUNCTION app_sender() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.sender', true), '')::uuid;
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '42501'; END $$;
"""
DROP_FUNCTIONS = "DROP FUNCTION refuse_change(); DROP FUNCTION app_sender(); DROP FUNCTION app_user(); DROP FUNCTION app_organisation();"

OWN = "organisation_id = app_organisation()"
# The job works across tenants; its column grants say how little of each row it sees.
ALL_ROWS = "true"


def functions() -> RunSQL:
    return RunSQL(FUNCTIONS, DROP_FUNCTIONS)


def protect(*tables: str) -> RunSQL:
    """Row-level security, for the owner too (FORCE)."""
    on = "".join(f"ALTER TABLE {t} ENABLE ROW LEVEL SECURITY; ALTER TABLE {t} FORCE ROW LEVEL SECURITY;\n" for t in tables)
    off = "".join(f"ALTER TABLE {t} NO FORCE ROW LEVEL SECURITY; ALTER TABLE {t} DISABLE ROW LEVEL SECURITY;\n" for t in tables)
    return RunSQL(on, off)


def policy(table: str, role: str, using: str = OWN, check: str | None = None, command: str = "ALL") -> RunSQL:
    """One policy for one role on one table. `check` defaults to `using` for commands that write."""
    name = f"{role.removeprefix('gop_')}_{command.lower()}"
    parts = [f"CREATE POLICY {name} ON {table} FOR {command} TO {role}"]
    if command != "INSERT":
        parts.append(f"USING ({using})")
    if command in {"ALL", "INSERT", "UPDATE"}:
        parts.append(f"WITH CHECK ({check or using})")
    return RunSQL(" ".join(parts) + ";", f"DROP POLICY {name} ON {table};")


def grant(role: str, privileges: str, *tables: str) -> RunSQL:
    """`privileges` may name columns: "SELECT (id, name), UPDATE (name)"."""
    on = "".join(f"GRANT {privileges} ON {t} TO {role};\n" for t in tables)
    off = "".join(f"REVOKE {privileges} ON {t} FROM {role};\n" for t in tables)
    return RunSQL(on, off)


def append_only(table: str) -> RunSQL:
    """Refuse UPDATE, DELETE and TRUNCATE, whoever asks; the missing grants already refuse every application role."""
    on = (
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();\n"
        f"CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();"
    )
    return RunSQL(on, f"DROP TRIGGER append_only_truncate ON {table}; DROP TRIGGER append_only ON {table};")


def tie(child: str, column: str, parent: str, child_tenant: str = "organisation_id") -> RunSQL:
    """A composite foreign key: a child cannot name another tenant's parent (a plain key does not see policies).

    The parent needs a unique constraint on (id, organisation_id).
    """
    name = f"{child}_{column}_tenant"
    on = f"ALTER TABLE {child} ADD CONSTRAINT {name} FOREIGN KEY ({column}, {child_tenant}) REFERENCES {parent} (id, organisation_id) DEFERRABLE INITIALLY DEFERRED;"
    return RunSQL(on, f"ALTER TABLE {child} DROP CONSTRAINT {name};")


SEEDING = """
SELECT format('GRANT SELECT, INSERT, UPDATE, DELETE ON %1$I TO gop_seed; DROP POLICY IF EXISTS seed_all ON %1$I; '
              'CREATE POLICY seed_all ON %1$I FOR ALL TO gop_seed USING (true) WITH CHECK (true);', relname)
FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relrowsecurity
UNION ALL
SELECT format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO gop_seed;', relname)
FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND NOT relrowsecurity AND relname NOT LIKE 'django%'
"""


def seed_policies_sql(cursor: object) -> str:
    """The SQL that opens every table to the seeding role; run by the owner in demo and test databases only."""
    cursor.execute(SEEDING)  # type: ignore[attr-defined]
    return "\n".join(row[0] for row in cursor.fetchall())  # type: ignore[attr-defined]
