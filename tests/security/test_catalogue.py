"""What PostgreSQL's own catalogue says of the walls. Each statement must return nothing (or exactly what is listed)."""

from typing import Any

import pytest
from django.db import connection

from tests.security.grants import GRANTS

pytestmark = pytest.mark.django_db

# Looked up before there is an actor, or the same for everybody: no tenant's data.
WITHOUT_TENANT = [
    "accounts_organisation",
    "accounts_organisationrelation",
    "accounts_user",
    "hospitals_department",
    "hospitals_hospital",
    "municipalities_agreement",
    "municipalities_municipality",
]
APPEND_ONLY = [
    "accounts_accesslog",
    "deadlines_owngoal",
    "deadlines_postaldays",
    "gop_assignmentevent",
    "gop_caseevent",
    "gop_experience",
    "gop_milestone",
    "gop_noticeevent",
    "gop_planevent",
]
# Only in test and demo clusters, refused by `manage.py` in production.
DEVELOPMENT_ROLES = ["gop_seed", "gop_test"]
ACROSS_TENANTS = ["gop_job"]


def rows(sql: str, *arguments: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, arguments)
        return [tuple(row) for row in cursor.fetchall()]


def test_every_tenant_table_has_forced_policies() -> None:
    assert not rows(
        """SELECT c.relname FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname <> ALL (%s)
        AND EXISTS (SELECT FROM pg_attribute a WHERE attrelid = c.oid AND NOT attisdropped
          AND (attname IN ('organisation_id', 'authority_id', 'provider_id', 'receiver_id', 'sender_id', 'case_id', 'plan_id', 'name_key') OR attname ~ 'cpr'))
        AND (NOT relrowsecurity OR NOT relforcerowsecurity OR NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = c.oid AND polname <> 'seed_all'))""",
        WITHOUT_TENANT,
    )


def test_no_view_steps_over_the_policies() -> None:
    assert not rows(
        """SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
        AND (relkind = 'm' OR relkind = 'v' AND NOT coalesce(reloptions @> '{security_invoker=true}', false))"""
    )


def test_no_application_role_is_superuser_or_bypasses() -> None:
    assert not rows(
        "SELECT rolname FROM pg_roles WHERE rolname ~ '^gop_' AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolreplication)"
    )


def test_every_table_belongs_to_the_owner_and_to_no_serving_role() -> None:
    assert not rows(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'S') AND relowner <> 'gop_owner'::regrole"
    )


def test_memberships_of_the_logins_never_inherit_and_the_web_cannot_become_the_job() -> None:
    found = rows(
        """SELECT member::regrole::text, roleid::regrole::text, inherit_option, admin_option, set_option FROM pg_auth_members
        WHERE member::regrole::text ~ '^gop_' AND roleid::regrole::text <> 'gop_seed' AND member::regrole::text <> 'gop_test'"""
    )
    assert not [row for row in found if row[2] or row[3] or not row[4]]
    by_login: dict[str, set[str]] = {}
    for member, role, *_ in found:
        by_login.setdefault(member, set()).add(role)
    assert by_login == {
        "gop_web": {"gop_author", "gop_authority", "gop_provider", "gop_analyst", "gop_platform", "gop_courier", "gop_public"},
        "gop_worker": {"gop_author", "gop_authority", "gop_provider", "gop_platform", "gop_job", "gop_courier"},
    }


# The catalogue itself, for information_schema shows a role only what it is a member of.
TABLE_GRANTS = """SELECT coalesce(r.rolname, 'PUBLIC') AS grantee, c.relname, x.privilege_type FROM pg_class c, aclexplode(c.relacl) x LEFT JOIN pg_roles r ON r.oid = x.grantee
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'S')"""
COLUMN_GRANTS = """SELECT coalesce(r.rolname, 'PUBLIC') AS grantee, c.relname, x.privilege_type, a.attname
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT attisdropped, aclexplode(a.attacl) x LEFT JOIN pg_roles r ON r.oid = x.grantee
    WHERE c.relnamespace = 'public'::regnamespace"""
# backup_gop is held to SELECT, and to every table, by tests/shipped/test_backup_role.py.
OUTSIDE = ["gop_owner", "backup_gop", *DEVELOPMENT_ROLES]


