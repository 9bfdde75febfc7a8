"""The night to 2027 in a real browser: the clock of the whole instance is moved over midnight, and rehabilitering is the region's."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.pages import Person
from tests.browser.walking import Door, comes, door_of, house_at, open_row, path_of, text_of
from tests.support import stack as stacks

pytestmark = [pytest.mark.browser, pytest.mark.stack]
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
BEFORE = datetime(2026, 12, 30, 10, tzinfo=COPENHAGEN)
MIDNIGHT = datetime(2027, 1, 1, 0, 0, 5, tzinfo=COPENHAGEN)
REGION = "Region Nordjylland"


@pytest.fixture(scope="module")
def house() -> Iterator[stacks.Stack]:
    with house_at(BEFORE) as running:
        yield running


@pytest.fixture
def door(house: stacks.Stack, browser: Browser) -> Iterator[Door]:
    with door_of(house, browser) as found:
        yield found


def dates(who: Person) -> list[str]:
    """Day 0 and each clock with its day, as the page says them."""
    said = re.findall(r"(Besked til borgeren senest [^\n·]+|Første møde senest [^\n·]+|Dag 0\n[^\n]+)", text_of(who))
    assert said, text_of(who)[:1000]
    return sorted({one.strip() for one in said})


def test_at_midnight_the_regions_inbox_has_the_cases_with_the_same_dates_and_the_region_goes_on_with_them(
    house: stacks.Stack, door: Door
) -> None:
    region, visitator = door("visitator-region"), door("visitator")
    region.go("/sager/")
    assert "Ingen sager venter." in text_of(region)
    region.look("regionens tomme indbakke")
    known = open_row(visitator, "alle", "Rehabilitering", "Tilbudt")
    known_dates, known_path = dates(visitator), path_of(visitator)
    new = open_row(visitator, "nye", "Rehabilitering")
    new_dates, new_path = dates(visitator), path_of(visitator)

    house.move_clock(MIDNIGHT)
    region = door("visitator-region")
    comes(region, "/sager/", new)
    comes(region, "/sager/", known)
    region.look("regionens indbakke nytårsnat")
    region.go("/varsler/")  # that no alert is given twice is held by tests/gop/test_hand_over_authority.py
    region.look("regionens varsler")
    open_row(region, "alle", known)
    assert dates(region) == known_dates
    assert "Sagen er overtaget fra Aalborg Kommune" in text_of(region)
    assert "Neurocentret" in text_of(region), "what the citizen was promised stands"
    region.look("den overtagne sag")

    open_row(region, "nye", new)
    assert dates(region) == new_dates
    page, path = region.page, path_of(region)
    assert "er ikke afklaret" in text_of(region)
    assert "en privat leverandør, hvis I ikke kan" not in text_of(region)
    page.locator("#naeste [name=how][value=telefon]").check(force=True)
    page.locator("#naeste [name=training_field]").first.select_option("neurologi")
    page.locator("#naeste [name=slot][value=andet]").check(force=True)
    page.locator("#naeste [name=date]").fill((MIDNIGHT + timedelta(days=3)).date().isoformat())
    page.locator("#naeste [name=time]").fill("10:00")
    page.locator("#naeste [name=place]").fill("Neurocentret, Prøvevej 1")
    region.look("regionen visiterer")
    region.press("Visitér og tilbyd")
    region.press("Send brevet")
    comes(region, path, "Leveret i Digital Post")
    region.look("regionens sag med brev")

    visitator = door("visitator")
    visitator.go(new_path)
    assert f"Sagen er fortsat hos {REGION}" in text_of(visitator)
    visitator.look("kommunens sag bagefter")
    visitator.go(known_path)
    assert f"Sagen er fortsat hos {REGION}" in text_of(visitator)
    comes(visitator, "/sager/?vis=orientering", new)
    visitator.page.get_by_role("link", name=new).first.click()
    comes(visitator, path_of(visitator), "Udføreren har indkaldt til første møde")
    assert REGION in visitator.page.locator("#udfoerer").inner_text()
    assert "I har jeres egen sag, som den var" in text_of(visitator)
    visitator.look("kommunens orienteringssag")


def test_a_region_keeps_teams_and_places_of_its_own(door: Door) -> None:
    region = door("visitator-region")
    for path in ("/team/", "/team/steder/", "/team/fordeling/"):
        region.go(path)
        region.look(path)
    region.go("/team/nyt/")
    region.page.locator("[name=name]").fill("Neuroteamet")
    region.page.locator("main form").get_by_role("button").last.click()
    region.go("/team/")
    expect(region.page.locator("main")).to_contain_text("Neuroteamet")
