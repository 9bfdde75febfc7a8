"""A plan goes the whole way, as services: written, sent, received, triaged, offered, told, started, ended."""

from datetime import timedelta

import pytest

from accounts import clock
from accounts.tenancy import acting_as
from deadlines.enums import DeadlineKind, DeadlineState
from deadlines.models import Deadline
from gop.enums import CaseState, EndCode, GeneralLevel, GuidanceHow, InformedHow, MilestoneCode, ReturnReason
from gop.errors import AlreadyDone, NotFound, Refused
from gop.models import Case, CaseEvent, Milestone, Plan
from gop.services import cases, offers, returning, sent
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def registry(db: None) -> None:
    make.registry()


def test_a_sent_plan_becomes_a_case_with_its_two_clocks_running() -> None:
    anna = make.author()
    _, case_id = make.delivered(anna)
    birgit = make.triage_officer()
    with acting_as(birgit):
        case = Case.objects.get(id=case_id)
        assert case.state == CaseState.RECEIVED
        assert case.citizen_name == "Nancy Ann Test Berggren"
        assert case.inform_by == clock.today() + timedelta(days=4)
        assert case.offer_by == clock.today() + timedelta(days=7)
        assert set(Deadline.objects.values_list("kind", "state")) == {
            (DeadlineKind.INFORM_BY, DeadlineState.OPEN),
            (DeadlineKind.OFFER_BY, DeadlineState.OPEN),
        }


def test_every_step_reaches_the_author_as_a_milestone() -> None:
    anna, birgit = make.author(), make.triage_officer()
    plan_id, case_id = make.delivered(anna)
    meeting = clock.now() + timedelta(days=3)
    with acting_as(birgit):
        cases.acknowledge(birgit, case_id)
        cases.take(birgit, case_id)
        cases.triage(birgit, case_id, level=GeneralLevel.BASIC, criteria=["enkel"], reason="Enkel funktionsnedsættelse.")
        cases.record_guidance(birgit, case_id, GuidanceHow.PHONE)
        offers.offer(birgit, case_id, meeting_at=meeting, place="Træningscenter Vest")
        offers.inform(birgit, case_id, on=clock.today(), how=InformedHow.PHONE)
    make.deliver_all()
    with acting_as(anna):
        plan = Plan.objects.get(id=plan_id)
        assert "givet patienten besked" in plan.last_milestone_text
        codes = list(Milestone.objects.order_by("at").values_list("code", flat=True))
    wanted = [MilestoneCode.RECEIVED, MilestoneCode.ACKNOWLEDGED, MilestoneCode.TRIAGED, MilestoneCode.OFFERED, MilestoneCode.INFORMED]
    assert codes == wanted
    with acting_as(birgit):
        assert set(Deadline.objects.values_list("state", flat=True)) == {DeadlineState.MET}


def test_the_second_who_triages_is_told_who_did_and_when() -> None:
    anna, birgit, lena = make.author(), make.triage_officer(), make.team_lead()
    _, case_id = make.delivered(anna)
    seen = clock.now()
    with acting_as(birgit):
        cases.triage(birgit, case_id, level=GeneralLevel.BASIC, criteria=["enkel"], reason="Enkel.", seen=seen)
    with pytest.raises(AlreadyDone) as told, acting_as(lena):
        cases.triage(lena, case_id, level=GeneralLevel.ADVANCED, criteria=["omfattende"], reason="Omfattende.", seen=seen)
    assert told.value.by_name == "Birgit"
    with make.reading():
        assert Case.objects.get(id=case_id).level == GeneralLevel.BASIC


def test_the_same_form_sent_twice_changes_nothing() -> None:
    anna, birgit = make.author(), make.triage_officer()
    _, case_id = make.delivered(anna)
    seen = clock.now()
    for _ in range(2):
        with acting_as(birgit):
            cases.triage(birgit, case_id, level=GeneralLevel.BASIC, criteria=["enkel"], reason="Enkel.", seen=seen)
    with make.reading():
        assert CaseEvent.objects.filter(case_id=case_id, action="visiter").count() == 1


def test_informed_without_place_level_and_guidance_is_refused_with_everything_missing() -> None:
    anna, birgit = make.author(), make.triage_officer()
    _, case_id = make.delivered(anna)
    with acting_as(birgit):
        cases.triage(birgit, case_id, level=GeneralLevel.BASIC, criteria=["enkel"], reason="Enkel.")
    with pytest.raises(Refused) as refused, acting_as(birgit):
        offers.inform(birgit, case_id, on=clock.today(), how=InformedHow.PHONE)
    assert len(refused.value.messages) == 3


def test_another_municipality_finds_no_such_case() -> None:
    _, case_id = make.delivered(make.author())
    herning = make.triage_officer("helle", make.HERNING)
    with pytest.raises(NotFound), acting_as(herning):
        cases.acknowledge(herning, case_id)


