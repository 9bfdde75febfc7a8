"""The last seat of a weekly time, asked for by two at once on two connections: one gets it, the other is told so."""

import uuid
from typing import Any

import pytest

from accounts import clock
from gop.enums import CaseState, GeneralLevel, GuidanceHow
from gop.errors import AlreadyDone, Refused
from gop.models import Case, Offer
from gop.services.deciding import Decided, FirstMeeting, decide
from gop.services.seats import OfferDetails
from tests import factories as make
from tests.broken.test_races import as_, race
from tests.gop import first_times as ours

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> dict[str, Any]:
    make.registry()
    anna = make.author()
    day = ours.open_day()
    time = ours.weekly(ours.place(), day)
    said = Decided(
        level=GeneralLevel.BASIC,
        criteria=["enkel"],
        reason="Enkel.",
        how=GuidanceHow.PHONE,
        meeting=FirstMeeting(ours.moment(day), "", OfferDetails(first_time=time.id)),
    )
    cases = [make.delivered(anna, cpr=make.somebody())[1] for _ in range(2)]
    return {"cases": cases, "said": said, "birgit": make.triage_officer(), "carl": make.triage_officer("carl")}


def states(*cases: uuid.UUID) -> list[str]:
    with make.reading():
        return sorted(Case.objects.filter(id__in=cases).values_list("state", flat=True))


def test_the_last_seat_asked_for_by_two_is_given_once_and_the_other_case_is_untouched(world: dict[str, Any]) -> None:
    one, two = world["cases"]
    answers = race(as_(world["birgit"], decide, one, world["said"]), as_(world["carl"], decide, two, world["said"]))
    lost = [answer for answer in answers if answer is not None]
    assert len(lost) == 1
    assert isinstance(lost[0], Refused)
    assert "er taget. Vælg en anden tid." in str(lost[0])
    assert states(one, two) == sorted([CaseState.OFFERED, CaseState.RECEIVED])


def test_two_who_decide_one_case_at_once_decide_it_once(world: dict[str, Any]) -> None:
    case, _ = world["cases"]
    seen = clock.now()
    answers = race(as_(world["birgit"], decide, case, world["said"], seen=seen), as_(world["carl"], decide, case, world["said"], seen=seen))
    lost = [answer for answer in answers if answer is not None]
    assert [type(one) for one in lost] == [AlreadyDone]
    with make.reading():
        assert Offer.objects.filter(case_id=case).count() == 1


def test_one_person_pressing_thrice_decides_once(world: dict[str, Any]) -> None:
    case, _ = world["cases"]
    press = as_(world["birgit"], decide, case, world["said"], seen=clock.now())
    assert race(press, press, press) == [None, None, None]
    with make.reading():
        assert Offer.objects.filter(case_id=case).count() == 1
