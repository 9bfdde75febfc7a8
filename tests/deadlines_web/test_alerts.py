"""Varsler: whose they are, what they say, and that they can be marked as seen."""

import uuid
from datetime import date, datetime
from typing import Any

import pytest

from accounts import clock
from accounts.clock import COPENHAGEN
from deadlines.models import Alert
from deadlines.scan import scan
from tests import factories as make
from tests.gop_web.pages import client_of, done, text_of


@pytest.fixture
def breached(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    """One case in Aalborg, owned by nobody, whose first deadline was broken this night."""
    make.registry()

    def at(moment: str) -> None:
        now = datetime.fromisoformat(moment).replace(tzinfo=COPENHAGEN)
        monkeypatch.setattr(clock, "now", lambda: now)

    at("2026-11-09T09:00")
    _, case_id = make.delivered(make.author(), discharge_date=date(2026, 11, 9))
    at("2026-11-13T09:00")
    scan()
    at("2026-11-14T00:01")
    scan()
    return case_id


def test_a_team_lead_sees_alerts_of_unowned_cases_and_marks_them(breached: uuid.UUID) -> None:
    make.team_lead()
    page = client_of("lena")
    text = text_of(page, "/varsler/")
    for words in (
        "Varsel",
        "Frist overskredet",
        "Besked til borgeren",
        "fredag 13. november",
        "Nancy Ann Test Berggren",
        f"/sager/{breached}/",
    ):
        assert words in text, words
    with make.reading():
        alert = Alert.objects.order_by("created_at").first()
        number = Alert.objects.count()
    assert f'<strong class="gop-count">{number}</strong>' in text
    assert page.post(f"/varsler/{alert.id}/set/").url == "/varsler/"
    assert f'<strong class="gop-count">{number - 1}</strong>' in text_of(page, "/varsler/")
    with make.reading():
        assert Alert.objects.get(id=alert.id).seen_at is not None


def test_a_triage_officer_sees_the_own_alone(breached: uuid.UUID) -> None:
    make.triage_officer()
    page = client_of("birgit")
    assert "Der er ingen nye varsler." in text_of(page, "/varsler/")
    with make.reading():
        alert = Alert.objects.first()
    assert page.post(f"/varsler/{alert.id}/set/").status_code == 404
    done(page, breached, "tag")
    assert "Der er ingen nye varsler." in text_of(page, "/varsler/")


def test_another_tenants_alert_is_not_there(breached: uuid.UUID) -> None:
    make.team_lead("lone", make.HERNING)
    with make.reading():
        alert = Alert.objects.first()
    page = client_of("lone")
    assert page.post(f"/varsler/{alert.id}/set/").status_code == 404
    assert page.get(f"/varsler/{alert.id}/set/").status_code == 404
    assert "Nancy" not in text_of(page, "/varsler/")
