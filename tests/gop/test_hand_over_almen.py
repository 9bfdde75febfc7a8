"""Specialised training that becomes almen: the department ends its course, and the home municipality's own clocks begin."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from accounts import clock
from accounts.actor import NotAllowed
from accounts.enums import Role
from accounts.tenancy import acting_as
from gop.enums import CaseKind, EndCode, GuidanceHow, Handover, MilestoneCode, PlanType
from gop.errors import Refused
from gop.models import Delivery, Plan
from gop.services import cases, handing_over, offers, sent
from gop.services.handing_over import successor_id
from tests import factories as make
from tests.gop.handing import at, case_of, cases_at, check_every_case

pytestmark = pytest.mark.django_db
SPECIALISED = {"plan_type": "specialiseret", "specialised_reason": "koordination", "performing_department_id": make.PHYSIO}


@pytest.fixture
def time(db: None) -> Iterator[Any]:
    with time_machine.travel(at("2026-11-23T10:00"), tick=True) as traveller:
        make.registry()
        yield traveller


@pytest.fixture
def tove(time: Any) -> Any:
    return make.person("tove", Role.HOSPITAL_THERAPIST, make.AALBORG_HOSPITAL, make.PHYSIO)


def specialised(tove: Any) -> tuple[Any, Any]:
    """(plan, the department's case), started."""
    plan_id, case_id = make.delivered(make.author(), **SPECIALISED)
    with acting_as(tove):
        cases.acknowledge(tove, case_id)
        cases.record_guidance(tove, case_id, GuidanceHow.CONVERSATION)
        offers.offer(tove, case_id, meeting_at=clock.now() + timedelta(hours=1), place="Fysioterapien")
    with acting_as(tove):
        offers.register_first_meeting(tove, case_id, on=clock.today())
    return plan_id, case_id


def becomes_almen(tove: Any, case_id: Any, **said: Any) -> None:
    with acting_as(tove):
        given = {"on": clock.today(), "closing": "Går nu sikkert med rollator.", "consent": True} | said
        handing_over.reclassify(tove, case_id, **given)
    make.deliver_all()


def test_the_municipality_gets_an_almen_case_with_day_zero_on_the_last_day_of_the_course(tove: Any, time: Any) -> None:
    _, case_id = specialised(tove)
    time.move_to(at("2026-12-10T14:00"))
    becomes_almen(tove, case_id, on=clock.today() - timedelta(days=1))
    new = case_of(successor_id(case_id, make.AALBORG))
    assert (new.kind, new.plan_type, new.handover) == (CaseKind.TREATMENT, PlanType.GENERAL_TRAINING, Handover.TYPE)
    assert (new.day_zero, new.day_zero_expected, new.proposed_cause) == (at("2026-12-09").date(), False, "")
    assert (new.inform_by, new.offer_by) == (at("2026-12-13").date(), at("2026-12-16").date())
    assert not new.started_elsewhere
    check_every_case()


def test_the_departments_case_and_the_information_case_end_as_handed_over(tove: Any) -> None:
    _, case_id = specialised(tove)
    becomes_almen(tove, case_id)
    assert case_of(case_id).end_code == EndCode.TRANSITION
    (information,) = cases_at(make.AALBORG, kind=CaseKind.INFORMATION)
    assert (information.end_code, information.continued_at_id) == (EndCode.TRANSITION, make.AALBORG)


def test_without_consent_the_course_ends_and_nothing_is_delivered(tove: Any) -> None:
    plan_id, case_id = specialised(tove)
    becomes_almen(tove, case_id, consent=False)
    assert case_of(case_id).end_code == EndCode.TRANSITION
    assert case_of(case_id).continued_at_id is None
    with make.reading():
        assert not Delivery.objects.filter(kind="overgang").exists()
        assert Plan.objects.get(id=plan_id).milestones.filter(code=MilestoneCode.ENDED).exists()
    assert [one.ended_at for one in cases_at(make.AALBORG)] == [None]


@pytest.mark.parametrize(
    ("said", "field"),
    [({"closing": " "}, "closing"), ({"consent": None}, "consent"), ({"on": None}, "on"), ({"on": at("2030-01-01").date()}, "on")],
)
def test_day_closing_status_and_consent_are_asked_for(tove: Any, said: dict[str, Any], field: str) -> None:
    _, case_id = specialised(tove)
    with pytest.raises(Refused) as refused:
        becomes_almen(tove, case_id, **said)
    assert [name for name, _ in refused.value.messages] == [field]


def test_a_triage_officer_cannot_make_an_almen_case_almen_nor_may_another_departments_therapist(tove: Any) -> None:
    _, almen = make.delivered(make.author())
    birgit = make.triage_officer()
    with pytest.raises(Refused), acting_as(birgit):
        handing_over.reclassify(birgit, almen, on=clock.today(), closing="Slut.", consent=True)
    author = make.author("anders")
    with pytest.raises(NotAllowed), acting_as(author):
        handing_over.reclassify(author, almen, on=clock.today(), closing="Slut.", consent=True)


def test_done_twice_it_happens_once(tove: Any) -> None:
    _, case_id = specialised(tove)
    becomes_almen(tove, case_id)
    becomes_almen(tove, case_id)
    assert len(cases_at(make.AALBORG, kind=CaseKind.TREATMENT)) == 1


def test_a_corrected_discharge_leaves_the_day_the_course_ended(tove: Any) -> None:
    plan_id, case_id = specialised(tove)
    becomes_almen(tove, case_id)
    anna = make.author("annika")
    with acting_as(anna):
        sent.set_discharge(anna, plan_id, clock.today() - timedelta(days=3), expected=False)
    make.deliver_all()
    new = case_of(successor_id(case_id, make.AALBORG))
    assert new.day_zero == clock.today()
    check_every_case()


def test_a_withdrawal_ends_the_municipalitys_case_also_when_it_was_under_way(tove: Any) -> None:
    plan_id, case_id = specialised(tove)
    anna = make.author("annika")
    with acting_as(anna):
        sent.withdraw_plan(anna, plan_id, "Skrevet på forkert patient.")
    with acting_as(tove):
        handing_over.reclassify(tove, case_id, on=clock.today(), closing="Slut.", consent=True)
    make.deliver_all()
    make.deliver_all()
    assert case_of(successor_id(case_id, make.AALBORG)).end_code == EndCode.WITHDRAWN
    check_every_case()


def test_the_almen_case_may_move_on_when_the_citizen_moves(tove: Any) -> None:
    _, case_id = specialised(tove)
    becomes_almen(tove, case_id)
    birgit, almen = make.triage_officer(), successor_id(case_id, make.AALBORG)
    with acting_as(birgit):
        handing_over.forward(birgit, almen, make.HERNING)
    make.deliver_all()
    new = case_of(successor_id(almen, make.HERNING))
    assert (new.plan_type, new.day_zero) == (PlanType.GENERAL_TRAINING, clock.today())
    check_every_case()
