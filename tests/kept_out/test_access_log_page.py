"""The access log is read by those who may, of their own organisation alone, and reading it is a line in it."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import clock
from accounts.access_log import PAGE
from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import AccessLog, User
from accounts.tenancy import acting_as
from tests import factories as make

pytestmark = pytest.mark.django_db


def signed_in(actor: Actor) -> Client:
    with make.reading():
        user = User.objects.get(id=actor.user)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def looked() -> dict[str, Any]:
    """Anna has seen a plan; Birgit its case, and was refused the plan."""
    make.registry()
    anna, birgit = make.author(), make.triage_officer()
    plan_id, case_id = make.delivered(anna)
    signed_in(anna).get(f"/planer/{plan_id}/")
    signed_in(birgit).get(f"/sager/{case_id}/")
    signed_in(birgit).get(f"/planer/{plan_id}/")
    signed_in(birgit).get(f"/sager/{uuid.uuid4()}/")
    return {"anna": anna, "birgit": birgit, "plan_id": plan_id, "case_id": case_id}


def rows(client: Client, **asked: Any) -> list[dict[str, Any]]:
    answer = client.get("/adgangslog/", asked)
    assert answer.status_code == 200
    return answer.context["rows"]


def test_a_lead_sees_who_when_where_what_and_the_outcome(looked: dict[str, Any]) -> None:
    client = signed_in(make.team_lead())
    unknown, plan, case = rows(client)
    assert (case["person"], case["role"], case["page"], case["outcome"]) == ("Birgit", "Visitator", "Sagens side", "Vist")
    assert case["url"] == f"/sager/{looked['case_id']}/"
    assert (plan["outcome"], plan["url"]) == ("Afvist: rollen giver ikke adgang", "")
    assert (unknown["outcome"], unknown["url"]) == ("Afvist: findes ikke her", "")
    page = client.get("/adgangslog/").content.decode()
    assert "Nancy" not in page
    assert make.NANCY not in page


def test_only_the_own_organisation_and_only_three_roles(looked: dict[str, Any]) -> None:
    coordinator = signed_in(make.person("karen", Role.COORDINATOR, make.AALBORG_HOSPITAL))
    assert {row["person"] for row in rows(coordinator)} == {"Anna"}
    assert rows(coordinator)[-1]["url"] == f"/planer/{looked['plan_id']}/"
    assert rows(signed_in(make.team_lead("lars", make.HERNING))) == []
    administrator = signed_in(make.person("adam", Role.ORGANISATION_ADMIN, make.AALBORG))
    assert {row["person"] for row in rows(administrator)} == {"Birgit"}
    assert not any(row["url"] for row in rows(administrator))
    for actor in (looked["anna"], looked["birgit"], make.person("frida", Role.PLATFORM_ADMIN, make.id_of("platform"))):
        assert signed_in(actor).get("/adgangslog/").status_code == 403


def test_the_database_says_the_same_without_the_page(looked: dict[str, Any]) -> None:
    for actor in (looked["anna"], looked["birgit"], make.person("adam", Role.ORGANISATION_ADMIN, make.AALBORG)):
        with acting_as(actor):
            assert set(AccessLog.objects.values_list("organisation_id", flat=True)) == {actor.organisation}


def test_a_coordinator_of_one_department_does_not_read_the_whole_hospitals_log(looked: dict[str, Any]) -> None:
    narrow = signed_in(make.person("kim", Role.COORDINATOR, make.AALBORG_HOSPITAL, make.ORTHOPAEDIC))
    answer = narrow.get("/adgangslog/")
    assert answer.status_code == 403
    assert "gælder hele organisationen" in answer.content.decode()
    assert "/adgangslog/" not in narrow.get("/hjaelp/").content.decode()


def test_looking_at_the_log_is_in_the_log_with_its_subject(looked: dict[str, Any]) -> None:
    lena = make.team_lead()
    client = signed_in(lena)
    rows(client, emne=looked["case_id"])
    with make.reading():
        line = AccessLog.objects.get(user_id=lena.user)
    assert (line.page, line.subject_id, line.action) == ("accesslog", looked["case_id"], "vist")
    assert rows(client)[0]["page"] == "Adgangsloggen"


def test_it_is_narrowed_by_day_person_and_subject(looked: dict[str, Any]) -> None:
    client, today = signed_in(make.team_lead()), clock.today()
    assert len(rows(client, dag=today.isoformat())) == 3
    assert rows(client, dag=(today - timedelta(days=1)).isoformat()) == []
    assert {row["person"] for row in rows(client, person=looked["birgit"].user)} == {"Birgit"}
    assert [row["page"] for row in rows(client, emne=looked["plan_id"])] == ["Planens side"]


@pytest.mark.parametrize(
    "bad", [{"dag": "i går"}, {"person": str(uuid.uuid4())}, {"emne": "250947-9989"}, {"dag": "0001-01-01", "emne": "x"}]
)
def test_what_cannot_be_read_is_said_and_nothing_is_shown(looked: dict[str, Any], bad: dict[str, str]) -> None:
    answer = signed_in(make.team_lead()).get("/adgangslog/", bad)
    assert answer.status_code == 400
    assert "Loggen kan ikke vises" in answer.content.decode()
    assert "rows" not in answer.context


@pytest.mark.parametrize(
    "extreme", [{"dag": "0001-01-01"}, {"dag": "9999-12-31"}, {"foer": "x"}, {"foer": "2026-01-01_y"}, {"foer": "\x00"}]
)
def test_days_at_the_edge_and_a_broken_key_break_nothing(looked: dict[str, Any], extreme: dict[str, str]) -> None:
    assert signed_in(make.team_lead()).get("/adgangslog/", extreme).status_code in {200, 400}


def test_it_is_read_page_by_page_without_loss_or_repeat_and_with_as_many_queries(looked: dict[str, Any]) -> None:
    client = signed_in(make.team_lead())
    rows(client)
    with CaptureQueriesContext(
        connection,
    ) as few:
        rows(client)
    at = clock.now()
    with make.reading():
        AccessLog.objects.bulk_create(
            AccessLog(
                at=at,
                organisation_id=make.AALBORG,
                user_id=looked["birgit"].user,
                role="visitator",
                action="vist",
                page="gop:inbox",
                subject_id=uuid.uuid4(),
            )
            for _ in range(PAGE * 2)
        )
    with CaptureQueriesContext(connection) as many:
        answer = client.get("/adgangslog/", {"person": str(looked["birgit"].user)})
    assert len(many) == len(few)
    seen: list[str] = []
    while True:
        seen += [row["only_url"] for row in answer.context["rows"]]
        if not answer.context["next_url"]:
            break
        answer = client.get("/adgangslog/" + answer.context["next_url"])
    assert len(seen) == len(set(seen)) == PAGE * 2 + 3


def test_the_help_page_leads_there_for_those_who_may(looked: dict[str, Any]) -> None:
    assert "/adgangslog/" in signed_in(make.team_lead()).get("/hjaelp/").content.decode()
    assert "/adgangslog/" not in signed_in(looked["birgit"]).get("/hjaelp/").content.decode()
    assert signed_in(make.person("adam", Role.ORGANISATION_ADMIN, make.AALBORG)).get("/").headers["Location"] == "/kalender/"
