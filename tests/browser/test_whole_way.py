"""One walk in a real browser through a whole running instance: KL's worked example (Holbæk, May 2022).

The plan is received on 23 May, discharge is 24 May, the first meeting is offered for 28 May, which is day 4 and
in time. The same plan left alone warns on Wednesday 25 May at 8 (the 26th is Ascension Day) and breaches after
day 4 and day 7.
"""

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.pages import Person, person
from tests.support import stack as stacks

pytestmark = [pytest.mark.browser, pytest.mark.stack]

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
PASSWORD = "et-langt-kodeord"
PEOPLE = [
    ("tove", "Holbæk Sygehus", "terapeut", "Tove Test"),
    ("vagn", "Holbæk Kommune", "visitator", "Vagn Test"),
    ("lis", "Holbæk Kommune", "teamleder", "Lis Test"),
    ("rune", "Region Sjælland", "analytiker", "Rune Test"),
]


def at(day: int, hour: int = 9, minute: int = 0, month: int = 5) -> datetime:
    return datetime(2022, month, day, hour, minute, tzinfo=COPENHAGEN)


@pytest.fixture(scope="module")
def holbaek(tmp_path_factory: pytest.TempPathFactory) -> Iterator[stacks.Stack]:
    """The whole instance with its clock at 23 May 2022, 9 o'clock, and four people."""
    import shutil

    folder = stacks.new_folder()
    with stacks.running(folder, "--no-demo-data", GOP_NOW=at(23).isoformat(), GOP_SCAN_SECONDS="1") as running:
        said = [(username, "--organisation", organisation, "--role", role, "--name", name) for username, organisation, role, name in PEOPLE]
        running.people([(*one, "--email", f"{one[0]}@test.example") for one in said], PASSWORD)
        yield running
    shutil.rmtree(folder, ignore_errors=True)


