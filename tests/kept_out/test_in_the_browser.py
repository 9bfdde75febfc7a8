"""In a real browser: the warning before the session ends and the button that keeps it; the log and the refusals to look at."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from accounts.enums import Role
from tests import factories as make
from tests.browser.pages import Person, person, search

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "gop-test-1"


def sign_in(who: Person, username: str) -> None:
    who.sign_in(username, PASSWORD)


def test_two_minutes_before_the_end_the_page_says_so_and_can_be_kept(browser: Browser, live_server: Any) -> None:
    make.registry()
    make.team_lead()
    with person(browser, live_server.url) as lena:
        lena.page.clock.install()
        sign_in(lena, "lena")
        lena.page.clock.fast_forward(57 * 60 * 1000)
        expect(lena.page.get_by_text("Du bliver logget ud om to minutter.")).to_have_count(0)
        lena.page.clock.fast_forward(61 * 1000)
        expect(lena.page.get_by_role("alert")).to_contain_text("Du bliver logget ud om to minutter.")
        with lena.page.expect_response("**/bliv-logget-ind/") as answer:
            lena.press("Bliv logget ind")
        assert answer.value.json() == {"seconds": 3600}
        expect(lena.page.get_by_role("alert")).to_have_count(0)
        lena.page.clock.fast_forward(59 * 60 * 1000)
        expect(lena.page.get_by_role("alert")).to_contain_text("Du bliver logget ud om to minutter.")
        lena.page.clock.fast_forward(2 * 60 * 1000)
        expect(lena.page.get_by_role("alert")).to_contain_text("Du er logget ud.")


def test_a_session_that_is_gone_cannot_be_kept_and_the_page_says_so(browser: Browser, live_server: Any) -> None:
    make.registry()
    make.team_lead()
    with person(browser, live_server.url) as lena:
        lena.page.clock.install()
        sign_in(lena, "lena")
        lena.go("/hjaelp/")  # a page that does not ask by itself: the inbox goes to the log-in page when it is told that nobody is
        lena.page.clock.fast_forward(59 * 60 * 1000)
        lena.page.context.clear_cookies()
        lena.press("Bliv logget ind")
        expect(lena.page.get_by_role("alert")).to_contain_text("Du er logget ud. Kopiér det, du har skrevet")


def test_the_log_the_search_limit_and_the_locked_door_are_looked_at(
    browser: Browser, live_server: Any, settings: Any, tmp_path: Any
) -> None:
    settings.GOP_SEARCHES_A_MINUTE, settings.GOP_LOGIN_FAILURES = 2, 2
    make.registry()
    make.person("adam", Role.ORGANISATION_ADMIN, make.AALBORG)
    make.team_lead()
    make.delivered(make.author())
    with person(browser, live_server.url) as lena:
        sign_in(lena, "lena")
        lena.page.get_by_role("link", name="Nancy Ann Test Berggren").click()
        for _ in range(3):
            search(lena.page, "Berggren")
        expect(lena.page.get_by_role("heading", name="Du har søgt for mange gange på kort tid")).to_be_visible()
        lena.look("for mange søgninger")
        lena.go("/hjaelp/")
        lena.page.get_by_role("link", name="Se adgangsloggen").click()
        expect(lena.page.get_by_role("row", name="Sagens side")).to_be_visible()
        lena.look("adgangslog")
        lena.page.screenshot(path=tmp_path / "adgangslog.png", full_page=True)
        lena.page.get_by_label("Dag").fill("1999-01-01")
        lena.press("Vis")
        expect(lena.page.get_by_text("Loggen kan ikke vises")).to_be_visible()
        lena.look("adgangslog med fejl")
    with person(browser, live_server.url) as adam:
        for _ in range(3):
            adam.go("/log-ind/")
            adam.page.get_by_label("Brugernavn").fill("adam")
            adam.page.get_by_label("Adgangskode").fill("forkert")
            adam.press("Log ind")
        expect(adam.page.get_by_text("Der er skrevet forkert for mange gange")).to_be_visible()
        adam.look("låst")