def test_a_corrected_discharge_date_reaches_the_clocks_of_the_case() -> None:
    anna = make.author()
    plan_id, case_id = make.delivered(anna, discharge_date=clock.today() + timedelta(days=2), discharge_expected=True)
    with acting_as(anna):
        sent.set_discharge(anna, plan_id, clock.today() + timedelta(days=5), expected=True)
    make.deliver_all()
    with make.reading():
        case = Case.objects.get(id=case_id)
        assert case.inform_by == clock.today() + timedelta(days=9)
        rows = Deadline.objects.filter(subject_id=case_id, kind=DeadlineKind.INFORM_BY).order_by("generation")
        assert [row.state for row in rows] == [DeadlineState.SUPERSEDED, DeadlineState.OPEN]


def test_a_called_off_discharge_stops_the_clocks_and_the_case_waits() -> None:
    anna = make.author()
    plan_id, case_id = make.delivered(anna, discharge_date=clock.today() + timedelta(days=2), discharge_expected=True)
    with acting_as(anna):
        sent.call_off_discharge(anna, plan_id)
    make.deliver_all()
    with make.reading():
        assert Case.objects.get(id=case_id).day_zero is None
        assert set(Deadline.objects.filter(subject_id=case_id).values_list("state", flat=True)) == {DeadlineState.SUPERSEDED}


def test_a_withdrawn_plan_ends_its_case_and_its_open_clocks_lapse() -> None:
    anna = make.author()
    plan_id, case_id = make.delivered(anna)
    with acting_as(anna):
        sent.withdraw_plan(anna, plan_id, "Skrevet på forkert patient.")
    make.deliver_all()
    with make.reading():
        assert Case.objects.get(id=case_id).end_code == EndCode.WITHDRAWN
        assert set(Deadline.objects.filter(subject_id=case_id).values_list("state", flat=True)) == {DeadlineState.LAPSED}


def test_a_returned_plan_is_sent_on_with_the_same_day_zero_and_a_new_case() -> None:
    anna, birgit = make.author(), make.triage_officer()
    plan_id, case_id = make.delivered(anna, discharge_date=clock.today() - timedelta(days=2))
    with acting_as(birgit):
        returning.return_case(birgit, case_id, reason=ReturnReason.LIVES_ELSEWHERE, belongs_to=make.HERNING)
    make.deliver_all()
    with pytest.raises(Refused), acting_as(anna):
        sent.forward_plan(anna, plan_id, make.AALBORG)
    with acting_as(anna):
        assert Plan.objects.get(id=plan_id).returned_reason == "Bopæl i en anden kommune: Herning Kommune"
        sent.forward_plan(anna, plan_id, make.HERNING)
    make.deliver_all()
    with make.reading():
        new = Case.objects.get(organisation_id=make.HERNING)
        assert new.id != case_id
        assert new.day_zero == clock.today() - timedelta(days=2)
        assert Plan.objects.get(id=plan_id).returned_at is None


def test_without_consent_to_the_municipality_there_is_no_case() -> None:
    anna = make.author()
    said = make.consents()
    said[make.ConsentKind.MUNICIPALITY]["answer"] = "afslaaet"
    make.sent(anna, consents=said)
    assert make.deliver_all() == 0
    with make.reading():
        assert not Case.objects.exists()


def test_a_specialised_plan_gives_the_department_a_case_and_the_municipality_information() -> None:
    anna = make.author()
    make.delivered(anna, plan_type="specialiseret", specialised_reason="koordination", performing_department_id=make.PHYSIO)
    with make.reading():
        rows = set(Case.objects.values_list("organisation_id", "kind"))
        assert rows == {(make.AALBORG_HOSPITAL, "behandling"), (make.AALBORG, "information")}
        assert not Deadline.objects.exists()


def test_applying_a_delivery_twice_makes_one_case() -> None:
    from gop.models import Delivery
    from gop.services.receiving import apply_delivery

    make.delivered(make.author())
    with make.reading():
        first = Delivery.objects.get(kind="plan")
        Delivery.objects.filter(id=first.id).update(applied_at=None)
    assert apply_delivery(first.id, first.receiver_id)
    with make.reading():
        assert Case.objects.count() == 1
        assert Milestone.objects.count() == 1


def test_a_delivery_that_fails_stands_with_its_error_and_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from deadlines.models import Heartbeat
    from gop.models import Delivery
    from gop.services import receiving

    plan_id = make.sent(make.author())

    def broken(*_: object) -> None:
        raise ValueError("broken")

    with monkeypatch.context() as broken_code:
        broken_code.setitem(receiving.APPLY, "plan", broken)
        assert receiving.apply_all_waiting() == (0, 1)
    with make.reading():
        row = Delivery.objects.get(plan_id=plan_id)
        assert (row.applied_at, row.last_error, row.attempts) == (None, "ValueError", 1)
        assert Heartbeat.objects.get(name="gop.apply_waiting").failed == 1
        assert not Case.objects.exists()
        Delivery.objects.update(retry_at=None)
    make.deliver_all()
    with make.reading():
        assert Case.objects.count() == 1
