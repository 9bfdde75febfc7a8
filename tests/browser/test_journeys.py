"""Five plans written in a real browser on a whole running instance, each page looked at with axe on a phone and on a desk.

A hip operation from notice to sent (counted), a stroke to rehabilitering, a child under investigation, a psychiatric patient, and a private hospital.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, expect

from config.bench.script import CHOOSE, FILL, FROM_NOTICE_TO_SENT, LOG_IN, MOST, Do
from tests.browser.pages import Person, person
from tests.support import stack as stacks

pytestmark = [pytest.mark.browser, pytest.mark.stack]

NOW = datetime(2026, 11, 18, 10, tzinfo=ZoneInfo("Europe/Copenhagen"))
PASSWORD = "et-langt-kodeord"
HOSPITAL = "Aalborg Universitetshospital"
PEOPLE = [
    ("ortopaed", HOSPITAL, "terapeut", "Ortopædkirurgisk afsnit"),
    ("neurolog", HOSPITAL, "terapeut", "Neurologisk afsnit"),
    ("boern", HOSPITAL, "terapeut", "Børneafsnit"),
    ("psykiatri", "Psykiatrien i Region Nordjylland", "terapeut", "Psykiatrisk sengeafsnit"),
    ("privat", "Aleris Privathospitaler, Aalborg", "terapeut", "Ortopædkirurgi"),
    ("visitator", "Aalborg Kommune", "visitator", ""),
]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[stacks.Stack]:
    folder = stacks.new_folder()
    with stacks.running(folder, "--no-demo-data", GOP_NOW=NOW.isoformat()) as running:
        known = dict(re.findall(r"^(afdeling-[^,]+),[^,]+,([^,]+),", Path("accounts/data/demo_departments.csv").read_text("utf-8"), re.M))
        rows = []
        for username, organisation, role, department in PEOPLE:
            keys = [key for key, name in known.items() if name == department and _of(organisation) in key]
            at = ("--department", keys[0]) if keys else ()
            rows.append((username, "--organisation", organisation, "--role", role, *at))
        running.people(rows, PASSWORD)
        yield running
    shutil.rmtree(folder, ignore_errors=True)


def _of(organisation: str) -> str:
    """How the organisation's name begins in a key of the registry."""
    return organisation.split(",", maxsplit=1)[0].split(maxsplit=1)[0].lower()


@pytest.fixture
def signed_in(house: stacks.Stack, browser: Browser) -> Iterator[Callable[[str], Person]]:
    """Signs a person in; everybody is closed at the end."""
    open_now: list[Any] = []

    def sign_in(username: str) -> Person:
        context = person(browser, house.url)
        who = context.__enter__()
        open_now.append(context)
        who.sign_in(username, PASSWORD)
        return who

    yield sign_in
    for context in open_now:
        context.__exit__(None, None, None)


def heading(who: Person) -> str:
    return who.page.locator("h1").inner_text()


def do(who: Person, one: Do) -> None:
    """One interaction of the recorded script."""
    page = who.page
    if one.how == FILL:
        page.locator(f"[name={one.what}]").fill(one.value)
    elif one.how == CHOOSE:
        page.locator(f"[name={one.what}][value={one.value}]").check(force=True)
    else:
        page.get_by_role("button", name=re.compile(f"^{one.what}")).first.click()
        page.wait_for_load_state()
        who.look(heading(who))


def onward(who: Person, **answers: str) -> None:
    """Fill in fields of the step, look, and go on."""
    for name, value in answers.items():
        field = who.page.locator(f"[name='{name}']").first
        if field.get_attribute("type") == "radio":
            who.page.locator(f"[name='{name}'][value='{value}']").check(force=True)
        elif field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)
    who.look(heading(who))
    with who.page.expect_navigation():  # else the next click may hit the step that is being left
        who.press("Gem og fortsæt")


def opened(who: Person, part: str) -> None:
    who.page.locator("summary", has_text=part).first.click()


def within(who: Person, name: str, part: str) -> None:
    """The field in sight, its part unfolded if it was closed; waits until the page has it."""
    field = who.page.locator(f"[name='{name}']").first
    field.wait_for(state="attached")
    if not field.is_visible():
        opened(who, part)


