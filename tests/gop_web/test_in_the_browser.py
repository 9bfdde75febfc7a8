"""The authority's way in a real browser: axe and the content policy have nothing to say on any page, wide or narrow."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts import clock
from accounts.enums import Role
from deadlines.scan import scan
from tests import factories as make
from tests.browser.pages import search
from tests.hospitals.test_in_the_browser import Walk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def walk(browser: Browser, live_server: Any) -> Iterator[Walk]:
    make.registry()
    anna = make.author()
    make.team_lead("lena")
    make.person("carl", Role.TRIAGE_OFFICER, make.AALBORG, name="Carl Friis")
    make.person("pia", Role.PLATFORM_ADMIN, make.id_of("platform"))
    for days, name in ((-6, "Sofie Sen Test Mortensen"), (-4, "Ib Idag Test"), (-2, "Nancy Ann Test Berggren"), (3, "Bruno Test Elmer")):
        make.delivered(
            anna, discharge_date=clock.today() + timedelta(days=days), discharge_expected=days > 0, citizen_name=name, cpr=make.somebody()
        )
    scan()
    context = browser.new_context(base_url=live_server.url, locale="da-DK", timezone_id="Europe/Copenhagen")
    yield Walk(context.new_page())
    context.close()


def sign_in(page: Page, username: str, to: str) -> None:
    page.goto(f"/log-ind/?next={to}")
    page.get_by_label("Brugernavn").fill(username)
    page.get_by_label("Adgangskode").fill("gop-test-1")
    page.get_by_role("button", name="Log ind").click()


def test_a_case_from_the_inbox_to_its_end(walk: Walk) -> None:
    page = walk.page
    sign_in(page, "lena", "/sager/")
    expect(page.get_by_role("heading", name="Sager", level=1)).to_be_visible()
    walk.look("c01-inbox")
    page.goto("/varsler/")
    walk.look("c02-alerts")
    page.goto("/sager/?vis=specialiseret")
    walk.look("c03-inbox-empty")
    page.goto("/sager/")
    page.keyboard.press("j")
    expect(page.locator(".gop-row-main").first).to_be_focused()
    page.get_by_role("link", name="Nancy Ann Test Berggren").click()
    walk.look("c04-received")
    step = page.locator("#naeste")
    expect(step.get_by_role("heading")).to_contain_text("visitér og tilbyd")
    step.get_by_role("button", name="Visitér og tilbyd").click()
    expect(page.locator("#error-summary")).to_be_focused()
    walk.look("c06-triage-refused", expected=("400 (Bad Request)",))
    expect(step.get_by_label("Funktionsnedsættelsen er omfattende")).to_be_hidden()
    step.get_by_label("Avanceret niveau").check(force=True)
    step.get_by_label("Funktionsnedsættelsen er omfattende").check(force=True)
    step.locator("[name=reason]").fill("Flere områder af hverdagen er ramt.")
    step.get_by_label("I telefonen").check(force=True)
    walk.look("c07-triage-chosen")
    step.locator("[name=date]").fill((clock.today() + timedelta(days=2)).isoformat())
    step.locator("[name=time]").fill("10:00")
    step.locator("[name=place]").fill("Træningscenter Vest, Vestergade 1")
    walk.look("c09-offer")
    step.get_by_role("button", name="Visitér og tilbyd").click()
    walk.look("c10-letter")
    page.get_by_text("Giv borgeren besked", exact=True).first.click()
    tell = page.locator("form[action$='/besked/']")
    tell.get_by_label("I telefonen").check(force=True)
    tell.get_by_role("button", name="Giv borgeren besked").click()
    expect(step.get_by_role("heading")).to_contain_text("registrér første møde")
    walk.look("c11-informed")
    page.evaluate("for (const part of document.querySelectorAll('main details')) part.open = true")
    walk.look("c12-everything-open")
    page.goto(re.sub(r"\?.*", "", page.url))
    page.get_by_text("Afslut sagen", exact=True).first.click()
    page.locator("[name=code]").select_option(label="Borgeren har fravalgt genoptræning")
    page.get_by_role("button", name="Afslut sagen").click()
    expect(page.locator("main")).to_contain_text("Sagen er afsluttet. Der er ikke mere at gøre.")
    walk.look("c13-ended")
    page.goto("/sager/?vis=afsluttet")
    walk.look("c14-inbox-ended")
    search(page, "Berggren")
    walk.look("c15-search")
    search(page, "251248")
    walk.look("c16-search-wrong")
    page.goto("/hjaelp/")
    walk.look("c17-help")


def test_a_colleague_was_first(walk: Walk, browser: Browser, live_server: Any) -> None:
    page = walk.page
    sign_in(page, "lena", "/sager/")
    page.get_by_role("link", name="Bruno Test Elmer").click()
    mine = page.locator("#naeste")
    mine.locator("[name=level][value=basal]").check(force=True)
    mine.locator("[name=criteria][value=enkel]").check(force=True)
    mine.locator("[name=reason]").fill("Min begrundelse er skrevet.")
    mine.locator("[name=how][value=telefon]").check(force=True)
    mine.locator("[name=slot][value=ingen]").check(force=True)
    other = browser.new_context(base_url=live_server.url)
    colleague = other.new_page()
    sign_in(colleague, "carl", page.url)
    colleague.goto(page.url)
    theirs = colleague.locator("#naeste")
    theirs.locator("[name=level][value=avanceret]").check(force=True)
    theirs.locator("[name=criteria][value=omfattende]").check(force=True)
    theirs.locator("[name=reason]").fill("Omfattende.")
    theirs.locator("[name=how][value=ikke_endnu]").check(force=True)
    theirs.locator("[name=slot][value=ingen]").check(force=True)
    theirs.get_by_role("button", name="Visitér og tilbyd").click()
    expect(colleague.locator("#naeste")).to_contain_text("vejledning")
    other.close()
    mine.get_by_role("button", name="Visitér og tilbyd").click()
    expect(page.get_by_role("alert").first).to_contain_text("Carl Friis har visiteret sagen i dag kl.")
    expect(page.locator("main")).to_contain_text("Min begrundelse er skrevet.")
    walk.look("c18-conflict", expected=("409 (Conflict)",))


def test_the_platform_page(walk: Walk) -> None:
    sign_in(walk.page, "pia", "/forvaltning/")
    expect(walk.page.get_by_role("heading", name="Platformen")).to_be_visible()
    walk.look("c19-platform")