def test_grants_are_exactly_those_listed() -> None:
    whole = f"SELECT grantee, relname, string_agg(privilege_type, ' ' ORDER BY privilege_type) FROM ({TABLE_GRANTS}) g WHERE grantee <> ALL (%s) GROUP BY 1, 2"
    by_column = f"SELECT grantee, relname, privilege_type, string_agg(attname, ' ' ORDER BY attname) FROM ({COLUMN_GRANTS}) g WHERE grantee <> ALL (%s) GROUP BY 1, 2, 3"
    seen = {f"{role} {table}": privileges for role, table, privileges in rows(whole, OUTSIDE)}
    seen |= {f"{role} {table} {privilege}": names for role, table, privilege, names in rows(by_column, OUTSIDE)}
    assert seen == GRANTS


def test_the_logins_hold_no_right_on_a_tenants_table() -> None:
    found = rows(
        """SELECT r.rolname, c.relname FROM pg_class c, pg_roles r WHERE relnamespace = 'public'::regnamespace AND relrowsecurity AND r.rolname IN ('gop_web', 'gop_worker')
        AND (has_any_column_privilege(r.oid, c.oid, 'SELECT,INSERT,UPDATE,REFERENCES') OR has_table_privilege(r.oid, c.oid, 'DELETE,TRUNCATE,TRIGGER'))"""
    )
    # A person's own memberships, read before there is an actor, under a policy of the user's id.
    assert found == [("gop_web", "accounts_membership")]


def test_policies_name_their_role_and_hold_no_or_and_no_plain_true() -> None:
    assert not rows(
        r"""SELECT polrelid::regclass, polname FROM pg_policy WHERE polname <> 'seed_all' AND (polroles = '{0}' OR NOT polpermissive
        OR concat(pg_get_expr(polqual, polrelid), ' ', pg_get_expr(polwithcheck, polrelid)) ~ '\mOR\M'
        OR ('true' IN (pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) AND polroles <> ARRAY['gop_job'::regrole::oid]))"""
    )


def test_no_role_has_two_policies_for_one_command_on_a_table() -> None:
    assert not rows(
        """SELECT a.polrelid::regclass, r::regrole FROM pg_policy a JOIN pg_policy b ON a.polrelid = b.polrelid AND a.oid < b.oid, unnest(a.polroles) r
        WHERE r = ANY (b.polroles) AND (a.polcmd = b.polcmd OR a.polcmd = '*' OR b.polcmd = '*')"""
    )


def test_append_only_tables_take_no_change_from_anyone() -> None:
    changing = "relname = ANY (%s) AND privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE') AND grantee <> ALL (%s)"
    assert not rows(f"SELECT grantee FROM ({TABLE_GRANTS}) g WHERE {changing}", APPEND_ONLY, OUTSIDE)
    assert not rows(f"SELECT grantee FROM ({COLUMN_GRANTS}) g WHERE {changing}", APPEND_ONLY, OUTSIDE)
    guarded = rows("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'append_only_truncate'")
    assert sorted(name for (name,) in guarded) == APPEND_ONLY


def test_no_function_runs_with_its_owners_rights() -> None:
    assert not rows("SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef")


def test_every_key_between_tenant_tables_has_a_composite_twin() -> None:
    assert not rows(
        """SELECT k.conrelid::regclass, k.conname FROM pg_constraint k JOIN pg_class a ON a.oid = conrelid JOIN pg_class b ON b.oid = confrelid
        WHERE contype = 'f' AND a.relrowsecurity AND b.relrowsecurity AND cardinality(conkey) = 1
        AND NOT EXISTS (SELECT FROM pg_constraint t WHERE t.contype = 'f' AND t.conrelid = k.conrelid AND t.confrelid = k.confrelid AND t.conkey @> k.conkey AND cardinality(t.conkey) > 1)"""
    )


def test_the_analyst_reads_registry_and_figures_only() -> None:
    found = rows(
        "SELECT relname FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relrowsecurity AND has_any_column_privilege('gop_analyst', c.oid, 'SELECT')"
    )
    directory = [
        "accounts_contact",
        "accounts_offering",
        "municipalities_provider",
        "municipalities_providerplace",
        "municipalities_waitingtime",
    ]
    figures = ["audits_committeemeeting", "audits_publishedtable", "audits_report", "audits_reportcheck"]
    # A directory is read by everybody; its policies are about writing. Notices ahead hold no citizen (model.md 8).
    assert sorted(name for (name,) in found) == sorted([*directory, *figures, "gop_capacitynotice", "gop_capacitynoticeseen"])
