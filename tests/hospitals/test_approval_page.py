"""The doctor's pages: a list, the draft as its reader will see it, two answers; nothing else of the plan's verbs."""

import re
import uuid

import pytest
from django.test import Client

from accounts.actor import Actor
from accounts.enums import Role
from accounts.tenancy import acting_as, seeding
from gop.models import Plan
from gop.services.drafts import save_step
from hospitals.models import Department
from tests import factories as make
from tests.gop.notice_steps import notified
from tests.hospitals.signed_in import client_of


@pytest.fixture
def olga(anna: Actor) -> Actor:
    with seeding():
        Department.objects.filter(organisation_id=make.ORTHOPAEDIC).update(needs_approval=True)
    return make.author("olga", make.AALBORG_HOSPITAL, make.ORTHOPAEDIC)


@pytest.fixture
def doctor(olga: Actor) -> Client:
    make.person("doris", Role.DOCTOR, make.AALBORG_HOSPITAL, make.ORTHOPAEDIC)
    return client_of("doris")


def revision(plan_id: uuid.UUID) -> int:
    with make.reading():
        return Plan.objects.get(id=plan_id).revision


def approved_and_sent(olga: Actor, doctor: Client) -> uuid.UUID:
    plan_id, author = make.draft(olga), client_of("olga")
    author.post(f"/planer/{plan_id}/bed-om-godkendelse/")
    doctor.post(f"/planer/{plan_id}/godkendelse/", {"revision": revision(plan_id), "answer": "godkendt"})
    assert author.post(f"/planer/{plan_id}/send/").url == f"/planer/{plan_id}/"
    return plan_id


def test_from_the_last_step_to_approved_and_sent(olga: Actor, doctor: Client) -> None:
    plan_id, author = make.draft(olga), client_of("olga")
    review = author.get(f"/planer/{plan_id}/trin/send/").content.decode()
    assert "Bed om godkendelse</button>" in review
    assert "Send planen</button>" not in review
    refused = author.post(f"/planer/{plan_id}/send/")
    assert refused.status_code == 400
    assert "godkendes af en læge" in refused.content.decode()
    author.post(f"/planer/{plan_id}/bed-om-godkendelse/")
    assert "Venter på en læges godkendelse" in author.get(f"/planer/{plan_id}/trin/send/").content.decode()
    assert "Nancy" in doctor.get("/planer/godkendelser/").content.decode()
    assert doctor.get(f"/planer/{plan_id}/").url == f"/planer/{plan_id}/godkendelse/"
    shown = doctor.get(f"/planer/{plan_id}/godkendelse/").content.decode()
    assert "Træning af gang, trapper og kraft i benene." in shown
    posted = {"revision": revision(plan_id), "answer": "godkendt"}
    assert doctor.post(f"/planer/{plan_id}/godkendelse/", posted).url == "/planer/godkendelser/"
    assert "Godkendt af Doris" in author.get(f"/planer/{plan_id}/trin/send/").content.decode()
    assert author.post(f"/planer/{plan_id}/send/").url == f"/planer/{plan_id}/"
    sent = doctor.get(f"/planer/{plan_id}/").content.decode()
    assert "Planen blev godkendt" in sent
    for verb in ("Ret planen", "Træk planen tilbage</button>", "Begynd en ny plan"):
        assert verb not in sent


def test_an_approved_plan_shows_who_approved_it(olga: Actor, doctor: Client) -> None:
    plan_id, author = make.draft(olga), client_of("olga")
    author.post(f"/planer/{plan_id}/bed-om-godkendelse/")
    doctor.post(f"/planer/{plan_id}/godkendelse/", {"revision": revision(plan_id), "answer": "godkendt"})
    author.post(f"/planer/{plan_id}/send/")
    text = author.get(f"/planer/{plan_id}/").content.decode()
    assert "Godkendt af" in text
    assert "Doris" in text


