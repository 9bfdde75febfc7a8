"""Forløbet as a person meets it: goals, contacts and statuses on one page, nothing typed lost, and the hospital's side of it."""

import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client

from accounts import clock
from accounts.actor import Actor
from accounts.tenancy import acting_as
from gop.enums import ContactState, EndCode, GoalReached
from gop.fsiii import CONDITION, terms
from gop.models import CaseContact, CaseDocument, Goal
from gop.services import goals, offers
from tests import factories as make
from tests.gop.in_hand import aimed, begun, met, row, tomorrow
from tests.gop_web.pages import client_of, press, queries, text_of
from tests.gop_web.test_case import next_heading

LINE = {"form": "individuel", "time": "00:01", "state": "holdt"}


@pytest.fixture
def case_id(anna: Actor, birgit: Actor) -> uuid.UUID:
    more = {"contact_wanted": True, "contact_wanted_about": "skinnen", "status_receivers": [{"name": "Klinik Syd", "phone": ""}]}
    return begun(anna, birgit, **more)


def goal_typed(**more: str) -> dict[str, str]:
    return {"text": "Kan gå til købmanden.", "condition": "", "agreed_on": clock.today().isoformat(), **more}


def line(**more: str) -> dict[str, str]:
    return {**LINE, "date": clock.today().isoformat(), **more}


def sent_to(page: Client, case_id: uuid.UUID, verb: str, typed: dict[str, str]) -> str:
    answer = press(page, case_id, verb, **typed)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_after_the_start_goals_come_first_then_contacts_then_the_end(page: Client, case_id: uuid.UUID) -> None:
    assert next_heading(page, case_id) == "aftal mål"
    assert sent_to(page, case_id, "maal", goal_typed(condition=next(iter(terms(CONDITION))))) == f"/sager/{case_id}/forloeb/"
    assert next_heading(page, case_id) == "registrér kontakt"
    with make.reading():
        goal = Goal.objects.get()
    sent_to(page, case_id, f"maal/{goal.id}/luk", {"reached": "ja", "on": clock.today().isoformat()})
    assert next_heading(page, case_id) == "afslut sagen"
    text = text_of(page, f"/sager/{case_id}/forloeb/")
    assert "Ingen åbne mål." in text
    assert "Et mål er vurderet: nået" in text_of(page, f"/sager/{case_id}/")


def test_a_category_of_icf_is_searched_and_chosen_without_script_and_nothing_typed_is_lost(page: Client, case_id: uuid.UUID) -> None:
    found = press(page, case_id, "maal", **goal_typed(**{"icf-0-code": "færden", "action": "soeg"}))
    assert 'value="kode:icf-0-code:d4"' in found.content.decode()
    chosen = press(page, case_id, "maal", **goal_typed(**{"icf-0-code": "færden", "action": "kode:icf-0-code:d4"})).content.decode()
    assert 'value="d4"' in chosen
    assert "Kan gå til købmanden." in chosen
    refused = press(page, case_id, "maal", **goal_typed(text="", **{"icf-0-code": "qqqq"}))
    assert refused.status_code == 400
    assert "Skriv målet, som det er aftalt med borgeren." in refused.content.decode()
    with make.reading():
        assert not Goal.objects.exists()


def test_the_search_answers_a_script_with_buttons(page: Client, case_id: uuid.UUID) -> None:
    text = text_of(page, "/koder/forloeb/indsats/?felt=indsats-0-code&indsats-0-code=balance")
    assert "kode:indsats-0-code:BLNC11" in text


def test_a_contact_is_registered_in_one_line_and_the_last_is_copied_a_week_on(page: Client, case_id: uuid.UUID) -> None:
    sent_to(page, case_id, "kontakt", line(**{"indsats-0-code": "BLNC11", "minutes": "45"}))
    text = text_of(page, f"/sager/{case_id}/forloeb/")
    assert "1 holdt. Første møde tæller ikke med." in text
    with make.reading():
        last = CaseContact.objects.get()
    copied = text_of(page, f"/sager/{case_id}/forloeb/?kopi={last.id}").partition('id="kontakt"')[2]
    assert (clock.today() + timedelta(days=7)).isoformat() in copied
    assert re.search(r'<option value="planlagt" selected', copied)
    assert 'value="BLNC11"' in copied
    refused = press(page, case_id, "kontakt", **line(minutes="0", note="Husk krykker."))
    assert refused.status_code == 400
    assert "Husk krykker." in refused.content.decode()


def test_missed_twice_in_a_row_is_said_on_both_pages(page: Client, case_id: uuid.UUID, birgit: Actor) -> None:
    for _ in range(2):
        met(birgit, case_id, ContactState.MISSED)
    for address in (f"/sager/{case_id}/", f"/sager/{case_id}/forloeb/"):
        assert "Borgeren er udeblevet de seneste to gange." in text_of(page, address)


