"""Deciding in one step: all of it or nothing, and a seat is given once."""

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from accounts import clock
from accounts.actor import Actor
from accounts.tenancy import acting_as
from gop.enums import CaseState, GeneralLevel, GuidanceHow, PlanType, TrainingField
from gop.errors import AlreadyDone, Refused
from gop.models import Case, CaseEvent, Delivery, Offer
from gop.selectors.free_times import proposals_for, weeks_of
from gop.services import cases, offers
from gop.services.deciding import Decided, FirstMeeting, decide
from gop.services.seats import OfferDetails
from municipalities.models import FirstTime
from tests import factories as make
from tests.gop import first_times as ours
from tests.gop.courses import told_alike

pytestmark = pytest.mark.django_db
SAID = Decided(
    level=GeneralLevel.BASIC,
    criteria=["enkel"],
    reason="Enkel funktionsnedsættelse.",
    field=TrainingField.LOWER_SURGICAL,
    how=GuidanceHow.PHONE,
)


class Desk:
    """Two almen cases at Aalborg, a place, and one weekly time with one seat in time."""

    def __init__(self) -> None:
        make.registry()
        anna = make.author()
        self.birgit, self.carl = make.triage_officer(), make.triage_officer("carl")
        self.case, self.other = (make.delivered(anna, cpr=make.somebody())[1] for _ in range(2))
        self.day, self.place = ours.open_day(), ours.place()
        self.time = ours.weekly(self.place, self.day, professions="Fysioterapeut")

    def seat(self, **more: Any) -> Decided:
        return replace(SAID, meeting=FirstMeeting(ours.moment(self.day), "", OfferDetails(first_time=self.time.id, **more)))

    def decides(self, said: Decided, case: uuid.UUID | None = None, actor: Actor | None = None, **more: Any) -> Case:
        with acting_as(actor or self.birgit):
            decide(actor or self.birgit, case or self.case, said, **more)
        return told_alike(case or self.case)

    def refused(self, said: Decided, case: uuid.UUID | None = None, actor: Actor | None = None, **more: Any) -> list[tuple[str, str]]:
        with pytest.raises(Refused) as refused, acting_as(actor or self.birgit):
            decide(actor or self.birgit, case or self.case, said, **more)
        told_alike(case or self.case)
        return refused.value.messages


@pytest.fixture
def desk(db: None) -> Desk:
    return Desk()


def actions(case_id: uuid.UUID) -> list[str]:
    with make.reading():
        return list(CaseEvent.objects.filter(case_id=case_id).order_by("at", "id").values_list("action", flat=True))


def test_one_step_acknowledges_takes_triages_guides_and_offers_each_with_its_event_and_milestone(desk: Desk) -> None:
    case = desk.decides(desk.seat(duration="6 uger"))
    assert actions(case.id)[-5:] == ["kvitter", "tag", "visiter", "vejled", "tilbyd"]
    assert (case.state, case.owner_id, case.level, case.training_field) == (
        CaseState.OFFERED,
        desk.birgit.user,
        "basal",
        "under_kirurgisk",
    )
    with make.reading():
        told = list(Delivery.objects.filter(case_id=case.id, kind="milepael").order_by("sequence").values_list("payload__code", flat=True))
        offer = Offer.objects.get(case_id=case.id)
    assert told[-3:] == ["kvitteret", "triageret", "tilbudt"]
    assert (offer.first_time_id, offer.minutes, offer.place_kind, offer.professions) == (desk.time.id, 45, "eget_center", "Fysioterapeut")
    assert (offer.place, offer.duration, offer.performer) == ("Træningscenter Vest, Vestvej 1, 9000 Aalborg", "6 uger", "offentlig")


def test_without_a_time_the_case_is_triaged_and_waits(desk: Desk) -> None:
    case = desk.decides(replace(SAID, how=None))
    assert (case.state, case.guidance_at, case.offer_meeting_at) == (CaseState.TRIAGED, None, None)


def test_what_is_refused_in_one_part_leaves_nothing_of_the_others(desk: Desk) -> None:
    had = actions(desk.case)
    missing = desk.refused(replace(SAID, level=None, reason=" ", meeting=FirstMeeting(None, "Vest")))
    assert [field for field, _ in missing] == ["level", "reason", "meeting_at"]
    with make.seeding():
        FirstTime.objects.filter(id=desk.time.id).update(level="avanceret")
    assert desk.refused(desk.seat()) == [
        ("slot", f"Tiden {_short(desk)} er for basalt niveau. Vælg en anden.".replace("basalt", "avanceret"))
    ]
    assert actions(desk.case) == had


def _short(desk: Desk) -> str:
    from accounts.danish import short_moment

    return short_moment(ours.moment(desk.day))


