"""The page saves by itself: what can be kept, without a word of error, and never over somebody else's text."""

import uuid
from urllib.parse import unquote

from django.test import Client

from accounts.actor import Actor
from accounts.models import AccessLog
from tests import factories
from tests.hospitals.signed_in import client_of
from tests.hospitals.test_steps import new_plan, version
from tests.hospitals.test_two_tabs import Tab, other  # noqa: F401 (a fixture)


def test_what_can_be_kept_is_kept_and_errors_wait_for_the_button(page: Client) -> None:
    plan_id = new_plan(page)
    tab = Tab(page, plan_id, "patient")
    answer = tab.press("auto", cpr="31029", citizen_name="Nancy Berggren")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    said = answer.json()
    assert said["saved"].startswith("Gemt kl. ")
    assert said["unsaved"] == "1 svar er ikke gemt endnu."
    assert said["revision"] == 1
    assert version(plan_id).citizen_name == "Nancy Berggren"


def test_the_answer_brings_the_new_revision_and_the_page_never_collides_with_itself(page: Client) -> None:
    plan_id = new_plan(page)
    tab = Tab(page, plan_id, "funktionsevne")
    tab.hidden["revision"] = str(tab.press("auto", potential="Godt").json()["revision"])
    assert tab.press("auto", potential="Godt nok").json()["revision"] == 2  # this answer is lost on its way
    assert tab.press("gem", potential="Godt nok til at gå ude").status_code == 302
    assert version(plan_id).potential == "Godt nok til at gå ude"


def test_an_answer_that_somebody_else_changed_waits_for_the_button(page: Client, other: Client) -> None:  # noqa: F811
    plan_id = new_plan(page)
    mine, theirs = Tab(page, plan_id, "funktionsevne"), Tab(other, plan_id, "funktionsevne")
    theirs.press("auto", potential="Godt", limitations="Nedsat kraft.")
    said = mine.press("auto", potential="Ringe", training_need="Gang.").json()
    assert "revision" not in said
    assert said["unsaved"] == "Bo har imens ændret »Potentiale«. Tryk Gem kladde for at se begge svar."
    saved = version(plan_id)
    assert (saved.potential, saved.training_need, saved.limitations) == ("Godt", "Gang.", "Nedsat kraft.")
    assert mine.press("gem", potential="Ringe", training_need="Gang.").status_code == 409
    assert "Nedsat kraft." in mine.text


def test_saving_by_itself_is_no_look_and_needs_the_one_who_opened_the_page(page: Client, other: Client) -> None:  # noqa: F811
    plan_id = new_plan(page)
    tab = Tab(page, plan_id, "patient")
    with factories.reading():
        looks = AccessLog.objects.count()
    tab.press("auto", citizen_name="Nancy")
    tab.client = other
    answer = tab.press("auto", citizen_name="En anden")
    assert answer.status_code == 409
    assert "En anden er logget ind" in answer.json()["stop"]
    assert version(plan_id).citizen_name == "Nancy"
    with factories.reading():
        assert AccessLog.objects.count() == looks


def test_a_sent_plan_a_strange_plan_and_a_reader(page: Client, anna: Actor) -> None:
    plan_id = factories.draft(anna)
    tab = Tab(page, plan_id, "patient")
    page.post(f"/planer/{plan_id}/send/")
    answer = tab.press("auto", citizen_name="Sent igen")
    assert (answer.status_code, answer.json()["stop"][:16]) == (409, "Planen er sendt,")
    assert page.post(f"/planer/{uuid.uuid4()}/trin/patient/", {"action": "auto"}).status_code == 404
    factories.author("gitte", factories.GOEDSTRUP)
    assert client_of("gitte").post(tab.address, {"action": "auto"}).status_code == 404


def test_patient_fields_are_not_remembered_by_the_browser(page: Client) -> None:
    plan_id = new_plan(page)
    for step in ("patient", "kontakt", "funktionsevne", "type", "samtykke"):
        tab = Tab(page, plan_id, step)
        assert 'data-login="/log-ind/" autocomplete="off" novalidate' in tab.text
        assert page.get(tab.address).headers["Cache-Control"] == "no-store"


def test_a_form_sent_by_somebody_signed_out_leads_back_to_its_page(page: Client) -> None:
    plan_id = new_plan(page)
    tab = Tab(page, plan_id, "funktionsevne")
    page.logout()
    answer = tab.press("gem", potential="Godt")
    assert unquote(answer.url) == f"/log-ind/?next=/planer/{plan_id}/trin/funktionsevne/"
    text = page.get(answer.url).content.decode()
    assert "så det sidste, du skrev, er ikke gemt" in text
    assert "så det sidste" not in page.get(answer.url).content.decode()
    sent = page.post(f"/planer/{plan_id}/send/", headers={"referer": f"http://testserver/planer/{plan_id}/trin/send/?x=1"})
    assert unquote(sent.url) == f"/log-ind/?next=/planer/{plan_id}/trin/send/?x=1"
    strange = page.post(f"/planer/{plan_id}/send/", headers={"referer": "https://et-andet-sted.example/"})
    assert unquote(strange.url) == f"/log-ind/?next=/planer/{plan_id}/send/"


def test_saving_by_itself_while_signed_out_says_nothing_at_the_door(page: Client) -> None:
    tab = Tab(page, new_plan(page), "funktionsevne")
    page.logout()
    answer = page.post(tab.address, {"action": "auto", **tab.hidden}, headers={"x-autosave": "1"})
    assert answer.status_code == 302
    assert "så det sidste" not in page.get(answer.url).content.decode()
