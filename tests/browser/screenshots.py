"""`make screenshots`: the pictures of README and the guides, from a demo with a frozen day and seed.

Run as a module, not as a test: python -m tests.browser.screenshots
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.pages import Person, person
from tests.support import browser as browsers
from tests.support import stack as stacks

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
MOMENT = "2026-11-25T10:00:00+01:00"
SIZE = {"width": 1280, "height": 860}
WIDE = {"width": 1440, "height": 900}
PASSWORD = "gop-demo"


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="gop-run-"))
    folder.chmod(0o711)
    try:
        with stacks.running(folder, "--plans", "2000", "--seed", "1", GOP_NOW=MOMENT) as stack, browsers.launched() as browser:
            hospital(browser, stack.url)
            municipality(browser, stack.url)
            region(browser, stack.url)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def hospital(browser: Browser, url: str) -> None:
    with person(browser, url) as tanja:
        enter(tanja, "terapeut")
        picture(tanja, "/planer/", "outbox")
        tanja.page.locator("section[aria-labelledby=drafts] a.gop-row-main").first.click()
        picture(tanja, "", "plan-form")


def municipality(browser: Browser, url: str) -> None:
    with person(browser, url) as vibeke:
        enter(vibeke, "visitator")
        picture(vibeke, "/sager/", "inbox", WIDE)
        vibeke.page.locator("a.gop-row-main").nth(1).click()
        picture(vibeke, "", "case")


def region(browser: Browser, url: str) -> None:
    with person(browser, url) as rune:
        enter(rune, "region")
        picture(rune, "/region/", "region")


def enter(somebody: Person, username: str) -> None:
    somebody.go("/log-ind/")
    somebody.page.get_by_label("Brugernavn").fill(username)
    somebody.page.get_by_label("Adgangskode").fill(PASSWORD)
    somebody.press("Log ind")


def picture(somebody: Person, path: str, name: str, size: dict[str, int] = SIZE) -> None:
    """The top of the page as it stands; an empty path: the page one is on."""
    if path:
        somebody.go(path)
    somebody.page.set_viewport_size(size)  # type: ignore[arg-type]
    PICTURES.mkdir(parents=True, exist_ok=True)
    somebody.page.screenshot(path=str(PICTURES / f"{name}.png"))


if __name__ == "__main__":
    main()