def test_a_stale_page_no_answer_and_no_word_are_said_and_nothing_is_approved(olga: Actor, doctor: Client) -> None:
    plan_id = make.draft(olga)
    client_of("olga").post(f"/planer/{plan_id}/bed-om-godkendelse/")
    seen = revision(plan_id)
    with acting_as(olga):
        save_step(olga, plan_id, {"potential": "Noget andet."})
    for posted, sentence in (
        ({"revision": seen, "answer": "godkendt"}, "ændret, siden du åbnede"),
        ({"revision": "x", "answer": "godkendt"}, "ændret, siden du åbnede"),
        ({"revision": revision(plan_id)}, "Vælg »Godkend planen«"),
        ({"revision": revision(plan_id), "answer": "tilbage", "comment": " "}, "Skriv, hvad der skal ændres"),
    ):
        answer = doctor.post(f"/planer/{plan_id}/godkendelse/", posted)
        assert answer.status_code == 400
        assert sentence in answer.content.decode()


def test_a_draft_sent_back_says_why_to_its_author(olga: Actor, doctor: Client) -> None:
    plan_id, author = make.draft(olga), client_of("olga")
    author.post(f"/planer/{plan_id}/bed-om-godkendelse/")
    doctor.post(f"/planer/{plan_id}/godkendelse/", {"revision": revision(plan_id), "answer": "tilbage", "comment": "Skriv vægtbæring."})
    text = author.get(f"/planer/{plan_id}/trin/send/").content.decode()
    assert "Skriv vægtbæring." in text
    assert "Bed om godkendelse</button>" in text


def test_a_doctor_neither_writes_nor_begins_a_plan(olga: Actor, doctor: Client) -> None:
    plan_id = make.draft(olga)
    assert "Ny plan</button>" not in doctor.get("/planer/").content.decode()
    assert doctor.get(f"/planer/{plan_id}/trin/patient/").status_code == 403
    assert doctor.post("/planer/ny/").status_code == 403


def test_a_doctor_lands_on_what_waits_for_an_answer_and_sees_no_task_of_others(olga: Actor, doctor: Client) -> None:
    approved_and_sent(olga, doctor)  # not handed out, so it asks for its author
    notified(olga)
    assert doctor.get("/").headers["Location"] == "/planer/godkendelser/"
    assert client_of("olga").get("/").headers["Location"] == "/planer/"
    page = doctor.get("/planer/").content.decode()
    assert "Kræver noget af dig" in client_of("olga").get("/planer/").content.decode()
    assert "Varslet før udskrivning" in page
    for task in ("Kræver noget af dig", "Skriv brev om et barn", "Skriv planen", "Udskrevet uden plan", "»Ny plan«"):
        assert task not in page, task
    assert "Registrér</a>" not in doctor.get("/planer/uden-plan/").content.decode()


def test_every_link_and_form_a_doctor_is_shown_may_be_used(olga: Actor, doctor: Client) -> None:
    plan_id, notice_id, waiting = approved_and_sent(olga, doctor), notified(olga), make.draft(olga)
    client_of("olga").post(f"/planer/{waiting}/bed-om-godkendelse/")
    for place in ("/planer/", f"/planer/{plan_id}/", f"/planer/varsling/{notice_id}/", "/planer/uden-plan/", "/planer/godkendelser/"):
        text = doctor.get(place).content.decode()
        for link in set(re.findall(r'href="(/planer/[^"#]*)', text)):
            assert doctor.get(link).status_code in (200, 302), (place, link)
        assert [one for one in re.findall(r'action="(/planer/[^"]*)', text) if "godkendelse" not in one] == [], place


def test_the_doctor_reads_who_wrote_the_plan_with_title_and_department(olga: Actor, doctor: Client) -> None:
    plan_id, author = make.draft(olga), client_of("olga")
    author.post("/planer/fraser/mig/", {"title": "fysioterapeut", "phone": "99 00 00 07"})
    author.post(f"/planer/{plan_id}/bed-om-godkendelse/")
    shown = doctor.get(f"/planer/{plan_id}/godkendelse/").content.decode()
    with make.reading():
        department = Plan.objects.select_related("department").get(id=plan_id).department.name
    assert re.search(rf"fysioterapeut, {department}, Aalborg Universitetshospital[^,<]*, tlf. 99 00 00 07", shown)
