"""SQL typed by hand as each database role, on rows of two hospitals and two municipalities: each finds its own and nothing else."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.actor import Actor, job_actor
from accounts.enums import Kind
from accounts.tenancy import acting_as, deliver
from tests import factories as make

pytestmark = pytest.mark.django_db

HOSPITAL_TABLES = ("gop_plan", "gop_planversion", "gop_planaddress", "gop_consent", "gop_recipient", "gop_milestone", "gop_planevent")
AUTHORITY_TABLES = ("gop_case", "gop_caseevent", "deadlines_deadline")
INSERT_ALERT = """INSERT INTO deadlines_alert (id, organisation_id, deadline_id, subject_id, kind, deadline_kind, due_on, last_working_day, was_due_at, created_at, attempts, rung, told)
    VALUES (gen_random_uuid(), %s, %s, gen_random_uuid(), 'varsel', 'tilbudsfrist', now(), now(), now(), now(), 0, 0, '{}')"""
OPENED_BY_DELIVERY = ("gop_planversion", "gop_planaddress", "gop_consent")


@pytest.fixture(autouse=True)
def two_worlds(db: None) -> None:
    """Aalborg's hospital sends to Aalborg, Gødstrup to Herning."""
    make.registry()
    make.delivered(make.author())
    west = make.author("vibeke", make.GOEDSTRUP)
    make.delivered(west, home_municipality_id=make.HERNING)


def one(sql: str, *arguments: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, arguments)
        return cursor.fetchone()[0]


def actor(kind: Kind, organisation: uuid.UUID | None) -> Actor:
    return job_actor("test", kind, organisation)


def refused(work: Callable[[], object]) -> bool:
    """The database itself says no: permission denied or row-level security."""
    try:
        with transaction.atomic():
            work()
    except DatabaseError as error:
        return error.__cause__ is not None and getattr(error.__cause__, "sqlstate", "") == "42501"
    return False


@pytest.mark.parametrize("table", HOSPITAL_TABLES)
def test_a_hospital_sees_its_own_rows_only(table: str) -> None:
    with acting_as(actor(Kind.AUTHOR, make.AALBORG_HOSPITAL)):
        assert one(f"SELECT count(*) FROM {table}") > 0
        assert one(f"SELECT count(*) FROM {table} WHERE organisation_id <> %s", make.AALBORG_HOSPITAL) == 0


@pytest.mark.parametrize("table", AUTHORITY_TABLES)
def test_a_municipality_sees_its_own_rows_only(table: str) -> None:
    with acting_as(actor(Kind.AUTHORITY, make.AALBORG)):
        assert one(f"SELECT count(*) FROM {table}") > 0
        assert one(f"SELECT count(*) FROM {table} WHERE organisation_id <> %s", make.AALBORG) == 0


@pytest.mark.parametrize("table", OPENED_BY_DELIVERY)
def test_a_municipality_opens_the_versions_delivered_to_it_and_no_other(table: str) -> None:
    with acting_as(actor(Kind.AUTHORITY, make.AALBORG)):
        assert one(f"SELECT count(DISTINCT organisation_id) FROM {table}") == 1
        assert one(f"SELECT count(*) FROM {table} WHERE organisation_id = %s", make.GOEDSTRUP) == 0
    with acting_as(actor(Kind.AUTHORITY, make.HOLBAEK)):
        assert one(f"SELECT count(*) FROM {table}") == 0


@pytest.mark.parametrize("kind", [Kind.AUTHOR, Kind.AUTHORITY, Kind.PROVIDER])
def test_without_an_organisation_nothing_is_found(kind: Kind) -> None:
    with acting_as(actor(kind, None)):
        assert one("SELECT count(*) FROM gop_delivery") == 0


@pytest.mark.parametrize(
    "table", [*HOSPITAL_TABLES, *AUTHORITY_TABLES, "gop_delivery", "deadlines_alert", "accounts_membership", "accounts_user"]
)
def test_the_analyst_has_no_grant_on_a_citizens_table(table: str) -> None:
    with acting_as(actor(Kind.ANALYST, make.NORDJYLLAND)):
        assert refused(lambda: one(f"SELECT count(*) FROM {table}"))


