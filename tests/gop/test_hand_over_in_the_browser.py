"""A case that goes on elsewhere, in a real browser: forms and pages, wide and narrow."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from accounts.enums import Role
from gop.services.handing_over import successor_id
from tests import factories as make
from tests.gop.test_hand_over_almen import SPECIALISED
from tests.gop.test_hand_over_moved import started
from tests.gop_web.test_in_the_browser import sign_in
from tests.hospitals.test_in_the_browser import Walk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def walk(browser: Browser, live_server: Any) -> Iterator[Walk]:
    make.registry()
    context = browser.new_context(base_url=live_server.url, locale="da-DK", timezone_id="Europe/Copenhagen")
    yield Walk(context.new_page())
    context.close()


def test_a_citizen_moves_after_the_start(walk: Walk) -> None:
    page = walk.page
    _, case_id = make.delivered(make.author())
    started(make.triage_officer(), case_id)
    make.triage_officer("helle", make.HERNING)
    sign_in(page, "birgit", f"/sager/{case_id}/")
    page.get_by_text("Send videre til ny bopælskommune", exact=True).first.click()
    walk.look("d01-forward-form")
    page.get_by_label("Hvilken kommune er borgeren flyttet til?").select_option(label="Herning Kommune")
    page.get_by_role("button", name="Send videre til ny bopælskommune").click()
    expect(page.get_by_text("Sagen er fortsat hos Herning Kommune.")).to_be_visible()
    walk.look("d02-forwarded")
    make.deliver_all()
    page.get_by_role("button", name="Log ud").click()
    sign_in(page, "helle", f"/sager/{successor_id(case_id, make.HERNING)}/")
    expect(page.get_by_role("heading", name="Frister hos Aalborg Kommune")).to_be_visible()
    walk.look("d03-moved-here")


def test_a_specialised_course_becomes_almen(walk: Walk) -> None:
    page = walk.page
    _, case_id = make.delivered(make.author(), **SPECIALISED)
    make.person("tove", Role.HOSPITAL_THERAPIST, make.AALBORG_HOSPITAL, make.PHYSIO)
    sign_in(page, "tove", f"/sager/{case_id}/")
    page.get_by_text("Lad forløbet gå over til almen genoptræning", exact=True).first.click()
    page.get_by_role("button", name="Lad forløbet gå over til almen genoptræning").click()
    expect(page.get_by_text("Angiv, om patienten har sagt ja til, at kommunen får planen.").first).to_be_visible()
    walk.look("d04-almen-form", expected=("400",))
    page.get_by_label("Slutstatus").fill("Går sikkert med rollator.")
    page.get_by_label("Ja", exact=True).check()
    page.get_by_role("button", name="Lad forløbet gå over til almen genoptræning").click()
    expect(page.get_by_text("Sagen er fortsat hos Aalborg Kommune.")).to_be_visible()
    walk.look("d05-almen-done")
