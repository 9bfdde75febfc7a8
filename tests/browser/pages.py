"""A person at a browser: signs in, fills in, presses, and every page is looked at with axe on a phone and on a desk."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

WIDTHS = (360, 1440)


class Person:
    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.looked_at: list[str] = []
        self.violations: list[str] = []
        self.outside: list[str] = []
        page.on("console", lambda message: self.violations.append(message.text) if "Content Security Policy" in message.text else None)
        page.on("pageerror", lambda error: self.violations.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith((url, "data:")) else self.outside.append(request.url))

    def go(self, path: str) -> None:
        self.page.goto(self.url + path)

    def sign_in(self, username: str, password: str) -> None:
        self.go("/log-ind/")
        self.look("log ind")
        self.page.get_by_label("Brugernavn").fill(username)
        self.page.get_by_label("Adgangskode").fill(password)
        self.press("Log ind")
        expect(self.page.get_by_role("button", name="Log ud")).to_be_visible()

    def press(self, name: str, **more: Any) -> None:
        self.page.get_by_role("button", name=name, exact=True, **more).first.click()

    def look(self, name: str) -> None:
        """axe at both widths, nothing wider than the screen, no broken policy, no request that leaves the host."""
        assert not self.violations, self.violations
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            found = Axe().run(self.page).response["violations"]
            assert not found, f"{name} at {width} px: " + "; ".join(f"{v['id']}: {[n['target'] for n in v['nodes']]}" for v in found)
            wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{name} at {width} px is {wide} px too wide"
        self.violations.clear()  # axe's own inline styles, which our policy refuses
        assert not self.outside, self.outside
        self.looked_at.append(name)


def search(page: Page, words: str) -> None:
    """By the field of the header."""
    page.locator("#gop-q").fill(words)
    page.locator("#gop-q").press("Enter")
    page.wait_for_load_state()


@contextmanager
def person(browser: Browser, url: str) -> Iterator[Person]:
    context = browser.new_context(locale="da-DK", timezone_id="Europe/Copenhagen")
    context.set_default_timeout(45_000)
    try:
        yield Person(context.new_page(), url)
    finally:
        context.close()
