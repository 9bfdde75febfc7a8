"""Two colleagues at once on two connections: an offer is changed by one of them, a notice read and taken back once."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from accounts import clock
from accounts.enums import Role
from accounts.errors import NotAccepted
from accounts.models import Offering
from accounts.offering_services import OfferAsked, add_offering, change_offering
from accounts.offerings import offerings_of
from accounts.tenancy import acting_as
from gop.enums import CapacityNoticeKind
from gop.errors import Refused
from gop.models import CapacityNotice, CapacityNoticeSeen
from gop.services.telling_ahead import AheadAsked, mark_read, tell, withdraw_ahead
from tests import factories as make
from tests.broken.test_races import as_, race

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> dict[str, Any]:
    make.registry()
    return {
        "lena": make.team_lead(),
        "mona": make.team_lead("mona"),
        "karl": make.person("karl", Role.COORDINATOR, make.AALBORG_HOSPITAL),
        "kaja": make.person("kaja", Role.COORDINATOR, make.AALBORG_HOSPITAL),
        "said": AheadAsked(CapacityNoticeKind.ACTIVITY, "Flere planer", "Fire om ugen.", clock.today() + timedelta(days=9)),
    }


def offer(title: str) -> OfferAsked:
    return OfferAsked(title, "Alle", "Træning", "Plan")


def test_an_offer_changed_by_two_is_changed_once_and_the_other_is_told_by_whom(world: dict[str, Any]) -> None:
    with acting_as(world["lena"]):
        add_offering(world["lena"], offer("Hold"))
        [row] = offerings_of(make.AALBORG)
    answers = race(as_(world["lena"], change_offering, row.id, offer("Ene")), as_(world["mona"], change_offering, row.id, offer("To")))
    assert [type(one) for one in answers if one is not None] == [NotAccepted]
    with make.reading():
        assert Offering.objects.filter(ended_at__isnull=True).count() == 1
        assert Offering.objects.count() == 2


def test_a_notice_is_sent_read_and_taken_back_once(world: dict[str, Any]) -> None:
    notice_id = uuid.uuid4()
    press = as_(world["karl"], tell, notice_id, world["said"])
    assert race(press, press) == [None, None]
    assert race(as_(world["lena"], mark_read, notice_id), as_(world["mona"], mark_read, notice_id)) == [None, None]
    answers = race(as_(world["karl"], withdraw_ahead, notice_id, "Aflyst"), as_(world["kaja"], withdraw_ahead, notice_id, "Udskudt"))
    assert [type(one) for one in answers if one is not None] == [Refused]
    with make.reading():
        assert CapacityNotice.objects.count() == CapacityNoticeSeen.objects.count() == 1
