"""A whole running instance with the demo's plans, and people who sign in to it, for walks that several files take."""

import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime

from playwright.sync_api import Browser, Locator, expect

from tests.browser.pages import Person, person
from tests.support import stack as stacks

PASSWORD = "gop-demo"
ROUNDS, A_ROUND = 150, 200  # milliseconds; a worker has half a minute


@contextmanager
def house_at(now: datetime, plans: int = 60) -> Iterator[stacks.Stack]:
    folder = stacks.new_folder()
    try:
        with stacks.running(folder, "--plans", str(plans), "--seed", "1", GOP_NOW=now.isoformat(), GOP_SCAN_SECONDS="2") as running:
            yield running
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Door:
    """Signs people in; whoever has several memberships says which by a word of it."""

    def __init__(self, house: stacks.Stack, browser: Browser, open_now: ExitStack) -> None:
        self.house, self.browser, self.open_now = house, browser, open_now

    def __call__(self, username: str, membership: str = "") -> Person:
        who = self.open_now.enter_context(person(self.browser, self.house.url))
        who.sign_in(username, PASSWORD)
        several = who.page.locator("button.gop-choice")
        if several.count():
            several.filter(has_text=membership).first.click()
            expect(who.page.locator("h1")).not_to_contain_text("Vælg organisation")
        return who


@contextmanager
def door_of(house: stacks.Stack, browser: Browser) -> Iterator[Door]:
    with ExitStack() as open_now:
        yield Door(house, browser, open_now)


def text_of(who: Person) -> str:
    return who.page.locator("main").inner_text()


def comes(who: Person, path: str, text: str) -> None:
    """The page again and again until the worker has brought it."""
    for _ in range(ROUNDS):
        who.go(path)
        if text in text_of(who):
            return
        who.page.wait_for_timeout(A_ROUND)
    raise AssertionError(f"»{text}« did not come: {text_of(who)[:2000]}")


def path_of(who: Person) -> str:
    return re.sub(r"[?#].*", "", who.page.url).removeprefix(who.url)


def unfolded(who: Person, what: str) -> Locator:
    """The form under a verb that stands among the others."""
    who.page.locator("summary", has_text=re.compile(rf"^\s*{what}\s*$")).first.click()
    return who.page.locator("details[open]", has_text=what).last.locator("form")


def open_row(who: Person, view: str, *words: str, adult: bool = False) -> str:
    """Opens the first row of the view that has all the words (`adult`: of one whose letters go by Digital Post), and says whose it is."""
    who.go(f"/sager/?vis={view}")
    rows = who.page.locator("tr[data-row]")
    if adult:
        rows = rows.filter(has_not_text=re.compile(r", (\d|1[0-7]) år"))
    for word in words:
        rows = rows.filter(has_text=word)
    name = rows.first.locator(".gop-row-main").inner_text()
    rows.first.locator(".gop-row-main").click()
    expect(who.page.locator("h1")).to_contain_text(name)
    return name
