"""An inbox that stands open: what is new comes by itself, and never under the hands of whoever works in it."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import factories as make
from tests.browser.pages import Person, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def someone(browser: Browser, live_server: Any, settings: Any) -> Iterator[Person]:
    settings.GOP_FRESH_SECONDS = 1
    make.registry()
    make.team_lead("lena")
    with person(browser, live_server.url) as found:
        yield found


def test_a_new_case_comes_by_itself_a_tick_stays_and_nothing_new_is_304(someone: Person) -> None:
    page, anna = someone.page, make.author()
    make.delivered(anna, citizen_name="Ib Test Første")
    _sign_in(page, someone.url)
    answers: list[int] = []
    page.on("response", lambda answer: answers.append(answer.status) if "/sager/nyt/" in answer.url else None)
    row = page.get_by_role("row", name="Første")
    expect(row).to_be_visible()
    page.wait_for_timeout(2500)
    assert set(answers) == {304}, answers
    # Nobody works in the list: the case stands there, and it is said politely.
    make.delivered(anna, citizen_name="Ib Test Anden")
    expect(page.get_by_role("link", name="Ib Test Anden")).to_be_visible()
    expect(page.locator("#gop-status")).to_have_text("1 ny sag er kommet.")
    # Somebody ticks: the list stands still, and the new case waits behind a button.
    page.get_by_label("Vælg Ib Test Anden").check(force=True)
    expect(page.get_by_text("1 sag valgt")).to_be_visible()
    make.delivered(anna, citizen_name="Ib Test Tredje")
    expect(page.locator("#inbox-news")).to_contain_text("1 ny sag.")
    expect(page.get_by_role("link", name="Ib Test Tredje")).to_have_count(0)
    someone.look("noget nyt venter")
    page.get_by_role("button", name="Vis den").click()
    expect(page.get_by_role("link", name="Ib Test Tredje")).to_be_visible()
    expect(page.get_by_label("Vælg Ib Test Anden")).to_be_checked()
    page.get_by_role("button", name="Vælg alle").click()
    page.get_by_role("button", name="Tag de valgte").click()
    expect(page.get_by_text("3 sager er taget.")).to_be_visible()
    page.get_by_text("Flere visninger").click()
    someone.look("taget")
    page.goto(f"{someone.url}/sager/liste/")
    someone.look("liste til nedbrud")


def _sign_in(page: Page, url: str) -> None:
    page.goto(f"{url}/log-ind/?next=/sager/")
    page.get_by_label("Brugernavn").fill("lena")
    page.get_by_label("Adgangskode").fill("gop-test-1")
    page.get_by_role("button", name="Log ind").click()