def begin(who: Person, cpr: str, name: str, home: str = "Aalborg Kommune", **more: str) -> None:
    who.go("/planer/")
    who.press("Ny plan")
    if who.page.get_by_role("button", name="Begynd planen").count():
        for field, value in {one: more.pop(one) for one in ("payment",) if one in more}.items():
            who.page.locator(f"[name={field}][value={value}]").check(force=True)
        who.look(heading(who))
        who.press("Begynd planen")
    onward(who, cpr=cpr, citizen_name=name, home_municipality_id=home, phone="99 00 00 77", **more)


def contact(who: Person, words: str, code: str, **more: str) -> None:
    who.page.locator("[name=diagnosis_query]").press_sequentially(words, delay=20)
    who.page.locator(f"[name=diagnosis_code][value={code}]").check(force=True)
    onward(who, contact_kind="indlaeggelse", discharge_date="2026-11-20", discharge_expected="forventet", **more)


def functioning(who: Person, **more: str) -> None:
    onward(
        who,
        functioning_before="Klarede sig selv i hverdagen uden hjælp.",
        functioning_now="Skal have hjælp af én person til bad og går 20 meter med rollator.",
        limitations="Nedsat kraft og balance.",
        training_need="Træning af gang, forflytning og bad.",
        potential="Forventes at klare bad selv.",
        **more,
    )


def consents(who: Person, *kinds: str, **more: str) -> None:
    onward(who, **{f"consent_{kind}": "givet" for kind in ("plan", "kommune", "egen_laege", *kinds)}, **more)


def send(who: Person) -> None:
    who.look(heading(who))
    who.press("Send planen")
    expect(who.page.get_by_role("region", name="Hvem har planen")).to_be_visible()
    who.look("den sendte plan")


def test_a_plain_plan_from_notice_to_sent_takes_at_most_forty_interactions(signed_in: Callable[[str], Person]) -> None:
    writer = signed_in("ortopaed")
    page = writer.page
    writer.go("/planer/varsling/ny/")
    page.locator("[name=cpr]").fill("251248-9996")
    page.locator("[name=citizen_name]").fill("Nancy Ann Test Berggren")
    page.locator("[name=home_municipality_id]").select_option(label="Aalborg Kommune")
    page.locator("[name=kind][value=akut]").check(force=True)
    page.locator("[name=diagnosis_query]").press_sequentially("brækket hofte", delay=20)
    page.locator("[name=diagnosis_code][value=DS720]").check(force=True)
    page.locator("[name=operation_text]").fill("Hemialloplastik")
    page.locator("[name=operation_on]").fill("2026-11-17")
    page.locator("[name=discharge_date]").fill("2026-11-20")
    for name in ("follows", "informed"):
        page.locator(f"[name={name}][value=ja]").check(force=True)
    page.locator("[name=informed_on]").fill("2026-11-18")
    writer.look("ny varsling")
    writer.press("Send varslingen")
    writer.look("varslingen")

    visitator = signed_in("visitator")
    for _ in range(50):
        visitator.go("/sager/")
        if visitator.page.get_by_text("Nancy Ann Test Berggren").count():
            break
        visitator.page.wait_for_timeout(200)
    expect(visitator.page.locator("main")).to_contain_text("arslet")
    visitator.look("indbakken med en varsling")

    writer.go("/planer/")
    for one in FROM_NOTICE_TO_SENT:
        do(writer, one)
    assert LOG_IN + len(FROM_NOTICE_TO_SENT) <= MOST
    expect(page.get_by_role("region", name="Hvem har planen")).to_contain_text("Aalborg Kommune: Har planen")
    expect(page.locator("main")).to_contain_text("Hemialloplastik")


