"""What a notice and a letter open, and what they do not: SQL typed by hand as each role."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from accounts.actor import Actor
from accounts.enums import Kind
from accounts.tenancy import acting_as, deliver
from gop.models import AdvanceNotice, Correspondence
from gop.services.drafts import save_step
from gop.services.notice_plan import write_plan
from tests import factories as make
from tests.gop.notice_steps import in_days, notified, written
from tests.security.test_sql_as_each_role import actor, one, refused

pytestmark = pytest.mark.django_db
DELIVER = """INSERT INTO gop_delivery (id, receiver_id, sender_id, origin, kind, plan_id, subject_id, version, payload, sequence, created_at, attempts, last_error)
    VALUES (gen_random_uuid(), %s, %s, %s, 'varsling', %s, %s, %s, '{}', 0, now(), 0, '')"""


@pytest.fixture
def anna(db: None) -> Actor:
    make.registry()
    return make.author()


def delivering(sender: uuid.UUID, receiver: uuid.UUID, *values: Any) -> Callable[[], None]:
    def do() -> None:
        deliver(receiver, sender, DELIVER, [receiver, sender, *values])

    return do


def ids(notice_id: uuid.UUID) -> tuple[uuid.UUID, uuid.UUID]:
    """(plan, notice)"""
    with make.reading():
        return AdvanceNotice.objects.get(id=notice_id).plan_id, notice_id


def test_a_notice_opens_nothing_of_the_draft_begun_from_it(anna: Actor) -> None:
    notice_id = notified(anna)
    make.deliver_all()
    with acting_as(anna):
        plan_id = write_plan(anna, notice_id).id
        save_step(anna, plan_id, make.content())
    with acting_as(actor(Kind.AUTHORITY, make.AALBORG)):
        for table in ("gop_planversion", "gop_planaddress", "gop_consent"):
            assert one(f"SELECT count(*) FROM {table}") == 0, table


def test_a_notice_is_open_to_its_receiver_while_it_waits_and_to_nobody_else(anna: Actor) -> None:
    notified(anna)
    for organisation, seen in ((make.AALBORG, 1), (make.HERNING, 0), (make.GOEDSTRUP, 0)):
        with acting_as(actor(Kind.AUTHORITY, organisation)):
            assert one("SELECT count(*) FROM gop_advancenotice") == seen
    make.deliver_all()
    with acting_as(actor(Kind.AUTHORITY, make.AALBORG)):
        assert one("SELECT count(*) FROM gop_advancenotice") == 0
        assert one("SELECT count(*) FROM gop_receivednotice") == 1
    with acting_as(actor(Kind.AUTHORITY, make.HERNING)):
        assert one("SELECT count(*) FROM gop_receivednotice") == 0
    with acting_as(actor(Kind.AUTHOR, make.GOEDSTRUP)):
        assert one("SELECT count(*) FROM gop_advancenotice") == 0


def test_nobody_delivers_a_notice_that_is_not_their_own(anna: Actor) -> None:
    plan_id, notice_id = ids(notified(anna))
    with acting_as(actor(Kind.AUTHOR, make.GOEDSTRUP)):
        assert refused(delivering(make.GOEDSTRUP, make.HERNING, "varsling", plan_id, notice_id, None))
    with acting_as(actor(Kind.AUTHOR, make.AALBORG_HOSPITAL)):
        delivering(make.AALBORG_HOSPITAL, make.HERNING, "varsling", plan_id, notice_id, None)()


def test_a_notice_names_its_own_plan_and_no_version(anna: Actor) -> None:
    plan_id, notice_id = ids(notified(anna))
    sent = make.sent(anna)
    with acting_as(actor(Kind.AUTHOR, make.AALBORG_HOSPITAL)):
        assert refused(delivering(make.AALBORG_HOSPITAL, make.HERNING, "varsling", plan_id, notice_id, 1))
        assert refused(delivering(make.AALBORG_HOSPITAL, make.HERNING, "varsling", sent, notice_id, None))
        assert refused(delivering(make.AALBORG_HOSPITAL, make.HERNING, "plan", sent, notice_id, None))


def test_a_letter_is_delivered_by_its_hospital_and_answered_by_who_has_it(anna: Actor) -> None:
    letter_id = written(anna)
    with make.reading():
        plan_id = Correspondence.objects.get(id=letter_id).plan_id
    make.deliver_all()
    with acting_as(actor(Kind.AUTHORITY, make.HERNING)):
        assert refused(delivering(make.HERNING, make.AALBORG_HOSPITAL, "brevsvar", plan_id, letter_id, None))
        assert one("SELECT count(*) FROM gop_correspondence") == 0
    with acting_as(actor(Kind.AUTHORITY, make.AALBORG)):
        assert refused(delivering(make.AALBORG, make.HERNING, "brev", plan_id, letter_id, None))
        delivering(make.AALBORG, make.AALBORG_HOSPITAL, "brevsvar", plan_id, letter_id, None)()


def test_a_municipality_writes_nothing_at_the_hospital_and_history_takes_no_change(anna: Actor) -> None:
    notified(anna, discharge_date=in_days(3))
    for kind, organisation, sql in (
        (Kind.AUTHORITY, make.AALBORG, "UPDATE gop_advancenotice SET state = 'varslet'"),
        (Kind.AUTHORITY, make.AALBORG, "SELECT 1 FROM deadlines_unsent"),
        (Kind.AUTHOR, make.AALBORG_HOSPITAL, "UPDATE gop_noticeevent SET by_name = 'x'"),
        (Kind.AUTHOR, make.AALBORG_HOSPITAL, "DELETE FROM gop_advancenotice"),
        (Kind.AUTHOR, make.AALBORG_HOSPITAL, "SELECT 1 FROM gop_receivednotice"),
        (Kind.PROVIDER, make.HERNING, "SELECT 1 FROM gop_advancenotice"),
        (Kind.JOB, None, "SELECT 1 FROM gop_advancenotice"),
    ):
        with acting_as(actor(kind, organisation)):
            assert refused(lambda sql=sql: connection.cursor().execute(sql)), sql  # type: ignore[misc]


def test_a_plan_not_sent_is_seen_by_its_own_hospital_alone(anna: Actor) -> None:
    notified(anna)
    with acting_as(actor(Kind.AUTHOR, make.AALBORG_HOSPITAL)):
        assert one("SELECT count(*) FROM deadlines_unsent") == 1
    with acting_as(actor(Kind.AUTHOR, make.GOEDSTRUP)):
        assert one("SELECT count(*) FROM deadlines_unsent") == 0
