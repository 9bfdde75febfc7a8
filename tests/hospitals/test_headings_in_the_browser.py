"""Every heading of a plan in a real browser: written line by line, read side by side, and by keyboard."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.hospitals.test_in_the_browser import Walk, walk  # noqa: F401 (a fixture)
from tests.hospitals.whole_plan import WHOLE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def signed_in(here: Walk, path: str) -> Any:
    here.page.goto(f"/log-ind/?next={path}")
    here.page.get_by_label("Brugernavn").fill("anna")
    here.page.get_by_label("Adgangskode").fill("gop-test-1")
    here.page.get_by_role("button", name="Log ind").click()
    return here.page


def test_every_step_with_every_heading_filled_and_the_plan_as_read(walk: Walk) -> None:  # noqa: F811
    author = factories.author("ea", factories.AALBORG_HOSPITAL, factories.ORTHOPAEDIC)
    plan_id = factories.draft(author, **WHOLE)
    page = signed_in(walk, f"/planer/{plan_id}/trin/patient/")
    for step in ("patient", "kontakt", "funktionsevne", "samtykke", "send"):
        page.goto(f"/planer/{plan_id}/trin/{step}/")
        walk.look(f"headings-{step}")
    page.goto(f"/planer/{plan_id}/trin/funktionsevne/")
    for width, beside in ((991, False), (992, True)):
        page.set_viewport_size({"width": width, "height": 900})
        before, now = (page.locator(f"#id_functioning_{when}").bounding_box() for when in ("before", "now"))
        assert before
        assert now
        assert (before["y"] == now["y"], before["x"] < now["x"]) == (beside, beside), width
        assert before["width"] > 220


def test_amending_a_full_plan_its_page_and_the_patient_s_print(walk: Walk) -> None:  # noqa: F811
    author = factories.author("ea", factories.AALBORG_HOSPITAL, factories.ORTHOPAEDIC)
    plan_id, _ = factories.delivered(author, **WHOLE)
    page = signed_in(walk, f"/planer/{plan_id}/ret/")
    for summary in page.locator("form#amend summary").all():
        summary.click()
    walk.look("headings-amend")
    for name in ("", "udskriv/"):
        page.goto(f"/planer/{plan_id}/{name}")
        walk.look(f"headings-{name.strip('/') or 'sent'}")


def test_a_line_is_added_without_a_mouse_and_the_writing_goes_on_in_the_next(walk: Walk) -> None:  # noqa: F811
    author = factories.author("ea", factories.AALBORG_HOSPITAL, factories.ORTHOPAEDIC)
    plan_id = factories.draft(author)
    page = signed_in(walk, f"/planer/{plan_id}/trin/funktionsevne/")
    page.get_by_text("Test af funktionsevne").first.focus()
    page.keyboard.press("Enter")
    first = page.locator("[name=tests-0-name]")
    expect(first).to_be_visible()
    first.fill("Timed Up and Go")
    page.locator("[name=tests-0-score]").fill("24 sekunder")
    page.get_by_role("button", name="Tilføj en test").press("Enter")
    expect(page.locator("[name=tests-1-name]")).to_be_focused()
    expect(first).to_have_value("Timed Up and Go")
    walk.look("headings-second-line")
    page.get_by_role("group", name="linje 1").get_by_label("Slet linjen").check()
    page.get_by_role("button", name="Gem kladde").click()
    expect(page.locator("[name=tests-0-name]")).to_have_value("")
    page.locator("[name=potential]").fill("Godt.")
