"""1 January 2027: rehabilitering goes to the regions, by the dated rows of responsibility, with everything that was under way."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command

from accounts import clock
from accounts.enums import Role
from accounts.tenancy import acting_as
from deadlines.enums import AlertKind, DeadlineKind, DeadlineState
from deadlines.models import Alert, Deadline
from deadlines.scan import scan
from gop.enums import CaseKind, CaseState, EndCode, GuidanceHow, Handover, InformedHow, MilestoneCode, RecipientState
from gop.models import Case, CaseEvent, Delivery, Offer, Plan, Recipient
from gop.services import cases, offers, sent, succession
from gop.services.carrying import CARRIED
from gop.services.handing_over import successor_id
from gop.services.sending import send_plan
from tests import factories as make
from tests.gop.handing import AFTER, BEFORE, REHABILITATION, at, case_of, cases_at, check_every_case, rehabilitation, rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def time(db: None) -> Iterator[Any]:
    with time_machine.travel(at(BEFORE), tick=True) as traveller:
        make.registry()
        yield traveller


def moved() -> tuple[int, int]:
    done = succession.move_all()
    make.deliver_all()
    return done


def test_before_midnight_the_job_does_nothing(time: Any) -> None:
    _, case_id = rehabilitation(make.author())
    time.move_to(at("2026-12-31T23:59:59"))
    assert moved() == (0, 0)
    assert case_of(case_id).ended_at is None


def test_from_midnight_the_region_has_the_case_and_the_municipality_its_record_and_an_information_case(time: Any) -> None:
    _, case_id = rehabilitation(make.author())
    time.move_to(at(AFTER))
    assert moved() == (1, 0)
    old, new = case_of(case_id), case_of(successor_id(case_id, make.NORDJYLLAND))
    assert (old.end_code, old.continued_at_id) == (EndCode.TRANSITION, make.NORDJYLLAND)
    assert (new.organisation_id, new.kind, new.handover, new.day_zero) == (
        make.NORDJYLLAND,
        CaseKind.TREATMENT,
        Handover.AUTHORITY,
        old.day_zero,
    )
    assert (new.citizen_name, new.sender_id, new.home_municipality_id) == (old.citizen_name, make.AALBORG_HOSPITAL, make.AALBORG)
    (information,) = cases_at(make.AALBORG, kind=CaseKind.INFORMATION)
    assert information.ended_at is None
    assert rows_of(information.id) == {}
    check_every_case()


def test_almen_and_specialised_stay_where_they_are(time: Any) -> None:
    anna = make.author()
    _, almen = make.delivered(anna)
    _, specialised = make.delivered(
        anna, plan_type="specialiseret", specialised_reason="koordination", performing_department_id=make.PHYSIO
    )
    time.move_to(at(AFTER))
    assert moved() == (0, 0)
    assert case_of(almen).ended_at is None
    assert case_of(specialised).ended_at is None


def test_a_region_that_changed_its_name_on_the_day_is_the_one_of_that_day(time: Any) -> None:
    _, case_id = rehabilitation(make.author(), home_municipality_id=make.HOLBAEK)
    time.move_to(at(AFTER))
    moved()
    region = case_of(case_id).continued_at_id
    assert region is not None
    assert case_of(successor_id(case_id, region)).ended_at is None
    with make.reading():
        assert Case.objects.get(organisation_id=region)


def _lived(birgit: Any, case_id: Any) -> None:
    """Triaged, guided, offered twice, told."""
    with acting_as(birgit):
        cases.acknowledge(birgit, case_id)
        cases.take(birgit, case_id)
        cases.triage(birgit, case_id, reason="Følger planen.")
        cases.record_guidance(birgit, case_id, GuidanceHow.PHONE)
        offers.offer(birgit, case_id, meeting_at=clock.now() + timedelta(days=9), place="Center Vest")
    with acting_as(birgit):
        offers.offer(birgit, case_id, meeting_at=clock.now() + timedelta(days=6), place="Center Øst")
        offers.inform(birgit, case_id, on=clock.today(), how=InformedHow.PHONE)


def test_the_successor_has_the_same_facts_rows_and_offers_in_one_event(time: Any) -> None:
    birgit = make.triage_officer()
    _, case_id = rehabilitation(make.author())
    _lived(birgit, case_id)
    before, kept = case_of(case_id), rows_of(case_id)
    time.move_to(at(AFTER))
    moved()
    new = case_of(successor_id(case_id, make.NORDJYLLAND))
    assert new.state == CaseState.OFFERED
    assert (new.offer_meeting_at, new.offer_place, new.informed_on) == (before.offer_meeting_at, "Center Øst", before.informed_on)
    assert (new.owner_id, new.acknowledged_at) == (None, None)
    copies = rows_of(new.id)
    assert {kind: (row.due_on, row.state, row.met_on) for kind, row in copies.items()} == {
        kind: (row.due_on, row.state, row.met_on) for kind, row in kept.items()
    }
    with make.reading():
        assert CaseEvent.objects.filter(case_id=new.id).values_list("action", flat=True).get() == MilestoneCode.RECEIVED
        copied = Offer.objects.filter(case_id=new.id).order_by("made_at")
        assert [(one.place, one.ended_by) for one in copied] == [("Center Vest", "nyt_tilbud"), ("Center Øst", "")]
    check_every_case()


def test_running_it_again_does_nothing(time: Any) -> None:
    rehabilitation(make.author())
    time.move_to(at(AFTER))
    assert moved() == (1, 0)
    with make.reading():
        before = (Case.objects.count(), CaseEvent.objects.count(), Delivery.objects.count(), Deadline.objects.count())
    assert moved() == (0, 0)
    with make.reading():
        assert (Case.objects.count(), CaseEvent.objects.count(), Delivery.objects.count(), Deadline.objects.count()) == before


def test_the_command_moves_them_now_and_says_how_many(time: Any, capsys: pytest.CaptureFixture[str]) -> None:
    rehabilitation(make.author())
    time.move_to(at(AFTER))
    call_command("move_authority")
    call_command("move_authority")
    said = capsys.readouterr().out.splitlines()
    assert [line.partition(".")[0] for line in said] == ["Flyttede sager: 1", "Flyttede sager: 0"]


def test_every_column_of_a_case_is_carried_or_known_to_be_the_new_holders_own() -> None:
    told = {"plan_version", "kind", "department_id", "plan_type", "home_municipality_id", "day_zero", "day_zero_expected"}
    starts = {"earliest_start", "latest_start", "start_reason_kind"}
    from_the_version = {
        "sender_id",
        "sender_name",
        "citizen_name",
        "name_key",
        "birth_date",
        "cpr_hash",
        "diagnosis_group",
        "postcode",
        "brain_injury",
    }
    own = {
        "id",
        "organisation",
        "plan_id",
        "acknowledged_at",
        "owner_id",
        "owner_name",
        "level_reason",
        "ended_at",
        "end_code",
        "end_reason",
    }
    own |= {"team_id", "team_name", "routed_by", "asked_at", "answered_at", "disagreed_at", "digital_post_exempt", "second_plan_open"}
    own |= {"trainer_name", "trainer_phone", "trainer_address", "trainer_told_on", "breach_cause", "goal_reached", "other_law"}
    own |= {"assigned_to", "performer_said_at"}  # what was given to somebody to perform ends with the former authority
    own |= {"choice_from"}  # reckoned again at every change
    own |= {"serious_illness", "hospital_choice", "hospital_choice_on"}  # specialised training only
    here = {"continued_at_id", "handover", "proposed_cause"}
    shown = {"inform_by", "inform_state", "offer_by", "offer_state", "plan_start_by", "plan_start_state", "last_working_day"}
    known = {*CARRIED, *told, *starts, *from_the_version, *own, *here, *shown}
    assert {field.name for field in Case._meta.concrete_fields} == known


def test_late_by_days_it_moves_the_same_cases_with_the_same_dates(time: Any) -> None:
    _, case_id = rehabilitation(make.author())
    time.move_to(at("2027-01-05T09:00"))
    assert moved() == (1, 0)
    assert case_of(successor_id(case_id, make.NORDJYLLAND)).day_zero == case_of(case_id).day_zero
    check_every_case()


def test_an_alert_the_municipality_was_given_is_not_given_again_and_one_that_comes_later_is_the_regions(time: Any) -> None:
    rehabilitation(make.author(), discharge_date=clock.today() - timedelta(days=2))
    with make.reading():
        due = dict(Deadline.objects.values_list("kind", "due_on"))
    assert due == {DeadlineKind.INFORM_BY: at("2026-12-30").date(), DeadlineKind.OFFER_BY: at("2027-01-02").date()}
    time.move_to(at("2026-12-31T09:00"))
    scan()
    with make.reading():
        given = set(Alert.objects.exclude(deadline_kind="").values_list("deadline_kind", "kind"))
        assert given == {(DeadlineKind.INFORM_BY, AlertKind.BREACH), (DeadlineKind.OFFER_BY, AlertKind.WARNING)}
    time.move_to(at(AFTER))
    moved()
    time.move_to(at("2027-01-04T09:00"))
    scan()
    scan()
    with make.reading():
        law = Alert.objects.exclude(deadline_kind="")
        at_the_region = set(law.filter(organisation_id=make.NORDJYLLAND).values_list("deadline_kind", "kind"))
        assert at_the_region.isdisjoint(given)
        assert (DeadlineKind.OFFER_BY, AlertKind.BREACH) in at_the_region
        assert set(law.filter(organisation_id=make.AALBORG).values_list("deadline_kind", "kind")) == given


def test_the_region_is_told_of_a_case_without_an_owner_on_its_own_next_opening_day_and_not_at_midnight(time: Any) -> None:
    make.person("rita", Role.REGIONAL_TRIAGE_OFFICER, make.NORDJYLLAND)
    rehabilitation(make.author())
    time.move_to(at("2026-12-31T09:00"))
    scan()
    time.move_to(at(AFTER))
    moved()
    scan()
    with make.reading():
        assert not Alert.objects.filter(organisation_id=make.NORDJYLLAND).exists()
    time.move_to(at("2027-01-04T09:00"))
    scan()
    with make.reading():
        assert Alert.objects.filter(organisation_id=make.NORDJYLLAND, deadline_kind="").exists()


def test_what_was_open_lapses_at_the_municipality_and_what_was_broken_stays(time: Any) -> None:
    _, case_id = rehabilitation(make.author(), discharge_date=clock.today() - timedelta(days=2))
    time.move_to(at(AFTER))
    moved()
    states = {kind: row.state for kind, row in rows_of(case_id).items()}
    assert states == {DeadlineKind.INFORM_BY: DeadlineState.OPEN, DeadlineKind.OFFER_BY: DeadlineState.LAPSED}


def test_the_hospital_hears_where_the_case_went_and_speaks_to_the_region_from_then(time: Any) -> None:
    anna = make.author()
    plan_id, case_id = rehabilitation(anna, discharge_date=clock.today() + timedelta(days=8), discharge_expected=True)
    time.move_to(at(AFTER))
    moved()
    new = successor_id(case_id, make.NORDJYLLAND)
    with make.reading():
        plan = Plan.objects.get(id=plan_id)
        assert plan.case_id == new
        assert "Region Nordjylland" in plan.milestones.get(code=MilestoneCode.TRANSFERRED).data["to"][0]["name"]
        assert set(Recipient.objects.filter(plan_id=plan_id, state=RecipientState.DELIVERED).values_list("receiver_id", "case_id")) == {
            (make.NORDJYLLAND, new),
            (make.AALBORG, successor_id(case_id, make.AALBORG)),
        }
    with acting_as(anna):
        sent.set_discharge(anna, plan_id, clock.today() + timedelta(days=9), expected=True)
    make.deliver_all()
    assert case_of(new).day_zero == clock.today() + timedelta(days=9)
    check_every_case()


def test_a_correction_under_way_to_the_municipality_reaches_the_region_and_its_own_information_case(time: Any) -> None:
    anna = make.author()
    plan_id, case_id = rehabilitation(anna, discharge_date=clock.today() + timedelta(days=8), discharge_expected=True)
    time.move_to(at("2026-12-31T23:59"))
    with acting_as(anna):
        sent.set_discharge(anna, plan_id, clock.today() + timedelta(days=3), expected=True)
    time.move_to(at(AFTER))
    assert succession.move_all() == (1, 0)
    make.deliver_all()
    assert case_of(case_id).day_zero == at("2027-01-05").date()
    assert case_of(successor_id(case_id, make.NORDJYLLAND)).day_zero == at("2027-01-03").date()
    assert case_of(successor_id(case_id, make.AALBORG)).day_zero == at("2027-01-03").date()
    check_every_case()


def test_a_withdrawal_under_way_ends_the_regions_case(time: Any) -> None:
    anna = make.author()
    plan_id, case_id = rehabilitation(anna)
    with acting_as(anna):
        sent.withdraw_plan(anna, plan_id, "Skrevet på forkert patient.")
    time.move_to(at(AFTER))
    succession.move_all()
    make.deliver_all()
    assert case_of(successor_id(case_id, make.NORDJYLLAND)).end_code == EndCode.WITHDRAWN
    assert case_of(successor_id(case_id, make.AALBORG)).end_code == EndCode.WITHDRAWN


def test_sent_in_december_and_received_in_january_it_ends_up_at_the_region(time: Any) -> None:
    time.move_to(at("2026-12-31T23:58"))
    plan_id = make.sent(make.author(), **REHABILITATION)
    time.move_to(at(AFTER))
    assert moved() == (0, 0)
    assert moved() == (1, 0)
    (case,) = cases_at(make.NORDJYLLAND)
    assert (case.plan_id, case.ended_at) == (plan_id, None)
    check_every_case()


def test_drafted_in_december_and_sent_in_january_it_goes_to_the_region_at_once(time: Any) -> None:
    anna = make.author()
    plan_id = make.draft(anna, **REHABILITATION)
    time.move_to(at("2027-01-01T09:00"))
    with acting_as(anna):
        send_plan(anna, plan_id)
    make.deliver_all()
    assert [(one.kind, one.handover) for one in cases_at(make.NORDJYLLAND)] == [(CaseKind.TREATMENT, "")]
    assert [one.kind for one in cases_at(make.AALBORG)] == [CaseKind.INFORMATION]
    assert moved() == (0, 0)


def test_sent_in_december_with_discharge_in_january_the_region_has_it_when_the_citizen_comes_home(time: Any) -> None:
    _, case_id = rehabilitation(make.author(), discharge_date=at("2027-01-06").date(), discharge_expected=True)
    assert case_of(case_id).organisation_id == make.AALBORG
    time.move_to(at(AFTER))
    moved()
    new = case_of(successor_id(case_id, make.NORDJYLLAND))
    assert (new.inform_by, new.offer_by) == (at("2027-01-10").date(), at("2027-01-13").date())
    check_every_case()
