"""Specialised training at a department: hospital choice, the wait, no room for another region's patient, and what the home municipality follows."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from accounts import clock
from accounts.enums import Role
from accounts.tenancy import acting_as
from config.registry_loader import id_of
from gop.enums import (
    CaseKind,
    ChosenHospital,
    ConsentAnswer,
    ConsentKind,
    EndCode,
    GuidanceHow,
    Handover,
    MilestoneCode,
    RecipientState,
    WaitReason,
)
from gop.errors import AlreadyDone, Refused
from gop.models import CaseEvent, Consent, Delivery, Plan, Recipient
from gop.selectors.hospital_choice import judged, right_of
from gop.services import cases, hospital_choice, offers, sent
from gop.services.handing_over import successor_id
from gop.services.sending_on import send_to_department
from tests import factories as make
from tests.gop.handing import at, case_of, cases_at, check_every_case

pytestmark = pytest.mark.django_db
SPECIALISED = {"plan_type": "specialiseret", "specialised_reason": "koordination", "performing_department_id": make.PHYSIO}
PHONE = GuidanceHow.PHONE
WEST_THERAPY = id_of("afdeling-regionshospitalet-goedstrup-fysio-og-ergoterapien")


@pytest.fixture
def time(db: None) -> Iterator[Any]:
    with time_machine.travel(at("2026-11-23T10:00"), tick=True) as traveller:
        make.registry()
        yield traveller


@pytest.fixture
def tove(time: Any) -> Any:
    return make.person("tove", Role.HOSPITAL_THERAPIST, make.AALBORG_HOSPITAL, make.PHYSIO)


def received(tove: Any, **changed: Any) -> tuple[Any, Any]:
    """(plan, the department's case), guided."""
    plan_id, case_id = make.delivered(make.author(), **SPECIALISED | changed)
    with acting_as(tove):
        cases.record_guidance(tove, case_id, GuidanceHow.CONVERSATION)
    return plan_id, case_id


def choose(tove: Any, case_id: Any, choice: ChosenHospital, **said: Any) -> None:
    with acting_as(tove):
        hospital_choice.choose_hospital(tove, case_id, choice=choice, on=clock.today(), how=PHONE, **said)


def refused(what: Any) -> list[str]:
    with pytest.raises(Refused) as error:
        what()
    return [name for name, _ in error.value.messages]


def followed(home: Any = make.AALBORG) -> list[tuple[str, dict[str, Any]]]:
    """What the home municipality's information case has been told."""
    (information,) = cases_at(home, kind=CaseKind.INFORMATION)
    with make.reading():
        rows = CaseEvent.objects.filter(case_id=information.id, data__has_key="delivery").order_by("at")
        return [(row.action, {key: value for key, value in row.data.items() if key not in ("delivery", "at")}) for row in rows]


def test_the_choice_to_stay_is_recorded_once_by_whom_and_how(tove: Any) -> None:
    _, case_id = received(tove)
    choose(tove, case_id, ChosenHospital.HERE)
    choose(tove, case_id, ChosenHospital.HERE)
    case = case_of(case_id)
    assert (case.hospital_choice, case.hospital_choice_on) == ("her", clock.today())
    with make.reading():
        event = CaseEvent.objects.get(case_id=case_id, action="sygehusvalg")
    assert (event.by_name, event.data["how"]) == ("Tove", "telefon")


def test_no_choice_before_guidance_and_none_on_an_almen_case(tove: Any) -> None:
    _, case_id = make.delivered(make.author(), **SPECIALISED)
    assert refused(lambda: choose(tove, case_id, ChosenHospital.HERE)) == [""]


def test_another_department_asks_for_it_by_name_and_for_the_patients_yes(tove: Any) -> None:
    _, case_id = received(tove)
    assert refused(lambda: choose(tove, case_id, ChosenHospital.ANOTHER)) == ["department", "consent"]
    assert refused(lambda: choose(tove, case_id, ChosenHospital.ANOTHER, department=WEST_THERAPY, consent=False)) == ["consent"]
    assert refused(lambda: choose(tove, case_id, ChosenHospital.ANOTHER, department=make.PHYSIO, consent=True)) == ["department"]
    assert case_of(case_id).ended_at is None


def test_the_chosen_department_gets_the_case_with_the_same_plan_day_zero_and_wait(tove: Any, time: Any) -> None:
    plan_id, case_id = received(tove)
    before = case_of(case_id)
    time.move_to(at("2026-12-03T10:00"))
    choose(tove, case_id, ChosenHospital.ANOTHER, department=WEST_THERAPY, consent=True)
    make.deliver_all()
    old, new = case_of(case_id), case_of(successor_id(case_id, make.GOEDSTRUP))
    assert (old.end_code, old.continued_at_id) == (EndCode.TRANSITION, make.GOEDSTRUP)
    assert (new.department_id, new.handover, new.plan_id, new.day_zero) == (WEST_THERAPY, Handover.HOSPITAL, plan_id, before.day_zero)
    assert (new.received_at, new.guidance_how, new.hospital_choice) == (before.received_at, "samtale", "andet")
    assert (new.sender_id, new.state, new.owner_id) == (make.AALBORG_HOSPITAL, "modtaget", None)
    with make.reading():
        plan = Plan.objects.get(id=plan_id)
        assert plan.case_id == new.id
        held = set(Recipient.objects.filter(plan_id=plan_id, state=RecipientState.DELIVERED).values_list("name", flat=True))
    assert held == {"Aalborg Kommune", "Regionshospitalet Gødstrup, Fysio- og ergoterapien"}
    assert [code for code, _ in followed()] == [MilestoneCode.TRANSFERRED]
    check_every_case()


def test_a_place_outside_the_system_sends_the_plan_back_with_its_name(tove: Any) -> None:
    plan_id, case_id = received(tove)
    assert refused(lambda: choose(tove, case_id, ChosenHospital.OUTSIDE)) == ["place"]
    choose(tove, case_id, ChosenHospital.OUTSIDE, place="Privathospitalet Fjorden")
    make.deliver_all()
    assert case_of(case_id).end_code == EndCode.RETURNED
    with make.reading():
        assert Plan.objects.get(id=plan_id).returned_reason == "Patienten har valgt et andet sygehus. Privathospitalet Fjorden"


def test_a_patient_of_the_own_region_is_never_refused_for_capacity(tove: Any) -> None:
    _, case_id = received(tove)
    with acting_as(tove):
        assert refused(lambda: hospital_choice.refuse_patient(tove, case_id)) == [""]


def test_a_patient_of_another_region_may_be_refused_and_every_date_stands(tove: Any) -> None:
    plan_id, case_id = received(tove, home_municipality_id=make.HERNING)
    before = case_of(case_id)
    with acting_as(tove):
        hospital_choice.refuse_patient(tove, case_id, note="Plads igen i februar.")
    with acting_as(tove):
        hospital_choice.refuse_patient(tove, case_id)
    make.deliver_all()
    case = case_of(case_id)
    assert (case.end_code, case.day_zero, case.latest_start) == (EndCode.RETURNED, before.day_zero, before.latest_start)
    with make.reading():
        plan = Plan.objects.get(id=plan_id)
    assert plan.returned_reason == "Ingen plads til patienter fra andre regioner. Plads igen i februar."
    assert followed(make.HERNING) == [(MilestoneCode.RETURNED, {"reason": "kapacitet"})]
    check_every_case()


def test_a_refused_plan_is_sent_to_another_department_with_the_patients_yes_and_never_to_a_municipality(tove: Any) -> None:
    plan_id, case_id = received(tove, home_municipality_id=make.HERNING)
    with acting_as(tove):
        hospital_choice.refuse_patient(tove, case_id)
    make.deliver_all()
    anna = make.author("annika")
    with acting_as(anna):
        refused(lambda: sent.forward_plan(anna, plan_id, make.HERNING))
        assert refused(lambda: send_to_department(anna, plan_id, make.PHYSIO, consent=True)) == ["department"]
        assert refused(lambda: send_to_department(anna, plan_id, WEST_THERAPY, consent=False)) == ["consent"]
        opened = clock.now()
        send_to_department(anna, plan_id, WEST_THERAPY, consent=True, seen=opened)
        send_to_department(anna, plan_id, WEST_THERAPY, consent=True, seen=opened)
    make.deliver_all()
    (new,) = cases_at(make.GOEDSTRUP)
    assert (new.department_id, new.kind, new.day_zero) == (WEST_THERAPY, CaseKind.TREATMENT, case_of(case_id).day_zero)
    with make.reading():
        assert Plan.objects.get(id=plan_id).returned_at is None


def test_who_judged_the_illness_and_when_and_the_wait_it_gives(tove: Any) -> None:
    _, case_id = received(tove)
    with acting_as(tove):
        offers.offer(tove, case_id, meeting_at=clock.now() + timedelta(days=45), place="Fysioterapien")
    case = case_of(case_id)
    with make.reading():
        assert (right_of(case).reason, right_of(case).limit) == (WaitReason.SHORT, 60)
    with acting_as(tove):
        hospital_choice.judge_illness(tove, case_id, serious=True)
    case = case_of(case_id)
    with make.reading():
        who, right = judged(case), right_of(case)
    assert who is not None
    assert (who.by_name, right.reason, right.limit) == ("Tove", WaitReason.OFFER_LATE, 30)
    assert right.decision.from_date == clock.today()


def test_a_colleagues_judgement_is_seen_before_another_is_recorded(tove: Any) -> None:
    _, case_id = received(tove)
    bo = make.person("bo", Role.HOSPITAL_THERAPIST, make.AALBORG_HOSPITAL, make.PHYSIO)
    opened = clock.now()
    with acting_as(bo):
        hospital_choice.judge_illness(bo, case_id, serious=True)
    with pytest.raises(AlreadyDone), acting_as(tove):
        hospital_choice.judge_illness(tove, case_id, serious=False, seen=opened)


def test_the_home_municipality_follows_days_and_never_a_place(tove: Any, time: Any) -> None:
    _, case_id = received(tove)
    meeting = clock.now() + timedelta(days=7)
    with acting_as(tove):
        offers.offer(tove, case_id, meeting_at=meeting, place="Fysioterapien")
    make.deliver_all()
    time.move_to(meeting + timedelta(hours=2))
    with acting_as(tove):
        offers.register_first_meeting(tove, case_id, on=clock.today())
    with acting_as(tove):
        offers.end_case(tove, case_id, code=EndCode.COMPLETED)
    make.deliver_all()
    day = meeting.date().isoformat()
    assert followed() == [
        (MilestoneCode.OFFERED, {"on": day}),
        (MilestoneCode.STARTED, {"on": day}),
        (MilestoneCode.ENDED, {"end_code": "gennemfoert"}),
    ]


def test_a_municipality_the_patient_said_no_to_is_told_nothing(tove: Any) -> None:
    plan_id, case_id = received(tove)
    with make.reading():
        Consent.objects.filter(plan_id=plan_id, kind=ConsentKind.MUNICIPALITY).update(answer=ConsentAnswer.WITHDRAWN)
    with acting_as(tove):
        offers.offer(tove, case_id, meeting_at=clock.now() + timedelta(days=7), place="Fysioterapien")
    with make.reading():
        assert not Delivery.objects.filter(kind="fulgt").exists()