def test_a_stroke_goes_to_rehabilitering_by_the_guided_choice(signed_in: Callable[[str], Person]) -> None:
    writer = signed_in("neurolog")
    begin(writer, "250947-9989", "Bruno Test Elmer")
    contact(writer, "blodprop i hjernen", "DI639")
    opened(writer, "Særlige undersøgelser")
    functioning(
        writer,
        body_now="Parese i højre arm og ben, ordmobiliseringsbesvær.",
        **{
            "examinations-0-kind": "Neuropsykologisk undersøgelse",
            "examinations-0-result": "Nedsat opmærksomhed og tempo.",
            "examinations-0-on": "2026-11-16",
            "examinations-0-by": "Neuropsykolog, Neurologisk afsnit",
        },
    )
    opened(writer, "Hvilken type?")
    for name, value in {"behov": "ja", "sygehus": "nej", "tab": "kompliceret", "omraader": "ja", "samlet": "ja"}.items():
        writer.page.locator(f"[name=guide_{name}][value={value}]").check(force=True)
    writer.press("Få et forslag")
    expect(writer.page.get_by_role("heading", name="Forslag: Rehabilitering på specialiseret niveau")).to_be_visible()
    onward(writer, plan_type="rehabilitering")
    consents(writer)
    expect(writer.page.locator("main")).to_contain_text("samlede funktionsevne og samlede behov")
    page = writer.page
    page.get_by_role("link", name=re.compile("samlede funktionsevne")).first.click()
    onward(writer, extended_description="Kan ikke bo alene nu. Har brug for samlet indsats for sprog, arm, gang og hverdag.")
    page.get_by_role("link", name="Gennemse og send").first.click()
    send(writer)
    expect(page.locator("main")).to_contain_text("Neuropsykologisk undersøgelse")
    expect(page.locator("main")).to_contain_text("Rehabilitering på specialiseret niveau")


def test_a_child_under_investigation_gets_a_plan_with_parents_doctor_and_a_slow_start(signed_in: Callable[[str], Person]) -> None:
    writer = signed_in("boern")
    begin(writer, "131016-9996", "Pige Test Levendefødt")
    onward(writer, contact_kind="ambulant", discharge_date="2026-11-18", discharge_expected="bekraeftet")
    functioning(writer)
    onward(writer, plan_type="almen", child_group="under_udredning", school_contact="Børnehaven Testen, tlf. 99 00 00 78")
    consents(writer)
    expect(writer.page.locator("main")).to_contain_text("pårørende")
    writer.page.get_by_role("link", name=re.compile("pårørende", re.I)).first.click()
    within(writer, "relatives-0-name", "Pårørende")
    onward(writer, **{"relatives-0-name": "Mor Test", "relatives-0-relation": "Forælder", "relatives-0-phone": "99 00 00 79"})
    page = writer.page
    page.get_by_role("link", name="Samtykke og modtagere").first.click()
    within(writer, "doctor_phone", "Ansvarlig læge")
    onward(writer, doctor_name="Overlæge Test", doctor_phone="99 00 00 80", doctor_email="laege@sygehus.example")
    page.get_by_role("link", name="Type og frist").first.click()
    expect(page.locator("[name=start_reason]")).to_have_value("")
    writer.press("Indsæt formuleringen")
    expect(page.locator("[name=start_reason]")).to_have_value(re.compile("2 til 4 uger"))
    onward(writer, earliest_start="2026-12-02", latest_start="2026-12-16", start_reason_kind="koordinering")
    page.get_by_role("link", name="Gennemse og send").first.click()
    send(writer)
    expect(page.locator("main")).to_contain_text("Mor Test")


def test_a_psychiatric_patients_plan_says_what_stands_beside_it(signed_in: Callable[[str], Person]) -> None:
    writer = signed_in("psykiatri")
    begin(writer, "150277-9995", "Ruddi Test Berggren")
    onward(writer, contact_kind="indlaeggelse", discharge_date="2026-11-20", discharge_expected="forventet")
    functioning(writer)
    onward(
        writer,
        plan_type="almen",
        discharge_agreement="ja",
        coordination_plan="nej",
        municipal_contact_person="Støttekontakt Test, tlf. 99 00 00 81",
        social_boundary="ved_siden_af",
        social_note="Bostøtte to gange om ugen fortsætter.",
    )
    consents(writer)
    send(writer)
    expect(writer.page.locator("main")).to_contain_text("Støttekontakt Test")


def test_a_private_hospital_writes_the_plan_and_says_where(signed_in: Callable[[str], Person]) -> None:
    writer = signed_in("privat")
    begin(writer, "010858-9995", "Schwendlund Test Mosebryggersen", payment="offentlig")
    contact(writer, "korsbånd", "DS835")
    functioning(writer)
    onward(writer, plan_type="almen")
    consents(writer)
    send(writer)
    expect(writer.page.locator("main")).to_contain_text("Aleris Privathospitaler, Aalborg")
