"""A citizen chooses another municipality, which has no place: in a real browser on a whole instance. The own offer and the clocks stand."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.pages import Person
from tests.browser.walking import Door, comes, door_of, house_at, path_of, text_of, unfolded
from tests.support import stack as stacks

pytestmark = [pytest.mark.browser, pytest.mark.stack]
NOW = datetime(2026, 11, 18, 10, tzinfo=ZoneInfo("Europe/Copenhagen"))
OWN, MEETING = "Træningscenter Vest", NOW + timedelta(days=5)


@pytest.fixture(scope="module")
def house() -> Iterator[stacks.Stack]:
    with house_at(NOW) as running:
        yield running


@pytest.fixture
def door(house: stacks.Stack, browser: Browser) -> Iterator[Door]:
    house.move_clock(NOW)
    with door_of(house, browser) as found:
        yield found


def with_an_own_offer(who: Person) -> tuple[str, str]:
    """A new almen case of an adult, decided in one form with a first meeting here: (path, name)."""
    who.go("/sager/?vis=nye")
    rows = who.page.locator("tr[data-row]").filter(has_text="Almen").filter(has_not_text=re.compile(r", (\d|1[0-7]) år|to planer"))
    name = rows.last.locator(".gop-row-main").inner_text()
    rows.last.locator(".gop-row-main").click()
    page = who.page
    for field, value in (("level", "basal"), ("criteria", "enkel"), ("how", "telefon"), ("slot", "andet")):
        page.locator(f"#naeste [name={field}][value={value}]").first.check(force=True)
    page.locator("#naeste [name=reason]").fill("Enkel og afgrænset funktionsnedsættelse.")
    page.locator("#naeste [name=date]").fill(MEETING.date().isoformat())
    page.locator("#naeste [name=time]").fill("10:00")
    page.locator("#naeste [name=place]").fill(OWN)
    who.press("Visitér og tilbyd")
    expect(page.locator("main")).to_contain_text(OWN)
    return path_of(who), re.sub(r", \d+ år$", "", name)


def clocks(who: Person) -> list[str]:
    """Each clock with what it counts to, without the words of how many days are left."""
    return re.findall(r"(?:Besked til borgeren|Første møde) senest [^·\n]+", text_of(who))


def test_another_municipality_says_no_for_want_of_room_and_own_offer_and_clocks_stand(house: stacks.Stack, door: Door) -> None:
    visitator = door("visitator")
    path, name = with_an_own_offer(visitator)
    page, before = visitator.page, clocks(visitator)
    assert before, text_of(visitator)
    form = unfolded(visitator, "Registrér borgerens svar om frit valg")
    form.locator("[name=answer][value=anden_kommune]").check(force=True)
    form.locator("[name=municipality]").select_option(label="Herning Kommune")
    form.locator("[name=how][value=telefon]").check(force=True)
    form.get_by_role("button").click()

    form = unfolded(visitator, "Vælg udfører")
    form.get_by_role("button").click()
    expect(page.locator("h1")).to_contain_text("Send opgaven til en udfører")
    visitator.look("send opgaven")
    visitator.press("Send opgaven")
    expect(page.locator("main")).to_contain_text("Vælg, hvordan samtykket blev givet.")
    visitator.look("opgaven uden samtykke")
    page.locator("[name=consent_how][value=mundtligt]").check(force=True)
    page.locator("[name=consent_by][value=patient]").check(force=True)
    visitator.press("Send opgaven")
    expect(page.locator("#udfoerer")).to_contain_text("Udfører: Herning Kommune")
    expect(page.locator("#udfoerer")).to_contain_text("Afventes senest fredag 20. november")
    assert clocks(visitator) == before, "the clocks run until somebody has said yes"
    visitator.look("sagen med opgaven ude")
    visitator.go("/sager/opgaver/")
    expect(page.locator("main")).to_contain_text(name)
    visitator.look("opgaver hos udførere")

    herning = door("visitator-herning")
    herning.go("/sager/")
    expect(herning.page.locator("main")).to_contain_text("Opgaver fra andre kommuner, der venter på jeres svar")
    herning.go("/opgaver/")
    herning.look("opgaver fra andre kommuner")
    herning.page.get_by_role("link", name=name).first.click()
    herning.look("opgaven som udfører")
    form = unfolded(herning, "Sig nej")
    no = form.locator("[name=reason][value=kapacitet]")
    if no.count():
        no.check(force=True)
    form.get_by_role("button").last.click()
    herning.go("/opgaver/")
    expect(herning.page.locator("main")).not_to_contain_text(name)

    comes(visitator, path, "Herning Kommune har sagt nej til opgaven")
    expect(page.locator("#udfoerer")).to_contain_text("Ingen ledig plads".lower())
    expect(page.locator("main")).to_contain_text(OWN)
    assert clocks(visitator) == before
    assert "Har valgt en anden kommune" not in text_of(visitator)
    visitator.look("sagen efter et nej")
    visitator.go("/sager/?vis=udfoerer")
    expect(page.locator("main")).to_contain_text(name)
    visitator.go("/sager/opgaver/?tilstand=afvist")
    expect(page.locator("main")).to_contain_text(name)
    page.get_by_role("link", name=name).first.click()
    expect(page.locator("h1")).to_contain_text("Opgaven hos Herning Kommune")
    visitator.look("opgaven efter et nej")
