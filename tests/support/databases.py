"""A template that is migrated once a run, and a copy of it for each worker."""

from datetime import date

from django.core.management import call_command
from django.db import connections

from accounts.actor import job_actor
from accounts.enums import Kind
from accounts.rls import seed_policies_sql
from accounts.tenancy import acting_as
from config.local import roles
from config.local.places import Lock
from config.local.postgres import Postgres
from config.registry_loader import load

TEMPLATE = "gop_template"
FIRST = date(2026, 1, 1)
# What load_registry fills but for the code lists, parents first
REGISTRY = (
    *(
        "accounts_organisation",
        "accounts_organisationrelation",
        "municipalities_municipality",
        "hospitals_hospital",
        "hospitals_department",
    ),
    *(
        "accounts_contact",
        "municipalities_agreement",
        "deadlines_ruleset",
        "deadlines_rule",
        "deadlines_agreedgoal",
        "deadlines_postalrule",
    ),
    *("gop_responsibility", "gop_regionagreement", "gop_noticeperiod", "gop_homehospital", "deadlines_holiday"),
)
COPY = "".join(f"INSERT INTO {one} SELECT * FROM registry.{one};" for one in REGISTRY)


class Databases:
    def __init__(self, postgres: Postgres, name: str) -> None:
        self.postgres = postgres
        self.name = name

    def make(self) -> None:
        """This worker's copy; the first worker makes the template while the others wait."""
        lock = Lock(self.postgres.var / "run" / "template.lock")
        if not lock.acquire(wait=600):
            raise RuntimeError("Another worker has been making the template for ten minutes.")
        try:
            if not self._exists(TEMPLATE):
                self._make_template()
        finally:
            lock.release()
        self.copy()

    def _exists(self, database: str) -> bool:
        with self.postgres.connect() as connection:
            return connection.execute("SELECT FROM pg_database WHERE datname = %s", [database]).rowcount == 1

    def _make_template(self) -> None:
        half = f"{TEMPLATE}_half"
        with self.postgres.connect() as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {half} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {half} OWNER gop_owner")
        with self.postgres.connect(database=half) as connection:
            connection.execute(roles.database_sql("development"))
        owner = connections["owner"]
        owner.settings_dict["NAME"] = half
        try:
            call_command("migrate", database="owner", verbosity=0)
            with owner.cursor() as cursor:
                # Factories take the seeding role; its policies are in test and demo databases alone.
                cursor.execute(seed_policies_sql(cursor))
        finally:
            owner.close()
            owner.settings_dict["NAME"] = self.name
        self._keep_registry(half)
        with self.postgres.connect() as connection:
            connection.execute(f"ALTER DATABASE {half} RENAME TO {TEMPLATE}")

    def _keep_registry(self, database: str) -> None:
        """The registry, loaded once and laid aside in a schema of its own; the code lists, most of its rows, stay where they are."""
        web = connections["default"]
        web.settings_dict["NAME"] = database
        try:
            with acting_as(job_actor("load_registry", Kind.PLATFORM)):
                load(FIRST)
        finally:
            web.close()
            web.settings_dict["NAME"] = self.name
        with self.postgres.connect(database=database) as connection:
            copies = "".join(f"CREATE TABLE registry.{one} AS TABLE {one};" for one in REGISTRY)
            connection.execute(f"CREATE SCHEMA registry; {copies}")
            emptied = "".join(f"DELETE FROM {one};" for one in REGISTRY)
            connection.execute(f"SET session_replication_role = replica; {emptied} SET session_replication_role = origin")
            connection.execute(
                "GRANT USAGE ON SCHEMA registry TO gop_platform; GRANT SELECT ON ALL TABLES IN SCHEMA registry TO gop_platform"
            )

    def copy(self) -> None:
        """A fresh copy in place of what the last test left."""
        connections.close_all()
        with self.postgres.connect() as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
            connection.execute(f'CREATE DATABASE "{self.name}" OWNER gop_owner TEMPLATE {TEMPLATE}')

    def drop(self) -> None:
        connections.close_all()
        with self.postgres.connect() as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
