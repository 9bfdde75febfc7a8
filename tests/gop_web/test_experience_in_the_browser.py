"""The citizen's two questions in a real browser: typed from paper without script, and by a link whose code leaves the address."""

import uuid
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.tenancy import acting_as
from gop.models import Experience
from gop.rules.experience import written
from gop.services import experience
from tests import factories as make
from tests.browser.pages import person
from tests.gop.in_hand import begun

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def choose(page: Page) -> None:
    page.locator("input[name=as_one]").first.check(force=True)
    page.locator("input[name=involved]").last.check(force=True)
    page.get_by_role("button", name="Send mit svar").click()


def test_a_code_is_typed_without_script_and_a_link_fills_it_in(browser: Browser, live_server: Any) -> None:
    make.registry()
    birgit = make.triage_officer()
    case_id = begun(make.author(), birgit)
    with acting_as(birgit):
        typed, linked = (written(experience.invite(birgit, case_id, nonce=uuid.uuid4()).code) for _ in range(2))

    plain = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800}, locale="da-DK")
    page = plain.new_page()
    page.goto(f"{live_server.url}/svar/")
    page.get_by_role("button", name="Send mit svar").click()
    expect(page.get_by_role("link", name="Skriv koden fra din seddel.")).to_be_visible()
    page.get_by_label("Koden fra din seddel").fill(typed.lower())
    choose(page)
    expect(page.get_by_role("heading", name="Tak for dit svar")).to_be_visible()
    assert {cookie["name"] for cookie in plain.cookies()} == {"csrftoken"}
    plain.close()

    with person(browser, live_server.url) as citizen:
        citizen.go(f"/svar/#{linked}")
        expect(citizen.page.get_by_label("Koden fra din seddel")).to_have_value(linked)
        assert citizen.page.url.endswith("/svar/")
        citizen.look("to spørgsmål")
        choose(citizen.page)
        expect(citizen.page.get_by_role("heading", name="Tak for dit svar")).to_be_visible()
        citizen.look("tak")
        citizen.sign_in("birgit", "gop-test-1")
        citizen.go(f"/sager/{case_id}/")
        citizen.page.locator("summary", has_text="Lav en kode til borgeren").click()
        citizen.press("Lav en kode til borgeren")
        expect(citizen.page.get_by_role("heading", name="Kode til borgeren")).to_be_visible()
        citizen.look("kode")
    with make.reading():
        assert Experience.objects.count() == 2
