"""The public page of an organisation, read by anybody, and the page where it is kept."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from playwright.sync_api import Browser, expect

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import AccessLog, Offering
from accounts.offering_services import add_offering
from accounts.offerings import offerings_of
from accounts.tenancy import acting_as
from tests import factories as make
from tests.accounts.test_offerings import HIP, asked
from tests.gop_web.pages import client_of, queries
from tests.hospitals.test_in_the_browser import Walk

AALBORG, WARD = "/tilbud/kommune-0851/", "/tilbud/sygehus-aalborg-universitetshospital/"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lena(db: None) -> Actor:
    make.registry()
    lena = make.team_lead()
    with acting_as(lena):
        add_offering(lena, HIP)
        add_offering(lena, asked("Hold for hjertet"))
    return lena


def said(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_anybody_reads_the_page_without_a_login_and_nothing_is_logged(lena: Actor) -> None:
    anybody = Client()
    html = said(anybody.get(AALBORG))
    for words in (
        "Aalborg Kommune",
        "i Region Nordjylland",
        "Voksne med ny hofte",
        "Havnegade 1",
        "2 uger (oplyst ",
        "Børneterapien",
        "Senest 4 dage",
        "§ 140",
    ):
        assert words in html, words
    assert "Ikke oplyst" in html  # the waiting time of the other
    assert "Lena" not in html
    assert "har ikke skrevet om sine tilbud" in said(anybody.get(WARD))
    assert anybody.get("/tilbud/platform/").status_code == 404
    with make.reading():
        assert not AccessLog.objects.exists()


def test_the_index_finds_by_region_and_name_in_as_many_queries_whatever_is_told(lena: Actor) -> None:
    anybody = Client()
    html = said(anybody.get("/tilbud/"))
    assert "Region Nordjylland</h2>" in html
    assert 'href="/tilbud/kommune-0851/">Aalborg Kommune</a>: 2 tilbud' in html
    found = said(anybody.get("/tilbud/", {"q": "herning"}))
    assert "1 med »herning« i navnet" in found
    assert "Aalborg Kommune" not in found
    few = queries(anybody, "/tilbud/"), queries(anybody, AALBORG)
    with acting_as(lena):
        for number in range(5):
            add_offering(lena, asked(f"Hold {number}"))
    assert (queries(anybody, "/tilbud/"), queries(anybody, AALBORG)) == few


def test_kept_by_the_organisation_and_said_at_the_field_where_it_cannot_stand(lena: Actor) -> None:
    page = client_of("lena")
    refused = page.post("/tilbud/ret/nyt/", {"title": "Nyt hold", "content": "Træning"})
    assert refused.status_code == 422
    assert 'href="#id_target_group"' in said(refused)
    assert 'value="Nyt hold"' in said(refused)
    whole = {"title": "Nyt hold", "target_group": "Unge", "content": "Træning", "referral": "Plan", "place": "", "waiting": ""}
    assert "Tilbuddet står nu på jeres side" in said(page.post("/tilbud/ret/nyt/", whole, follow=True))
    assert "Nyt hold" in said(Client().get(AALBORG))
    with acting_as(lena):
        rows = offerings_of(lena.tenant)
    page.post(f"/tilbud/ret/{rows[2].id}/flyt/", {"vej": "op"})
    page.post(f"/tilbud/ret/{rows[0].id}/vaek/")
    html = said(Client().get(AALBORG))
    assert html.index("Nyt hold") < html.index("Hold for hjertet")
    assert "Voksne med ny hofte" not in html
    gone = page.post(f"/tilbud/ret/{rows[0].id}/", whole)
    assert gone.status_code == 422
    assert "En kollega har ændret eller lagt tilbuddet væk" in said(gone)


def test_all_waiting_times_are_told_in_one_form_and_an_old_page_is_not_believed(lena: Actor) -> None:
    page = client_of("lena")
    assert "Se efter" in said(page.get("/tilbud/ret/"))
    make.person("alma", Role.ORGANISATION_ADMIN, make.AALBORG)
    first = client_of("alma").get("/kalender/")
    assert "mangler en ventetid" in said(first)
    with acting_as(lena):
        hip, heart = offerings_of(lena.tenant)
    typed = {str(hip.id): "3 uger", str(heart.id): "Ingen"}
    assert "oplyst i dag" in said(page.post("/tilbud/ret/ventetid/", typed, follow=True))
    assert "Se efter" not in said(page.get("/tilbud/ret/"))
    assert "mangler en ventetid" not in said(client_of("alma").get("/kalender/"))
    again = page.post("/tilbud/ret/ventetid/", {str(hip.id): "9 uger", str(heart.id): "9 uger"})
    assert again.status_code == 422
    assert "Se ventetiderne igennem" in said(again)
    with make.reading():
        assert not Offering.objects.filter(waiting="9 uger").exists()


def test_a_file_is_seen_line_by_line_before_anything_is_kept(lena: Actor) -> None:
    page = client_of("lena")
    content = "tilbud;målgruppe;indhold;henvisning\nFra fil;Alle;Træning;Plan\n".encode()
    seen = page.post("/tilbud/ret/indlaes/", {"file": SimpleUploadedFile("t.csv", content), "text": ""})
    assert "Nyt tilbud" in said(seen)
    assert "Fra fil" not in said(Client().get(AALBORG))
    text = seen.context["form"]["text"].value()
    bad = page.post("/tilbud/ret/indlaes/", {"text": f"{text}\nUden;;;", "indlaes": "ja"})
    assert bad.status_code == 422
    assert "Fra fil" not in said(Client().get(AALBORG))
    page.post("/tilbud/ret/indlaes/", {"text": text, "indlaes": "ja"})
    assert "Fra fil" in said(Client().get(AALBORG))


@pytest.fixture
def walk(browser: Browser, live_server: Any) -> Iterator[Walk]:
    context = browser.new_context(base_url=live_server.url, locale="da-DK", timezone_id="Europe/Copenhagen")
    yield Walk(context.new_page())
    context.close()


@pytest.mark.browser
def test_a_citizen_finds_the_page_from_the_door(lena: Actor, walk: Walk) -> None:
    page = walk.page
    page.goto("/log-ind/")
    page.get_by_role("link", name="Tilbud om genoptræning").first.click()
    expect(page.get_by_role("heading", name="Tilbud om genoptræning", level=1)).to_be_visible()
    walk.look("o01-index")
    page.get_by_label("Kommunens eller sygehusets navn").fill("aalborg")
    page.get_by_role("button", name="Søg").click()
    page.get_by_role("link", name="Aalborg Kommune").click()
    expect(page.get_by_role("heading", name="Hold efter ny hofte")).to_be_visible()
    expect(page.get_by_role("button", name="Udskriv")).to_be_visible()
    walk.look("o02-page")
