"""Mine planer and the pages of notices and letters, as a person without script uses them."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actor import Actor
from accounts.tenancy import acting_as
from gop.models import AdvanceNotice, Correspondence, Plan
from gop.services.drafts import save_step
from gop.services.notice_plan import write_plan
from gop.services.sending import send_plan
from tests import factories as make
from tests.gop.notice_steps import CHILD, at_hospital, coordinator, in_days, notified, written
from tests.hospitals.signed_in import client_of

pytestmark = pytest.mark.django_db


def typed(**changed: Any) -> dict[str, Any]:
    """The form of a notice as a browser sends it."""
    return {
        "notice_id": str(uuid.uuid4()),
        "cpr": "251248-9996",
        "citizen_name": "Nancy Ann Test Berggren",
        "home_municipality_id": str(make.AALBORG),
        "department_id": str(make.ORTHOPAEDIC),
        "kind": "planlagt",
        "diagnosis_query": "",
        "diagnosis_code": "",
        "operation_text": "Ny hofte",
        "operation_on": in_days(1).isoformat(),
        "discharge_date": in_days(3).isoformat(),
        "follows": "ja",
        "informed": "ja",
        "informed_on": in_days(0).isoformat(),
        "action": "send",
        **changed,
    }


def test_a_notice_is_sent_from_one_page(page: Client) -> None:
    said = typed()
    answer = page.post("/planer/varsling/ny/", said, follow=True)
    assert "Varslingen er sendt." in answer.content.decode()
    assert at_hospital(uuid.UUID(said["notice_id"])).operation_text == "Ny hofte"


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(page: Client) -> None:
    answer = page.post("/planer/varsling/ny/", typed(cpr="12", citizen_name="", follows=""))
    text = answer.content.decode()
    assert answer.status_code == 400
    for field in ("cpr", "citizen_name", "follows"):
        assert f'id="id_{field}-error"' in text, field
    assert 'value="Ny hofte"' in text
    with make.reading():
        assert not AdvanceNotice.objects.exists()


def test_a_search_for_a_diagnosis_keeps_what_was_typed_and_sends_nothing(page: Client) -> None:
    answer = page.post("/planer/varsling/ny/", typed(action="soeg", diagnosis_query="DS720"))
    text = answer.content.decode()
    assert 'value="DS720"' in text
    assert 'value="Ny hofte"' in text
    with make.reading():
        assert not AdvanceNotice.objects.exists()


def test_mine_planer_shows_what_is_due_first_and_write_the_plan_types_nothing_again(anna: Actor, page: Client) -> None:
    notified(anna, citizen_name="Sent Test", discharge_date=in_days(8))
    notice_id = notified(anna, citizen_name="Snart Test", discharge_date=in_days(1))
    text = page.get("/planer/").content.decode()
    assert text.index("Snart Test") < text.index("Sent Test")
    answer = page.post(f"/planer/varsling/{notice_id}/skriv-planen/", follow=True)
    assert answer.status_code == 200
    with make.reading():
        assert Plan.objects.get().citizen_name == "Snart Test"
    assert "Fortsæt planen" in page.get("/planer/").content.decode()


def test_a_plan_not_sent_at_discharge_stands_first_on_mine_planer(anna: Actor, page: Client) -> None:
    make.draft(anna, discharge_date=in_days(-1), discharge_expected=True)
    notified(anna, citizen_name="Glemt Test", discharge_date=in_days(-1))
    text = page.get("/planer/").content.decode()
    assert text.count("Ikke sendt: patienten skulle udskrives i går") == 2
    assert text.index("Udskrevet uden plan") < text.index("Kladder")


def test_a_draft_begun_from_a_notice_stands_once_on_the_list(anna: Actor, page: Client) -> None:
    notice_id = notified(anna, discharge_date=in_days(-1))
    page.post(f"/planer/varsling/{notice_id}/skriv-planen/")
    assert page.get("/planer/").content.decode().count("Ikke sendt: patienten skulle udskrives i går") == 1


def test_the_coordinator_sees_the_named_departments_alone(anna: Actor) -> None:
    coordinator("karen", make.ORTHOPAEDIC)
    coordinator("kim", make.PHYSIO)
    notified(anna, citizen_name="Glemt Test", discharge_date=in_days(-1))
    assert "Glemt Test" in client_of("karen").get("/planer/").content.decode()
    assert "Glemt Test" not in client_of("kim").get("/planer/").content.decode()


def test_a_discharge_is_moved_called_off_and_the_notice_withdrawn_from_its_page(anna: Actor, page: Client) -> None:
    notice_id = notified(anna)
    at = f"/planer/varsling/{notice_id}/"
    page.post(f"{at}ret/", {"discharge_date": in_days(6).isoformat(), "follows": "ja"})
    assert at_hospital(notice_id).discharge_date == in_days(6)
    page.post(f"{at}ret/", {"discharge_date": "", "follows": "ja"})
    assert at_hospital(notice_id).discharge_date is None
    answer = page.post(f"{at}traek-tilbage/", {"reason": ""})
    assert answer.status_code == 400
    assert "Skriv, hvorfor" in answer.content.decode()
    text = page.post(f"{at}traek-tilbage/", {"reason": "Operationen er aflyst"}, follow=True).content.decode()
    assert "Operationen er aflyst" in text
    assert "Skriv planen" not in text


def test_the_list_asks_the_same_number_of_queries_for_one_notice_and_for_many(anna: Actor, page: Client) -> None:
    from django.db import connection

    notified(anna)
    page.get("/planer/")
    counts = []
    for more in (0, 12):
        for _ in range(more):
            notified(anna)
        with CaptureQueriesContext(connection) as seen:
            page.get("/planer/")
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_letter_begun_from_a_draft_is_filled_in_and_puts_the_draft_away(anna: Actor, page: Client) -> None:
    plan_id = make.draft(anna, cpr=CHILD, citizen_name="Karl Test Madsen")
    text = page.get(f"/planer/brev/nyt/?plan={plan_id}").content.decode()
    assert "Karl Test Madsen" in text
    assert "Barn med varig funktionsnedsættelse, som har behov for ergo/fysioterapeutisk træning og vejledning i kommunen" in text
    said = {
        "letter_id": str(uuid.uuid4()),
        "plan": str(plan_id),
        "cpr": CHILD,
        "citizen_name": "Karl Test Madsen",
        "home_municipality_id": str(make.AALBORG),
        "department_id": str(make.ORTHOPAEDIC),
        "body": "Har brug for træning.",
        "copies": ["foraeldre", "egen_laege"],
    }
    text = page.post("/planer/brev/nyt/", said, follow=True).content.decode()
    assert text.count("Afventer afsendelse") == 2
    assert "Brevet trådte i stedet for en kladde" in text
    assert f"/planer/{plan_id}/" not in text  # it would only lead back to the letter
    with make.reading():
        assert Correspondence.objects.get().instead
        assert Plan.objects.get(id=plan_id).put_away_at is not None
    answer = page.get(f"/planer/{plan_id}/trin/patient/")
    assert answer.headers["Location"] == f"/planer/brev/{said['letter_id']}/"


def test_a_letter_of_another_hospitals_draft_is_not_there(anna: Actor) -> None:
    plan_id = make.draft(anna)
    make.author("vera", make.GOEDSTRUP)
    assert client_of("vera").get(f"/planer/brev/nyt/?plan={plan_id}").status_code == 404


def test_the_municipality_opens_the_notice_above_its_inbox(anna: Actor) -> None:
    make.triage_officer()
    notified(anna)
    make.deliver_all()
    client = client_of("birgit")
    text = client.get("/sager/").content.decode()
    assert "Varslet: 1 borger, den første udskrives om 2 dage" in text
    address = text.split('href="/sager/varslet/')[1].split('"')[0]
    text = client.get(f"/sager/varslet/{address}").content.decode()
    assert "251248-9996" in text
    assert "Ny hofte, højre side" in text


def test_a_day_of_discharge_that_is_passed_is_said_as_one_above_the_inbox(anna: Actor) -> None:
    make.triage_officer()
    notified(anna, discharge_date=in_days(-1))
    make.deliver_all()
    text = client_of("birgit").get("/sager/").content.decode()
    assert "Varslet: 1 borger, den første skulle være udskrevet i går" in text


def test_the_case_says_that_it_was_told_of_before_and_links_to_it(anna: Actor) -> None:
    make.triage_officer()
    notice_id = notified(anna, discharge_date=in_days(0))
    make.deliver_all()
    with acting_as(anna):
        plan_id = write_plan(anna, notice_id).id
        save_step(anna, plan_id, make.content())
        send_plan(anna, plan_id)
    make.deliver_all()
    client = client_of("birgit")
    with make.reading():
        case_id = Plan.objects.get(id=plan_id).case_id
    text = client.get(f"/sager/{case_id}/").content.decode()
    assert "Borgeren blev varslet" in text
    assert "/sager/varslet/" in text
    assert "Varslet: 1 borger" not in client.get("/sager/").content.decode()


def test_the_municipality_answers_a_letter_and_an_empty_answer_is_said_at_its_field(anna: Actor, page: Client) -> None:
    make.triage_officer()
    letter_id = written(anna)
    make.deliver_all()
    client = client_of("birgit")
    address = client.get("/sager/").content.decode().split('href="/sager/brev/')[1].split('"')[0]
    answer = client.post(f"/sager/brev/{address}svar/", {"answer": ""})
    assert (answer.status_code, 'id="id_answer-error"' in answer.content.decode()) == (400, True)
    client.post(f"/sager/brev/{address}svar/", {"answer": "Ergoterapi én gang om ugen"})
    make.deliver_all()
    assert "Ergoterapi én gang om ugen" in page.get(f"/planer/brev/{letter_id}/").content.decode()
    assert "Brev om et barn" not in client.get("/sager/").content.decode()
