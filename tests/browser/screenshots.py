"""`make screenshots`: the pictures of README and the guides, from a demo with a frozen day and seed.

Run as a module, not as a test: python -m tests.browser.screenshots
"""

import re
import shutil
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.pages import Person, person
from tests.browser.walking import comes
from tests.support import browser as browsers
from tests.support import stack as stacks

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
MOMENT = "2026-11-25T10:00:00+01:00"
SIZE = {"width": 1280, "height": 860}
WIDE = {"width": 1440, "height": 900}
PASSWORD = "gop-demo"
READY = "Klar til frigivelse"


def main() -> None:
    folder = stacks.new_folder()
    try:
        with stacks.running(folder, "--plans", "3000", "--seed", "1", GOP_NOW=MOMENT) as stack, browsers.launched() as browser:
            hospital(browser, stack.url)
            department(browser, stack.url)
            municipality(browser, stack.url)
            provider(browser, stack.url)
            region(browser, stack.url)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def hospital(browser: Browser, url: str) -> None:
    with person(browser, url) as tanja:
        enter(tanja, "terapeut")
        picture(tanja, "/planer/", "outbox")
        tanja.page.locator("section[aria-labelledby=notices] a.gop-row-main").nth(1).click()
        picture(tanja, "", "notice")
        draft(tanja)
        tanja.go("/planer/")
        tanja.page.locator("section[aria-labelledby=sent] a.gop-row-main").first.click()
        picture(tanja, "", "sent-plan")


def draft(tanja: Person) -> None:
    """The steps of a draft of almen genoptræning (the second of the list), and what helps on the way."""
    page = tanja.page
    tanja.go("/planer/")
    page.locator("section[aria-labelledby=drafts] a.gop-row-main").nth(1).click()
    steps = page.url.partition("/trin/")[0].removeprefix(tanja.url) + "/trin/"
    picture(tanja, steps + "kontakt/", "plan-form")
    picture(tanja, steps + "funktionsevne/", "functioning")
    page.locator("[name=training_need]").fill("Har brug for at træne gang og trapper 2 gange om ugen, så ADL bliver lettere.")
    tanja.press("Gem kladde")
    picture(tanja, "", "advice", at="#id_training_need")
    tanja.go(steps + "kontakt/")
    page.locator("[name=diagnosis_query]").press_sequentially("slidgigt i knæet", delay=20)
    page.locator("#diagnoses-said", has_text="slidgigt").wait_for()
    picture(tanja, "", "code-search", at="#id_diagnosis_query")
    tanja.go(steps + "type/")
    page.locator("summary", has_text="Hvilken type?").click()
    for name, value in {"behov": "ja", "sygehus": "nej", "tab": "afgraenset", "omraader": "nej", "samlet": "nej"}.items():
        page.locator(f"[name=guide_{name}][value={value}]").check(force=True)
    tanja.press("Få et forslag")
    picture(tanja, "", "type-proposal", at="#proposal-heading")
    picture(tanja, steps + "send/", "review")


def department(browser: Browser, url: str) -> None:
    with person(browser, url) as kirstine:
        enter(kirstine, "koordinator")
        kirstine.page.get_by_role("button", name="Koordinator").click()
        kirstine.page.get_by_role("link", name="Afdelingens planer").wait_for()
        picture(kirstine, "/planer/afdeling/", "department")


def municipality(browser: Browser, url: str) -> None:
    with person(browser, url) as vibeke:
        enter(vibeke, "visitator")
        picture(vibeke, "/sager/", "inbox", WIDE)
        vibeke.page.locator("summary", has_text="Varslet").click()
        picture(vibeke, "", "notified", WIDE)
        vibeke.go("/sager/")
        vibeke.page.locator("table.gop-inbox a.gop-row-main").nth(1).click()
        picture(vibeke, "", "case")
        picture(vibeke, "", "case-plan", at="table.gop-answers")
        handled(vibeke)
    with person(browser, url) as lene:
        enter(lene, "leder")
        picture(lene, "/team/", "teams")


