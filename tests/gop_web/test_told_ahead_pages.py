"""Varsling om kapacitet: seen with receivers and period before it is sent, one line above each list, as many queries whatever was told."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import AccessLog
from accounts.tenancy import acting_as
from gop.enums import CapacityNoticeKind
from gop.models import CapacityNotice
from gop.services.telling_ahead import AheadAsked, tell
from tests import factories as make
from tests.gop_web.pages import client_of, queries, text_of

pytestmark = pytest.mark.django_db(transaction=True)
NOT_READ = "1 varsling om kapacitet er ikke læst"


@pytest.fixture
def karl(db: None) -> Actor:
    make.registry()
    return make.person("karl", Role.COORDINATOR, make.AALBORG_HOSPITAL)


def told(actor: Actor, title: str = "Flere hofteoperationer") -> uuid.UUID:
    said = {"title": title, "text": "Fire flere om ugen.", "effective_on": clock.today() + timedelta(days=30)}
    with acting_as(actor):
        return tell(actor, uuid.uuid4(), AheadAsked(kind=CapacityNoticeKind.ACTIVITY, **said)).id


def said(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_receivers_and_lateness_are_shown_before_a_late_notice_is_sent_and_shown_as_late() -> None:
    make.registry()
    make.team_lead("helle", make.HERNING)
    make.person("gry", Role.COORDINATOR, make.GOEDSTRUP)
    page = client_of("helle")
    blank = said(page.get("/varslinger/ny/"))
    assert "Sundhedsaftale Region Midtjylland 2008 afsnit 4.1" in blank
    day = (clock.today() + timedelta(days=60)).isoformat()
    typed = {"kind": "hjemtagelse", "title": "Vi tager hofter hjem", "text": "Fra Gødstrup.", "effective_on": day, "plan_type": "almen"}
    typed |= {"notice_id": str(uuid.uuid4()), "training_field": ""}
    seen = said(page.post("/varslinger/ny/", typed | {"do": "se"}))
    for words in ("Varslet sent", "seks måneder", "Regionshospitalet Gødstrup", "højst 50 km væk", "Region Midtjylland"):
        assert words in seen, words
    with make.reading():
        assert not CapacityNotice.objects.exists()
    for _ in range(2):
        sent = said(page.post("/varslinger/ny/", typed | {"do": "send"}, follow=True))
    assert "Varslingen er sendt" in sent
    assert "Varslet sent" in sent
    assert "har læst den" in sent
    with make.reading():
        assert CapacityNotice.objects.count() == 1
    assert "Varslet sent" in text_of(client_of("gry"), "/varslinger/")


def test_an_unread_notice_is_one_line_above_outbox_inbox_and_the_regions_page_until_it_is_read(karl: Actor) -> None:
    make.team_lead("helle", make.HERNING)
    make.triage_officer()
    make.author("anna", make.GOEDSTRUP)
    make.person("rune", Role.ANALYST, make.NORDJYLLAND)
    notice = told(karl)
    inbox, region = client_of("birgit"), client_of("rune")
    assert NOT_READ in text_of(inbox, "/sager/")
    assert NOT_READ in text_of(region, "/region/")
    assert NOT_READ not in text_of(client_of("helle"), "/sager/")
    assert NOT_READ not in text_of(client_of("karl"), "/planer/")
    assert "Læst hos jer af Birgit" in said(inbox.post(f"/varslinger/{notice}/laest/", follow=True))
    assert NOT_READ not in text_of(inbox, "/sager/")
    assert NOT_READ in text_of(region, "/region/")
    back = told(make.team_lead("lena"))  # a municipality tells its hospitals
    assert NOT_READ in text_of(client_of("karl"), "/planer/")
    assert client_of("anna").get(f"/varslinger/{back}/").status_code == 404


def test_the_analyst_sees_notices_no_citizen_and_may_send_none(karl: Actor) -> None:
    make.person("rune", Role.ANALYST, make.NORDJYLLAND)
    notice, page = told(karl), client_of("rune")
    assert "Flere hofteoperationer" in text_of(page, "/varslinger/")
    html = text_of(page, f"/varslinger/{notice}/")
    assert "Fire flere om ugen." in html
    assert "Træk varslingen tilbage" not in html
    assert page.get("/varslinger/ny/").status_code == 403
    assert page.get("/sager/").status_code == 403
    with make.reading():
        assert not AccessLog.objects.filter(action="vist").exists()


def test_it_is_taken_back_with_a_reason_that_everybody_it_went_to_can_read(karl: Actor) -> None:
    make.triage_officer()
    notice, page = told(karl), client_of("karl")
    refused = page.post(f"/varslinger/{notice}/traek-tilbage/", {"reason": ""})
    assert refused.status_code == 422
    assert 'href="#id_reason"' in said(refused)
    page.post(f"/varslinger/{notice}/traek-tilbage/", {"reason": "Udskudt til efteråret"})
    assert "Udskudt til efteråret" in text_of(client_of("birgit"), f"/varslinger/{notice}/")


def test_more_notices_do_not_mean_more_queries(karl: Actor) -> None:
    make.triage_officer()
    notice = told(karl)
    pages: list[tuple[Client, str]] = [(client_of("birgit"), one) for one in ("/sager/", "/varslinger/", f"/varslinger/{notice}/")]
    for page, address in pages:
        queries(page, address)
    few = [queries(page, address) for page, address in pages]
    for number in range(4):
        told(karl, f"Varsling {number}")
    assert [queries(page, address) for page, address in pages] == few
