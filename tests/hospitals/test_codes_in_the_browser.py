"""Codes searched and chosen by keyboard in a real browser; the answers are said, and the writing goes on where it should."""

import re

import pytest
from playwright.sync_api import expect

from tests.hospitals.test_in_the_browser import Walk, walk

__all__ = ["walk"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_codes_are_searched_and_chosen_by_keyboard(walk: Walk) -> None:
    page = walk.page
    page.goto("/log-ind/?next=/planer/")
    page.get_by_label("Brugernavn").fill("anna")
    page.get_by_label("Adgangskode").fill("gop-test-1")
    page.get_by_role("button", name="Log ind").click()
    page.get_by_role("button", name="Ny plan").click()
    page.goto(re.sub(r"trin/.*", "trin/kontakt/", page.url))

    top = "element => element.getBoundingClientRect().top"
    page.set_viewport_size({"width": 1440, "height": 900})
    assert page.locator("#id_admitted_on").evaluate(top) == page.locator("#id_discharge_date").evaluate(top)
    above = page.locator("#id_diagnosis_query-hint").evaluate("element => element.getBoundingClientRect().bottom")
    assert page.locator("#id_diagnosis_query").evaluate(top) - above >= 5  # the focus ring is that wide

    page.get_by_label("Find diagnose").press_sequentially("lårbenshls")
    expect(page.locator("#diagnoses-said")).to_have_text("Intet hedder »lårbenshls«. 1 diagnose staves næsten sådan.")
    page.get_by_label("DS720 Fraktur af lårbenshals").check()

    page.get_by_text("Behandlingsforløb, bidiagnoser og operationer").click()
    code = page.locator('[name="diagnoses-0-code"]')
    code.press_sequentially("parkinsson")
    said = page.locator('[id="sagt-diagnoses-0-code"]')
    expect(said).to_have_text("Intet hedder »parkinsson«. 1 diagnose staves næsten sådan.")
    walk.look("codes-found")
    page.set_viewport_size({"width": 1440, "height": 900})
    code.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="DG20 Parkinsons sygdom")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator('[name="diagnoses-1-code"]')).to_be_focused()
    expect(page.locator('[name="diagnoses-0-code"]')).to_have_value("DG20")
    expect(page.locator('[name="diagnoses-0-text"]')).to_have_value("Parkinsons sygdom")
    expect(page.get_by_label("DS720 Fraktur af lårbenshals")).to_be_checked()
    walk.look("codes-chosen")

    page.goto(re.sub(r"trin/.*", "trin/funktionsevne/", page.url))
    page.set_viewport_size({"width": 1440, "height": 900})
    page.get_by_text("ICF-kategorier").first.click()
    page.locator('[name="categories-0-code"]').press_sequentially("gå på trapper")
    page.get_by_role("button", name="d455 Bevæge sig omkring").click()
    before = page.locator('[name="categories-0-before"]')
    expect(before).to_be_focused()
    before.select_option(label="Ingen vanskeligheder")
    page.locator('[name="categories-0-now"]').select_option(label="Svære vanskeligheder")
    walk.look("codes-icf")
    page.set_viewport_size({"width": 1440, "height": 900})

    page.locator('[name="categories-1-code"]').fill("hjertekrampe")
    page.locator('[name="categories-1-code"]').press("Enter")  # without choosing
    expect(page.get_by_text("Ingen kode hedder det. Prøv et andet ord").first).to_be_visible()
    expect(page.locator('[name="categories-1-code"]')).to_have_value("hjertekrampe")
    expect(before).to_have_value("0")
    walk.look("codes-none", expected=("400",))
