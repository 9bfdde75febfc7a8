"""A review date alerts: the team leads have one mail, and a line above the inbox until somebody has looked."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from accounts.actor import Actor
from accounts.tenancy import acting_as
from config.schedule import SCHEDULE
from municipalities.agreement_services import OWN, review
from municipalities.models import Contract
from municipalities.review_mail import tell_reviews
from tests import factories as make
from tests.deadlines.monday import at
from tests.gop_web.pages import client_of, text_of
from tests.municipalities.providers import contract

pytestmark = pytest.mark.django_db
LINE = "Aftaler med leverandører, der skal gennemgås: 1"


@pytest.fixture
def clock(db: None) -> Iterator[time_machine.Traveller]:
    """Monday noon, and a contract whose review date is that day."""
    with time_machine.travel(at("23T12:00"), tick=False) as traveller:
        make.registry()
        contract(make.provider(), review_on=date(2026, 11, 23))
        yield traveller


@pytest.fixture
def lena(clock: time_machine.Traveller) -> Actor:
    return make.team_lead()


def mails() -> list[str]:
    found = [one.to[0].partition("@")[0] for one in mail.outbox]
    mail.outbox.clear()
    return found


def test_each_team_lead_has_one_mail_a_review_date_and_no_other_authoritys_has(lena: Actor, clock: time_machine.Traveller) -> None:
    make.team_lead("lise")
    make.team_lead("herdis", make.HERNING)
    make.triage_officer()
    clock.move_to(at("23T07:59"))
    assert tell_reviews() == (0, 0)
    clock.move_to(at("23T08:00"))
    assert tell_reviews() == (2, 0)
    assert "En aftale med en leverandør skal gennemgås" in mail.outbox[0].subject
    assert "Testby" not in mail.outbox[0].body
    assert sorted(mails()) == ["lena", "lise"]
    clock.move_to(at("26T12:00"))
    assert tell_reviews() == (0, 0)
    assert SCHEDULE["reviews"]["task"] == "municipalities.tell_reviews"


def test_the_next_review_date_is_told_of_anew(lena: Actor, clock: time_machine.Traveller) -> None:
    tell_reviews()
    with make.reading():
        one = Contract.objects.get()
    with acting_as(lena):
        review(lena, OWN, one.id, again_on=date(2026, 11, 27), shown=one.review_on)
    assert tell_reviews() == (0, 0)
    clock.move_to(at("27T09:00"))
    assert tell_reviews() == (1, 0)


def test_a_mail_that_fails_is_tried_again_and_without_a_lead_the_date_waits(
    clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tell_reviews() == (0, 0)
    make.team_lead()
    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", lambda *_: (_ for _ in ()).throw(OSError("gone")))
        assert tell_reviews() == (0, 1)
    assert tell_reviews() == (1, 0)


def test_a_line_stands_above_the_leads_inbox_and_among_the_alerts_until_it_is_reviewed(lena: Actor) -> None:
    make.triage_officer()
    assert LINE in text_of(client_of("lena"), "/sager/")
    assert LINE in text_of(client_of("lena"), "/varsler/")
    assert "skal gennemgås" not in text_of(client_of("birgit"), "/sager/")
    with make.reading():
        one = Contract.objects.get()
    with acting_as(lena):
        review(lena, OWN, one.id, again_on=None, shown=one.review_on)
    assert "skal gennemgås" not in text_of(client_of("lena"), "/sager/")
