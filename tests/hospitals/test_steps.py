"""The plan form: everything that can be kept is kept, and what cannot is said at its field."""

import uuid
from datetime import date

from django.test import Client

from accounts import clock
from accounts.actor import Actor
from accounts.words import cpr_text
from gop.models import Plan, PlanVersion
from gop.selectors.plans import cpr_of
from tests import factories
from tests.factories import AALBORG, HOLBAEK, NANCY, ORTHOPAEDIC, PHYSIO
from tests.hospitals.signed_in import client_of


def version(plan_id: uuid.UUID) -> PlanVersion:
    with factories.reading():
        return PlanVersion.objects.select_related("address", "plan").get(plan_id=plan_id)


def post(page: Client, plan_id: uuid.UUID, step: str, **values: str):
    return page.post(f"/planer/{plan_id}/trin/{step}/", {"action": "fortsaet", **values})


def new_plan(page: Client, department: uuid.UUID = ORTHOPAEDIC) -> uuid.UUID:
    plan_id = uuid.uuid4()
    answer = page.post("/planer/ny/", {"plan_id": plan_id, "department_id": department})
    assert answer.url == f"/planer/{plan_id}/trin/patient/"
    return plan_id


def test_the_same_form_sent_twice_makes_one_draft(page: Client) -> None:
    plan_id = new_plan(page)
    new_plan_again = page.post("/planer/ny/", {"plan_id": plan_id, "department_id": ORTHOPAEDIC})
    assert new_plan_again.url == f"/planer/{plan_id}/trin/patient/"
    with factories.reading():
        assert Plan.objects.count() == 1


def test_several_departments_are_chosen_from_and_one_is_not(page: Client, orthopaedist: Actor) -> None:
    asked = page.post("/planer/ny/", {"plan_id": uuid.uuid4()})
    assert asked.status_code == 200
    assert "Ortopædkirurgisk afsnit" in asked.content.decode()
    empty = page.post("/planer/ny/", {"plan_id": uuid.uuid4(), "department_id": ""})
    assert empty.status_code == 400
    plan_id = uuid.uuid4()
    begun = client_of("olga").post("/planer/ny/", {"plan_id": plan_id})
    assert begun.url == f"/planer/{plan_id}/trin/patient/"


def test_a_wrong_cpr_is_said_and_everything_else_is_saved(page: Client) -> None:
    plan_id = new_plan(page)
    answer = post(
        page, plan_id, "patient", cpr="310299-1234", citizen_name="Nancy Berggren", home_municipality_id=str(HOLBAEK), phone="12345678"
    )
    text = answer.content.decode()
    assert answer.status_code == 400
    assert text.count("Fødselsdatoen i CPR-nummeret findes ikke") == 2  # in the summary and at the field
    assert 'href="#id_cpr"' in text
    assert 'value="310299-1234"' in text
    saved = version(plan_id)
    assert (saved.citizen_name, saved.home_municipality_id, saved.address.phone) == ("Nancy Berggren", HOLBAEK, "12345678")
    assert cpr_of(saved) == ""


def test_full_width_digits_and_letters_in_the_wrong_place(page: Client) -> None:
    plan_id = new_plan(page)
    assert "almindelige cifre" in post(page, plan_id, "patient", cpr="２５１２４８9996").content.decode()
    assert "plads 8 og 9" in post(page, plan_id, "patient", cpr="25A248-9996").content.decode()


def test_the_municipality_brings_both_contacts_and_a_written_one_stays(page: Client) -> None:
    plan_id = new_plan(page)
    post(page, plan_id, "patient", cpr=cpr_text(NANCY), home_municipality_id=str(HOLBAEK))
    proposed = version(plan_id)
    assert proposed.municipality_contact
    assert proposed.region_contact
    post(page, plan_id, "samtykke", municipality_contact="Ring til Ida", region_contact=proposed.region_contact)
    post(page, plan_id, "patient", cpr=cpr_text(NANCY), home_municipality_id=str(AALBORG))
    moved = version(plan_id)
    assert moved.municipality_contact == "Ring til Ida"
    assert moved.region_contact not in ("", proposed.region_contact)


def test_nobody_in_denmark(page: Client) -> None:
    plan_id = new_plan(page)
    post(page, plan_id, "patient", home_municipality_id="ingen")
    assert (version(plan_id).no_municipality, version(plan_id).home_municipality_id) == (True, None)