def until(true: Callable[[], object], what: str, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"{what} did not happen within {seconds} s"
        time.sleep(0.2)


def write_and_send(tove: Person, cpr: str, name: str) -> str:
    """The six steps; returns the plan's address."""
    page = tove.page
    tove.go("/planer/")
    tove.look("mine planer")
    tove.press("Ny plan")
    page.get_by_label("Hvilken afdeling kommer planen fra?").select_option(label="Ortopædkirurgisk afsnit")
    tove.look("ny plan")
    tove.press("Begynd planen")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Patient")
    page.locator("[name=cpr]").fill(cpr)
    page.locator("[name=citizen_name]").fill(name)
    page.locator("[name=home_municipality_id]").select_option(label="Holbæk Kommune")
    page.locator("[name=phone]").fill("99 00 00 77")
    tove.look("patient")
    tove.press("Gem og fortsæt")
    page.get_by_label("Indlæggelse").check(force=True)
    page.locator("[name=discharge_date]").fill("2022-05-24")
    page.locator("[name=discharge_expected][value=forventet]").check(force=True)
    page.locator("[name=diagnosis_query]").press_sequentially("lårbenshals", delay=20)
    page.get_by_text("DS720 Fraktur af lårbenshals").first.click()
    tove.look("kontakt")
    tove.press("Gem og fortsæt")
    page.locator("[name=functioning_before]").fill("Gik uden hjælpemidler og klarede hus og have selv.")
    page.locator("[name=functioning_now]").fill("Går 40 meter med rollator og skal have hjælp på trapper.")
    page.locator("[name=limitations]").fill("Nedsat kraft og bevægelse i højre hofte.")
    page.locator("[name=training_need]").fill("Træning af gang, trapper og kraft i benene.")
    page.locator("[name=potential]").fill("Forventes at gå ude uden hjælpemidler igen.")
    tove.look("funktionsevne")
    tove.press("Gem og fortsæt")
    page.get_by_label("Almen genoptræning").check(force=True)
    tove.look("type")
    tove.press("Gem og fortsæt")
    for kind in ("plan", "kommune", "egen_laege"):
        page.locator(f"[name=consent_{kind}][value=givet]").check(force=True)
    tove.look("samtykke")
    tove.press("Gem og fortsæt")
    tove.look("gennemse og send")
    tove.press("Send planen")
    who = page.get_by_role("region", name="Hvem har planen")
    expect(who).to_contain_text("Egen læge: Afventer afsendelse")
    expect(who).to_contain_text("Holbæk Kommune: Har planen")
    tove.look("den sendte plan")
    return page.url


NOBODYS = "Subject: En sag har ingen ejer"


def of_deadlines(stack: stacks.Stack) -> list[str]:
    """The mails that are about more than who owns a case."""
    return [message for message in stack.mail() if NOBODYS not in message]


def test_a_plan_goes_the_whole_way(holbaek: stacks.Stack, browser: Browser) -> None:
    with (
        person(browser, holbaek.url) as tove,
        person(browser, holbaek.url) as vagn,
        person(browser, holbaek.url) as lis,
        person(browser, holbaek.url) as rune,
    ):
        # The therapist writes and sends, once for the example and once for the plan that nobody touches
        tove.sign_in("tove", PASSWORD)
        plan_url = write_and_send(tove, "251248-9996", "Nancy Ann Test Berggren")
        write_and_send(tove, "250947-9989", "Bruno Test Elmer")

        # The visitator finds it in the inbox with its two clocks running
        vagn.sign_in("vagn", PASSWORD)
        page = vagn.page
        until(lambda: (page.reload(), page.get_by_text("Nancy Ann Test Berggren").count())[1], "the plan in the inbox")
        vagn.look("sager")
        row = page.get_by_role("row").filter(has_text="Nancy Ann Test Berggren")
        expect(row).to_contain_text("fre. 27. maj")  # last working day before Saturday 28
        expect(row).to_contain_text("foreløbig")
        row.get_by_role("link", name="Nancy Ann Test Berggren").click()
        expect(page.locator("body")).to_contain_text("lørdag 28. maj")
        expect(page.locator("body")).to_contain_text("tirsdag 31. maj")
        vagn.look("sagen, modtaget")

        # Seen, taken, level with a reason and guidance in one form; the offer and the telling later
        decide = page.locator("#naeste")
        decide.get_by_label("Basalt niveau").check(force=True)
        decide.get_by_label("Funktionsnedsættelsen er enkel og afgrænset").check(force=True)
        decide.get_by_label("Begrundelse for niveauet").fill("Enkelt forløb efter hofteoperation uden komplikationer.")
        decide.get_by_label("I telefonen").check(force=True)
        decide.get_by_label("Ingen tid endnu").check(force=True)
        vagn.press("Visitér og tilbyd")
        vagn.look("sagen, visiteret")
        holbaek.move_clock(at(24, 10))
        offer = page.locator("#naeste")
        offer.locator("[name=date]").fill("2022-05-28")
        offer.locator("[name=time]").fill("10:00")
        offer.locator("[name=place]").fill("Træningscenter Holbæk, Havnevej 1")
        vagn.look("tilbud")
        vagn.press("Tilbyd første møde")
        page.get_by_text("Giv borgeren besked", exact=True).first.click()
        inform = page.locator("form[action$='/besked/']")
        inform.get_by_label("I telefonen").check(force=True)
        inform.locator("[name=on]").fill("2022-05-24")
        vagn.look("besked")
        vagn.press("Giv borgeren besked")
        expect(page.locator("body")).to_contain_text("første møde lørdag 28. maj")
        vagn.look("sagen, tilbudt")
        vagn.page.get_by_role("link", name="Hvorfor disse datoer og dette valg").click()
        expect(page.locator("body")).to_contain_text("Gælder ikke.")
        vagn.look("hvorfor disse datoer")
        page.go_back()
        with person(browser, holbaek.url) as anybody:
            anybody.go("/fristberegner/?type=almen&discharged=2022-05-21&municipality=0316")
            expect(anybody.page.locator("main")).to_contain_text("lørdag 28. maj")
            anybody.look("fristberegner")

        # The author sees every step, and confirms the discharge
        tove.page.goto(plan_url)
        until(lambda: (tove.page.reload(), tove.page.get_by_text("har givet patienten besked").count())[1], "the milestone at the hospital")
        tove.look("planen med milepæle")
        tove.go("/planer/")
        expect(tove.page.locator("body")).to_contain_text("Holbæk Kommune har givet patienten besked tirsdag 24. maj")

        # The other plan is left alone: the day after it is said that nobody owns it, and nothing of
        # its deadlines before Wednesday 25 May at 8; then one warning to the team lead
        holbaek.move_clock(at(25, 7, 59))
        time.sleep(3)
        until(lambda: [NOBODYS in message for message in holbaek.mail()] == [True], "the case that nobody owns")
        holbaek.move_clock(at(25, 8, 0))
        until(lambda: len(of_deadlines(holbaek)) == 1, "the warning")
        assert "lis@test.example" in of_deadlines(holbaek)[0]
        assert "lørdag 28. maj 2022" in of_deadlines(holbaek)[0]
        lis.sign_in("lis", PASSWORD)
        lis.go("/varsler/")
        expect(lis.page.locator("main")).to_contain_text("Besked til borgeren")
        lis.look("varsler")
        holbaek.move_clock(at(28, 23, 58))
        time.sleep(3)
        assert len(of_deadlines(holbaek)) == 1
        holbaek.move_clock(at(29, 0, 0))
        until(lambda: len(of_deadlines(holbaek)) == 2, "the breach of day 4")
        holbaek.move_clock(at(30, 8, 0))
        until(lambda: len(of_deadlines(holbaek)) == 3, "the warning of day 7")
        holbaek.move_clock(at(1, 0, 0, month=6))
        until(lambda: len(of_deadlines(holbaek)) == 4, "the breach of day 7")
        for message in holbaek.mail():
            assert "Bruno" not in message
            assert "2509" not in message
        lis.go("/sager/")
        expect(lis.page.get_by_role("row").filter(has_text="Bruno Test Elmer")).to_contain_text("overskredet 1 dag")
        expect(lis.page.get_by_role("row").filter(has_text="Nancy")).not_to_contain_text("overskredet")
        lis.look("sager, overskredet")

        # The meeting was held, the course ends
        page.reload()
        page.locator("#naeste").locator("[name=on]").fill("2022-05-28")
        vagn.press("Registrér første møde")
        page.get_by_text("Afslut sagen", exact=True).first.click()
        end = page.locator("form[action$='/afslut/']")
        end.locator("[name=code]").select_option(label="Gennemført")
        end.get_by_role("button", name="Afslut sagen").click()
        expect(page.locator("body")).to_contain_text("Sagen er afsluttet")
        vagn.look("sagen, afsluttet")

        # The region sees figures and no citizen
        holbaek.move_clock(at(1, 6, 1, month=6))
        rune.sign_in("rune", PASSWORD)
        until(
            lambda: (rune.go("/region/"), rune.page.get_by_text("Data til og med tirsdag 31. maj 2022").count())[1], "the published figures"
        )
        for secret in ("Nancy", "Bruno", "Berggren", "Elmer", "2512", "2509"):
            assert secret not in rune.page.content()
        rune.look("regionens tal")
        rune.go("/sager/")
        expect(rune.page.get_by_role("heading", level=1)).to_be_visible()
        rune.look("ingen adgang")
