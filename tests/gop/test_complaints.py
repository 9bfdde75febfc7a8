"""Complaints are registered where they came, with where they belong; the text is for team lead and owner; no clock moves."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Role
from accounts.tenancy import acting_as
from gop.enums import ComplaintAbout, ComplaintHow, ComplaintOutcome, ComplaintTo
from gop.errors import AlreadyDone, NotFound, Refused
from gop.models import Case, CaseEvent, Complaint, Delivery, Plan, PlanEvent
from gop.selectors.complaints import complaint_of, complaints_listed, may_read_text
from gop.services import cases
from gop.services.complaints import ComplaintSaid, OutcomeSaid, close_complaint, of_case, of_plan
from tests import factories as make
from tests.gop.courses import told_alike

pytestmark = pytest.mark.django_db
TEXT = "Borgeren er ikke vejledt om frit valg."


def said(**changed: object) -> ComplaintSaid:
    first = ComplaintSaid(ComplaintAbout.RIGHTS, ComplaintHow.LETTER, clock.today(), TEXT, counted_from=clock.today() - timedelta(days=7))
    return replace(first, **changed)  # type: ignore[arg-type]


def registered(actor: Actor, case_id: uuid.UUID, **changed: object) -> uuid.UUID:
    key = uuid.uuid4()
    with acting_as(actor):
        of_case(actor, case_id, key, said(**changed))
    return key


def upheld(actor: Actor, key: uuid.UUID, **more: object) -> None:
    with acting_as(actor):
        close_complaint(actor, key, OutcomeSaid(ComplaintOutcome.UPHELD, clock.today(), "Vejledt igen."), **more)  # type: ignore[arg-type]


def test_receiver_and_limit_are_the_rows_and_history_does_not_tell_the_text(anna: Actor, birgit: Actor) -> None:
    _, case_id = make.delivered(anna)
    before = told_alike(case_id)
    key = registered(birgit, case_id)
    with make.reading():
        row = Complaint.objects.get(id=key)
        event = CaseEvent.objects.get(action="klage")
    assert (row.to, row.due_on, row.text) == (ComplaintTo.PATIENT_COMPLAINTS, clock.today() + timedelta(days=21), TEXT)
    assert TEXT not in str(event.data)
    after = told_alike(case_id)
    assert (after.state, after.inform_by, after.offer_by) == (before.state, before.inform_by, before.offer_by)


def test_nothing_of_it_reaches_the_hospital(anna: Actor, birgit: Actor) -> None:
    _, case_id = make.delivered(anna)
    with make.reading():
        had = Delivery.objects.count()
    key = registered(birgit, case_id)
    upheld(birgit, key)
    with make.reading():
        assert Delivery.objects.count() == had
    with acting_as(anna):
        assert complaint_of(anna, key) is None
        assert not Complaint.objects.exists()


def test_the_same_form_twice_is_one_complaint_and_a_repeated_outcome_one_event(anna: Actor, birgit: Actor) -> None:
    _, case_id = make.delivered(anna)
    key = uuid.uuid4()
    for _ in range(2):
        with acting_as(birgit):
            of_case(birgit, case_id, key, said())
    for _ in range(2):
        upheld(birgit, key)
    with make.reading():
        assert Complaint.objects.count() == 1
        assert CaseEvent.objects.filter(action="klage").count() == 2


def test_a_colleague_is_told_who_registered_the_outcome(anna: Actor, birgit: Actor) -> None:
    _, case_id = make.delivered(anna)
    key, seen = registered(birgit, case_id), clock.now()
    upheld(birgit, key, seen=seen)
    with pytest.raises(AlreadyDone) as told:
        upheld(make.team_lead(), key, seen=seen)
    assert told.value.by_name == "Birgit"


def test_another_authority_and_a_taken_id_find_nothing(anna: Actor, birgit: Actor) -> None:
    _, case_id = make.delivered(anna)
    key = registered(birgit, case_id)
    helle = make.triage_officer("helle", make.HERNING)
    with pytest.raises(NotFound), acting_as(helle):
        of_case(helle, case_id, uuid.uuid4(), said())
    with pytest.raises(NotFound):
        upheld(helle, key)
    _, other = make.delivered(anna, cpr=make.somebody())
    with pytest.raises(NotFound), acting_as(birgit):
        of_case(birgit, other, key, said())


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"about": None}, "about"),
        ({"how": None}, "how"),
        ({"received_on": None}, "received_on"),
        ({"about": ComplaintAbout.OTHER}, "to"),
        ({"text": " "}, "text"),
        ({"text": f"Det gælder {make.NANCY[:6]}-{make.NANCY[6:]}."}, "text"),
        ({"assignment": uuid.uuid4()}, "assignment"),
    ],
)
def test_what_is_missing_or_names_a_number_is_refused_at_its_field(
    anna: Actor, birgit: Actor, wrong: dict[str, object], field: str
) -> None:
    _, case_id = make.delivered(anna)
    with pytest.raises(Refused) as refused:
        registered(birgit, case_id, **wrong)
    assert [name for name, _ in refused.value.messages] == [field]


def test_the_text_is_for_owner_and_team_lead(anna: Actor, birgit: Actor) -> None:
    _, case_id = make.delivered(anna)
    lena, carl = make.team_lead(), make.triage_officer("carl")
    with acting_as(birgit):
        cases.take(birgit, case_id)
        case = Case.objects.get(id=case_id)
    assert [may_read_text(one, case) for one in (birgit, lena, carl)] == [True, True, False]
    case.owner_id = None
    assert [may_read_text(one, case) for one in (birgit, lena, carl)] == [False, True, False]


def test_the_hospital_has_its_own_and_its_author_and_coordinator_read_the_text(anna: Actor) -> None:
    plan_id, _ = make.delivered(anna)
    key = uuid.uuid4()
    with acting_as(anna):
        of_plan(anna, plan_id, key, said(about=ComplaintAbout.TREATMENT, counted_from=None))
        plan = Plan.objects.get(id=plan_id)
        assert Complaint.objects.get().due_on is None  # from when is not known
    coordinator = make.person("kirsten", Role.COORDINATOR, make.AALBORG_HOSPITAL)
    assert [may_read_text(one, plan) for one in (anna, coordinator, make.author("bo"))] == [True, True, False]
    upheld(anna, key)
    with make.reading():
        assert PlanEvent.objects.filter(plan_id=plan_id, action="klage").count() == 2
    lena = make.team_lead()
    with acting_as(lena):
        assert not Complaint.objects.exists()


def test_open_ones_stand_first_and_the_nearest_limit_on_top(anna: Actor, birgit: Actor) -> None:
    _, case_id = make.delivered(anna)
    unknown = registered(birgit, case_id, counted_from=None)
    near = registered(birgit, case_id, counted_from=clock.today() - timedelta(days=20))
    far = registered(birgit, case_id)
    done = registered(birgit, case_id)
    upheld(birgit, done)
    with acting_as(birgit):
        rows, more = complaints_listed(birgit, 1)
    assert ([one.id for one in rows], more) == ([near, far, unknown, done], False)
