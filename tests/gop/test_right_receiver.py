"""A plan that came to a wrong receiver: back in two clicks, on with one, and the citizen's dates stand still."""

import uuid
from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from accounts.actor import Actor
from accounts.tenancy import acting_as
from deadlines.enums import AlertKind
from deadlines.models import Alert, Deadline, Unsent
from gop.enums import BreachCause, EndCode, MilestoneCode, PlanAction, ReturnReason
from gop.errors import Refused
from gop.models import Case, Milestone, Plan, PlanEvent, Question
from gop.selectors.causes import causes_of
from gop.selectors.plans import outbox
from gop.selectors.returning import proposed_receiver
from gop.services import answering, questions, returning, sent
from tests import factories as make
from tests.deadlines.monday import at, mailed, said, scanned
from tests.gop.notice_steps import coordinator

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)
ELSEWHERE = {"reason": ReturnReason.LIVES_ELSEWHERE, "belongs_to": make.HERNING}


@pytest.fixture
def clock(db: None) -> Iterator[time_machine.Traveller]:
    """Tuesday noon; the patients went home on Monday."""
    with time_machine.travel(at("24T12:00"), tick=False) as traveller:
        make.registry()
        yield traveller


@pytest.fixture
def anna(clock: time_machine.Traveller) -> Actor:
    return make.author()


def back(actor: Actor, case_id: uuid.UUID, **how: object) -> None:
    with acting_as(actor):
        returning.return_case(actor, case_id, **(ELSEWHERE | how))  # type: ignore[arg-type]
    make.deliver_all()


def on_to(actor: Actor, plan_id: uuid.UUID, municipality: uuid.UUID, answer: str = "") -> uuid.UUID:
    """The new case."""
    with acting_as(actor):
        sent.forward_plan(actor, plan_id, municipality, register_answer=answer)
    make.deliver_all()
    with make.reading():
        return Case.objects.get(organisation_id=municipality, plan_id=plan_id).id


def dates(case_id: uuid.UUID) -> tuple[object, ...]:
    with make.reading():
        case = Case.objects.get(id=case_id)
        return (case.day_zero, case.inform_by, case.offer_by, case.plan_start_by)


def row(case_id: uuid.UUID) -> Case:
    with make.reading():
        return Case.objects.get(id=case_id)


def row_here(case_id: uuid.UUID) -> Case:
    """As the actor reads it."""
    return Case.objects.get(id=case_id)


def test_the_citizens_dates_are_the_same_at_the_next_receiver(anna: Actor, clock: time_machine.Traveller) -> None:
    plan_id, case_id = make.delivered(anna, discharge_date=MONDAY)
    before = dates(case_id)
    birgit = make.triage_officer()
    clock.move_to(at("26T09:00"))
    back(birgit, case_id)
    new = on_to(anna, plan_id, make.HERNING)
    assert dates(new) == before
    assert before[0] == MONDAY
    assert row(case_id).end_code == EndCode.RETURNED


def test_what_is_past_at_the_next_receiver_alerts_once_and_the_wrong_receiver_is_proposed(
    anna: Actor, clock: time_machine.Traveller
) -> None:
    lead = make.team_lead("herdis", make.HERNING)
    plan_id, case_id = make.delivered(anna, discharge_date=MONDAY)
    clock.move_to(at("29T09:00"))  # day 4 was Friday 27
    back(make.triage_officer(), case_id)
    new = on_to(anna, plan_id, make.HERNING)
    assert row(new).proposed_cause == BreachCause.WRONG_RECEIVER
    scanned(), scanned()
    with make.reading():
        alerts = Alert.objects.filter(organisation_id=lead.tenant, kind=AlertKind.BREACH)
        assert [one.deadline_kind for one in alerts] == ["informationsfrist"]
        assert Deadline.objects.filter(subject_id=new, due_on=date(2026, 11, 27), kind="informationsfrist").count() == 1


def test_a_plan_sent_after_its_deadline_proposes_that_it_came_late(anna: Actor) -> None:
    _, case_id = make.delivered(anna, discharge_date=date(2026, 11, 19))
    assert row(case_id).proposed_cause == BreachCause.RECEIVED_LATE


def test_a_returned_plan_is_told_to_its_author_at_once_and_to_the_coordinators_when_the_day_is_over(
    anna: Actor, clock: time_machine.Traveller
) -> None:
    coordinator("karen", make.ORTHOPAEDIC)
    coordinator("kaj")
    plan_id, case_id = make.delivered(anna, discharge_date=MONDAY)
    back(make.triage_officer(), case_id)
    with make.reading():
        waiting = Unsent.objects.get(subject_id=plan_id, ended_at=None)
        department = Plan.objects.get(id=plan_id).department_id
    assert waiting.discharge_on == date(2026, 11, 24)
    assert [scanned(), scanned()] == [1, 0]
    assert mailed() == ["anna"]
    clock.move_to(at("24T23:59"))
    assert scanned() == 0
    clock.move_to(at("25T00:00"))
    scanned(), scanned()
    assert mailed() == (["kaj", "karen"] if department == make.ORTHOPAEDIC else ["kaj"])
    assert {kind for kind, _ in said()} == {AlertKind.RETURNED}


def test_sent_on_the_same_day_nobody_else_is_told(anna: Actor, clock: time_machine.Traveller) -> None:
    coordinator("kaj")
    plan_id, case_id = make.delivered(anna, discharge_date=MONDAY)
    back(make.triage_officer(), case_id)
    on_to(anna, plan_id, make.HERNING)
    clock.move_to(at("26T00:00"))
    scanned()
    assert not [one for one in said() if one[0] == AlertKind.RETURNED]


