"""Who may not read an assignment: by page, file and paper, and by SQL as the role. After a no, a lapse or the end of access, nobody there."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from accounts.actor import Actor
from accounts.enums import Kind, Role
from accounts.models import User
from accounts.tenancy import acting_as
from gop.models import Assignment, Attachment, Case
from gop.services.attachments import add_attachment
from gop.services.performed_rows import close_own_access
from gop.services.sending import send_plan
from tests import factories as make
from tests.gop.files import picture
from tests.gop.performers import asked, given, performing, row, started
from tests.gop_web.pages import client_of

pytestmark = pytest.mark.django_db
READ = ("gop_assignment", "gop_planversion", "gop_planaddress", "gop_attachment", "gop_attachmentfile")
WRITTEN = ("gop_assignmentmeeting", "gop_assignmentgoal", "gop_assignmentreport", "gop_assignmentevent", "gop_documentationrequest")
LOOKS = ("", "plan/", "bilag/{file}/")
GONE = ({"access_open": False}, {"state": "afvist"}, {"state": "udloebet"}, {"state": "afsluttet", "access_open": False})


@pytest.fixture
def petra(db: None) -> Actor:
    make.registry()
    return make.provider_therapist()


@pytest.fixture
def plan_id(petra: Actor) -> uuid.UUID:
    """A plan with a file and an address, received in Aalborg."""
    anna = make.author()
    plan = make.draft(anna, street="Rosenvej 4", postcode="9000")
    with acting_as(anna):
        add_attachment(anna, plan, "andet", "Bilag", picture("PNG"))
        send_plan(anna, plan)
    make.deliver_all()
    return plan


@pytest.fixture
def assignment(petra: Actor, plan_id: uuid.UUID) -> uuid.UUID:
    """Under way, with documentation asked."""
    made = started(_case(plan_id), petra.tenant)
    asked(made)
    return made


def _case(plan_id: uuid.UUID) -> uuid.UUID:
    with make.reading():
        return Case.objects.get(plan_id=plan_id).id


def addresses(assignment: uuid.UUID) -> Iterator[str]:
    with make.reading():
        file = Attachment.objects.get().id
    for one in LOOKS:
        yield f"/opgaver/{assignment}/{one.format(file=file)}"


def seen(who: Actor, table: str) -> int:
    with acting_as(who), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


def statuses(client: Client, assignment: uuid.UUID) -> set[int]:
    found = {client.get(address).status_code for address in addresses(assignment)}
    return found | {client.post(f"/opgaver/{assignment}/kopi/").status_code}


def test_the_performer_reads_page_file_and_paper(petra: Actor, assignment: uuid.UUID) -> None:
    assert statuses(client_of("petra"), assignment) == {200}
    assert all(seen(petra, table) for table in READ)


def outsiders() -> list[tuple[Actor, int]]:
    """Everybody who could ask, and what a page answers."""
    return [
        (make.provider_therapist("olav", make.provider("En Anden Klinik")), 404),
        (make.triage_officer("helle", make.HERNING), 404),
        (make.triage_officer(), 404),  # the authority reads its case, not the performer's page
        (make.person("rune", Role.REGIONAL_TRIAGE_OFFICER, make.NORDJYLLAND), 404),
        (make.author("vera", make.GOEDSTRUP), 403),
        (make.hospital_therapist(), 403),
        (make.person("rikke", Role.ANALYST, make.NORDJYLLAND), 403),
        (make.person("dorte", Role.ORGANISATION_ADMIN, make.provider()), 403),
    ]


def test_nobody_else_reads_page_file_or_paper(petra: Actor, assignment: uuid.UUID) -> None:
    for who, status in outsiders():
        with make.reading():
            username = User.objects.get(id=who.user).username
        assert statuses(client_of(username), assignment) == {status}, who.name


def test_nobody_else_finds_a_row_by_sql_as_the_performers_role(petra: Actor, assignment: uuid.UUID) -> None:
    for who, _ in outsiders()[:4]:
        for table in (*READ, *WRITTEN):
            assert seen(replace(who, kind=Kind.PROVIDER), table) == 0, (who.name, table)


@pytest.mark.parametrize("changed", GONE, ids=["lukket", "afvist", "udloebet", "afsluttet"])
def test_what_is_over_is_404_for_page_file_and_paper_and_no_row_by_sql(
    changed: dict[str, Any], petra: Actor, assignment: uuid.UUID
) -> None:
    with make.reading():
        Assignment.objects.filter(id=assignment).update(**changed)
    assert statuses(client_of("petra"), assignment) == {404}
    closed = not changed.get("access_open", True)
    for table in (*READ[1:], *(WRITTEN if closed else ())):
        assert seen(petra, table) == 0, table
    assert seen(petra, "gop_assignment") == (0 if closed else 1)


def test_a_no_leaves_not_even_the_row_with_the_name(petra: Actor, plan_id: uuid.UUID) -> None:
    assignment = given(_case(plan_id), petra.tenant)
    answer = client_of("petra").post(f"/opgaver/{assignment}/nej/", {"reason": "kapacitet"})
    assert answer.status_code == 302
    assert all(seen(petra, table) == 0 for table in (*READ, *WRITTEN))


def test_the_courier_closes_what_was_refused_and_nothing_else(petra: Actor, assignment: uuid.UUID) -> None:
    with acting_as(petra):
        close_own_access(Assignment.objects.get(id=assignment))
        assert Assignment.objects.filter(id=assignment).exists()
    assert row(assignment).access_open


def test_an_officer_of_the_municipality_that_performs_reads_it_as_a_performer_and_no_case(plan_id: uuid.UUID) -> None:
    helle = make.triage_officer("helle", make.HERNING)
    assignment = given(_case(plan_id), helle.tenant, kind="anden_kommune")
    assert {client_of("helle").get(address).status_code for address in addresses(assignment)} == {200}
    assert seen(performing(helle), "gop_planversion") == 1
    assert seen(helle, "gop_planversion") == 0
    assert client_of("helle").get(f"/sager/{_case(plan_id)}/").status_code == 404


def test_a_version_before_the_one_that_was_forwarded_is_not_read(petra: Actor, plan_id: uuid.UUID) -> None:
    made = started(_case(plan_id), petra.tenant)
    with make.reading():
        Assignment.objects.filter(id=made).update(from_version=2, version=2)
    assert seen(petra, "gop_planversion") == 0
