"""One journey by keyboard alone: from the log-in page to a triaged case, without a pointer."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts import clock
from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FURTHEST = 80  # presses of Tab that a person would have patience for on one page


@pytest.fixture
def page(browser: Browser, live_server: Any) -> Iterator[Page]:
    make.registry()
    make.team_lead("lena")
    make.delivered(make.author(), discharge_date=clock.today() - timedelta(days=1))
    context = browser.new_context(base_url=live_server.url, locale="da-DK", timezone_id="Europe/Copenhagen")
    yield context.new_page()
    context.close()


def tab_to(page: Page, selector: str) -> None:
    """Tab until the thing has focus; it must be in sight and not under something sticky."""
    for _ in range(FURTHEST):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement?.matches(selector)", selector):
            assert page.evaluate(IN_SIGHT), f"{selector} has focus but is hidden"
            return
    raise AssertionError(f"{selector} was not reached in {FURTHEST} presses of Tab")


# A package's radio is drawn by its label, so the label counts as the thing.
IN_SIGHT = """() => {
  const element = document.activeElement, shown = element.labels?.length && /radio|checkbox/.test(element.type) ? element.labels[0] : element;
  const box = shown.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 10));
  return box.width > 0 && box.height > 0 && (shown.contains(top) || top?.contains(shown));
}"""


def test_from_the_door_to_a_triaged_case_without_a_pointer(page: Page) -> None:
    page.goto("/log-ind/")
    tab_to(page, "[name=username]")
    page.keyboard.type("lena")
    page.keyboard.press("Tab")
    page.keyboard.type("gop-test-1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Sager", level=1)).to_be_visible()

    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nancy Ann Test Berggren")
    # An error takes the focus to the summary, whose first link leads to the field
    tab_to(page, "#naeste button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator("#error-summary")).to_be_focused()
    tab_to(page, "#error-summary a")
    page.keyboard.press("Enter")

    expect(page.locator("#naeste [name=level]").first).to_be_focused()
    page.keyboard.press("Space")
    tab_to(page, "#naeste [name=criteria]")
    page.keyboard.press("Space")
    tab_to(page, "#naeste [name=reason]")
    page.keyboard.type("Enkelt forløb uden komplikationer.")
    tab_to(page, "#naeste [name=how]")
    page.keyboard.press("Space")
    tab_to(page, "#naeste [name=slot]")
    page.keyboard.press("ArrowDown")
    tab_to(page, "#naeste button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator("#naeste")).to_contain_text("Næste skridt: tilbyd første møde")

    page.keyboard.press("/")
    page.keyboard.type("Berggren")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Søg")
    expect(page.locator("main")).to_contain_text("Nancy Ann Test Berggren")
