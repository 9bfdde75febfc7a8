"""The last look with its advice, and the proposal of a type, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.hospitals.test_headings_in_the_browser import signed_in
from tests.hospitals.test_in_the_browser import Walk, walk  # noqa: F401 (a fixture)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_advice_on_the_last_look_and_a_proposal_that_is_seen_at_once(walk: Walk) -> None:  # noqa: F811
    author = factories.author("ea", factories.AALBORG_HOSPITAL, factories.ORTHOPAEDIC)
    plan_id = factories.draft(author, phone="", potential="", plan_type="")
    page = signed_in(walk, f"/planer/{plan_id}/trin/send/")
    walk.look("advice-send")
    advice = page.locator("#raad")
    advice.get_by_role("button", name="Der står intet telefonnummer").click()
    expect(advice.get_by_text("Vis skjulte råd (1)")).to_be_visible()
    page.goto(f"/planer/{plan_id}/trin/type/")
    page.locator("summary", has_text="Hvilken type?").click()
    for name, value in {"behov": "ja", "sygehus": "nej", "tab": "afgraenset"}.items():
        page.locator(f"[name=guide_{name}][value={value}]").check(force=True)
    page.get_by_role("button", name="Få et forslag").click()
    expect(page.get_by_role("heading", name="Forslag: Almen genoptræning")).to_be_in_viewport()
    expect(page.locator("#hvilken-type [name=guide_behov]").first).to_be_hidden()
    walk.look("advice-type")