def test_dates_as_people_write_them(page: Client) -> None:
    plan_id = new_plan(page)
    for typed in ("2026-05-24", "24.5.2026", "24-05-2026"):
        post(page, plan_id, "kontakt", discharge_date=typed)
        assert version(plan_id).discharge_date == date(2026, 5, 24)
    answer = post(page, plan_id, "kontakt", discharge_date="31.2.2026", contact_kind="indlaeggelse")
    assert answer.status_code == 400
    assert "Skriv en dato, der findes" in answer.content.decode()
    assert 'value="31.2.2026"' in answer.content.decode()
    assert (version(plan_id).discharge_date, version(plan_id).contact_kind) == (date(2026, 5, 24), "indlaeggelse")


def test_a_discharge_in_2062_is_said_at_once(page: Client) -> None:
    answer = post(page, new_plan(page), "kontakt", discharge_date="2062-11-22")
    assert answer.status_code == 400
    assert "mere end et halvt år frem" in answer.content.decode()


def test_a_later_start_without_a_reason_is_said_and_kept(page: Client) -> None:
    plan_id = new_plan(page)
    later = (clock.today() + factories.days(20)).isoformat()
    answer = post(page, plan_id, "type", plan_type="almen", earliest_start=later)
    assert answer.status_code == 400
    assert "Begrund, hvorfor" in answer.content.decode()
    assert version(plan_id).earliest_start.isoformat() == later


def test_the_dates_show_the_clocks_they_start(page: Client) -> None:
    plan_id = new_plan(page)
    post(page, plan_id, "kontakt", discharge_date=clock.today().isoformat(), discharge_expected="forventet")
    text = page.get(f"/planer/{plan_id}/trin/kontakt/").content.decode()
    assert "Besked til borgeren" in text
    assert "Sidste arbejdsdag" in text
    assert "foreløbig" in text


def test_a_diagnosis_is_found_with_and_without_script(page: Client) -> None:
    plan_id = new_plan(page)
    assert "DS720" in page.get("/koder/diagnose/", {"diagnosis_query": "lårben"}).content.decode()
    searched = post(page, plan_id, "kontakt", action="soeg", diagnosis_query="lårben", contact_kind="ambulant")
    assert searched.status_code == 200
    assert 'value="DS720"' in searched.content.decode()
    assert version(plan_id).contact_kind == "ambulant"
    assert post(page, plan_id, "kontakt", diagnosis_query="lårben", diagnosis_code="DS720").status_code == 302
    assert version(plan_id).diagnosis_text == "Fraktur af lårbenshals"
    unknown = post(page, plan_id, "kontakt", diagnosis_code="DX999", contact_kind="indlaeggelse")
    assert unknown.status_code == 400
    assert "Vælg en diagnose fra listen" in unknown.content.decode()
    assert (version(plan_id).diagnosis_code, version(plan_id).contact_kind) == ("DS720", "indlaeggelse")


def test_consents_and_the_performing_department(page: Client) -> None:
    plan_id = new_plan(page)
    today = clock.today().isoformat()
    said = {"consent_plan": "givet", "consent_plan_on": today, "consent_plan_how": "skriftligt", "consent_plan_by": "stedfortraeder"}
    assert post(page, plan_id, "samtykke", **said).status_code == 302
    with factories.reading():
        one = Plan.objects.get(id=plan_id).consents.get()
    assert (one.kind, one.answer, one.given_on.isoformat(), one.how, one.by) == ("plan", "givet", today, "skriftligt", "stedfortraeder")
    future = (clock.today() + factories.days(2)).isoformat()
    assert "ligger i fremtiden" in post(page, plan_id, "samtykke", handed_out_on=future, handed_out_how="papir").content.decode()
    post(page, plan_id, "type", plan_type="specialiseret", specialised_reason="koordination", performing_department_id=str(PHYSIO))
    assert version(plan_id).performing_department_id == PHYSIO


def test_nothing_missing_is_asked_for_before_sending(page: Client, anna: Actor) -> None:
    plan_id = new_plan(page)
    text = page.get(f"/planer/{plan_id}/trin/send/").content.decode()
    assert f"/planer/{plan_id}/trin/patient/#id_cpr" in text
    assert f"/planer/{plan_id}/trin/samtykke/#id_consent_plan_0" in text
    refused = page.post(f"/planer/{plan_id}/send/")
    assert refused.status_code == 400
    assert "Planen er ikke sendt" in refused.content.decode()
    with factories.reading():
        assert Plan.objects.get(id=plan_id).state == "kladde"


def test_a_draft_is_taken_up_where_it_was_left(page: Client, anna: Actor) -> None:
    assert page.get(f"/planer/{new_plan(page)}/").url.endswith("/trin/patient/")
    assert page.get(f"/planer/{factories.draft(anna)}/").url.endswith("/trin/send/")
