"""The therapist's way through a plan in a real browser: axe and the content policy have nothing to say on any page, wide or narrow."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from accounts import clock
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = (360, 768, 1440)
expect.set_options(timeout=45_000)  # a shared machine may be busy
PICTURES = os.environ.get("GOP_PICTURES", "")


@pytest.fixture
def walk(browser: Browser, live_server: Any) -> Iterator["Walk"]:
    factories.registry()
    factories.author("anna", factories.AALBORG_HOSPITAL, factories.ORTHOPAEDIC)
    context = browser.new_context(base_url=live_server.url, locale="da-DK", timezone_id="Europe/Copenhagen")
    page = context.new_page()
    yield Walk(page)
    context.close()


class Walk:
    def __init__(self, page: Page) -> None:
        self.page, self.said = page, []
        page.on("console", lambda message: self.said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def look(self, name: str, expected: tuple[str, ...] = ()) -> None:
        """No finding at any width, and no width at which the page must be scrolled sideways."""
        said = [text for text in self.said if not any(known in text for known in expected)]
        assert not said, (name, said)
        self.page.wait_for_load_state()  # a link pressed has given its address before its page
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, width)
            if PICTURES:
                self.page.screenshot(path=str(Path(PICTURES) / f"{name}-{width}.png"), full_page=True)
            found = Axe().run(self.page).response["violations"]
            assert not found, (name, width, [(one["id"], [node["html"] for node in one["nodes"]]) for one in found])
        self.said.clear()  # axe itself sets inline styles, which our policy refuses


def test_a_plan_from_nothing_to_sent(walk: Walk) -> None:
    page, today = walk.page, clock.today()
    page.goto("/log-ind/?next=/planer/")
    page.get_by_label("Brugernavn").fill("anna")
    page.get_by_label("Adgangskode").fill("gop-test-1")
    page.get_by_role("button", name="Log ind").click()
    expect(page.get_by_role("heading", name="Mine planer")).to_be_visible()
    walk.look("01-outbox-empty")
    page.get_by_role("button", name="Ny plan").click()
    expect(page.get_by_role("heading", level=1, name="Patient")).to_be_visible()
    walk.look("02-patient-empty")

    page.locator("[name=cpr]").fill("310299-1234")
    page.locator("[name=citizen_name]").fill("Nancy Ann Test Berggren")
    page.locator("[name=home_municipality_id]").select_option(label="Holbæk Kommune")
    page.get_by_role("button", name="Gem og fortsæt").click()
    expect(page.locator("#error-summary")).to_be_focused()
    walk.look("03-patient-error", expected=("400",))
    page.locator("[name=cpr]").fill("251248-9996")
    page.get_by_role("button", name="Gem og fortsæt").click()

    page.get_by_label("Indlæggelse").check()
    page.locator("[name=discharge_date]").fill((today + factories.days(2)).isoformat())
    page.locator("[name=diagnosis_query]").fill("lårben")
    page.get_by_label("DS720 Fraktur af lårbenshals").check()
    walk.look("04-contact")
    page.get_by_role("button", name="Gem kladde").click()
    expect(page.get_by_label("DS720 Fraktur af lårbenshals")).to_be_checked()
    expect(page.get_by_text("Besked til borgeren")).to_be_visible()
    walk.look("05-contact-saved")
    page.get_by_role("button", name="Gem og fortsæt").click()

    page.locator("[name=functioning_before]").fill("Gik uden hjælpemidler.")
    page.locator("[name=functioning_now]").fill("Går 50 meter med rollator.")
    page.locator("[name=limitations]").fill("Nedsat kraft i højre hofte.")
    page.locator("[name=training_need]").fill("Træning af gang og trapper.")
    walk.look("06-functioning")
    page.get_by_role("button", name="Gem og fortsæt").click()

    page.get_by_label("Almen genoptræning").check()
    expect(page.locator("[name=performing_department_id]")).to_be_hidden()
    walk.look("07-type")
    page.get_by_role("button", name="Gem og fortsæt").click()

    for kind in ("plan", "kommune", "egen_laege"):
        page.locator(f"#id_consent_{kind}_0").check()
    walk.look("08-consents")
    page.get_by_role("button", name="Gem og fortsæt").click()
    expect(page.get_by_text("Intet. Planen kan sendes.")).to_be_visible()
    walk.look("09-review")
    page.get_by_role("button", name="Send planen").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Plan for Nancy Ann Test Berggren")
    plan_id = uuid.UUID(page.url.rstrip("/").rsplit("/", 1)[1])
    walk.look("10-sent")
    page.get_by_text("Træk planen tilbage").first.click()
    page.get_by_role("button", name="Træk planen tilbage").click()
    walk.look("11-withdraw-error", expected=("400",))
    page.goto(f"/planer/{plan_id}/udskriv/")
    walk.look("12-print")


def test_what_asks_comes_first(walk: Walk) -> None:
    anna = factories.author("bodil", factories.AALBORG_HOSPITAL)
    for number in range(3):
        factories.sent(anna, citizen_name=f"Person Nummer{number}", discharge_expected=number == 1)
    factories.deliver_all()
    specialised = {"plan_type": "specialiseret", "specialised_reason": "koordination", "performing_department_id": factories.PHYSIO}
    special = factories.sent(anna, citizen_name="Karl Kristian Madsen", **specialised)
    factories.draft(anna, citizen_name="")
    page = walk.page
    page.goto("/log-ind/?next=/planer/")
    page.get_by_label("Brugernavn").fill("bodil")
    page.get_by_label("Adgangskode").fill("gop-test-1")
    page.get_by_role("button", name="Log ind").click()
    walk.look("20-outbox")
    page.get_by_role("link", name="Person Nummer1").first.click()
    walk.look("21-asks")
    page.goto(f"/planer/{special}/udskriv/")
    walk.look("22-print-specialised")
    page.goto("/planer/ny/")
    page.get_by_role("button", name="Begynd planen").click()
    walk.look("23-new", expected=("400",))
