"""Ret planen and Erstat planen in a real browser, wide and narrow; the return key never sends."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests import factories
from tests.hospitals.test_in_the_browser import Walk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def walk(browser: Browser, live_server: Any) -> Iterator[Walk]:
    factories.registry()
    factories.author("anna")
    context = browser.new_context(base_url=live_server.url, locale="da-DK", timezone_id="Europe/Copenhagen")
    yield Walk(context.new_page())
    context.close()


def enter(walk: Walk, path: str) -> None:
    page = walk.page
    page.goto(f"/log-ind/?next={path}")
    page.get_by_label("Brugernavn").fill("anna")
    page.get_by_label("Adgangskode").fill("gop-test-1")
    page.get_by_role("button", name="Log ind").click()


def test_a_plan_is_amended_and_then_replaced(walk: Walk) -> None:
    plan_id, _ = factories.delivered(factories.author("bo"))
    page = walk.page
    enter(walk, f"/planer/{plan_id}/")
    page.get_by_role("link", name="Ret planen").click()
    expect(page.get_by_role("heading", level=1, name="Ret planen for Nancy Ann Test Berggren")).to_be_visible()
    walk.look("amend")
    page.get_by_label("Potentiale").fill("Forventes at gå ude med stok.")
    page.get_by_text("Patientens navn, adresse, pårørende og praktiske forhold").click()
    page.get_by_label("By", exact=True).fill("Vejle")
    page.get_by_label("By", exact=True).press("Enter")
    expect(page.locator("#error-summary")).to_be_focused()
    expect(page.get_by_label("By", exact=True)).to_be_visible()  # what was typed in a folded part stays in sight
    walk.look("amend-refused", expected=("400",))
    page.get_by_label("Hvad er rettet, og hvorfor").fill("Ny vurdering.")
    page.get_by_role("button", name="Gennemse rettelsen", exact=True).last.click()
    expect(page.get_by_role("heading", name="Det sender du")).to_be_visible()
    walk.look("amend-review")
    page.get_by_label("By", exact=True).press("Enter")
    expect(page.get_by_role("heading", name="Det sender du")).to_be_visible()
    page.get_by_role("button", name="Send rettelsen").click()
    expect(page.get_by_text("Rettelsen er sendt.")).to_be_visible()
    expect(page.get_by_text("Planen blev rettet, version 2")).to_be_visible()
    walk.look("plan-amended")
    page.get_by_text("Erstat planen med en ny").click()
    page.get_by_role("link", name="Begynd en ny plan").click()
    walk.look("three-cases")
    page.locator("[name=how]").first.check(force=True)
    page.get_by_role("button", name="Begynd den nye plan").click()
    expect(page.get_by_text("Kladden skal erstatte en sendt plan")).to_be_visible()
    walk.look("replacing-draft")
