"""Typing on a bad day, in a real browser: the page saves by itself, says so, and loses nothing when the session ends."""

import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, BrowserContext, Page, expect

from gop.models import PlanVersion
from gop.services.drafts import create_draft, save_step
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
expect.set_options(timeout=45_000)


@pytest.fixture
def context(browser: Browser, live_server: Any) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=live_server.url, locale="da-DK", timezone_id="Europe/Copenhagen")
    yield context
    context.close()


@pytest.fixture
def plan_id(context: BrowserContext) -> uuid.UUID:
    factories.registry()
    anna = factories.author("anna", factories.AALBORG_HOSPITAL, factories.ORTHOPAEDIC)
    plan_id = uuid.uuid4()
    with factories.acting_as(anna):
        create_draft(anna, plan_id)
    return plan_id


def sign_in(page: Page, path: str = "/") -> None:
    page.goto(f"/log-ind/?next={path}")
    page.get_by_label("Brugernavn").fill("anna")
    page.get_by_label("Adgangskode").fill("gop-test-1")
    page.get_by_role("button", name="Log ind").click()


def opened(context: BrowserContext, plan_id: uuid.UUID, step: str = "funktionsevne") -> Page:
    page = context.new_page()
    sign_in(page, f"/planer/{plan_id}/trin/{step}/")
    expect(page.locator("[data-autosave]")).to_be_visible()
    return page


def version(plan_id: uuid.UUID) -> PlanVersion:
    with factories.reading():
        return PlanVersion.objects.get(plan_id=plan_id)


def end_sessions() -> None:
    Session.objects.all().delete()


def no_findings(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert not found, [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]


def test_a_page_saves_by_itself_quietly(context: BrowserContext, plan_id: uuid.UUID) -> None:
    page = opened(context, plan_id)
    field, saved = page.locator("[name=potential]"), page.locator("[data-saved-text]")
    expect(saved).to_have_text("")
    field.press_sequentially("Forventes at gå ude.", delay=10)
    field.evaluate("field => field.setSelectionRange(3, 5)")
    expect(saved).to_have_text(re.compile(r"^Gemt kl\. \d+\.\d\d$"))
    expect(field).to_be_focused()
    assert field.evaluate("field => [field.selectionStart, field.selectionEnd]") == [3, 5]
    assert version(plan_id).potential == "Forventes at gå ude."
    assert "Forventes" not in page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")  # htmx keeps the address there
    assert page.evaluate("indexedDB.databases().then(found => found.length)") == 0
    no_findings(page)


def test_nothing_is_said_while_somebody_types(context: BrowserContext, plan_id: uuid.UUID) -> None:
    page = opened(context, plan_id)
    field, saved = page.locator("[name=potential]"), page.locator("[data-saved-text]")
    answered: list[str] = []
    page.on("response", lambda answer: answered.append(answer.url) if answer.request.method == "POST" and answer.ok else None)
    for _ in range(80):
        field.press_sequentially("et ord ", delay=20)
        expect(saved).to_have_text("", timeout=1)
        if answered:
            break
    assert answered
    field.press_sequentially("og et til", delay=20)
    expect(saved).to_have_text("", timeout=1)
    expect(saved).to_have_text(re.compile("^Gemt kl"))
    assert page.locator("[name=revision]").input_value() != "0"


def test_errors_wait_for_the_button(context: BrowserContext, plan_id: uuid.UUID) -> None:
    page = opened(context, plan_id, "patient")
    page.locator("[name=cpr]").fill("31029")
    page.locator("[name=citizen_name]").fill("Nancy Berggren")
    expect(page.locator("[data-saved-text]")).to_have_text(re.compile(r"^Gemt kl\. .* 1 svar er ikke gemt endnu\.$"))
    expect(page.locator("#error-summary")).to_have_count(0)
    page.get_by_role("button", name="Gem og fortsæt").click()
    expect(page.locator("#error-summary")).to_be_focused()
    assert version(plan_id).citizen_name == "Nancy Berggren"


def test_a_session_that_ends_while_typing(context: BrowserContext, plan_id: uuid.UUID) -> None:
    """The page says so, keeps the text, and saves again once somebody has logged in beside it."""
    page = opened(context, plan_id)
    page.locator("[name=limitations]").fill("Nedsat kraft i højre hofte.")
    expect(page.locator("[data-saved-text]")).to_have_text(re.compile("^Gemt kl"))
    end_sessions()
    page.locator("[name=potential]").fill("Forventes at gå ude.")
    notice = page.locator("[data-autosave-notice]")
    expect(notice).to_contain_text("Du er logget ud. Log ind i en ny fane, så gemmer siden igen.")
    no_findings(page)
    page.get_by_role("button", name="Gem og fortsæt").click()
    expect(notice.get_by_role("link")).to_be_focused()
    expect(page.locator("[name=potential]")).to_have_value("Forventes at gå ude.")
    assert version(plan_id).potential == ""
    with context.expect_page() as beside:
        notice.get_by_role("link", name="Log ind i en ny fane").click()
    sign_in(beside.value)
    expect(beside.value.get_by_role("button", name="Log ud")).to_be_visible()
    beside.value.close()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(notice).to_be_hidden()
    expect(page.locator("[data-saved-text]")).to_have_text(re.compile("^Gemt kl"))
    assert version(plan_id).potential == "Forventes at gå ude."
    page.get_by_role("button", name="Gem og fortsæt").click()
    expect(page.get_by_role("heading", level=1, name="Type og frist")).to_be_visible()


def test_a_button_pressed_after_the_session_ended(context: BrowserContext, plan_id: uuid.UUID) -> None:
    """Log-in says what was saved and what was not, and leads back to the step."""
    page = opened(context, plan_id)
    page.locator("[name=limitations]").fill("Nedsat kraft i højre hofte.")
    expect(page.locator("[data-saved-text]")).to_have_text(re.compile("^Gemt kl"))
    end_sessions()
    page.locator("[name=potential]").fill("For sent")
    page.get_by_role("button", name="Gem og fortsæt").click()
    expect(page.get_by_text("så det sidste, du skrev, er ikke gemt")).to_be_visible()
    no_findings(page)
    page.get_by_label("Brugernavn").fill("anna")
    page.get_by_label("Adgangskode").fill("gop-test-1")
    page.get_by_role("button", name="Log ind").click()
    expect(page.locator("[name=limitations]")).to_have_value("Nedsat kraft i højre hofte.")
    assert page.url.endswith(f"/planer/{plan_id}/trin/funktionsevne/")


def test_two_tabs_show_both_texts(context: BrowserContext, plan_id: uuid.UUID) -> None:
    page = opened(context, plan_id)
    bo = factories.author("bo")
    with factories.acting_as(bo):
        save_step(bo, plan_id, {"potential": "Godt\nskrevet af Bo", "home_municipality_id": factories.AALBORG})
    page.locator("[name=potential]").fill("Ringe, skrevet af Anna")
    expect(page.locator("[data-saved-text]")).to_contain_text("Bo har imens ændret »Potentiale«")
    page.get_by_role("button", name="Gem kladde").click()
    expect(page.locator("#id_potential-theirs")).to_contain_text("Godtskrevet af Bo")
    expect(page.locator("[name=potential]")).to_have_value("Ringe, skrevet af Anna")
    for width in (360, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        no_findings(page)
    page.get_by_role("button", name="Gem kladde").click()
    expect(page.get_by_text("Kladden er gemt.")).to_be_visible()
    assert version(plan_id).potential == "Ringe, skrevet af Anna"
