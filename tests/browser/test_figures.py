"""Figures in a real browser: the region from its page to a report, the municipality from a number to its cases, the department from its own."""

import re
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.walking import Door, comes, door_of, house_at, text_of
from tests.support import stack as stacks

pytestmark = [pytest.mark.browser, pytest.mark.stack]
NOW = datetime(2026, 11, 25, 10, tzinfo=ZoneInfo("Europe/Copenhagen"))
PLANS = 400


@pytest.fixture(scope="module")
def house() -> Iterator[stacks.Stack]:
    with house_at(NOW, PLANS) as running:
        yield running


@pytest.fixture
def door(house: stacks.Stack, browser: Browser) -> Iterator[Door]:
    with door_of(house, browser) as found:
        yield found


def chosen(page: Page, **said: str) -> None:
    """The form's fields by name, and the button."""
    for name, label in said.items():
        page.locator(f"[name={name}]").select_option(label=label)
    page.get_by_role("button", name="Vis tal", exact=True).click()
    page.wait_for_load_state()


def test_the_region_goes_from_its_page_to_a_definition_a_map_and_a_report(door: Door) -> None:
    rune = door("region")
    page = rune.page
    comes(rune, "/region/", "Data til og med")  # published beside the first start
    expect(page.locator("h1")).to_contain_text("Region Nordjylland")
    rune.look("regionens tal")
    page.get_by_role("link", name="Kvartal", exact=True).click()
    page.wait_for_load_state()
    assert "periode=" in page.url, "the address holds the choice"
    chosen(page, tabel="Planer efter alder")
    expect(page.locator("#tabel")).to_contain_text("Planer efter alder")
    tiles = page.locator("svg a[href]")
    assert tiles.count() >= 11, "each of the region's municipalities is a square that leads to its row"
    tiles.first.focus()
    page.keyboard.press("Enter")
    assert re.search(r"#kommune-\d{4}$", page.url)
    rune.look("regionens tal for et kvartal")
    with page.expect_download() as coming:
        page.get_by_role("link", name="Hent som PDF").first.click()
    assert coming.value.suggested_filename.endswith(".pdf")
    page.get_by_role("link", name="Sådan er tallene opgjort", exact=True).click()
    expect(page.locator("h1")).to_be_visible()
    rune.look("metoden")
    comes(rune, "/rapporter/", "Aalborg Kommune")
    rune.look("rapporterne")
    page.locator("a.gop-row-main").first.click()
    expect(page.locator("#definitions-heading")).to_be_visible()
    rune.look("en rapport")
    rune.go("/sager/")
    expect(page.locator("h1")).not_to_contain_text("Sager")


def test_a_team_lead_goes_from_what_is_overdue_to_those_cases_and_filters_the_own_figures(door: Door) -> None:
    lead = door("leder")
    page = lead.page
    lead.go("/tal/")
    expect(page.locator("h1")).to_contain_text("Aalborg Kommune")
    lead.look("kommunens egne tal")
    line = page.locator(".gop-now li", has_text="over en frist").first
    number = int(re.sub(r"\D", "", line.locator("strong").inner_text()))
    line.locator("a").first.click()
    page.wait_for_load_state()
    assert "/sager/" in page.url
    assert number > 0
    assert page.locator("tr[data-row]").count() == min(number, 50)
    lead.go("/tal/")
    chosen(page, tabel="Planer efter alder", alder="80 år og derover")
    expect(page.locator("#tabel")).to_contain_text("Planer efter alder")
    assert "<5" not in text_of(lead), "one's own numbers are exact"
    lead.look("egne tal efter alder")
    page.get_by_role("link", name="Ryd filtre").click()
    page.wait_for_load_state()
    assert "alder=" not in page.url


def test_a_coordinator_sees_the_departments_plans_in_numbers_and_goes_to_those_not_sent(door: Door) -> None:
    kirstine = door("koordinator", "Koordinator")
    page = kirstine.page
    kirstine.go("/planer/")
    page.get_by_role("link", name="Egne tal").first.click()
    expect(page.locator("h1")).to_contain_text("Aalborg Universitetshospital")
    kirstine.look("sygehusets egne tal")
    page.get_by_role("link", name="År", exact=True).click()
    page.wait_for_load_state()
    chosen(page, tabel="Planer efter afdeling")
    expect(page.locator("#tabel")).to_contain_text("Planer efter afdeling")
    expect(page.locator("main")).to_contain_text("Ortopædkirurgisk")
    kirstine.look("planer efter afdeling")
    page.locator(".gop-now a:not(.gop-when)").first.click()
    page.wait_for_load_state()
    assert "/planer/" in page.url
