"""A report from draft to reader in a real browser: commented, released, read by whom it is about; the page asks for progress by itself."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from accounts.enums import Role
from audits.services.reports import make_reports
from tests import factories as make
from tests.audits.report_rows import DATA_ON, a_quarter, cluster, the
from tests.browser.pages import person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_report_is_commented_released_and_read(browser: Browser, live_server: Any) -> None:
    make.registry()
    make.person("rune", Role.ANALYST, make.NORDJYLLAND)
    make.team_lead()
    cluster(make.AALBORG)
    a_quarter()
    make_reports()
    report = the(make.AALBORG)
    with person(browser, live_server.url) as analyst:
        analyst.sign_in("rune", "gop-test-1")
        analyst.go("/rapporter/")
        analyst.look("rapporter")
        analyst.page.get_by_role("link", name="Møder i udvalg og fora").click()
        analyst.page.get_by_label("Udvalg eller forum").fill("Følgegruppen")
        analyst.press("Tilføj mødet")
        expect(analyst.page.get_by_role("link", name="Angiv den dag, udvalget mødes.")).to_be_visible()
        analyst.look("møder")
        analyst.go(f"/rapporter/{report.id}/")
        analyst.page.get_by_role("textbox", name="Kommentar").fill("Ferie i juli.")
        analyst.press("Gem kommentaren")
        expect(analyst.page.get_by_text("Sidst gemt: Rune")).to_be_visible()
        analyst.look("udkast")
        analyst.press("Frigiv rapporten")
        expect(analyst.page.get_by_text("Rapporten er frigivet og ændres ikke mere.")).to_be_visible()
        a_quarter(data_on=DATA_ON.replace(day=18), aalborg="83.1")
        make_reports()
        with analyst.page.expect_download() as loaded:
            analyst.page.get_by_role("link", name="Excel").click()
        assert loaded.value.suggested_filename == "kvartalsrapport-3-kvartal-2026-aalborg-kommune.xlsx"
    with person(browser, live_server.url) as lead:
        lead.sign_in("lena", "gop-test-1")
        lead.page.get_by_role("link", name="Rapporter").click()
        lead.page.get_by_role("link", name="Aalborg Kommune").first.click()
        expect(lead.page.get_by_text("Ferie i juli.")).to_be_visible()
        expect(lead.page.get_by_role("heading", name="Ændret siden rapporten")).to_be_visible()
        lead.look("frigivet rapport")
