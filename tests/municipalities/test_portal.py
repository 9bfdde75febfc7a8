"""Opgaver: the performer's list and page, from log-in to the copy."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client

from accounts import clock
from accounts.actor import Actor
from accounts.models import AccessLog
from gop.models import AssignmentMeeting
from tests import factories as make
from tests.gop.performers import accepted, asked, given, row, started
from tests.gop_web.pages import client_of, queries, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def petra(db: None) -> Actor:
    make.registry()
    return make.provider_therapist()


@pytest.fixture
def case_id(petra: Actor) -> uuid.UUID:
    return make.delivered(make.author(), street="Rosenvej 4", postcode="9000", phone="99 00 00 09")[1]


@pytest.fixture
def page(petra: Actor) -> Client:
    return client_of("petra")


def press(page: Client, assignment: uuid.UUID, verb: str, **typed: object) -> str:
    answer = page.post(f"/opgaver/{assignment}/{verb}/", {"seen": clock.now().isoformat(), **typed})
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


def day(days: int) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


def test_three_clicks_from_log_in_to_a_yes_with_the_first_meeting(petra: Actor, case_id: uuid.UUID) -> None:
    assignment = given(case_id, petra.tenant)
    client = Client()
    home = client.post("/log-ind/", {"username": "petra", "password": "gop-test-1"}, follow=True)  # one
    assert "Opgaver" in home.content.decode()
    assert f"/opgaver/{assignment}/" in home.content.decode()
    assert 'role="search"' not in home.content.decode()
    text = text_of(client, f"/opgaver/{assignment}/")  # two
    assert "Næste skridt: sig ja" in text
    press(client, assignment, "ja", date=day(3), time="10:00", place="Klinikken")  # three
    make.deliver_all()
    assert row(assignment).state == "accepteret"
    assert "Mødet er holdt" in text_of(client, f"/opgaver/{assignment}/")


def test_the_page_holds_the_plan_and_who_asks_but_no_protected_address(page: Client, petra: Actor, case_id: uuid.UUID) -> None:
    assignment = given(case_id, petra.tenant, message="Ring efter kl. 10.")
    text = text_of(page, f"/opgaver/{assignment}/")
    for said in (
        "Nancy Ann Test Berggren",
        "Aalborg Kommune",
        "Rosenvej 4",
        "Træning af gang, trapper",
        "Ring efter kl. 10.",
        "251248-9996",
    ):
        assert said in text, said
    hidden = make.delivered(make.author("ida"), cpr=make.somebody(), street="Lønvej 1", phone="99 00 00 08", protected=True)[1]
    text = text_of(page, f"/opgaver/{given(hidden, petra.tenant)}/")
    assert "Lønvej" not in text
    assert "99 00 00 08" not in text
    assert "beskyttet" in text


def test_a_no_needs_a_reason_and_closes_the_page(page: Client, petra: Actor, case_id: uuid.UUID) -> None:
    assignment = given(case_id, petra.tenant)
    refused = page.post(f"/opgaver/{assignment}/nej/", {"text": "Desværre"})
    assert refused.status_code == 400
    assert "Desværre" in refused.content.decode()
    assert press(page, assignment, "nej", reason="kapacitet") == "/opgaver/"
    assert page.get(f"/opgaver/{assignment}/").status_code == 404
    assert "Nancy" not in text_of(page, "/opgaver/")
    assert row(assignment).access_open is False


def test_the_course_is_kept_on_the_page_until_its_end(page: Client, petra: Actor, case_id: uuid.UUID) -> None:
    assignment = accepted(case_id, petra.tenant, first_meeting_at=clock.now() - timedelta(minutes=5), place="Klinikken")
    assert "er det holdt?" in text_of(page, "/opgaver/")
    press(page, assignment, "holdt", on=day(0))
    assert "Intet møde planlagt ·" not in (listed := text_of(page, "/opgaver/"))
    assert "Intet møde planlagt" in listed
    press(page, assignment, "moede", row=uuid.uuid4(), form="individuel", date=day(7), time="9:30", state="planlagt")
    press(page, assignment, "maal", row=uuid.uuid4(), text="Kan gå til købmanden.", agreed_on=day(0))
    press(page, assignment, "status", row=uuid.uuid4(), text="Det går fremad.")
    text = text_of(page, f"/opgaver/{assignment}/")
    for said in ("Planlagt", "Kan gå til købmanden.", "Det går fremad."):
        assert said in text, said
    with make.reading():
        meeting = AssignmentMeeting.objects.get().id
    press(page, assignment, f"moede/{meeting}", state="afbud_borger")
    press(page, assignment, "afslut", code="gennemfoert", goal_reached="ja", closing_status="Går nu uden rollator.")
    make.deliver_all()
    text = text_of(page, f"/opgaver/{assignment}/")
    assert "Næste skridt: kopi til egen journal" in text
    assert "Går nu uden rollator." in text


def test_a_first_meeting_that_was_not_held_is_written_and_another_is_agreed(page: Client, petra: Actor, case_id: uuid.UUID) -> None:
    assignment = accepted(case_id, petra.tenant, first_meeting_at=clock.now() - timedelta(minutes=5), place="Klinikken")
    press(page, assignment, "ikke-holdt", row=uuid.uuid4(), state="udeblevet")
    press(page, assignment, "foerste-moede", date=day(2), time="10:00", place="Klinikken")
    assert "Borgeren udeblev" in text_of(page, f"/opgaver/{assignment}/")
    assert row(assignment).first_meeting_at > clock.now()


def test_documentation_stands_on_the_list_with_its_due_date_until_it_is_sent(page: Client, petra: Actor, case_id: uuid.UUID) -> None:
    assignment = started(case_id, petra.tenant)
    request = asked(assignment, due_on=clock.today() - timedelta(days=1))
    assert "Dokumentation <strong>" in text_of(page, "/opgaver/")
    press(page, assignment, f"dokumentation/{request}", text="Begyndt i dag, styrke og balance.")
    assert "Dokumentation <strong>" not in text_of(page, "/opgaver/")
    assert "efter fristen" in text_of(page, f"/opgaver/{assignment}/")


def test_the_copy_is_a_pdf_that_is_logged_and_noted(page: Client, petra: Actor, case_id: uuid.UUID) -> None:
    assignment = started(case_id, petra.tenant, state="afsluttet", ended_at=clock.now(), access_until=clock.today() + timedelta(days=30))
    asked(assignment)
    assert "Ikke taget" in text_of(page, "/opgaver/")
    answer = page.post(f"/opgaver/{assignment}/kopi/")
    assert answer.content.startswith(b"%PDF")
    assert "Nancy" not in answer.headers["Content-Disposition"]
    assert row(assignment).copied_at is not None
    with make.reading():
        assert AccessLog.objects.filter(subject_id=assignment, action="udskrevet", page="portal:copy").count() == 1


def test_list_and_page_ask_the_same_few_queries_however_many(page: Client, petra: Actor, case_id: uuid.UUID) -> None:
    asked(started(case_id, petra.tenant, state="afsluttet", ended_at=clock.now()))
    given(case_id, petra.tenant)
    few = queries(page, "/opgaver/")
    for number in range(6):
        other = started(case_id, petra.tenant, state="afsluttet", ended_at=clock.now(), citizen_name=f"Borger {number}")
        asked(other)
    assert queries(page, "/opgaver/") == few
    waits = given(case_id, petra.tenant, state="afsluttet", ended_at=clock.now())
    one = queries(page, f"/opgaver/{waits}/")
    for _ in range(4):
        asked(waits)
    assert queries(page, f"/opgaver/{waits}/") == one


def test_a_municipality_sees_what_others_have_sent_it_above_its_inbox_and_may_refuse_for_capacity_only(case_id: uuid.UUID) -> None:
    helle = make.triage_officer("helle", make.HERNING)
    officer = client_of("helle")
    assert "Opgaver fra andre kommuner" not in text_of(officer, "/sager/")
    assignment = given(case_id, helle.tenant, kind="anden_kommune")
    assert "Opgaver fra andre kommuner" in text_of(officer, "/sager/")
    text = text_of(officer, f"/opgaver/{assignment}/")
    assert "Ingen ledig plads" in text
    assert "Kan ikke starte i tide" not in text
    assert officer.post(f"/opgaver/{assignment}/nej/", {"reason": "fagomraade"}).status_code == 400
    press(officer, assignment, "nej", reason="kapacitet")
    make.deliver_all()
    assert officer.get(f"/opgaver/{assignment}/").status_code == 404