def handled(vibeke: Person) -> None:
    """A new case as it is decided, the letters for the post, and a course in hand."""
    vibeke.go("/sager/?vis=nye")
    vibeke.page.locator("tr[data-row]").filter(has_not_text=re.compile("overskredet|to planer")).locator("a.gop-row-main").last.click()
    picture(vibeke, "", "decide", WIDE, at="#naeste")
    with_gaps(vibeke)
    picture(vibeke, "", "gaps", WIDE, at="#gaps-heading")
    picture(vibeke, "/sager/breve/", "letters")
    vibeke.go("/sager/?vis=mine")
    vibeke.page.locator("tr[data-row]").filter(has_text="Startet").locator("a.gop-row-main").first.click()
    vibeke.go(re.sub(r"[?#].*", "", vibeke.page.url).removeprefix(vibeke.url) + "forloeb/")
    picture(vibeke, "", "course")
    vibeke.go("/sager/?vis=frit_valg")
    vibeke.page.locator("table.gop-inbox a.gop-row-main").first.click()
    picture(vibeke, "", "choice", WIDE, at="#frit-valg")
    vibeke.go("/sager/")
    vibeke.page.locator("tr[data-row]").filter(has_text="To planer").locator("a.gop-row-main").first.click()
    picture(vibeke, "", "two-plans", WIDE, at="#to-planer")


def with_gaps(vibeke: Person) -> None:
    """The first new case whose plan lacks something."""
    vibeke.go("/sager/?vis=nye")
    rows = vibeke.page.locator("tr[data-row] a.gop-row-main")
    for path in [rows.nth(at).get_attribute("href") or "" for at in range(rows.count())]:
        vibeke.go(path)
        if vibeke.page.locator("#gaps-heading").count():
            return


def provider(browser: Browser, url: str) -> None:
    with person(browser, url) as lone:
        enter(lone, "leverandoer")
        picture(lone, "/opgaver/", "tasks")
        lone.page.locator("section[aria-labelledby=part-i-gang] a.gop-row-main").first.click()
        picture(lone, "", "task")


def region(browser: Browser, url: str) -> None:
    with person(browser, url) as rune:
        enter(rune, "region")
        comes(rune, "/rapporter/", "Aalborg Kommune")  # published and made beside the first start
        picture(rune, "/region/", "region", WIDE)
        rune.page.get_by_role("link", name="Kvartal", exact=True).click()
        there = rune.page.locator("section[aria-labelledby=sted]")
        there.get_by_role("link", name="Ventetid, tilbudt", exact=True).first.click()  # of shares the demo has too few to show
        picture(rune, "", "region-map", WIDE, at="#sted")
        picture(rune, "/metode/#indikatorer", "method")
        comes(rune, "/rapporter/", READY)
        rune.page.locator("tr", has_text=READY).locator("a.gop-row-main").first.click()
        picture(rune, "", "report")
    with person(browser, url) as lars:
        enter(lars, "leder")
        picture(lars, "/tal/", "own-figures", WIDE)


def enter(somebody: Person, username: str) -> None:
    somebody.go("/log-ind/")
    somebody.page.get_by_label("Brugernavn").fill(username)
    somebody.page.get_by_label("Adgangskode").fill(PASSWORD)
    somebody.press("Log ind")


def picture(somebody: Person, path: str, name: str, size: dict[str, int] = SIZE, at: str = "") -> None:
    """The page as it stands, from the top or with what `at` selects in the middle; an empty path: the page one is on."""
    if path:
        somebody.go(path)
    somebody.page.set_viewport_size(size)  # type: ignore[arg-type]
    if at:
        somebody.page.locator(at).first.evaluate("one => one.scrollIntoView({block: 'center'})")
    PICTURES.mkdir(parents=True, exist_ok=True)
    somebody.page.screenshot(path=str(PICTURES / f"{name}.png"))


if __name__ == "__main__":
    main()
