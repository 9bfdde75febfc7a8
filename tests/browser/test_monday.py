"""A Monday in a municipality, in a real browser on a whole running instance with the demo's plans, each page looked at with axe.

A plain case from opening to the next (counted), a question whose answer comes late, a plan that came to the wrong municipality, and a child with a control.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from config.bench.case_script import FROM_OPEN_TO_NEXT, MOST, interactions
from config.bench.script import CHOOSE, FILL, FOLLOW
from tests.browser.pages import Person, person
from tests.support import stack as stacks

pytestmark = [pytest.mark.browser, pytest.mark.stack]

NOW = datetime(2026, 11, 18, 10, tzinfo=ZoneInfo("Europe/Copenhagen"))
PASSWORD = "gop-demo"
ROUNDS, A_ROUND = 150, 200  # milliseconds; a worker has half a minute
TEXT = "Enkel og afgrænset funktionsnedsættelse."


@pytest.fixture(scope="module")
def house() -> Iterator[stacks.Stack]:
    folder = stacks.new_folder()
    with stacks.running(folder, "--plans", "300", "--seed", "1", GOP_NOW=NOW.isoformat()) as running:
        yield running
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def signed_in(house: stacks.Stack, browser: Browser) -> Iterator[Callable[[str], Person]]:
    house.move_clock(NOW)  # a walk may have left it elsewhere
    open_now: list[Any] = []

    def sign_in(username: str) -> Person:
        context = person(browser, house.url)
        who = context.__enter__()
        open_now.append(context)
        who.sign_in(username, PASSWORD)
        several = who.page.locator("button.gop-choice")
        if several.count():
            several.first.click()
            expect(who.page.locator("h1")).not_to_contain_text("Vælg organisation")
        return who

    yield sign_in
    for context in open_now:
        context.__exit__(None, None, None)


def text_of(page: Page) -> str:
    return page.locator("main").inner_text()


def comes(who: Person, path: str, text: str) -> None:
    """The page again and again until the worker has brought it."""
    for _ in range(ROUNDS):
        who.go(path)
        if text in text_of(who.page):
            return
        who.page.wait_for_timeout(A_ROUND)
    raise AssertionError(f"»{text}« did not come: {text_of(who.page)[:2000]}")


def new_case(who: Person, view: str = "nye") -> str:
    """Opens the last new almen case of an adult that lies in time, and says whose it is."""
    who.go(f"/sager/?vis={view}")
    rows = who.page.locator("tr[data-row]").filter(has_text="Almen").filter(has_not_text=re.compile("overskredet|to planer"))
    row = rows.filter(has_not_text=re.compile(r", (\d|1[0-7]) år")).last
    name = row.locator(".gop-row-main").inner_text()
    row.locator(".gop-row-main").click()
    expect(who.page.locator("h1")).to_contain_text(name)
    return name


def path_of(who: Person) -> str:
    return re.sub(r"[?#].*", "", who.page.url).removeprefix(who.url)


def unfolded(who: Person, what: str) -> Locator:
    """The form under a verb that stands among the others."""
    who.page.locator("summary", has_text=re.compile(rf"^\s*{what}\s*$")).first.click()
    return who.page.locator("details[open]", has_text=what).last.locator("form")


def test_a_plain_case_goes_from_opening_to_the_next_in_at_most_ten_interactions(signed_in: Callable[[str], Person]) -> None:
    visitator = signed_in("visitator")
    visitator.go("/sager/")
    visitator.look("indbakken")
    name = new_case(visitator)
    page, path = visitator.page, path_of(visitator)
    visitator.look("sagen")
    for one in FROM_OPEN_TO_NEXT:
        if one.how == FILL:
            page.locator(f"[name={one.what}]").first.fill(one.value)
        elif one.how == CHOOSE:
            page.locator(f"[name={one.what}][value={one.value}]").first.check(force=True)
        elif one.how == FOLLOW:
            page.get_by_role("link", name=re.compile(f"^{one.what}")).first.click()
        else:
            page.get_by_role("button", name=re.compile(f"^{one.what}")).first.click()
            expect(page.get_by_role("button", name=re.compile(f"^{one.what}"))).to_have_count(0)
            visitator.look(one.what)
    assert interactions() <= MOST
    expect(page.locator("h1")).not_to_contain_text(name)
    comes(visitator, path, "Leveret i Digital Post")
    expect(page.locator("main")).to_contain_text("Besked til borgeren senest")
    assert re.search(r"Besked til borgeren senest [^·]+· overholdt", text_of(page)), "told when the letter was in the mailbox"
    visitator.look("sagen med et leveret brev")


def test_a_question_waits_while_the_clocks_run_and_a_late_answer_explains_the_breach(
    house: stacks.Stack, signed_in: Callable[[str], Person]
) -> None:
    visitator = signed_in("visitator")
    name = new_case(visitator)
    path = path_of(visitator)
    form = unfolded(visitator, "Spørg afsenderen")
    form.locator("textarea").fill("Må patienten belaste benet fuldt?")
    form.get_by_role("button").click()
    expect(visitator.page.locator("main")).to_contain_text("afventer svar siden")
    visitator.look("sagen venter på svar")
    visitator.go("/sager/?vis=afventer_svar")
    expect(visitator.page.locator("main")).to_contain_text(name)

    author = signed_in("koordinator")
    comes(author, "/planer/", "Må patienten belaste benet fuldt?")
    author.look("spørgsmålet i listen")
    house.move_clock(NOW + timedelta(days=8))
    author.go("/planer/")
    author.page.get_by_role("link", name=name).first.click()
    author.look("spørgsmålet på planen")
    answer = author.page.locator("#spoergsmaal form").filter(has_text="Send svaret").first
    answer.locator("textarea").fill("Ja, fuld belastning fra i dag.")
    answer.get_by_role("button", name="Send svaret").click()

    comes(visitator, path, "Ja, fuld belastning fra i dag.")
    expect(visitator.page.locator("main")).to_contain_text("overskredet")
    lead = signed_in("leder")
    lead.go(path)
    form = unfolded(lead, "Angiv årsag til overskridelsen")
    expect(form).to_contain_text("Afventede svar fra sygehuset")
    form.locator("[value=afventede_svar]").first.check(force=True)
    form.get_by_role("button").last.click()
    expect(lead.page.locator("main")).to_contain_text("Afventede svar fra sygehuset")
    lead.look("sagen med en årsag")


def test_a_plan_for_another_municipality_goes_back_and_on_with_the_citizens_dates(signed_in: Callable[[str], Person]) -> None:
    visitator = signed_in("visitator")
    name = new_case(visitator)
    due = visitator.page.get_by_text(re.compile("^Besked til borgeren senest")).first.inner_text()
    day = re.search(r"\d+\. \w+", due)
    assert day
    form = unfolded(visitator, "Returnér planen")
    form.locator("[value=anden_kommune]").first.check(force=True)
    form.locator("select").first.select_option(label="Herning Kommune")
    visitator.look("returnér")
    form.get_by_role("button", name="Returnér planen").click()
    expect(visitator.page.locator("main")).to_contain_text("Returneret til afsenderen")

    author = signed_in("koordinator")
    comes(author, "/planer/", "Returneret: Bopæl i en anden kommune: Herning Kommune")
    author.page.get_by_role("link", name=name).first.click()
    author.look("den returnerede plan")
    author.press("Send videre til Herning Kommune")
    expect(author.page.get_by_role("region", name="Hvem har planen")).to_contain_text("Herning Kommune: Har planen")

    other = signed_in("visitator-herning")
    comes(other, "/sager/?vis=nye", name)
    other.page.get_by_role("link", name=name).first.click()
    expect(other.page.locator("main")).to_contain_text(f"Besked til borgeren senest {re.split(r' ', due)[4]} {day[0]}")
    other.look("sagen hos den rette kommune")


def child_with_a_control(who: Person) -> str:
    """Opens a new case of a child whose hospital control is to come."""
    who.go("/sager/?vis=boern")
    rows = who.page.locator("tr[data-row]").filter(has_text=re.compile(r"Ny\b"))
    for address in [one.get_attribute("href") or "" for one in rows.locator(".gop-row-main").all()]:
        who.go(address)
        if "Status til sygehuset senest" in text_of(who.page):
            return address
    raise AssertionError("The demo has no new case of a child with a control.")


def test_a_child_with_a_control_gets_a_course_and_the_hospital_its_form(house: stacks.Stack, signed_in: Callable[[str], Person]) -> None:
    visitator = signed_in("visitator")
    path = child_with_a_control(visitator)
    page, name = visitator.page, visitator.page.locator("h1").inner_text().partition(",")[0]
    for field, value in (("level", "basal"), ("criteria", "enkel"), ("how", "telefon")):
        page.locator(f"#naeste [name={field}][value={value}]").first.check(force=True)
    page.locator("#naeste [name=reason]").fill(TEXT)
    page.locator("#naeste [name=slot]").first.check(force=True)
    visitator.press("Visitér og tilbyd")
    expect(page.locator("#naeste")).to_contain_text("brevet går til forældrene")
    visitator.press("Send brevet")
    expect(page.locator("main")).to_contain_text("Aftalt til")  # a right that stands is answered first
    visitator.go("/sager/breve/")
    visitator.look("breve til posten")
    page.get_by_label(f"Brevet til {name} er sendt").check(force=True)
    visitator.press("Registrér som sendt")
    visitator.go(path)
    expect(page.locator("main")).to_contain_text("Sendt med posten")

    house.move_clock(NOW + timedelta(days=9))
    visitator.go(path)
    page.locator("#naeste [name=on]").fill((NOW + timedelta(days=8)).date().isoformat())
    visitator.press("Registrér første møde")
    page.locator("#naeste [name=text]").fill("Kan være med til idræt i skolen i en hel time.")
    visitator.press("Aftal mål")
    visitator.go(f"{path}forloeb/")
    visitator.look("forløbet")
    visitator.go(f"{path}dokument/boernestatus/")
    for field in ("funktion", "tilbud", "spoergsmaal"):
        page.locator(f"[name={field}]").fill("Går sikkert og løber korte stræk. Må barnet cykle?")
    page.locator("[name=title]").fill("fysioterapeut")
    visitator.look("statusskema")
    visitator.press("Send til sygehuset")
    visitator.go(path)
    unfold = page.locator("summary", has_text=re.compile(r"^\s*Afslut sagen\s*$"))
    unfold.first.click()
    ending = page.locator("form[action$='/afslut/']")
    ending.locator("[name=code]").select_option(label="Gennemført")
    ending.locator("[name^=goal_][value=ja]").first.check(force=True)
    visitator.look("afslutningen")
    ending.get_by_role("button", name="Afslut sagen").click()
    expect(page.locator("main")).to_contain_text("Sagen er afsluttet")

    author = signed_in("koordinator")
    comes(author, "/planer/", "Statusskema for et barn")
    author.look("status i forfatterens liste")