def test_pressing_twice_changes_nothing(desk: Desk) -> None:
    seen = clock.now()
    desk.decides(desk.seat(), seen=seen)
    had = actions(desk.case)
    desk.decides(desk.seat(), seen=seen)
    assert actions(desk.case) == had


def test_a_colleagues_case_is_triaged_without_being_taken_and_one_taken_meanwhile_is_said(desk: Desk) -> None:
    seen = clock.now()
    with acting_as(desk.carl):
        cases.take(desk.carl, desk.case)
    assert "Carl fik sagen" in desk.refused(SAID, seen=seen)[0][1]
    assert desk.decides(SAID, seen=clock.now()).owner_id == desk.carl.user


def test_a_case_a_colleague_decided_meanwhile_is_not_decided_again(desk: Desk) -> None:
    seen = clock.now()
    desk.decides(SAID, actor=desk.carl)
    with pytest.raises(AlreadyDone), acting_as(desk.birgit):
        decide(desk.birgit, desk.case, SAID, seen)


def test_rehabilitering_is_decided_in_the_same_step_without_a_level(desk: Desk) -> None:
    rehabilitation = {"plan_type": PlanType.SPECIALIST_REHABILITATION, "extended_description": "Samlet."}
    _, case_id = make.delivered(make.author("bo"), cpr=make.somebody(), **rehabilitation)
    assert desk.decides(desk.seat().__class__(how=GuidanceHow.PHONE, meeting=desk.seat().meeting), case_id).state == CaseState.OFFERED
    assert desk.refused(SAID, case_id)[0][0] == "level"


def test_the_last_seat_is_given_once_and_is_free_again_when_the_offer_ends(desk: Desk) -> None:
    desk.decides(desk.seat())
    assert desk.refused(desk.seat(), desk.other) == [("slot", f"Den sidste plads {_short(desk)} er taget. Vælg en anden tid.")]
    with acting_as(desk.birgit):
        assert not proposals_for(desk.birgit, Case.objects.get(id=desk.other)).in_time
        offers.offer(desk.birgit, desk.case, meeting_at=ours.moment(desk.day, 14), place="Hjemme", seen=clock.now())
    assert desk.decides(desk.seat(), desk.other).state == CaseState.OFFERED


def test_an_ended_case_takes_no_seat(desk: Desk) -> None:
    desk.decides(desk.seat())
    with acting_as(desk.birgit):
        from gop.enums import EndCode

        offers.end_case(desk.birgit, desk.case, code=EndCode.DECLINED)
    assert desk.decides(desk.seat(), desk.other).state == CaseState.OFFERED


def test_a_time_that_is_not_held_then_is_refused(desk: Desk) -> None:
    wrong = FirstMeeting(ours.moment(desk.day, 11), "", OfferDetails(first_time=desk.time.id))
    assert "holdes ikke længere" in desk.refused(replace(SAID, meeting=wrong))[0][1]
    foreign = ours.weekly(ours.place(make.HERNING), desk.day)
    theirs = FirstMeeting(ours.moment(desk.day), "", OfferDetails(first_time=foreign.id))
    assert "findes ikke" in desk.refused(replace(SAID, meeting=theirs))[0][1]


def test_times_are_proposed_from_tomorrow_or_the_plans_own_start_until_the_offer_deadline(desk: Desk) -> None:
    for ahead in range(9):
        ours.weekly(desk.place, clock.today() + timedelta(days=ahead), 12)
    with acting_as(desk.birgit):
        case = Case.objects.get(id=desk.case)
        found = [clock.local(one.free.at).date() for one in proposals_for(desk.birgit, case).in_time]
        assert found
        assert min(found) > clock.today()
        assert max(found) <= clock.today() + timedelta(days=7)
        case.earliest_start = clock.today() + timedelta(days=4)
        assert min(clock.local(one.free.at).date() for one in proposals_for(desk.birgit, case).in_time) >= case.earliest_start


def test_where_none_is_free_in_time_the_first_later_ones_are_shown(desk: Desk) -> None:
    desk.decides(desk.seat())
    with acting_as(desk.birgit):
        found = proposals_for(desk.birgit, Case.objects.get(id=desk.other))
    assert found.in_time == []
    assert clock.local(found.later[0].free.at).date() == desk.day + timedelta(days=7)


def test_the_weeks_count_seats_and_what_is_taken_of_them_by_team(desk: Desk) -> None:
    north = ours.team("Genoptræning Nord")
    ours.weekly(desk.place, desk.day, 13, seats=3, team=north)
    desk.decides(desk.seat())
    with acting_as(desk.birgit):
        weeks = weeks_of(desk.birgit, desk.day - timedelta(days=1))
    assert [(one.team, one.seats, one.taken, one.free) for one in weeks[:2]] == [("", 1, 1, 0), ("Genoptræning Nord", 3, 0, 3)]
    assert len(weeks) == 8
