"""The citizen has moved: the new municipality gets the case, the same dates, and whatever the hospital says later."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction

from accounts import clock
from accounts.actor import NotAllowed, job_actor
from accounts.enums import Kind, Role
from accounts.tenancy import acting_as
from config.registry_loader import id_of
from deadlines.enums import AlertKind, DeadlineKind, DeadlineState
from deadlines.models import Alert
from deadlines.scan import scan
from gop.enums import (
    BreachCause,
    CaseState,
    DeliveryKind,
    EndCode,
    GeneralLevel,
    GuidanceHow,
    Handover,
    MilestoneCode,
    RecipientState,
    ReturnReason,
)
from gop.errors import AlreadyDone, NotFound, Refused
from gop.models import Case, Delivery, Plan, PlanVersion, Recipient
from gop.rules import TransitionNotAllowed
from gop.services import amending, cases, handing_over, offers, returning, sent
from gop.services.courier import to_next
from gop.services.handing_over import successor_id
from tests import factories as make
from tests.gop.handing import at, case_of, cases_at, check_every_case, rehabilitation, rows_of

HJOERRING = id_of("kommune-0860")

pytestmark = pytest.mark.django_db


@pytest.fixture
def time(db: None) -> Iterator[Any]:
    with time_machine.travel(at("2026-11-23T10:00"), tick=True) as traveller:
        make.registry()
        yield traveller


@pytest.fixture
def birgit(time: Any) -> Any:
    return make.triage_officer()


def started(birgit: Any, case_id: Any) -> None:
    with acting_as(birgit):
        cases.triage(birgit, case_id, level=GeneralLevel.BASIC, criteria=["enkel"], reason="Enkel.")
        cases.record_guidance(birgit, case_id, GuidanceHow.PHONE)
        offers.offer(birgit, case_id, meeting_at=clock.now() + timedelta(hours=2), place="Center Vest")
    with acting_as(birgit):
        offers.register_first_meeting(birgit, case_id, on=clock.today())


def move(birgit: Any, case_id: Any, to: Any = make.HERNING) -> Any:
    with acting_as(birgit):
        handing_over.forward(birgit, case_id, to, reason="Ny adresse i folkeregistret.")
    make.deliver_all()
    return successor_id(case_id, to)


def test_moved_before_the_start_the_new_case_has_the_same_day_zero_and_the_same_open_dates(birgit: Any) -> None:
    _, case_id = make.delivered(make.author())
    before = rows_of(case_id)
    new = case_of(move(birgit, case_id))
    old = case_of(case_id)
    assert (old.state, old.end_code, old.continued_at_id) == (CaseState.ENDED, EndCode.TRANSITION, make.HERNING)
    assert (new.organisation_id, new.state, new.handover, new.day_zero) == (make.HERNING, CaseState.RECEIVED, Handover.MOVED, old.day_zero)
    assert new.home_municipality_id == make.HERNING
    assert new.sender_id == make.AALBORG_HOSPITAL
    assert {kind: (row.due_on, row.state) for kind, row in rows_of(new.id).items()} == {
        kind: (row.due_on, DeadlineState.OPEN) for kind, row in before.items()
    }
    assert {row.state for row in rows_of(case_id).values()} == {DeadlineState.LAPSED}
    check_every_case()


def test_an_offer_of_the_old_municipality_is_none_in_the_new(birgit: Any) -> None:
    _, case_id = make.delivered(make.author())
    with acting_as(birgit):
        cases.triage(birgit, case_id, level=GeneralLevel.BASIC, criteria=["enkel"], reason="Enkel.")
        offers.offer(birgit, case_id, meeting_at=clock.now() + timedelta(days=2), place="Center Vest")
    new = case_of(move(birgit, case_id))
    assert (new.offer_meeting_at, new.level, new.owner_id) == (None, "", None)
    check_every_case()


def test_what_is_past_alerts_once_at_receipt_with_the_cause_proposed(birgit: Any, time: Any) -> None:
    _, case_id = make.delivered(make.author())
    time.move_to(at("2026-12-02T10:00"))
    new = move(birgit, case_id)
    assert case_of(new).proposed_cause == BreachCause.RECEIVED_LATE
    scan()
    scan()
    with make.reading():
        given = list(Alert.objects.filter(subject_id=new).exclude(deadline_kind="").values_list("deadline_kind", "kind", "rung"))
    assert sorted(given) == sorted(
        {(kind, AlertKind.BREACH.value, given[0][2]) for kind in (DeadlineKind.INFORM_BY, DeadlineKind.OFFER_BY)}
    )
    check_every_case()


def test_in_time_no_cause_is_proposed(birgit: Any) -> None:
    _, case_id = make.delivered(make.author())
    assert case_of(move(birgit, case_id)).proposed_cause == ""


def test_moved_after_the_start_there_are_no_clocks_and_the_old_rows_are_there_to_read(birgit: Any) -> None:
    _, case_id = make.delivered(make.author())
    started(birgit, case_id)
    new = case_of(move(birgit, case_id))
    assert new.started_elsewhere
    assert rows_of(new.id) == {}
    with make.reading():
        told = new.events.get(action=MilestoneCode.RECEIVED).data
    assert {(row["kind"], row["state"]) for row in told["rows"]} == {
        (DeadlineKind.INFORM_BY, DeadlineState.OPEN),
        (DeadlineKind.OFFER_BY, DeadlineState.MET),
    }
    check_every_case()


def test_moved_twice_after_the_start_the_first_holders_rows_come_along(birgit: Any) -> None:
    _, case_id = make.delivered(make.author())
    started(birgit, case_id)
    second = move(birgit, case_id)
    helle = make.triage_officer("helle", make.HERNING)
    third = case_of(move(helle, second, make.HOLBAEK))
    assert third.started_elsewhere
    with make.reading():
        assert len(third.events.get(action=MilestoneCode.RECEIVED).data["rows"]) == 2
    check_every_case()


def test_whoever_moves_back_gets_a_new_case_and_the_hospital_knows_the_last(birgit: Any) -> None:
    anna = make.author()
    plan_id, case_id = make.delivered(anna, discharge_date=clock.today() + timedelta(days=5), discharge_expected=True)
    there = move(birgit, case_id)
    back = move(make.triage_officer("helle", make.HERNING), there, make.AALBORG)
    assert case_of(back).organisation_id == make.AALBORG
    with acting_as(anna):
        assert Plan.objects.get(id=plan_id).case_id == back
        sent.set_discharge(anna, plan_id, clock.today() + timedelta(days=6), expected=True)
    make.deliver_all()
    assert case_of(back).day_zero == clock.today() + timedelta(days=6)
    check_every_case()


def test_the_hospital_hears_where_it_went_and_never_the_reason(birgit: Any) -> None:
    anna = make.author()
    plan_id, case_id = make.delivered(anna)
    new = move(birgit, case_id)
    with acting_as(anna):
        plan = Plan.objects.get(id=plan_id)
        told = plan.milestones.get(code=MilestoneCode.TRANSFERRED).data
        assert plan.last_milestone_text == "Herning Kommune har modtaget planen."
        assert plan.case_id == new
        assert set(Recipient.objects.filter(plan=plan, case_id__isnull=False).values_list("case_id", "state")) == {
            (case_id, RecipientState.FORWARDED),
            (new, RecipientState.DELIVERED),
        }
    assert "folkeregistret" not in str(told)
    with make.reading():
        assert "folkeregistret" not in str(list(Delivery.objects.values_list("payload", flat=True)))


def test_a_correction_sent_before_the_hospital_knew_is_passed_on_by_the_old_municipality(birgit: Any) -> None:
    anna = make.author()
    plan_id, case_id = make.delivered(anna, discharge_date=clock.today() + timedelta(days=5), discharge_expected=True)
    with acting_as(birgit):
        handing_over.forward(birgit, case_id, make.HERNING)
    with acting_as(anna):
        sent.set_discharge(anna, plan_id, clock.today() + timedelta(days=6), expected=True)
    make.deliver_all()
    assert case_of(case_id).day_zero == clock.today() + timedelta(days=5)
    assert case_of(successor_id(case_id, make.HERNING)).day_zero == clock.today() + timedelta(days=6)
    check_every_case()


def test_an_older_word_that_went_round_by_the_old_municipality_does_not_undo_a_newer_one(birgit: Any) -> None:
    anna = make.author()
    plan_id, case_id = make.delivered(anna, discharge_date=clock.today() + timedelta(days=5), discharge_expected=True)
    with acting_as(birgit):
        handing_over.forward(birgit, case_id, make.HERNING)
    with acting_as(anna):
        sent.set_discharge(anna, plan_id, clock.today() + timedelta(days=6), expected=True)
    with make.reading():
        slow = Delivery.objects.get(kind=DeliveryKind.DISCHARGE)
        Delivery.objects.filter(id=slow.id).update(retry_at=clock.now() + timedelta(minutes=10))
    make.deliver_all()
    with acting_as(anna):
        sent.set_discharge(anna, plan_id, clock.today() + timedelta(days=8), expected=True)
    make.deliver_all()
    with make.reading():
        Delivery.objects.filter(id=slow.id).update(retry_at=None)
    make.deliver_all()
    assert case_of(successor_id(case_id, make.HERNING)).day_zero == clock.today() + timedelta(days=8)
    check_every_case()


def test_an_amendment_under_way_reaches_the_new_municipality_with_the_right_to_read_it(birgit: Any) -> None:
    anna = make.author()
    plan_id, case_id = make.delivered(anna)
    with acting_as(birgit):
        handing_over.forward(birgit, case_id, make.HERNING)
    latest = clock.today() + timedelta(days=10)
    with acting_as(anna):
        values = {"latest_start": latest, "start_reason_kind": "sundhedsfaglig", "start_reason": "Heling."}
        amending.amend(anna, plan_id, 1, values, "Ny røntgen.")
    make.deliver_all()
    new = case_of(successor_id(case_id, make.HERNING))
    assert (new.plan_version, new.latest_start) == (2, latest)
    with acting_as(job_actor("test", Kind.AUTHORITY, make.HERNING)):
        assert set(PlanVersion.objects.filter(plan_id=plan_id).values_list("number", flat=True)) == {1, 2}
    check_every_case()


def test_a_withdrawn_plan_ends_the_case_where_it_is_now(birgit: Any) -> None:
    anna = make.author()
    plan_id, case_id = make.delivered(anna)
    new = move(birgit, case_id)
    with acting_as(anna):
        sent.withdraw_plan(anna, plan_id, "Skrevet på forkert patient.")
    make.deliver_all()
    assert case_of(new).end_code == EndCode.WITHDRAWN
    assert case_of(case_id).end_code == EndCode.TRANSITION


def test_the_new_municipality_can_return_the_plan(birgit: Any) -> None:
    anna = make.author()
    plan_id, case_id = make.delivered(anna)
    new = move(birgit, case_id)
    helle = make.triage_officer("helle", make.HERNING)
    with acting_as(helle):
        returning.return_case(helle, new, reason=ReturnReason.OTHER, note="Borgeren bor ikke her.")
    make.deliver_all()
    with acting_as(anna):
        assert Plan.objects.get(id=plan_id).returned_reason == "Andet. Borgeren bor ikke her."


def test_forwarded_twice_by_the_same_person_it_moves_once(birgit: Any) -> None:
    _, case_id = make.delivered(make.author())
    seen = clock.now()
    for _ in range(2):
        with acting_as(birgit):
            handing_over.forward(birgit, case_id, make.HERNING, seen=seen)
    make.deliver_all()
    assert len(cases_at(make.HERNING)) == 1


def test_a_colleague_who_forwarded_it_is_named(birgit: Any) -> None:
    _, case_id = make.delivered(make.author())
    lena, seen = make.team_lead(), clock.now()
    with acting_as(birgit):
        handing_over.forward(birgit, case_id, make.HERNING, seen=seen)
    with pytest.raises(AlreadyDone), acting_as(lena):
        handing_over.forward(lena, case_id, make.HOLBAEK, seen=seen)


@pytest.mark.parametrize("to", [None, make.AALBORG, make.NORDJYLLAND, make.AALBORG_HOSPITAL])
def test_only_another_municipality_can_be_chosen(birgit: Any, to: Any) -> None:
    _, case_id = make.delivered(make.author())
    with pytest.raises(Refused), acting_as(birgit):
        handing_over.forward(birgit, case_id, to)


def test_a_therapist_of_the_hospital_may_not_forward_and_another_municipality_finds_nothing(birgit: Any) -> None:
    _, case_id = make.delivered(make.author())
    therapist = make.person("tove", Role.HOSPITAL_THERAPIST, make.AALBORG_HOSPITAL)
    with pytest.raises(NotAllowed), acting_as(therapist):
        handing_over.forward(therapist, case_id, make.HERNING)
    helle = make.triage_officer("helle", make.HERNING)
    with pytest.raises(NotFound), acting_as(helle):
        handing_over.forward(helle, case_id, make.HOLBAEK)


def test_an_ended_case_is_not_forwarded(birgit: Any) -> None:
    _, case_id = make.delivered(make.author())
    with acting_as(birgit):
        offers.end_case(birgit, case_id, code=EndCode.DECLINED)
    with pytest.raises(TransitionNotAllowed), acting_as(birgit):
        handing_over.forward(birgit, case_id, make.HERNING)


def test_moved_in_2027_rehabilitering_goes_to_the_new_region_and_the_new_municipality_is_informed(time: Any) -> None:
    time.move_to(at("2027-01-04T10:00"))
    make.registry()
    plan_id, case_id = rehabilitation(make.author())
    case = case_of(case_id)
    assert case.organisation_id == make.NORDJYLLAND
    rita = make.person("rita", Role.REGIONAL_TRIAGE_OFFICER, make.NORDJYLLAND)
    with acting_as(rita):
        handing_over.forward(rita, case_id, make.HERNING)
    make.deliver_all()
    assert [(one.id, one.kind) for one in cases_at(make.MIDTJYLLAND)] == [(successor_id(case_id, make.MIDTJYLLAND), "behandling")]
    assert [one.kind for one in cases_at(make.HERNING)] == ["information"]
    with make.reading():
        assert Plan.objects.get(id=plan_id).case_id == successor_id(case_id, make.MIDTJYLLAND)
    check_every_case()


def test_moved_within_the_region_it_stays_the_regions(time: Any) -> None:
    time.move_to(at("2027-01-04T10:00"))
    make.registry()
    _, case_id = rehabilitation(make.author())
    rita = make.person("rita", Role.REGIONAL_TRIAGE_OFFICER, make.NORDJYLLAND)
    with pytest.raises(Refused, match="hører fortsat til hos jer"), acting_as(rita):
        handing_over.forward(rita, case_id, HJOERRING)


def test_nobody_hands_on_a_version_they_were_not_given(birgit: Any) -> None:
    _, case_id = make.delivered(make.author())
    with pytest.raises(DatabaseError) as refused, acting_as(birgit), transaction.atomic():
        to_next(Case.objects.get(id=case_id), make.HERNING, DeliveryKind.TRANSITION, 2)
    assert refused.value.__cause__.sqlstate == "42501"  # type: ignore[union-attr]


@pytest.mark.django_db(transaction=True)
def test_two_who_forward_at_the_same_moment_make_one_case() -> None:
    make.registry()
    birgit, lena = make.triage_officer(), make.team_lead()
    _, case_id = make.delivered(make.author())
    answers: list[str] = []

    def run(who: Any, to: Any) -> None:
        try:
            with acting_as(who):
                handing_over.forward(who, case_id, to)
            answers.append("done")
        except (AlreadyDone, TransitionNotAllowed) as error:
            answers.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in ((birgit, make.HERNING), (lena, make.HOLBAEK))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers)[1] == "done"
    assert len(answers) == 2
    make.deliver_all()
    assert len(cases_at(make.HERNING)) + len(cases_at(make.HOLBAEK)) == 1