@pytest.mark.parametrize("column", ["citizen_name", "cpr_hash", "level_reason", "owner_name"])
def test_the_job_sees_no_name_and_no_text_of_a_case(column: str) -> None:
    with acting_as(job_actor("test")):
        assert one("SELECT count(id) FROM gop_case") == 2
        assert refused(lambda: one(f"SELECT {column} FROM gop_case LIMIT 1"))


@pytest.mark.parametrize("table", [*HOSPITAL_TABLES, *AUTHORITY_TABLES, "gop_delivery", "accounts_accesslog"])
def test_a_forgotten_acting_as_is_refused_by_the_database(table: str) -> None:
    def without_actor() -> object:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('role', 'gop_web', true)")
        return one(f"SELECT count(*) FROM {table}")

    assert refused(without_actor)


def test_a_municipality_cannot_write_into_another() -> None:
    def give_away() -> None:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE gop_case SET organisation_id = %s", [make.HERNING])

    with acting_as(actor(Kind.AUTHORITY, make.AALBORG)):
        assert refused(give_away)


def test_a_deadline_alert_cannot_name_another_tenants_deadline() -> None:
    with make.reading():
        theirs = one("SELECT id::text FROM deadlines_deadline WHERE organisation_id = %s LIMIT 1", make.HERNING)

    def cross() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('role', 'gop_job', true)")
            cursor.execute(INSERT_ALERT, [make.AALBORG, theirs])
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(DatabaseError) as failed:
        cross()
    assert failed.value.__cause__.sqlstate == "23503"  # type: ignore[union-attr]


def _forge(sender: uuid.UUID, plan_id: str) -> None:
    deliver(
        make.HOLBAEK,
        sender,
        "INSERT INTO gop_delivery (id, receiver_id, sender_id, origin, kind, plan_id, version, payload, sequence, created_at, attempts, last_error) "
        "VALUES (gen_random_uuid(), %s, %s, 'plan', 'plan', %s, 1, '{}', 1, now(), 0, '')",
        [make.HOLBAEK, sender, plan_id],
    )


def test_the_courier_takes_ones_own_plan_and_refuses_anothers() -> None:
    with make.reading():
        own = one("SELECT id::text FROM gop_plan WHERE organisation_id = %s", make.AALBORG_HOSPITAL)
        theirs = one("SELECT id::text FROM gop_plan WHERE organisation_id = %s", make.GOEDSTRUP)
    with acting_as(actor(Kind.AUTHOR, make.AALBORG_HOSPITAL)):
        assert refused(lambda: _forge(make.AALBORG_HOSPITAL, theirs))
        assert not refused(lambda: _forge(make.AALBORG_HOSPITAL, own))


@pytest.mark.parametrize("table", ["gop_planevent", "gop_caseevent", "gop_milestone", "accounts_accesslog"])
def test_history_cannot_be_changed_even_by_the_seeding_role(table: str) -> None:
    def rewrite() -> None:
        with make.reading(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")

    assert refused(rewrite)


def test_a_sent_version_is_frozen() -> None:
    def rewrite() -> None:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE gop_planversion SET functioning_now = 'andet'")

    with acting_as(actor(Kind.AUTHOR, make.AALBORG_HOSPITAL)):
        assert refused(rewrite)


def test_the_cpr_is_not_readable_in_the_database() -> None:
    with make.reading():
        stored = bytes(one("SELECT cpr_encrypted FROM gop_planversion LIMIT 1"))
        assert make.NANCY.encode() not in stored
        assert one("SELECT count(*) FROM gop_plan WHERE encode(cpr_hash, 'escape') LIKE %s", f"%{make.NANCY}%") == 0


def test_the_web_login_cannot_become_the_job_the_worker_or_the_owner() -> None:
    import psycopg

    from tests.conftest import DATABASE, SERVERS

    url = SERVERS.postgres.url("gop_web")
    import environ

    settings = environ.Env.db_url_config(url)
    with psycopg.connect(host=settings["HOST"], port=settings["PORT"] or None, user="gop_web", dbname=DATABASE, autocommit=True) as raw:
        for role in ("gop_job", "gop_worker", "gop_owner", "postgres"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                raw.execute(f"SET ROLE {role}")
        raw.execute("SET ROLE gop_author")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            raw.execute("SELECT count(*) FROM gop_case")