def test_a_status_is_begun_with_what_the_case_knows_and_read_at_the_hospital(page: Client, case_id: uuid.UUID, birgit: Actor) -> None:
    aimed(birgit, case_id)
    assert "Kan gå til købmanden og hjem igen." in text_of(page, f"/sager/{case_id}/dokument/status/")
    empty = page.post(f"/sager/{case_id}/dokument/status/", {"phone": "99 00 00 11"})
    assert (empty.status_code, "Skriv noget under mindst én overskrift." in empty.content.decode()) == (400, True)
    assert 'value="99 00 00 11"' in empty.content.decode()
    assert page.post(f"/sager/{case_id}/dokument/status/", {"funktion": "Går 200 meter."}).status_code == 302
    make.deliver_all()
    ward = client_of("anna")
    text = text_of(ward, "/planer/")
    assert "Nye statusser" in text
    address = re.search(r"/planer/status/[0-9a-f-]+/", text)
    assert address
    assert "Går 200 meter." in text_of(ward, address[0])
    assert ward.post(f"{address[0]}laest/").status_code == 302
    assert "Nye statusser" not in text_of(ward, "/planer/")
    assert "af Anna." in text_of(ward, f"/planer/{row(case_id).plan_id}/")
    with make.reading():
        own = CaseDocument.objects.get()
    for client, pdf in ((page, f"/sager/dokumenter/{own.id}/pdf/"), (ward, f"{address[0]}pdf/")):
        assert client.get(pdf).content.startswith(b"%PDF")
    assert ">Leveret<" in text_of(page, f"/sager/dokumenter/{own.id}/")


def test_the_wish_for_a_call_stands_above_the_plan_until_it_is_made(page: Client, case_id: uuid.UUID) -> None:
    assert "Sygehuset vil gerne ringes op om skinnen." in text_of(page, f"/sager/{case_id}/")
    answer = press(page, case_id, "ringet", on=clock.today().isoformat())
    assert answer.status_code == 302
    assert "I har ringet" in text_of(page, f"/sager/{case_id}/")


def test_the_end_asks_of_each_goal_and_writes_the_closing_status_somebody_wanted(page: Client, case_id: uuid.UUID, birgit: Actor) -> None:
    goal_id = aimed(birgit, case_id)
    text = text_of(page, f"/sager/{case_id}/")
    assert "Ønsket af Klinik Syd." in text
    refused = press(page, case_id, "afslut", code="gennemfoert", closing="Gik godt.", other_law="vedligeholdelse")
    assert refused.status_code == 400
    assert "Vælg, om målet blev nået." in refused.content.decode()
    assert "Gik godt." in refused.content.decode()
    typed = {"code": "gennemfoert", "closing": "Gik godt.", "other_law": "vedligeholdelse", f"goal_{goal_id}": "ja"}
    assert press(page, case_id, "afslut", **typed).status_code == 302
    ended = text_of(page, f"/sager/{case_id}/")
    assert "Målet med forløbet: nået." in ended
    assert "Derefter følger vedligeholdende træning." in ended
    assert "Slutstatus" in ended


def test_both_pages_ask_as_often_whatever_the_number_of_goals_and_contacts(page: Client, case_id: uuid.UUID, birgit: Actor) -> None:
    aimed(birgit, case_id)
    met(birgit, case_id)
    addresses = (f"/sager/{case_id}/", f"/sager/{case_id}/forloeb/")
    few = [queries(page, address) for address in addresses for _ in range(2)][1::2]
    for number in range(6):
        aimed(birgit, case_id, f"Mål {number}")
        met(birgit, case_id, ContactState.PLANNED, tomorrow() + timedelta(minutes=number))
    assert [queries(page, address) for address in addresses] == few


def test_what_was_typed_stands_on_the_page_when_a_colleague_was_first(page: Client, case_id: uuid.UUID, birgit: Actor) -> None:
    goal_id, seen, lena = aimed(birgit, case_id), clock.now().isoformat(), make.team_lead()
    with acting_as(lena):
        goals.close_goal(lena, case_id, goal_id, reached=GoalReached.YES, on=clock.today())
    typed = {"seen": seen, **goal_typed(text="Et andet mål, som jeg skrev.")}
    answer = page.post(f"/sager/{case_id}/maal/{goal_id}/ret/", typed)
    assert answer.status_code == 409
    assert "Lena har ændret det" in answer.content.decode()
    assert "Et andet mål, som jeg skrev." in answer.content.decode()
    with acting_as(lena):
        offers.end_case(lena, case_id, code=EndCode.COMPLETED)
    late = page.post(f"/sager/{case_id}/kontakt/", {"seen": seen, **line(note="Husk krykker.")})
    assert (late.status_code, "Husk krykker." in late.content.decode()) == (409, True)
