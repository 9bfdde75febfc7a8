"""SQL by hand as each role: a released report does not change, nobody makes one by hand, and each reads its own."""

from typing import Any

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from accounts.actor import Actor, job_actor
from accounts.enums import Kind
from accounts.tenancy import acting_as, seeding
from audits.enums import ReportState
from audits.models import ReportCheck
from tests import factories as make
from tests.audits.report_rows import DATA_ON, a_report, released_report

pytestmark = pytest.mark.django_db
NOT_GRANTED = (
    "content = '{}'", "made_at = now()", "data_on = '2026-01-01'", "definition = 'x'", "progress = 1", "period = '2026-01-01'",
    "subject_id = organisation_id", "kind = 'aar'", "meets_on = '2026-01-01'", "problem = ''", "organisation_id = subject_id",
)  # fmt: skip


@pytest.fixture(autouse=True)
def registry(db: None) -> None:
    make.registry()


def actor(kind: Kind, organisation: Any = None) -> Actor:
    return job_actor("test", kind, organisation)


def sql(who: Actor, statement: str, *arguments: Any) -> Any:
    """Its one answer or the number of rows it changed."""
    with acting_as(who), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, arguments)
        return cursor.fetchone()[0] if cursor.description else cursor.rowcount


def refused(who: Actor, statement: str, *arguments: Any) -> None:
    with pytest.raises(ProgrammingError) as error:
        sql(who, statement, *arguments)
    assert error.value.__cause__ is not None
    assert getattr(error.value.__cause__, "sqlstate", "") == "42501"


ANALYST, JOB = actor(Kind.ANALYST, make.NORDJYLLAND), actor(Kind.JOB)


def test_a_released_report_does_not_change_whoever_asks() -> None:
    report = released_report()
    refused(ANALYST, "UPDATE audits_report SET comment = 'x' WHERE id = %s", report)
    refused(ANALYST, "UPDATE audits_report SET state = 'klar' WHERE id = %s", report)
    refused(JOB, "UPDATE audits_report SET content = '{}' WHERE id = %s", report)
    for statement in ("UPDATE audits_report SET content = '{}' WHERE id = %s", "DELETE FROM audits_report WHERE id = %s"):
        with pytest.raises(ProgrammingError, match="a released report does not change"), seeding(), connection.cursor() as cursor:
            cursor.execute(statement, [report])


@pytest.mark.parametrize("change", NOT_GRANTED)
def test_the_analyst_changes_nothing_of_what_a_report_holds(change: str) -> None:
    report = a_report()
    refused(ANALYST, f"UPDATE audits_report SET {change} WHERE id = %s", report.id)


def test_only_one_that_is_ready_is_released_and_only_for_whom_it_is_about() -> None:
    release = "UPDATE audits_report SET state = 'frigivet', released_at = now(), reader_id = %s WHERE id = %s"
    planned = a_report(ReportState.PLANNED, subject=make.HERNING)
    refused(ANALYST, release, make.HERNING, planned.id)
    ready = a_report()
    with pytest.raises(DatabaseError, match="report_read_by_its_subject"):
        sql(ANALYST, release, make.HERNING, ready.id)
    assert sql(ANALYST, release, make.AALBORG, ready.id) == 1


def test_the_job_releases_nothing_and_comments_nothing() -> None:
    report = a_report()
    refused(JOB, "UPDATE audits_report SET released_at = now() WHERE id = %s", report.id)
    refused(JOB, "UPDATE audits_report SET comment = 'x' WHERE id = %s", report.id)


@pytest.mark.parametrize("table", ["audits_report", "audits_reportcheck"])
def test_the_analyst_makes_no_report_by_hand(table: str) -> None:
    refused(ANALYST, f"INSERT INTO {table} DEFAULT VALUES")
    refused(ANALYST, f"DELETE FROM {table}")


def test_another_regions_analyst_finds_nothing() -> None:
    report, west = released_report(), actor(Kind.ANALYST, make.MIDTJYLLAND)
    checked(report)
    assert sql(west, "SELECT count(*) FROM audits_report") == 0
    assert sql(west, "SELECT count(*) FROM audits_reportcheck") == 0
    assert sql(west, "UPDATE audits_report SET comment = 'x' WHERE id = %s", report) == 0


def test_an_authority_reads_what_is_released_to_it_and_what_changed_since() -> None:
    report = released_report()
    checked(report)
    a_report(subject=make.HERNING)
    for table in ("audits_report", "audits_reportcheck"):
        assert sql(actor(Kind.AUTHORITY, make.AALBORG), f"SELECT count(*) FROM {table}") == 1
        assert sql(actor(Kind.AUTHORITY, make.HERNING), f"SELECT count(*) FROM {table}") == 0
        refused(actor(Kind.AUTHOR, make.AALBORG_HOSPITAL), f"SELECT count(*) FROM {table}")
        refused(actor(Kind.PROVIDER, make.provider()), f"SELECT count(*) FROM {table}")
    refused(actor(Kind.AUTHORITY, make.AALBORG), "UPDATE audits_report SET comment = 'x' WHERE id = %s", report)
    refused(actor(Kind.AUTHORITY, make.AALBORG), "SELECT count(*) FROM audits_publishedtable")


def checked(report: Any) -> None:
    with seeding():
        ReportCheck.objects.create(report_id=report, organisation_id=make.NORDJYLLAND, compared_on=DATA_ON)


def test_a_regions_meetings_are_its_own() -> None:
    add = (
        "INSERT INTO audits_committeemeeting (id, organisation_id, subject_id, committee, meets_on, made_at, made_by_name) "
        "VALUES (gen_random_uuid(), %s, %s, 'Forum', '2026-12-01', now(), 'Rune')"
    )
    assert sql(ANALYST, add, make.NORDJYLLAND, make.NORDJYLLAND) == 1
    refused(ANALYST, add, make.MIDTJYLLAND, make.MIDTJYLLAND)
    assert sql(actor(Kind.ANALYST, make.MIDTJYLLAND), "SELECT count(*) FROM audits_committeemeeting") == 0
    refused(ANALYST, "UPDATE audits_committeemeeting SET meets_on = '2026-12-02'")
    refused(actor(Kind.AUTHORITY, make.AALBORG), "SELECT count(*) FROM audits_committeemeeting")
