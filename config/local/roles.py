"""The database roles of the cluster, as SQL that may be run again.

Roles belong to the cluster and not to a database, so no migration makes them. Whoever runs a
cluster runs this as its superuser: `python -m config.local.roles production | psql …`.
`development` adds what the demo and the tests need, and no production cluster may have; roles.sql
beside this file is that, for docker-compose.yml, and a test holds the two equal.
"""

import sys

FUNCTIONS = ["gop_author", "gop_authority", "gop_provider", "gop_analyst", "gop_platform", "gop_job", "gop_courier", "gop_public"]
MAY_BECOME = {
    # A page never becomes the job, which sees every tenant; a job never becomes the analyst or the public.
    "gop_web": ["gop_author", "gop_authority", "gop_provider", "gop_analyst", "gop_platform", "gop_courier", "gop_public"],
    "gop_worker": ["gop_author", "gop_authority", "gop_provider", "gop_platform", "gop_job", "gop_courier"],
}
LOGINS = ["gop_owner", *MAY_BECOME]
# Outside the application and its prefix: reads every row for `manage.py backup`, is a member of nothing, writes nothing.
BACKUP = "backup_gop"
HARMLESS = "NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION"


def _role(name: str, options: str, rights: str = HARMLESS) -> str:
    """Make the role if it is missing, then say what it is: a role made otherwise is brought back."""
    missing = f"NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}')"
    return f"DO $$ BEGIN IF {missing} THEN CREATE ROLE {name}; END IF; END $$;\nALTER ROLE {name} {options} {rights};"


def _backup_role() -> list[str]:
    # The policies are written for people at work; a backup that they narrowed would lose rows and say nothing.
    rights = HARMLESS.replace("NOBYPASSRLS", "BYPASSRLS")
    return [
        _role(BACKUP, "LOGIN NOCREATEDB NOINHERIT CONNECTION LIMIT 3", rights),
        f"ALTER ROLE {BACKUP} SET default_transaction_read_only = on;",
    ]


def _member(role: str, login: str, inherit: str = "FALSE") -> str:
    # INHERIT is frozen at the grant; an inheriting login would see every function's rows at once.
    return f"GRANT {role} TO {login} WITH INHERIT {inherit}, SET TRUE;"


def cluster_sql(kind: str) -> str:
    """Roles and memberships; `kind` is production or development."""
    development = kind == "development"
    statements = [_role("gop_owner", "LOGIN CREATEDB" if development else "LOGIN NOCREATEDB")]
    statements += [_role(login, "LOGIN NOCREATEDB") for login in MAY_BECOME]
    statements += [_role(function, "NOLOGIN NOCREATEDB") for function in FUNCTIONS]
    statements += [_member(role, login) for login, roles in MAY_BECOME.items() for role in roles]
    statements += _backup_role()
    if development:
        statements += [_role("gop_seed", "NOLOGIN NOCREATEDB"), _member("gop_seed", "gop_web")]
        # Tests run pages and jobs on one connection.
        statements += [_role("gop_test", "LOGIN NOCREATEDB"), _member("gop_seed", "gop_test")]
        statements += [_member(login, "gop_test", inherit="TRUE") for login in MAY_BECOME]
    return "\n".join(statements) + "\n"


def database_sql(kind: str) -> str:
    """Rights on the schema of one database; run inside it by its superuser."""
    users = [*MAY_BECOME, *FUNCTIONS, *(["gop_seed", "gop_test"] if kind == "development" else [])]
    logins = ["gop_owner", *MAY_BECOME, BACKUP, *(["gop_test"] if kind == "development" else [])]
    database = (
        "ALTER DATABASE %1$I OWNER TO gop_owner; REVOKE ALL ON DATABASE %1$I FROM PUBLIC; "
        f"GRANT CONNECT ON DATABASE %1$I TO {', '.join(logins)};"
    )
    return (
        f"DO $$ BEGIN EXECUTE format('{database}', current_database()); END $$;\n"
        "REVOKE ALL ON SCHEMA public FROM PUBLIC;\n"
        "GRANT USAGE, CREATE ON SCHEMA public TO gop_owner;\n"
        f"GRANT USAGE ON SCHEMA public TO {', '.join([*users, BACKUP])};\n"
        # What is there, and what later migrations make.
        f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {BACKUP};\n"
        f"GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO {BACKUP};\n"
        f"ALTER DEFAULT PRIVILEGES FOR ROLE gop_owner IN SCHEMA public GRANT SELECT ON TABLES TO {BACKUP};\n"
        f"ALTER DEFAULT PRIVILEGES FOR ROLE gop_owner IN SCHEMA public GRANT SELECT ON SEQUENCES TO {BACKUP};\n"
    )


def main() -> None:
    kinds = ["production", "development"]
    kind = sys.argv[1] if len(sys.argv) > 1 else "production"
    if kind not in kinds:
        sys.exit(f"Usage: python -m config.local.roles {'|'.join(kinds)}")
    print(f"-- {kind}: roles of the cluster, then rights in the database that psql is connected to")
    print(cluster_sql(kind) + database_sql(kind), end="")


if __name__ == "__main__":
    main()
