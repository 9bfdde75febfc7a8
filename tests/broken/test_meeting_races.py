"""Meetings: two connections at the same moment, at one side and at both."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from accounts import clock
from accounts.actor import Actor
from accounts.contact_services import ContactAsked, set_contact
from accounts.enums import ContactMatter, Role
from accounts.models import Contact
from accounts.tenancy import acting_as
from gop.enums import DeliveryKind, MeetingKind
from gop.models import CoordinationMeeting, Delivery
from gop.services.meetings import MeetingAsked, call_from_case, call_from_plan, cancel_meeting, change_meeting
from gop.services.receiving import apply_all_waiting
from tests import factories as make
from tests.broken.test_races import as_, one_told, race

pytestmark = pytest.mark.django_db(transaction=True)


def asked(place: str = "Afsnit 5") -> MeetingAsked:
    return MeetingAsked(kind=MeetingKind.DISCHARGE, at=clock.now() + timedelta(days=7), place=place)


@pytest.fixture
def world() -> dict[str, Any]:
    make.registry()
    anna, birgit, lena = make.author(), make.triage_officer(), make.team_lead()
    plan_id, case_id = make.delivered(anna)
    return {"anna": anna, "birgit": birgit, "lena": lena, "plan_id": plan_id, "case_id": case_id}


def called(world: dict[str, Any]) -> dict[uuid.UUID, uuid.UUID]:
    with acting_as(world["birgit"]):
        call_from_case(world["birgit"], world["case_id"], uuid.uuid4(), asked())
    make.deliver_all()
    with make.reading():
        return dict(CoordinationMeeting.objects.values_list("organisation_id", "id"))


def test_the_same_form_sent_twice_at_once_is_one_meeting_told_once(world: dict[str, Any]) -> None:
    meeting_id, said = uuid.uuid4(), asked()
    answers = race(*(as_(world["anna"], call_from_plan, world["plan_id"], meeting_id, said) for _ in range(2)))
    assert answers == [None, None]
    with make.reading():
        assert CoordinationMeeting.objects.count() == 1
        assert Delivery.objects.filter(kind=DeliveryKind.MEETING).count() == 1


def test_two_colleagues_who_change_at_once_one_is_told_who_and_when(world: dict[str, Any]) -> None:
    row = called(world)[make.AALBORG]
    runs = [as_(world[name], change_meeting, row, 1, asked(name)) for name in ("birgit", "lena")]
    one_told(race(*runs), "Birgit, Aalborg Kommune", "Lena, Aalborg Kommune")
    with make.reading():
        assert CoordinationMeeting.objects.get(id=row).change == 2


def test_changed_at_both_sides_while_both_deliveries_are_applied_ends_alike(world: dict[str, Any]) -> None:
    rows = called(world)
    here, there = rows[make.AALBORG], rows[make.AALBORG_HOSPITAL]
    answers = race(
        as_(world["birgit"], change_meeting, here, 1, asked("Rådhuset")),
        as_(world["anna"], cancel_meeting, there, 1, "Patienten er flyttet"),
    )
    assert answers == [None, None]
    race(apply_all_waiting, apply_all_waiting)
    make.deliver_all()
    with make.reading():
        one, other = CoordinationMeeting.objects.order_by("organisation_id")
        assert (one.state, one.place, one.change) == (other.state, other.place, other.change)
        assert one.clash
        assert one.clash == other.clash
        assert not Delivery.objects.filter(applied_at__isnull=True).exists()


def test_two_administrators_at_once_leave_one_contact_a_matter_and_a_day(world: dict[str, Any]) -> None:
    admins: list[Actor] = [make.person(name, Role.ORGANISATION_ADMIN, make.AALBORG) for name in ("alma", "adam")]
    day = clock.today() + timedelta(days=5)
    said = [ContactAsked(matter=ContactMatter.CHILDREN, name=name, phone="99 00 00 31", valid_from=day) for name in ("Et", "To")]
    race(*(as_(admin, set_contact, one) for admin, one in zip(admins, said, strict=True)))
    with make.reading():
        rows = Contact.objects.filter(organisation_id=make.AALBORG, matter=ContactMatter.CHILDREN, dropped=False)
        assert rows.filter(valid_from=day).count() == 1
        assert rows.filter(valid_from__lt=day).get().valid_to == day - timedelta(days=1)
