"""Specialised training in a real browser: from the invitation to the municipality's almen case with its own day 0, and a wait too long."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.walking import Door, comes, door_of, house_at, open_row, path_of, unfolded
from tests.support import stack as stacks

pytestmark = [pytest.mark.browser, pytest.mark.stack]
NOW = datetime(2026, 11, 18, 10, tzinfo=ZoneInfo("Europe/Copenhagen"))
STATUS = "Går 400 meter uden hjælpemidler og klarer trapper."


@pytest.fixture(scope="module")
def house() -> Iterator[stacks.Stack]:
    with house_at(NOW) as running:
        yield running


@pytest.fixture
def door(house: stacks.Stack, browser: Browser) -> Iterator[Door]:
    house.move_clock(NOW)
    with door_of(house, browser) as found:
        yield found


def test_a_patient_is_invited_begins_and_goes_on_as_almen_with_a_day_zero_of_its_own(house: stacks.Stack, door: Door) -> None:
    therapist = door("koordinator", "Sygehusterapeut")
    name = open_row(therapist, "alle", "Specialiseret", "Ny", adult=True)
    page, path = therapist.page, path_of(therapist)
    therapist.look("afdelingens sag")
    therapist.press("Kvittér for modtagelsen")
    therapist.press("Tag sagen")
    page.locator("#naeste [name=how][value=samtale]").check(force=True)
    therapist.press("Registrér vejledning om frit valg")
    form = unfolded(therapist, "Registrér patientens valg af sygehus")
    form.locator("[name=choice][value=her]").check(force=True)
    form.locator("[name=how][value=samtale]").check(force=True)
    therapist.look("patientens valg")
    form.get_by_role("button").click()
    expect(page.locator("#sygehusvalg")).to_contain_text("Bliver hos jer")
    page.locator("#naeste [name=date]").fill((NOW + timedelta(days=5)).date().isoformat())
    page.locator("#naeste [name=time]").fill("10:00")
    page.locator("#naeste [name=place]").fill("Terapien, indgang 4")
    therapist.press("Indkald patienten")
    expect(page.locator("#naeste")).to_contain_text("Brevet indkalder til")
    therapist.press("Send brevet")
    comes(therapist, path, "Leveret i Digital Post")
    therapist.look("sagen med indkaldelse")

    visitator = door("visitator")
    comes(visitator, "/sager/?vis=orientering", name)
    visitator.page.get_by_role("link", name=name).first.click()
    comes(visitator, path_of(visitator), "Udføreren har indkaldt til første møde")
    assert "indgang 4" not in visitator.page.locator("main").inner_text(), "the place is the patient's and the department's"
    visitator.look("orienteringssagen")

    house.move_clock(NOW + timedelta(days=20))
    therapist = door("koordinator", "Sygehusterapeut")
    therapist.go(path)
    page = therapist.page
    page.locator("#naeste [name=on]").fill((NOW + timedelta(days=5)).date().isoformat())
    therapist.press("Registrér første møde")
    form = unfolded(therapist, "Lad forløbet gå over til almen genoptræning")
    form.locator("[name=closing]").fill("")
    form.locator("[name=consent][value=ja]").check(force=True)
    form.get_by_role("button").click()
    expect(page.locator("main")).to_contain_text("Skriv en slutstatus for det specialiserede forløb.")
    form = page.locator("form[action$='/bliver-almen/']")
    form.locator("[name=closing]").fill(STATUS)
    therapist.look("over til almen")
    form.get_by_role("button").click()
    expect(page.locator("main")).to_contain_text("Sagen er fortsat hos Aalborg Kommune")

    visitator = door("visitator")
    comes(visitator, "/sager/?vis=nye", name)
    visitator.page.get_by_role("link", name=name).first.click()
    main = visitator.page.locator("main")
    expect(main).to_contain_text("Slutstatus fra det specialiserede forløb")
    expect(main).to_contain_text(STATUS)
    day = (NOW + timedelta(days=24)).day
    expect(main).to_contain_text(re.compile(rf"Besked til borgeren senest \S+ {day}\. december"))
    visitator.look("kommunens sag om almen")


def test_a_wait_too_long_opens_more_hospitals_and_no_room_sends_another_regions_patient_back(door: Door) -> None:
    therapist = door("koordinator", "Sygehusterapeut")
    therapist.go("/sager/?vis=alle")
    addresses = [
        one.get_attribute("href") or ""
        for one in therapist.page.locator("tr[data-row]").filter(has_text="Specialiseret").locator(".gop-row-main").all()
    ]
    seen = {"wait": False, "region": False}
    for address in addresses:
        therapist.go(address)
        main = therapist.page.locator("main")
        text = main.inner_text()
        if "Udvidet frit sygehusvalg: ja" in text and not seen["wait"]:
            seen["wait"] = True
            assert "Sundhedsloven § 79 stk. 2" in text
            therapist.look("en for lang ventetid")
        if "Sig nej på grund af plads" in text and not seen["region"]:
            seen["region"] = True
            form = unfolded(therapist, "Sig nej på grund af plads")
            form.locator("[name=note]").fill("Plads igen i februar.")
            therapist.look("ingen plads")
            form.get_by_role("button").click()
            expect(main).to_contain_text("Ingen plads til patienter fra andre regioner")
    assert all(seen.values()), seen
    author = door("terapeut")
    comes(author, "/planer/", "Returneret: Ingen plads til patienter fra andre regioner")
    author.page.locator("tr, li").filter(has_text="Ingen plads til patienter").get_by_role("link").first.click()
    author.look("den returnerede plan")
    form = author.page.locator("form[action$='/send-til-afdeling/']")
    form.locator("select").select_option(label="Regionshospitalet Gødstrup, Fysio- og ergoterapien")
    form.locator("[name=consent]").check(force=True)
    form.get_by_role("button").click()
    expect(author.page.get_by_role("region", name="Hvem har planen")).to_contain_text("Regionshospitalet Gødstrup, Fysio- og ergoterapien")
