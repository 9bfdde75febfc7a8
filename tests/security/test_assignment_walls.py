"""A task between two tenants, by SQL as each role: who finds the row, who writes which part of it, and what the courier carries."""

import uuid
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from accounts import clock
from accounts.actor import Actor, job_actor
from accounts.enums import Kind
from accounts.tenancy import acting_as, deliver
from gop.services import assigning
from tests import factories as make
from tests.gop.assigned import World

pytestmark = pytest.mark.django_db
TABLES = ("gop_assignment", "gop_assignmentevent", "gop_documentationrequest", "gop_assignmentreport")
TELL = """INSERT INTO gop_delivery (id, receiver_id, sender_id, origin, kind, plan_id, case_id, assignment_id, version, payload, sequence, created_at, attempts, last_error)
    VALUES (gen_random_uuid(), %s, %s, 'opgave', %s, %s, %s, %s, %s, '{}', 1, now(), 0, '')"""


@pytest.fixture
def world(db: None) -> World:
    return World()


def actor(kind: Kind, organisation: uuid.UUID) -> Actor:
    return job_actor("test", kind, organisation)


def refused(sql: str, *arguments: Any) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, arguments)
    except DatabaseError as error:
        return getattr(error.__cause__, "sqlstate", "") == "42501"
    return False


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


def test_nobody_but_the_two_sides_finds_a_row_of_it(world: World) -> None:
    world.accepted(days=3)
    world.does(assigning.ask_documentation, request_id=uuid.uuid4(), text="Start", due_on=clock.today())
    outsiders = [(Kind.AUTHORITY, make.HERNING), (Kind.AUTHORITY, make.AALBORG_HOSPITAL), (Kind.PROVIDER, make.HERNING)]
    outsiders += [(Kind.PROVIDER, make.provider("En Anden Klinik")), (Kind.PROVIDER, make.AALBORG)]
    for kind, organisation in outsiders:
        with acting_as(actor(kind, organisation)):
            assert [count(table) for table in TABLES] == [0] * 4, (kind, organisation)
    with acting_as(actor(Kind.AUTHOR, make.AALBORG_HOSPITAL)):
        assert all(refused(f"SELECT count(*) FROM {table}") for table in TABLES)
    with acting_as(actor(Kind.AUTHORITY, make.AALBORG)):
        assert [count(table) for table in TABLES] == [1, 3, 1, 0]


def test_the_performer_writes_its_answer_and_none_of_what_it_was_asked(world: World) -> None:
    world.accepted()
    with acting_as(actor(Kind.PROVIDER, world.provider)):
        for column, value in (
            ("version", "9"),
            ("from_version", "1"),
            ("access_open", "true"),
            ("answer_by", "now()"),
            ("provider_id", "id"),
        ):
            assert refused(f"UPDATE gop_assignment SET {column} = {value}"), column
        assert refused("DELETE FROM gop_assignment")
        assert refused("UPDATE gop_assignmentevent SET by_name = 'x'")


def test_a_performer_tells_the_authority_of_its_own_task_and_hands_on_no_version(world: World) -> None:
    one = world.accepted()
    other = uuid.uuid4()

    def told(receiver: uuid.UUID, sender: uuid.UUID, kind: str, case_id: uuid.UUID, version: int | None) -> bool:
        try:
            with transaction.atomic():
                deliver(receiver, sender, TELL, [receiver, sender, kind, world.plan_id, case_id, one, version])
        except DatabaseError as error:
            return getattr(error.__cause__, "sqlstate", "") != "42501"
        return True

    with acting_as(actor(Kind.PROVIDER, world.provider)):
        assert not told(make.HERNING, world.provider, "opgave", world.case_id, None)  # to nobody else
        assert not told(make.AALBORG, world.provider, "plan", world.case_id, None)  # nothing else
        assert not told(make.AALBORG, world.provider, "opgave", other, None)  # of no other case
        assert not told(make.AALBORG, world.provider, "opgave", world.case_id, 1)
        assert not told(make.AALBORG, make.HERNING, "opgave", world.case_id, None)  # in nobody else's name
        assert told(make.AALBORG, world.provider, "opgave", world.case_id, None)


def test_the_scan_reads_dates_and_states_and_no_citizen() -> None:
    with acting_as(job_actor("test")):
        assert refused("SELECT citizen_name FROM gop_assignment")
        assert not refused("SELECT state, answer_by FROM gop_assignment")
