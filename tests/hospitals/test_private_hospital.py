"""A private hospital writes plans of what the public paid, and says where; paid by the patient, a hospital of the home region assesses."""

import uuid
from typing import Any

import pytest
from django.test import Client

from accounts import clock
from accounts.actor import Actor
from accounts.tenancy import acting_as
from config.registry_loader import id_of
from gop.enums import Payment
from gop.errors import Refused
from gop.models import Plan, WithoutPlan
from gop.selectors.plans import version_of
from gop.services.drafts import create_draft, save_step
from gop.services.replacing import replace_plan
from gop.services.sending import send_plan
from tests import factories
from tests.hospitals.signed_in import client_of

pytestmark = pytest.mark.django_db
ALERIS = id_of("sygehus-aleris-privathospitaler-aalborg")


@pytest.fixture
def petra(db: None) -> Actor:
    factories.registry()
    return factories.author("petra", ALERIS)


@pytest.fixture
def private(petra: Actor) -> Client:
    return client_of("petra")


def body(answer: Any) -> str:
    return str(answer.content.decode())


def begun(petra: Actor, payment: str) -> uuid.UUID:
    plan_id = uuid.uuid4()
    with acting_as(petra):
        create_draft(petra, plan_id, None, payment)
        save_step(petra, plan_id, factories.content())
    return plan_id


def test_a_private_hospital_is_asked_who_paid_before_anything_else(private: Client) -> None:
    plan_id = str(uuid.uuid4())
    first = private.post("/planer/ny/", {"plan_id": plan_id})
    assert "Hvem har betalt behandlingen?" in body(first)
    unanswered = private.post("/planer/ny/", {"plan_id": plan_id, "asked": "1"})
    assert unanswered.status_code == 400
    assert "Svar på, hvem der har betalt" in body(unanswered)
    done = private.post("/planer/ny/", {"plan_id": plan_id, "asked": "1", "payment": "offentlig"})
    assert done.headers["Location"] == f"/planer/{plan_id}/trin/patient/"
    with factories.reading():
        assert Plan.objects.get(id=plan_id).payment == Payment.PUBLIC


def test_a_public_hospital_is_never_asked(page: Client, orthopaedist: Actor) -> None:
    olga = client_of("olga")
    assert "Hvem har betalt" not in body(olga.get("/planer/ny/"))
    plan_id = str(uuid.uuid4())
    assert olga.post("/planer/ny/", {"plan_id": plan_id, "payment": "selv"}).headers["Location"] == f"/planer/{plan_id}/trin/patient/"
    with factories.reading():
        assert Plan.objects.get(id=plan_id).payment == ""


def test_paid_by_the_patient_no_plan_is_begun_and_a_referral_is_offered(private: Client) -> None:
    answer = private.post("/planer/ny/", {"plan_id": str(uuid.uuid4()), "asked": "1", "payment": "selv"})
    assert answer.headers["Location"] == "/planer/uden-plan/ny/?udfald=henvist"
    with factories.reading():
        assert not Plan.objects.exists()
    shown = body(private.get(answer.headers["Location"]))
    assert "et sygehus i bopælsregionen vurderer behovet" in shown
    today = clock.today().isoformat()
    said = {"udfald": "henvist", "record_id": str(uuid.uuid4()), "cpr": "251248-9996", "citizen_name": "Nancy Ann Test Berggren"}
    said |= {"home_municipality_id": str(factories.HERNING), "assessed_on": today, "assessed_by": "Petra, fysioterapeut", "told_on": today}
    done = private.post("/planer/uden-plan/ny/", {**said, "told": ["henvisning"]})
    record = body(private.get(done.headers["Location"]))
    assert "Henvisning til Region Midtjylland" in record
    assert "Patienten er behandlet for egen regning" in record
    assert "at regionens sygehus vurderer behovet" in record
    with factories.reading():
        found = WithoutPlan.objects.get()
        assert (found.self_paying, found.outcome) == (True, "henvist")


def test_a_public_hospital_is_not_offered_the_referral(page: Client) -> None:
    assert "Henvist til vurdering" not in body(page.get("/planer/uden-plan/ny/"))


@pytest.mark.parametrize(("payment", "sentence"), [("", "hvem der har betalt"), (Payment.SELF, "Patienten har selv betalt")])
def test_a_private_hospitals_plan_is_sent_only_when_the_public_paid(petra: Actor, payment: str, sentence: str) -> None:
    plan_id = begun(petra, payment)
    with pytest.raises(Refused) as refused, acting_as(petra):
        send_plan(petra, plan_id)
    assert sentence in refused.value.messages[0][1]


def test_the_page_that_refuses_leads_to_the_question_and_the_answer_lets_it_be_sent(private: Client, petra: Actor) -> None:
    plan_id = begun(petra, "")
    answer = private.post(f"/planer/{plan_id}/send/")
    assert f'href="/planer/{plan_id}/betaling/"' in body(answer)
    private.post(f"/planer/{plan_id}/betaling/", {"payment": "offentlig"})
    assert private.post(f"/planer/{plan_id}/send/").headers["Location"] == f"/planer/{plan_id}/"
    with factories.reading():
        assert Plan.objects.get(id=plan_id).state == "sendt"


def test_a_draft_that_the_patient_paid_goes_to_the_referral(private: Client, petra: Actor) -> None:
    plan_id = begun(petra, "")
    answer = private.post(f"/planer/{plan_id}/betaling/", {"payment": "selv"})
    assert answer.headers["Location"] == f"/planer/{plan_id}/uden-plan/?udfald=henvist"


def test_where_the_plan_was_written_stands_for_the_receiver_and_on_paper(private: Client, petra: Actor) -> None:
    plan_id = begun(petra, Payment.PUBLIC)
    with acting_as(petra):
        send_plan(petra, plan_id)
        assert version_of(Plan.objects.get(id=plan_id)).hospital_name == "Aleris Privathospitaler, Aalborg"
    factories.deliver_all()
    with factories.reading():
        case_id = Plan.objects.get(id=plan_id).case_id
    factories.triage_officer()
    assert "Aleris Privathospitaler, Aalborg" in body(client_of("birgit").get(f"/sager/{case_id}/"))
    assert "Aleris Privathospitaler, Aalborg" in body(private.get(f"/planer/{plan_id}/udskriv/"))


def test_a_replacing_plan_keeps_who_paid(petra: Actor) -> None:
    plan_id = begun(petra, Payment.PUBLIC)
    with acting_as(petra):
        send_plan(petra, plan_id)
        assert replace_plan(petra, plan_id, uuid.uuid4()).payment == Payment.PUBLIC
