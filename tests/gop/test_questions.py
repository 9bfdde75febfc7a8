"""A question goes from the case to the sending department and its answer back; a disagreement is settled once on both sides."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from accounts import clock
from accounts.actor import NotAllowed
from accounts.enums import Role
from accounts.tenancy import acting_as
from deadlines.models import Deadline
from gop.enums import CaseAction, EndCode, QuestionEnd, QuestionKind, ReturnReason
from gop.errors import AlreadyDone, NotFound, Refused
from gop.models import Case, CaseEvent, Delivery, Plan, PlanEvent, Question
from gop.services import answering, offers, questions, sent
from gop.services.drafts import save_step
from gop.services.handing_over import forward
from gop.services.replacing import replace_plan
from gop.services.returning import return_case
from gop.services.sending import send_plan
from tests import factories as make

pytestmark = pytest.mark.django_db
WANTED = "Hvad forventer I, at borgeren kan opnå?"


@pytest.fixture
def asked(anna: Any) -> dict[str, Any]:
    plan_id, case_id = make.delivered(anna)
    birgit = make.triage_officer()
    with acting_as(birgit):
        questions.ask(birgit, case_id, text=WANTED, about="potentiale_mangler")
    make.deliver_all()
    return {"anna": anna, "birgit": birgit, "plan": plan_id, "case": case_id, "question": shared(case_id)}


def shared(case_id: uuid.UUID) -> uuid.UUID:
    with make.reading():
        return Question.objects.filter(case_id=case_id).order_by("-asked_at").values_list("shared_id", flat=True)[0]


def copies(question_id: uuid.UUID) -> tuple[Question, Question]:
    """(the authority's, the hospital's)"""
    with make.reading():
        rows = {row.organisation_id: row for row in Question.objects.filter(shared_id=question_id)}
    assert len(rows) == 2
    hospital = rows.pop(make.AALBORG_HOSPITAL)
    return rows.popitem()[1], hospital


def case(case_id: uuid.UUID) -> Case:
    with make.reading():
        return Case.objects.get(id=case_id)


def answer(world: dict[str, Any], text: str = "At gå ude med stok.", by: Any = None) -> None:
    actor = by or world["anna"]
    with acting_as(actor):
        answering.answer(actor, world["plan"], world["question"], text=text)


def rows_of(case_id: uuid.UUID) -> list[tuple[Any, ...]]:
    with make.reading():
        return list(Deadline.objects.filter(subject_id=case_id).order_by("kind").values_list("kind", "due_on", "state", "warn_at"))


def test_a_question_has_one_copy_in_each_tenant_and_the_case_says_it_waits(asked: dict[str, Any]) -> None:
    here, there = copies(asked["question"])
    assert (here.text, here.about, here.other_id) == (WANTED, "potentiale_mangler", make.AALBORG_HOSPITAL)
    assert (there.text, there.about, there.other_id) == (WANTED, "potentiale_mangler", make.AALBORG)
    with make.reading():
        assert there.department_id == Plan.objects.get(id=asked["plan"]).department_id
    assert there.asked_by_name == "Birgit"
    assert there.asked_at == here.asked_at
    assert case(asked["case"]).asked_at == here.asked_at


def test_a_question_and_a_disagreement_leave_every_clock_as_it_was(anna: Any) -> None:
    _, case_id = make.delivered(anna)
    before, birgit = rows_of(case_id), make.triage_officer()
    with acting_as(birgit):
        questions.ask(birgit, case_id, text=WANTED)
        questions.disagree(birgit, case_id, text="Typen.", decider="Lena, leder", decide_by=clock.today())
    assert before
    assert rows_of(case_id) == before


def test_a_question_delivered_twice_is_one_question(asked: dict[str, Any]) -> None:
    with make.reading():
        Delivery.objects.filter(kind="spoergsmaal").update(applied_at=None)
    make.deliver_all()
    copies(asked["question"])
    with make.reading():
        assert PlanEvent.objects.filter(action="spoergsmaal").count() == 1


def test_an_answer_reaches_the_case_with_its_question_and_nobody_waits_any_more(asked: dict[str, Any]) -> None:
    answer(asked)
    make.deliver_all()
    here, there = copies(asked["question"])
    assert here.answer == there.answer == "At gå ude med stok."
    assert here.ended_because == there.ended_because == QuestionEnd.ANSWERED
    row = case(asked["case"])
    assert row.asked_at is None
    assert row.answered_at is not None
    with make.reading():
        told = CaseEvent.objects.get(case_id=asked["case"], action=CaseAction.ANSWERED)
    assert (told.data["asked"], told.data["answer"]) == (WANTED, "At gå ude med stok.")
    assert told.by_name.startswith("Anna, ")


def test_an_answer_delivered_twice_is_told_once(asked: dict[str, Any]) -> None:
    answer(asked)
    make.deliver_all()
    with make.reading():
        Delivery.objects.filter(kind="svar").update(applied_at=None)
    make.deliver_all()
    with make.reading():
        assert CaseEvent.objects.filter(case_id=asked["case"], action=CaseAction.ANSWERED).count() == 1


def test_whoever_acts_on_the_case_has_seen_the_answer(asked: dict[str, Any]) -> None:
    answer(asked)
    make.deliver_all()
    with acting_as(asked["birgit"]):
        questions.ask(asked["birgit"], asked["case"], text="Og trapper?", seen=clock.now())
    assert case(asked["case"]).answered_at is None


def test_the_oldest_of_two_questions_says_since_when_the_case_waits(asked: dict[str, Any]) -> None:
    first = case(asked["case"]).asked_at
    with acting_as(asked["birgit"]):
        questions.ask(asked["birgit"], asked["case"], text="Og trapper?", seen=clock.now())
    assert case(asked["case"]).asked_at == first
    answer(asked)
    make.deliver_all()
    row = case(asked["case"])
    assert row.asked_at is not None
    assert first is not None
    assert row.asked_at > first


def test_the_same_question_pressed_twice_is_one_and_a_colleagues_is_told(asked: dict[str, Any]) -> None:
    lena, long_ago = make.team_lead(), clock.now() - timedelta(hours=1)
    with acting_as(asked["birgit"]):
        questions.ask(asked["birgit"], asked["case"], text=WANTED, about="potentiale_mangler", seen=long_ago)
    with make.reading():
        assert Question.objects.filter(case_id=asked["case"], organisation_id=make.AALBORG).count() == 1
    with acting_as(lena), pytest.raises(AlreadyDone, match="Birgit"):
        questions.ask(lena, asked["case"], text="Hvad med trapper?", seen=long_ago)


def test_an_empty_question_is_refused_at_its_field(asked: dict[str, Any]) -> None:
    with acting_as(asked["birgit"]), pytest.raises(Refused) as refusal:
        questions.ask(asked["birgit"], asked["case"], text="  ", seen=clock.now())
    assert [field for field, _ in refusal.value.messages] == ["text"]


def test_the_second_author_is_told_who_answered(asked: dict[str, Any]) -> None:
    answer(asked)
    olga = make.person("olga", Role.COORDINATOR, make.AALBORG_HOSPITAL)
    with pytest.raises(AlreadyDone, match="Anna"):
        answer(asked, "Noget andet.", by=olga)
    answer(asked)  # one's own again
    with make.reading():
        assert Delivery.objects.filter(kind="svar").count() == 1


def test_another_department_another_hospital_and_a_triage_officer_cannot_answer(asked: dict[str, Any]) -> None:
    physio = make.author("pia", make.AALBORG_HOSPITAL, make.PHYSIO)
    elsewhere = make.author("gert", make.GOEDSTRUP)
    for actor in (physio, elsewhere):
        with pytest.raises(NotFound):
            answer(asked, by=actor)
    with pytest.raises(NotAllowed):
        answer(asked, by=asked["birgit"])


def test_another_municipality_cannot_ask_about_the_case_and_an_author_cannot_ask_at_all(asked: dict[str, Any]) -> None:
    herning = make.triage_officer("hanne", make.HERNING)
    with acting_as(herning), pytest.raises(NotFound):
        questions.ask(herning, asked["case"], text="Hvem?")
    with acting_as(asked["anna"]), pytest.raises(NotAllowed):
        questions.ask(asked["anna"], asked["case"], text="Hvem?")


def ended(world: dict[str, Any], how: str) -> None:
    anna, birgit, case_id, plan_id = world["anna"], world["birgit"], world["case"], world["plan"]
    with acting_as(birgit if how in ("retur", "flyttet", "slut") else anna):
        match how:
            case "retur":
                return_case(birgit, case_id, reason=ReturnReason.LIVES_ELSEWHERE, belongs_to=make.HERNING)
            case "flyttet":
                forward(birgit, case_id, make.HERNING, reason="Flyttet.")
            case "slut":
                offers.end_case(birgit, case_id, code=EndCode.DECLINED, reason="")
            case "trukket":
                sent.withdraw_plan(anna, plan_id, "Forkert patient.")
            case "erstattet":
                new = replace_plan(anna, plan_id, uuid.uuid4())
                save_step(anna, new.id, {"consents": make.consents()})
                send_plan(anna, new.id)
    make.deliver_all()


@pytest.mark.parametrize(
    ("how", "because"),
    [
        ("retur", QuestionEnd.RETURNED),
        ("flyttet", QuestionEnd.MOVED_ON),
        ("trukket", QuestionEnd.WITHDRAWN),
        ("erstattet", QuestionEnd.REPLACED),
        ("slut", QuestionEnd.CASE_ENDED),
    ],
)
def test_an_open_question_ends_with_the_case_for_the_same_reason_on_both_sides(
    asked: dict[str, Any], how: str, because: QuestionEnd
) -> None:
    ended(asked, how)
    here, there = copies(asked["question"])
    assert (here.ended_because, there.ended_because) == (because, because)
    assert here.ended_at is not None
    assert case(asked["case"]).asked_at is None


@pytest.mark.parametrize("how", ["retur", "flyttet", "trukket", "erstattet"])
def test_a_question_that_fell_away_with_the_plan_takes_no_answer_and_says_why(asked: dict[str, Any], how: str) -> None:
    ended(asked, how)
    with pytest.raises(Refused, match="ikke længere brug for et svar"):
        answer(asked)


def test_a_late_answer_to_a_case_that_has_ended_is_kept_and_stands_in_its_history(asked: dict[str, Any]) -> None:
    ended(asked, "slut")
    answer(asked, "Beklager ventetiden: ude med stok.")
    make.deliver_all()
    here, there = copies(asked["question"])
    assert here.answer == there.answer == "Beklager ventetiden: ude med stok."
    assert here.ended_because == there.ended_because == QuestionEnd.CASE_ENDED
    with make.reading():
        assert CaseEvent.objects.filter(case_id=asked["case"], action=CaseAction.ANSWERED).count() == 1


def test_an_answer_under_way_when_the_case_moved_on_stays_with_whoever_asked(asked: dict[str, Any]) -> None:
    answer(asked)
    with acting_as(asked["birgit"]):
        forward(asked["birgit"], asked["case"], make.HERNING, reason="Flyttet.")
    make.deliver_all()
    here, _ = copies(asked["question"])
    assert here.answer == "At gå ude med stok."
    with make.reading():
        assert Delivery.objects.filter(kind="svar").count() == 1
        assert Question.objects.filter(organisation_id=make.HERNING).count() == 0


def test_a_question_that_comes_after_the_plan_was_withdrawn_is_kept_and_asks_nobody(anna: Any) -> None:
    plan_id, case_id = make.delivered(anna)
    birgit = make.triage_officer()
    with acting_as(birgit):
        questions.ask(birgit, case_id, text=WANTED)
    with acting_as(anna):
        sent.withdraw_plan(anna, plan_id, "Forkert patient.")
    make.deliver_all()
    here, there = copies(shared(case_id))
    assert (here.ended_because, there.ended_because) == (QuestionEnd.WITHDRAWN, QuestionEnd.WITHDRAWN)


@pytest.fixture
def disputed(anna: Any) -> dict[str, Any]:
    plan_id, case_id = make.delivered(anna)
    birgit = make.triage_officer()
    with acting_as(birgit):
        questions.disagree(birgit, case_id, text="Typen.", decider="Lena, teamleder", decide_by=clock.today() + timedelta(days=2))
    make.deliver_all()
    return {"anna": anna, "birgit": birgit, "plan": plan_id, "case": case_id, "question": shared(case_id)}


def settle(world: dict[str, Any], outcome: str, *, by_hospital: bool) -> None:
    anna, birgit, today = world["anna"], world["birgit"], clock.today()
    with acting_as(anna if by_hospital else birgit):
        if by_hospital:
            answering.settle_here(anna, world["plan"], world["question"], on=today, outcome=outcome)
        else:
            questions.settle(birgit, world["case"], on=today, outcome=outcome)


def test_a_disagreement_names_a_decider_on_each_side_and_a_date(disputed: dict[str, Any]) -> None:
    anna = disputed["anna"]
    with acting_as(anna):
        answering.name_decider(anna, disputed["plan"], disputed["question"], decider="Ole, overlæge", text="Vi holder fast.")
    make.deliver_all()
    for row in copies(disputed["question"]):
        assert row.kind == QuestionKind.DISAGREEMENT
        assert (row.decider_authority, row.decider_hospital) == ("Lena, teamleder", "Ole, overlæge")
        assert row.decide_by == clock.today() + timedelta(days=2)
        assert row.ended_at is None
    assert case(disputed["case"]).disagreed_at is not None


@pytest.mark.parametrize("by_hospital", [True, False])
def test_either_side_records_the_outcome_and_it_reaches_the_other(disputed: dict[str, Any], by_hospital: bool) -> None:
    settle(disputed, "Typen ændres ikke.", by_hospital=by_hospital)
    make.deliver_all()
    for row in copies(disputed["question"]):
        assert (row.outcome, row.settled_on, row.ended_because) == ("Typen ændres ikke.", clock.today(), QuestionEnd.SETTLED)
    assert case(disputed["case"]).disagreed_at is None
    with make.reading():
        assert CaseEvent.objects.filter(case_id=disputed["case"], action=CaseAction.SETTLE).count() == 1
        assert PlanEvent.objects.filter(plan_id=disputed["plan"], action=CaseAction.SETTLE).count() == 1


@pytest.mark.parametrize("first", [True, False])
def test_of_two_outcomes_recorded_at_once_the_first_stands_on_both_sides(disputed: dict[str, Any], first: bool) -> None:
    settle(disputed, "Først.", by_hospital=first)
    settle(disputed, "Sidst.", by_hospital=not first)
    make.deliver_all()
    assert [row.outcome for row in copies(disputed["question"])] == ["Først.", "Først."]


def test_a_second_disagreement_waits_for_the_first_and_everything_missing_is_said_at_once(disputed: dict[str, Any]) -> None:
    birgit, case_id = disputed["birgit"], disputed["case"]
    with acting_as(birgit), pytest.raises(Refused, match="ikke er afgjort"):
        questions.disagree(birgit, case_id, text="Også datoen.", decider="Lena", decide_by=clock.today(), seen=clock.now())
    settle(disputed, "Afgjort.", by_hospital=False)
    with acting_as(birgit), pytest.raises(Refused) as refusal:
        questions.disagree(birgit, case_id, text="", decider="", decide_by=None, seen=clock.now())
    assert [field for field, _ in refusal.value.messages] == ["text", "decider", "decide_by"]


def test_the_hospitals_list_says_that_somebody_asks(asked: dict[str, Any]) -> None:
    with make.reading():
        assert Plan.objects.get(id=asked["plan"]).last_milestone_text == "Aalborg Kommune spørger om planen."
