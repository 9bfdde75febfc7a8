"""What citizens answered, on the own organisation's page: whole months, five at least, and nobody else's."""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from accounts import clock
from accounts.actor import Actor
from accounts.danish import COPENHAGEN
from accounts.models import User
from audits.enums import Measure
from tests import factories as make
from tests.audits.tables import tally

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=COPENHAGEN)
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


@pytest.fixture(autouse=True)
def wednesday(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    make.registry()


def page(actor: Actor) -> Any:
    client = Client()
    client.force_login(User.objects.get(id=actor.user), backend="accounts.sign_in.PasswordBackend")
    return client.get("/oplevelse/")


def answered(yes: int, whole: int, month: date = OCTOBER, owner: Any = make.AALBORG) -> None:
    for measure in (Measure.AS_ONE, Measure.INVOLVED):
        tally(owner, measure, month, whole, yes)


def test_a_lead_reads_the_own_organisations_and_nobody_else_of_it() -> None:
    answered(15, 20)
    answered(10, 25, owner=make.HERNING)
    assert "75,0 %" in page(make.team_lead()).content.decode()
    assert "40,0 %" in page(make.team_lead("hanne", make.HERNING)).content.decode()
    assert page(make.triage_officer()).status_code == 403


@pytest.mark.parametrize(("yes", "whole"), [(4, 4), (2, 20), (18, 20)])
def test_no_share_tells_what_one_to_four_citizens_answered(yes: int, whole: int) -> None:
    answered(yes, whole)
    html = page(make.team_lead()).content.decode()
    assert " %" not in html.split('id="main-content"')[1].split("</main>")[0]


def test_a_month_is_shown_when_it_is_over() -> None:
    answered(15, 20, NOVEMBER)
    html = page(make.team_lead()).content.decode()
    assert "75,0 %" not in html
    assert "Der er ingen svar" in html
