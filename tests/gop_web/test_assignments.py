"""The authority's pages of a task at somebody else: sent, followed, taken back, documented, opened again, listed."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts import clock
from accounts.models import AccessLog
from gop.enums import DeclineReason, EndCode
from gop.services import assigning, performing
from tests import factories as make
from tests.gop.assigned import World, case, row
from tests.gop_web.pages import client_of, press, queries, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return World()


@pytest.fixture
def page(world: World) -> Client:
    return client_of("birgit")


def said(world: World, **changed: Any) -> dict[str, Any]:
    told = {"assignment_id": str(uuid.uuid4()), "to": f"egen_aftale:{world.provider}", "consent_on": clock.today().isoformat()}
    return told | {"consent_how": "mundtligt", "consent_by": "patient", "answer_days": "2", "message": ""} | changed


def test_the_form_names_whoever_may_be_asked_and_chooses_the_one_pointed_at(world: World, page: Client) -> None:
    address = f"/sager/{world.case_id}/tildel/"
    shown = text_of(page, address)
    assert "Testby Fysioterapi (egen aftale" in shown
    assert "KL-aftale" not in shown  # the right does not stand
    world.late()
    shown = text_of(page, f"{address}?udfoerer={world.provider}")
    assert "selected>Testby Fysioterapi" in shown.replace("\n", "")
    assert "Testby Fysioterapi (KL-aftale" in shown


def test_what_is_sent_stands_on_the_case_its_page_and_the_list(world: World, page: Client) -> None:
    answer = press(page, world.case_id, "tildel", **said(world, message="Ring først."))
    assert answer.status_code == 302, answer.content.decode()
    shown = text_of(page, f"/sager/{world.case_id}/")
    assert "Udfører: Testby Fysioterapi" in shown
    assert "Afventes senest" in shown
    assert "Opgaven er sendt til Testby Fysioterapi" in shown
    one = _only(world)
    assert "Ring først." in text_of(page, f"/sager/opgaver/{one}/")
    listed = text_of(page, "/sager/opgaver/")
    assert f"/sager/opgaver/{one}/" in listed
    assert f"/sager/opgaver/{one}/" not in text_of(page, "/sager/opgaver/?tilstand=afsluttet")


def _only(world: World) -> uuid.UUID:
    with make.reading():
        return case(world.case_id).assignments.get().id


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(world: World, page: Client) -> None:
    wrong = said(world, consent_by="foraeldre", message="Ring efter kl. 10.")
    answer = press(page, world.case_id, "tildel", **wrong)
    shown = answer.content.decode()
    assert answer.status_code == 400
    assert "fyldt 18" in shown
    assert "Ring efter kl. 10." in shown
    assert wrong["assignment_id"] in shown


def test_the_button_on_the_case_leads_to_the_form(world: World, page: Client) -> None:
    answer = press(page, world.case_id, "tildel")
    assert answer.status_code == 200
    assert "Send opgaven til en udfører" in answer.content.decode()


def test_the_case_says_the_no_and_the_inbox_shows_it_until_somebody_does_something(world: World, page: Client) -> None:
    one = world.assigns()
    world.performs(performing.decline, one, reason=DeclineReason.CAPACITY, text="")
    assert "Borgeren har ingen udfører nu" in text_of(page, f"/sager/{world.case_id}/")
    assert f"/sager/{world.case_id}/" in text_of(page, "/sager/?vis=udfoerer")
    assert "nyt fra udføreren" in text_of(page, "/sager/")
    world.offered(3)
    assert f"/sager/{world.case_id}/" not in text_of(page, "/sager/?vis=udfoerer")


def test_the_end_is_a_line_to_close_the_case_by_and_never_an_end_of_itself(world: World, page: Client) -> None:
    one = world.accepted(days=0)
    world.performs(performing.hold_first, one, on=clock.today())
    world.performs(performing.end, one, code=EndCode.COMPLETED, goal_reached="ja", closing_status="Går uden stok.")
    assert "Læs slutstatus, og afslut sagen" in text_of(page, f"/sager/{world.case_id}/")
    assert "Går uden stok." in text_of(page, f"/sager/opgaver/{one}/")


def test_documentation_that_is_overdue_is_said_on_case_page_and_list(world: World, page: Client) -> None:
    world.accepted(days=3)
    due = clock.today() + timedelta(days=1)
    answer = press(page, world.case_id, "bed-om-dokumentation", request_id=str(uuid.uuid4()), text="Start", due_on=due.isoformat())
    assert answer.status_code == 302, answer.content.decode()
    assert "Svar senest" in text_of(page, f"/sager/{world.case_id}/")
    with make.reading():
        _only_request(world, clock.today() - timedelta(days=2))
    for address in (f"/sager/{world.case_id}/", f"/sager/opgaver/{_only(world)}/", "/sager/opgaver/"):
        assert "varet skulle være her" in text_of(page, address)


def _only_request(world: World, due: Any) -> None:
    one = row(case(world.case_id).assignments.get().id).requests.get()
    one.due_on = due
    one.save()


def test_a_task_is_taken_back_and_opened_again_from_the_case_and_each_look_is_logged(world: World, page: Client) -> None:
    one = world.accepted(days=3)
    assert press(page, world.case_id, "traek-opgave", reason="").status_code == 400
    assert press(page, world.case_id, "traek-opgave", reason="Borgeren har fortrudt.").status_code == 302
    assert press(page, world.case_id, "genaabn-opgave", days="14", reason="En klage.").status_code == 302
    assert row(one).access_until == clock.today() + timedelta(days=30)  # never shortened
    text_of(page, f"/sager/opgaver/{one}/")
    with make.reading():
        pages = set(AccessLog.objects.filter(subject_id=world.case_id).values_list("page", "action"))
    assert {("gop:assignment", "vist"), ("gop:reopen_assignment", "åbnet")} <= pages


def test_the_lists_and_the_case_ask_as_many_queries_however_many_tasks(world: World, page: Client) -> None:
    addresses = ("/sager/opgaver/", "/sager/opgaver/?tilstand=trukket", f"/sager/{world.case_id}/")
    world.accepted(days=3)
    world.does(assigning.withdraw, reason="Fortrudt.")
    world.accepted()
    for one in addresses:
        text_of(page, one)
    few = [queries(page, one) for one in addresses]
    for _ in range(3):
        world.does(assigning.withdraw, reason="Fortrudt.")
        world.accepted()
    world.does(assigning.ask_documentation, request_id=uuid.uuid4(), text="Start", due_on=clock.today())
    assert [queries(page, one) for one in addresses] == few


def test_another_municipality_is_the_only_choice_once_it_is_chosen(world: World, page: Client) -> None:
    world.chooses()
    shown = text_of(page, f"/sager/{world.case_id}/tildel/")
    assert "Herning Kommune: kommunens egne tilbud" in shown
    assert "Testby" not in shown