def test_a_withdrawn_plan_waits_for_nobody_to_send_it_on(anna: Actor, clock: time_machine.Traveller) -> None:
    plan_id, case_id = make.delivered(anna, discharge_date=MONDAY)
    back(make.triage_officer(), case_id)
    with acting_as(anna):
        sent.withdraw_plan(anna, plan_id, "Skrevet på forkert patient.")
    with make.reading():
        assert not Unsent.objects.filter(subject_id=plan_id, ended_at=None).exists()


def test_after_the_second_return_only_the_coordinator_sends_and_notes_the_registers_answer(
    anna: Actor, clock: time_machine.Traveller
) -> None:
    kaj = coordinator("kaj")
    plan_id, case_id = make.delivered(anna, discharge_date=MONDAY)
    back(make.triage_officer(), case_id)
    new = on_to(anna, plan_id, make.HERNING)
    back(make.triage_officer("helle", make.HERNING), new, belongs_to=make.HOLBAEK)
    scanned()
    assert mailed() == ["anna", "kaj"]  # both at once
    with acting_as(anna), pytest.raises(Refused, match="koordinatoren"):
        sent.forward_plan(anna, plan_id, make.HOLBAEK, register_answer="Tilmeldt i Holbæk.")
    with acting_as(kaj), pytest.raises(Refused) as refused:
        sent.forward_plan(kaj, plan_id, make.HOLBAEK)
    assert refused.value.messages[0][0] == "register_answer"
    third = on_to(kaj, plan_id, make.HOLBAEK, "Tilmeldt i Holbæk siden 1. november.")
    assert dates(third) == dates(new)
    with make.reading():
        last = PlanEvent.objects.get(plan_id=plan_id, action=PlanAction.SEND_ONWARD, data__receiver=str(make.HOLBAEK))
        assert last.data["register_answer"] == "Tilmeldt i Holbæk siden 1. november."


def test_both_receivers_that_were_tried_are_refused(anna: Actor, clock: time_machine.Traveller) -> None:
    kaj = coordinator("kaj")
    plan_id, case_id = make.delivered(anna, discharge_date=MONDAY)
    back(make.triage_officer(), case_id)
    new = on_to(anna, plan_id, make.HERNING)
    back(make.triage_officer("helle", make.HERNING), new, belongs_to=make.AALBORG)
    for tried in (make.AALBORG, make.HERNING):
        with acting_as(kaj), pytest.raises(Refused, match="har allerede haft planen"):
            sent.forward_plan(kaj, plan_id, tried, register_answer="Tilmeldt.")


@pytest.mark.parametrize(
    ("how", "field"),
    [
        ({"belongs_to": None}, "municipality"),
        ({"belongs_to": make.AALBORG}, "municipality"),  # the one that returns it
        ({"belongs_to": make.AALBORG_HOSPITAL}, "municipality"),
        ({"reason": ReturnReason.OTHER, "belongs_to": None, "note": " "}, "note"),
    ],
)
def test_a_return_says_why_and_where(anna: Actor, how: dict[str, object], field: str) -> None:
    _, case_id = make.delivered(anna)
    with pytest.raises(Refused) as refused:
        back(make.triage_officer(), case_id, **how)
    assert [name for name, _ in refused.value.messages] == [field]


def test_the_hospital_reads_in_its_list_that_the_plan_came_back_and_where_it_belongs(anna: Actor) -> None:
    plan_id, case_id = make.delivered(anna)
    back(make.triage_officer(), case_id, note="Flyttet i går.")
    with make.reading():
        plan = Plan.objects.get(id=plan_id)
        assert Milestone.objects.filter(plan=plan, code=MilestoneCode.RETURNED).count() == 1
    assert plan.returned_reason == "Bopæl i en anden kommune: Herning Kommune. Flyttet i går."
    assert plan.last_milestone_text == "Aalborg Kommune har sendt planen retur: den hører til Herning Kommune."
    with acting_as(anna):
        assert [one.id for one in outbox(anna, MONDAY).asking] == [plan_id]


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ({"city": "Herning"}, make.HERNING),
        ({"city": " HOLBÆK "}, make.HOLBAEK),
        ({"city": "København"}, make.id_of("kommune-0101")),
        ({"city": "Aalborg"}, None),  # here
        ({"city": "Farsø"}, None),  # no municipality bears its name
        ({"city": "Herning", "protected": True}, None),
        ({}, None),
    ],
)
def test_the_receiver_proposed_is_the_one_whose_name_the_address_bears(
    anna: Actor, said: dict[str, object], right: uuid.UUID | None
) -> None:
    _, case_id = make.delivered(anna, **said)
    birgit = make.triage_officer()
    with acting_as(birgit):
        assert proposed_receiver(Case.objects.get(id=case_id)) == right


def test_a_question_in_time_that_was_answered_late_is_proposed_as_the_cause(anna: Actor, clock: time_machine.Traveller) -> None:
    birgit = make.triage_officer()
    plan_id, case_id = make.delivered(anna, discharge_date=MONDAY)
    with acting_as(birgit):
        questions.ask(birgit, case_id, text="Må benet belastes?")
    make.deliver_all()
    clock.move_to(at("29T09:00"))
    with acting_as(birgit):
        assert list(causes_of(row_here(case_id), date(2026, 11, 29))) == [BreachCause.WAITED_FOR_ANSWER]
    with make.reading():
        asked = Question.objects.get(organisation_id=make.AALBORG_HOSPITAL).shared_id
    with acting_as(anna):
        answering.answer(anna, plan_id, asked, text="Ja, fuldt.")
    make.deliver_all()
    with acting_as(birgit):
        (why,) = causes_of(row_here(case_id), date(2026, 11, 29)).values()
    assert why == "Sygehuset blev spurgt tirsdag 24. november, og svaret kom søndag 29. november."
