"""Free choice in a real browser on a whole instance: taken, from a late offer to the provider's first meeting and the proof; and declined."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.pages import Person
from tests.browser.walking import A_ROUND, ROUNDS, Door, comes, door_of, house_at, path_of, unfolded
from tests.support import stack as stacks

pytestmark = [pytest.mark.browser, pytest.mark.stack]
NOW = datetime(2026, 11, 18, 10, tzinfo=ZoneInfo("Europe/Copenhagen"))
PROVIDER = "Fjordbyens Fysioterapi"
FIELD = "under_kirurgisk"
PRINTED = "Brevet om retten: skal udskrives og sendes"


@pytest.fixture(scope="module")
def house() -> Iterator[stacks.Stack]:
    with house_at(NOW) as running:
        yield running


@pytest.fixture
def door(house: stacks.Stack, browser: Browser) -> Iterator[Door]:
    house.move_clock(NOW)
    with door_of(house, browser) as found:
        yield found


def with_a_late_offer(who: Person) -> tuple[str, str]:
    """A new almen case of an adult, decided in one form with a first meeting three weeks ahead: (path, name)."""
    who.go("/sager/?vis=nye")
    rows = who.page.locator("tr[data-row]").filter(has_text="Almen").filter(has_not_text=re.compile(r", (\d|1[0-7]) år"))
    rows = rows.filter(has_not_text=re.compile("overskredet|to planer"))  # whose right stands already, or that is answered first
    name = rows.last.locator(".gop-row-main").inner_text()
    page = who.page
    who.go(rows.last.locator(".gop-row-main").get_attribute("href") or "")
    expect(page.locator("h1")).to_contain_text(name)
    for field, value in (("level", "basal"), ("criteria", "enkel"), ("how", "telefon"), ("slot", "andet")):
        page.locator(f"#naeste [name={field}][value={value}]").first.check(force=True)
    page.locator("#naeste [name=reason]").fill("Enkel og afgrænset funktionsnedsættelse.")
    page.locator("#naeste [name=training_field]").select_option(FIELD)
    page.locator("#naeste [name=date]").fill((NOW + timedelta(days=21)).date().isoformat())
    page.locator("#naeste [name=time]").fill("10:00")
    page.locator("#naeste [name=place]").fill("Træningscenter Vest")
    expect(page.locator("#naeste")).to_contain_text("Sig først: »Du sørger som regel selv for at komme frem")
    who.press("Visitér og tilbyd")
    expect(page.locator("#frit-valg")).to_contain_text("Udvidet frit valg gælder fra onsdag 18. november 2026")
    return path_of(who), name


def test_a_citizen_takes_a_provider_that_says_yes_and_the_page_proves_it(house: stacks.Stack, door: Door) -> None:
    visitator = door("visitator")
    path, name = with_a_late_offer(visitator)
    page, panel = visitator.page, visitator.page.locator("#frit-valg")
    expect(panel).to_contain_text("Borgeren har ikke svaret endnu")
    expect(panel).to_contain_text(PROVIDER)
    visitator.look("sagen med retten")
    send = panel.get_by_role("button", name="Send brevet om retten")
    send.click()
    comes(visitator, path, "Brevet om retten: ")
    for _ in range(ROUNDS):
        visitator.go(path)
        if "afventer" not in panel.inner_text():
            break
        page.wait_for_timeout(A_ROUND)
    if "kunne ikke leveres" in panel.inner_text():  # Digital Post has said that the citizen has none: then on paper
        send.click()
        comes(visitator, path, PRINTED)
    on_paper = PRINTED in panel.inner_text()  # at once, where that was known already
    visitator.go("/sager/?vis=frit_valg")
    expect(page.locator("main")).to_contain_text(name)
    visitator.go(f"{path}udfoerere/")
    expect(page.locator("main")).to_contain_text("Andre kommuners egne tilbud")
    visitator.look("hvem borgeren kan vælge")

    visitator.go(path)
    form = unfolded(visitator, "Registrér borgerens svar om frit valg")
    form.locator("[name=answer][value=valgt_leverandoer]").check(force=True)
    form.locator("[name=provider]").select_option(label=PROVIDER)
    form.locator("[name=how][value=telefon]").check(force=True)
    form.get_by_role("button").click()
    expect(panel).to_contain_text(f"Borgeren har valgt {PROVIDER}")
    visitator.look("sagen med et svar")
    panel.get_by_role("link", name=f"Send opgaven til {PROVIDER}").click()
    visitator.look("send opgaven")
    page.locator("[name=consent_how][value=mundtligt]").check(force=True)
    page.locator("[name=consent_by][value=patient]").check(force=True)
    visitator.press("Send opgaven")
    expect(page.locator("#udfoerer")).to_contain_text(PROVIDER)

    provider = door("leverandoer")
    comes(provider, "/opgaver/", name)
    provider.page.get_by_role("link", name=name).first.click()
    provider.page.locator("#naeste [name=date]").fill((NOW + timedelta(days=6)).date().isoformat())
    provider.page.locator("#naeste [name=time]").fill("09:00")
    provider.page.locator("#naeste [name=place]").fill("Fjordgade 1, 9000 Aalborg")
    provider.press("Sig ja")
    expect(provider.page.locator("main")).to_contain_text("Fjordgade 1")

    comes(visitator, path, "Fjordgade 1")
    visitator.go(f"{path}frit-valg/")
    said = visitator.page.locator("main")
    for words in (
        "det tilbudte første møde ligger efter tilbudsfristen",
        "Sundhedsloven § 140 stk. 4",
        "Grænserne for befordring blev sagt først",
        "besked om udvidet frit valg",
        *(() if on_paper else ("Brevet er leveret i Digital Post",)),
        f"har valgt en leverandør ({PROVIDER})",
        "Fjordgade 1",
    ):
        expect(said).to_contain_text(words)
    visitator.look("beviset")


def test_a_citizen_declines_and_waits_and_may_change_its_mind(door: Door) -> None:
    visitator = door("visitator")
    path, name = with_a_late_offer(visitator)
    page = visitator.page
    form = unfolded(visitator, "Registrér borgerens svar om frit valg")
    form.locator("[name=answer][value=venter]").check(force=True)
    form.locator("[name=how][value=samtale]").check(force=True)
    form.get_by_role("button").click()
    expect(page.locator("#frit-valg")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("Udvidet frit valg: gælder ikke")
    visitator.go("/sager/?vis=frit_valg")
    expect(page.locator("main")).not_to_contain_text(name)
    visitator.go(f"{path}frit-valg/")
    expect(page.locator("main")).to_contain_text("har sagt nej til frit valg og venter på kommunens tilbud")
    expect(page.locator("main")).to_contain_text("Udvidet frit valg gælder fra onsdag 18. november 2026")
    visitator.look("beviset for et nej")
