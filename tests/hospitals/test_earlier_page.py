"""KL's three cases on the page: asked before a plan is replaced, when a draft is begun, and at the latest before it is sent."""

import uuid

import pytest
from django.test import Client

from accounts.actor import Actor
from accounts.models import AccessLog
from gop.models import Plan
from tests import factories as make

REPLACE = "/planer/{}/erstat/"


def row(plan_id: uuid.UUID) -> Plan:
    with make.reading():
        return Plan.objects.get(id=plan_id)


def test_replacing_asks_in_plain_words_before_anything_is_begun(page: Client, anna: Actor) -> None:
    old = make.sent(anna)
    assert f'href="/planer/{old}/erstat/"' in page.get(f"/planer/{old}/").content.decode()
    text = page.get(REPLACE.format(old)).content.decode()
    assert "Handler den nye plan om det samme problem?" in text
    empty = page.post(REPLACE.format(old), {"new_id": str(uuid.uuid4())})
    assert empty.status_code == 400
    assert "Svar på, hvordan den nye plan hører sammen" in empty.content.decode()
    with make.reading():
        assert Plan.objects.count() == 1


@pytest.mark.parametrize(("how", "replaces"), [("fortsaetter", True), ("aendres", True), ("uafhaengigt", False)])
def test_each_answer_begins_its_draft_once(page: Client, anna: Actor, how: str, replaces: bool) -> None:
    old, new_id = make.sent(anna), uuid.uuid4()
    for _ in range(2):
        assert page.post(REPLACE.format(old), {"new_id": str(new_id), "how": how}).url == f"/planer/{new_id}/trin/patient/"
    assert (row(new_id).replaces_id == old) is replaces
    with make.reading():
        assert Plan.objects.count() == 2


def test_looking_at_the_question_begins_nothing_also_when_a_draft_is_begun(page: Client, anna: Actor) -> None:
    old, new_id = make.sent(anna), uuid.uuid4()
    page.post(REPLACE.format(old), {"new_id": str(new_id), "how": "fortsaetter"})
    assert page.get(REPLACE.format(old)).url == f"/planer/{old}/"
    with make.reading():
        assert Plan.objects.count() == 2


def test_a_draft_for_a_patient_with_a_plan_in_force_says_so_on_each_step_until_answered(page: Client, anna: Actor) -> None:
    old, new = make.sent(anna), make.draft(anna)
    for step in ("patient", "funktionsevne", "send"):
        assert "Patienten har en plan, der gælder" in page.get(f"/planer/{new}/trin/{step}/").content.decode()
    shown = page.get(f"/planer/{new}/tidligere/").content.decode()
    assert "Handler den nye plan om det samme problem?" in shown
    assert "Samtykker, datoer og type hentes aldrig." in shown
    assert page.post(f"/planer/{new}/tidligere/", {"earlier": str(old)}).status_code == 400
    assert page.post(f"/planer/{new}/tidligere/", {"earlier": str(old), "how": "uafhaengigt"}).status_code == 302
    assert "Patienten har en plan, der gælder" not in page.get(f"/planer/{new}/trin/send/").content.decode()
    assert "Hent fra planen af" in page.get(f"/planer/{new}/trin/patient/").content.decode()


def test_sending_without_an_answer_is_refused_with_the_way_to_the_question_and_one_press_answers_it(page: Client, anna: Actor) -> None:
    old, new = make.sent(anna), make.draft(anna)
    question, review = f"/planer/{new}/tidligere/?til=send", f"/planer/{new}/trin/send/"
    before = page.get(review).content.decode()
    assert f'<li><a href="{question}">Patienten har en plan, der gælder. Svar på' in before
    assert "Intet. Planen kan sendes." not in before
    refused = page.post(f"/planer/{new}/send/")
    assert refused.status_code == 400
    assert refused.content.decode().count(f'href="{question}">Patienten har en plan') == 2
    assert row(new).sent_at is None
    assert 'name="til" value="send"' in page.get(question).content.decode()
    button = {"earlier": str(old), "how": "uafhaengigt", "til": "send"}
    assert all(f'name="{name}" value="{value}"' in before for name, value in button.items())
    assert page.post(f"/planer/{new}/tidligere/", button).url == review
    assert "Intet. Planen kan sendes." in page.get(review).content.decode()
    assert page.post(f"/planer/{new}/send/").url == f"/planer/{new}/"
    assert row(new).sent_at is not None


def test_fetching_says_how_much_and_the_look_at_the_earlier_plan_is_logged(page: Client, anna: Actor) -> None:
    old, new = make.sent(anna, street="Testvej 7"), make.draft(anna)
    answer = page.post(f"/planer/{new}/tidligere/", {"earlier": str(old), "action": "hent", "parts": ["hvor"]}, follow=True)
    assert "1 svar er hentet" in answer.content.decode()
    assert 'value="Testvej 7"' in answer.content.decode()
    again = page.post(f"/planer/{new}/tidligere/", {"earlier": str(old), "action": "hent", "parts": ["hvor"]}, follow=True)
    assert "intet at hente" in again.content.decode()
    with make.reading():
        assert AccessLog.objects.filter(subject_id=old, page="hospitals:earlier").exists()


def test_a_plan_that_is_not_the_patients_is_not_found(page: Client, anna: Actor) -> None:
    other, new = make.sent(anna, cpr="2509479989"), make.draft(anna)
    for earlier in (str(other), str(uuid.uuid4()), "", "x"):
        assert page.post(f"/planer/{new}/tidligere/", {"earlier": earlier, "how": "uafhaengigt"}).status_code == 404
