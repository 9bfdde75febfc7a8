"""Complaints on the pages: registered on a case or a plan, listed without text, each with its outcome on a page of its own."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts import clock
from accounts.models import AccessLog
from gop.models import Complaint
from tests import factories
from tests.gop_web.pages import client_of, done, press, queries, text_of

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "Ventede i tre uger."


def typed(**changed: Any) -> dict[str, Any]:
    first = {"complaint": str(uuid.uuid4()), "about": "serviceniveau", "to": "", "how": "telefon", "received_on": clock.today().isoformat()}
    return first | {"counted_from": "", "text": TEXT} | changed


def test_a_complaint_on_a_case_is_listed_and_its_text_stands_on_its_own_page_for_the_owner_alone(page: Client, anna: Any) -> None:
    _, case_id = factories.delivered(anna)
    done(page, case_id, "tag")
    text = text_of(page, f"/sager/{case_id}/")
    assert "Hører til hos: Styrelsen for Patientklager. Frist: 4 uger" in text
    done(page, case_id, "klage", **typed())
    with factories.reading():
        key = Complaint.objects.get().id
    for address in (f"/sager/{case_id}/", "/klager/"):
        text = text_of(page, address)
        assert f"/klager/{key}/" in text
        assert TEXT not in text
    assert TEXT in text_of(page, f"/klager/{key}/")
    factories.triage_officer("carl")
    other = text_of(client_of("carl"), f"/klager/{key}/")
    assert TEXT not in other
    assert "læses af teamlederen" in other
    with factories.reading():
        assert AccessLog.objects.filter(page="gop:complaint", subject_id=case_id).count() == 2
    answer = page.post(f"/klager/{key}/", {"outcome": "medhold", "on": clock.today().isoformat(), "text": ""})
    assert answer.status_code == 400
    assert "Skriv kort, hvad der blev afgjort" in answer.content.decode()
    saved = page.post(f"/klager/{key}/", {"outcome": "medhold", "on": clock.today().isoformat(), "text": "Undskyldt.", "seen": ""})
    assert saved.status_code == 302
    assert "Medhold" in text_of(page, "/klager/")


def test_what_was_typed_comes_back_when_something_is_missing(page: Client, anna: Any) -> None:
    _, case_id = factories.delivered(anna)
    answer = press(page, case_id, "klage", **typed(about="andet"))
    assert answer.status_code == 400
    text = answer.content.decode()
    assert "Det er ikke fastlagt, hvor en sådan klage hører til" in text
    assert TEXT in text


def test_the_hospital_registers_on_its_plan_and_lists_its_own(anna: Any) -> None:
    plan_id, _ = factories.delivered(anna)
    page = client_of("anna")
    address = reverse("hospitals:complaint_new", args=[plan_id])
    assert address in text_of(page, f"/planer/{plan_id}/")
    assert page.post(address, typed(text="")).status_code == 400
    assert page.post(address, typed()).status_code == 302
    assert "En klage er registreret" in text_of(page, f"/planer/{plan_id}/")
    assert "Serviceniveau" in text_of(page, "/klager/")


def test_the_list_asks_as_many_queries_for_one_as_for_many(page: Client, anna: Any) -> None:
    _, case_id = factories.delivered(anna)
    done(page, case_id, "klage", **typed())
    text_of(page, "/klager/")
    few = queries(page, "/klager/")
    for _ in range(4):
        done(page, case_id, "klage", **typed())
    assert queries(page, "/klager/") == few
