"""An advance notice: told before discharge, changed, withdrawn, and turned into the plan."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from accounts.actor import Actor, NotAllowed
from accounts.tenancy import acting_as
from gop.enums import NoticeState, Told
from gop.errors import AlreadyDone, NotFound, Refused
from gop.models import Case, Delivery, NoticeEvent, Plan, PlanVersion, ReceivedNotice
from gop.selectors.notices import above_inbox, discharged_without_plan, notice_before, open_notices
from gop.selectors.plans import cpr_of
from gop.services.notice_plan import write_plan
from gop.services.notices import change_notice, send_notice, withdraw_notice
from gop.services.receiving import apply_delivery
from gop.services.sending import send_plan
from tests import factories as make
from tests.gop.notice_steps import at_hospital, coordinator, facts, in_days, notified, received

pytestmark = pytest.mark.django_db


def ready(actor: Actor, plan_id: uuid.UUID, **changed: Any) -> None:
    """The rest of the plan, and sent."""
    from gop.services.drafts import save_step

    with acting_as(actor):
        save_step(actor, plan_id, make.content(**changed))
        send_plan(actor, plan_id)


def begun(actor: Actor, notice_id: uuid.UUID) -> uuid.UUID:
    with acting_as(actor):
        return write_plan(actor, notice_id).id


def shown(actor: Actor) -> list[tuple[str, str]]:
    """(name, state) of what lies above the inbox."""
    with acting_as(actor):
        return [(one.citizen_name, one.state) for one in above_inbox(actor, in_days(0))]


def test_a_notice_lies_above_the_municipalitys_inbox_without_clock_or_owner(anna: Actor, birgit: Actor) -> None:
    notice_id = notified(anna)
    make.deliver_all()
    assert shown(birgit) == [("Nancy Ann Test Berggren", NoticeState.NOTIFIED)]
    row = received(notice_id)
    assert row is not None
    assert (row.diagnosis_code, row.operation_text, row.follows) == ("DS720", "Ny hofte, højre side", Told.YES)
    assert (row.discharge_date, row.operation_on) == (in_days(2), in_days(0))
    assert row.sender_name.startswith("Aalborg Universitetshospital, ")
    with make.reading():
        assert not Case.objects.exists()


def test_the_chosen_therapy_department_is_told_too_also_of_another_hospital(anna: Actor) -> None:
    make.team_lead()
    notice_id = notified(anna, performing_department_id=make.PHYSIO)
    make.deliver_all()
    assert received(notice_id) is not None
    at_department = received(notice_id, make.AALBORG_HOSPITAL)
    assert at_department is not None
    assert at_department.department_id == make.PHYSIO


def test_another_municipality_sees_nothing(anna: Actor) -> None:
    herning = make.triage_officer("hans", make.HERNING)
    notified(anna)
    make.deliver_all()
    assert shown(herning) == []


def test_delivered_twice_it_stands_once(anna: Actor) -> None:
    notice_id = notified(anna)
    make.deliver_all()
    with make.reading():
        delivery = Delivery.objects.get(subject_id=notice_id)
        Delivery.objects.filter(id=delivery.id).update(applied_at=None)
    assert apply_delivery(delivery.id, delivery.receiver_id)
    with make.reading():
        assert ReceivedNotice.objects.count() == 1


def test_the_receiver_cannot_read_the_hospitals_row_once_it_has_its_copy(anna: Actor, birgit: Actor) -> None:
    from gop.models import AdvanceNotice

    notified(anna)
    with acting_as(birgit):
        assert AdvanceNotice.objects.count() == 1  # a delivery waits
    make.deliver_all()
    with acting_as(birgit):
        assert AdvanceNotice.objects.count() == 0


def test_a_delivery_carries_no_name_and_no_number(anna: Actor) -> None:
    notice_id = notified(anna)
    with acting_as(anna):
        withdraw_notice(anna, notice_id, "Operationen er aflyst")
    with make.reading():
        told = [one.payload for one in Delivery.objects.filter(subject_id=notice_id)]
    assert told == [{}, {"state": "tilbagetrukket", "reason": "Operationen er aflyst"}]


def test_what_is_wrong_is_said_by_field_and_nothing_is_sent(anna: Actor) -> None:
    wrong = facts(
        cpr="123",
        citizen_name=" ",
        kind="",
        follows="",
        informed="ja",
        informed_on=in_days(1),
        home_municipality_id=None,
        discharge_date=in_days(999),
    )
    with acting_as(anna), pytest.raises(Refused) as refusal:
        send_notice(anna, uuid.uuid4(), wrong)
    fields = {field for field, _ in refusal.value.messages}
    assert fields == {"cpr", "citizen_name", "kind", "follows", "informed_on", "home_municipality_id", "discharge_date"}
    with make.reading():
        assert not Delivery.objects.exists()


def test_the_same_form_sent_twice_is_one_notice(anna: Actor) -> None:
    notice_id = uuid.uuid4()
    for _ in range(2):
        with acting_as(anna):
            send_notice(anna, notice_id, facts())
    with make.reading():
        assert Delivery.objects.filter(subject_id=notice_id).count() == 1


def test_an_id_of_another_hospital_is_not_taken_over(anna: Actor) -> None:
    notice_id = notified(anna)
    other = make.author("vera", make.GOEDSTRUP)
    with acting_as(other), pytest.raises(NotFound):
        send_notice(other, notice_id, facts(department_id=make.GOEDSTRUP_ORTHOPAEDIC))


def test_a_changed_discharge_reaches_the_receiver(anna: Actor) -> None:
    notice_id = notified(anna)
    make.deliver_all()
    with acting_as(anna):
        change_notice(anna, notice_id, in_days(5), Told.UNKNOWN)
        change_notice(anna, notice_id, in_days(5), Told.UNKNOWN)  # again: nothing
    make.deliver_all()
    row = received(notice_id)
    assert row is not None
    assert (row.discharge_date, row.follows) == (in_days(5), Told.UNKNOWN)
    with make.reading():
        assert Delivery.objects.filter(subject_id=notice_id).count() == 2


def test_a_colleague_who_changed_it_first_is_named(anna: Actor) -> None:
    notice_id, bo = notified(anna), make.author("bo")
    seen = at_hospital(notice_id).changed_at
    with acting_as(bo):
        change_notice(bo, notice_id, in_days(4), Told.YES, seen)
    with acting_as(anna), pytest.raises(AlreadyDone) as done:
        change_notice(anna, notice_id, in_days(5), Told.YES, seen)
    assert done.value.by_name == "Bo"


def test_withdrawn_it_is_shown_as_withdrawn_for_some_days_and_then_gone(anna: Actor, birgit: Actor) -> None:
    notice_id = notified(anna)
    make.deliver_all()
    with acting_as(anna):
        withdraw_notice(anna, notice_id, "Operationen er aflyst")
        withdraw_notice(anna, notice_id, "Operationen er aflyst")
    make.deliver_all()
    assert shown(birgit) == [("Nancy Ann Test Berggren", NoticeState.WITHDRAWN)]
    with make.reading():
        row = ReceivedNotice.objects.get()
        assert row.ended_reason == "Operationen er aflyst"
        ReceivedNotice.objects.update(ended_at=row.received_at - timedelta(days=9))
    assert shown(birgit) == []


def test_withdrawn_before_it_came_it_leaves_nothing(anna: Actor) -> None:
    notice_id = notified(anna)
    with acting_as(anna):
        withdraw_notice(anna, notice_id, "Forkert patient")
    make.deliver_all()
    assert received(notice_id) is None


def test_a_withdrawn_notice_cannot_be_changed_or_become_a_plan(anna: Actor) -> None:
    notice_id = notified(anna)
    with acting_as(anna):
        withdraw_notice(anna, notice_id, "Forkert patient")
    for act in (lambda: change_notice(anna, notice_id, None, Told.NO), lambda: write_plan(anna, notice_id)):
        with acting_as(anna), pytest.raises(Refused):
            act()


def test_a_withdrawal_says_why(anna: Actor) -> None:
    notice_id = notified(anna)
    with acting_as(anna), pytest.raises(Refused):
        withdraw_notice(anna, notice_id, "  ")
    assert at_hospital(notice_id).state == NoticeState.NOTIFIED


def test_the_plan_is_begun_with_everything_the_notice_says(anna: Actor) -> None:
    notice_id = notified(anna)
    plan_id = begun(anna, notice_id)
    assert begun(make.author("bo"), notice_id) == plan_id
    with make.reading():
        plan, version = Plan.objects.get(id=plan_id), PlanVersion.objects.get(plan_id=plan_id)
        assert (plan.notice_id, plan.department_id, plan.discharge_date) == (notice_id, make.ORTHOPAEDIC, in_days(2))
        assert (cpr_of(version), version.citizen_name) == (make.NANCY, "Nancy Ann Test Berggren")
        assert (version.home_municipality_id, version.diagnosis_code) == (make.AALBORG, "DS720")
        assert version.interventions == [{"code": "", "text": "Ny hofte, højre side", "on": in_days(0).isoformat()}]
        assert version.discharge_expected


def test_the_plans_case_points_to_the_notice_which_leaves_the_list(anna: Actor, birgit: Actor) -> None:
    notice_id = notified(anna)
    make.deliver_all()
    ready(anna, begun(anna, notice_id), discharge_date=in_days(0))
    make.deliver_all()
    assert shown(birgit) == []
    row = received(notice_id)
    with make.reading():
        case = Case.objects.get()
        assert row is not None
        assert (row.case_id, row.state) == (case.id, NoticeState.FOLLOWED)
    with acting_as(birgit):
        before = notice_before(Case.objects.get())
        assert before is not None
        assert before.notice_id == notice_id
    assert at_hospital(notice_id).state == NoticeState.FOLLOWED


def test_a_plan_typed_past_the_notice_follows_it_too(anna: Actor, birgit: Actor) -> None:
    notice_id = notified(anna, discharge_date=in_days(0))
    make.deliver_all()
    plan_id = uuid.uuid4()
    with acting_as(anna):
        from gop.services.drafts import create_draft

        create_draft(anna, plan_id, make.ORTHOPAEDIC)
    ready(anna, plan_id)
    make.deliver_all()
    row = received(notice_id)
    assert row is not None
    assert (row.state, row.case_id is not None) == (NoticeState.FOLLOWED, True)
    assert shown(birgit) == []


def test_a_notice_of_a_later_stay_is_left_alone_by_another_plan(anna: Actor) -> None:
    notice_id = notified(anna, discharge_date=in_days(30))
    plan_id = uuid.uuid4()
    with acting_as(anna):
        from gop.services.drafts import create_draft

        create_draft(anna, plan_id, make.ORTHOPAEDIC)
    ready(anna, plan_id)
    assert at_hospital(notice_id).state == NoticeState.NOTIFIED


def test_the_notice_may_come_after_the_plan(anna: Actor, birgit: Actor) -> None:
    notice_id = notified(anna)
    ready(anna, begun(anna, notice_id), discharge_date=in_days(0))
    with make.reading():  # its first delivery was lost for a while, and is applied last
        first = Delivery.objects.get(subject_id=notice_id, kind="varsling")
        Delivery.objects.filter(id=first.id).update(applied_at=first.created_at)
    make.deliver_all()
    with make.reading():
        Delivery.objects.filter(id=first.id).update(applied_at=None)
    make.deliver_all()
    assert shown(birgit) == []
    assert received(notice_id) is None


def test_who_does_not_get_the_plan_hears_only_that_the_notice_is_not_theirs(anna: Actor) -> None:
    notice_id = notified(anna)
    make.deliver_all()
    ready(anna, begun(anna, notice_id), discharge_date=in_days(0), home_municipality_id=make.HERNING)
    make.deliver_all()
    row = received(notice_id)
    assert row is not None
    assert (row.state, row.case_id) == (NoticeState.WITHDRAWN, None)
    assert "plan" not in row.ended_reason.lower()


def test_the_protected_address_is_not_on_a_notice() -> None:
    from gop.models import AdvanceNotice

    for table in (AdvanceNotice, ReceivedNotice):
        names = {field.name for field in table._meta.get_fields()}
        assert not names & {"street", "postcode", "city", "phone", "address"}


def test_own_notices_stand_with_what_is_due_first(anna: Actor) -> None:
    late, soon, unknown = (
        notified(anna, discharge_date=in_days(9)),
        notified(anna, discharge_date=in_days(1)),
        notified(anna, discharge_date=None),
    )
    plan_id = begun(anna, soon)
    with acting_as(anna):
        rows = open_notices(anna)
    assert [one.notice.id for one in rows] == [soon, late, unknown]
    assert rows[0].plan is not None
    assert rows[0].plan.id == plan_id


def test_another_department_does_not_see_the_notice(anna: Actor) -> None:
    notice_id = notified(anna)
    olga = make.author("olga", make.AALBORG_HOSPITAL, make.PHYSIO)
    with acting_as(olga), pytest.raises(NotFound):
        withdraw_notice(olga, notice_id, "x")


def test_a_triage_officer_sends_no_notice(birgit: Actor) -> None:
    with acting_as(birgit), pytest.raises(NotAllowed):
        send_notice(birgit, uuid.uuid4(), facts())


def test_a_notices_history_is_kept(anna: Actor) -> None:
    notice_id = notified(anna)
    with acting_as(anna):
        change_notice(anna, notice_id, None, Told.YES)
        withdraw_notice(anna, notice_id, "Aflyst")
    with make.reading():
        assert list(NoticeEvent.objects.order_by("at").values_list("action", "by_name")) == [
            ("varsl", "Anna"),
            ("ret", "Anna"),
            ("traek_tilbage", "Anna"),
        ]


def test_the_coordinator_lists_who_was_discharged_without_a_plan(anna: Actor) -> None:
    karen = coordinator()
    missed = notified(anna, discharge_date=in_days(-1))
    notified(anna, discharge_date=in_days(-1), follows="nej")
    notified(anna, discharge_date=in_days(1))
    with acting_as(karen):
        assert [one.id for one in discharged_without_plan(karen, in_days(0))] == [missed]


def test_who_was_assessed_without_a_plan_is_not_on_the_list(anna: Actor) -> None:
    from gop.models import WithoutPlan

    karen = coordinator()
    notice_id = notified(anna, discharge_date=in_days(-1))
    notice = at_hospital(notice_id)
    with make.reading():
        WithoutPlan.objects.create(
            organisation_id=make.AALBORG_HOSPITAL,
            department_id=make.ORTHOPAEDIC,
            notice_id=notice_id,
            outcome="intet_behov",
            cpr_encrypted=notice.cpr_encrypted,
            cpr_hash=notice.cpr_hash,
            citizen_name=notice.citizen_name,
            assessed_on=in_days(0),
            told_on=in_days(0),
            author_id=anna.user,
            created_at=notice.created_at + timedelta(minutes=1),
        )
    with acting_as(karen):
        assert discharged_without_plan(karen, in_days(0)) == []
