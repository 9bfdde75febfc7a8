"""A second plan for a citizen with an open case: nothing is decided on the newer one before somebody has said how the two stand."""

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from accounts import clock
from accounts.actor import Actor, NotAllowed
from accounts.tenancy import acting_as
from deadlines.enums import DeadlineState
from deadlines.models import Deadline
from gop.enums import CaseState, DeliveryKind, EndCode, GeneralLevel, GuidanceHow, PlanType, SecondPlan
from gop.errors import AlreadyDone, NotFound, Refused
from gop.models import Case, CaseContact, CaseEvent, Delivery, Goal, SecondPlanAnswer
from gop.selectors.second_plan import asks_first, waiting
from gop.services import cases, holding, offers, questions, reopening
from gop.services.goals import GoalSaid, agree
from gop.services.handing_over import forward
from gop.services.second_plan_answer import Said, answer
from gop.services.trainers import name_trainer
from tests import factories as make
from tests.gop.courses import told_alike
from tests.gop.test_replacing import replaced

pytestmark = pytest.mark.django_db
LEVEL = {"level": GeneralLevel.BASIC, "criteria": ["enkel"], "reason": "Enkel funktionsnedsættelse."}
WHY = {
    SecondPlan.CONTINUES: "Samme hofte, genindlagt en uge.",
    SecondPlan.CHANGES: "Ny operation af samme hofte.",
    SecondPlan.INDEPENDENT: "Først hoften, nu skulderen.",
}


def said(which: SecondPlan, **more: Any) -> Said:
    return Said(which, WHY[which], **more)


def case_of(case_id: uuid.UUID) -> Case:
    with make.reading():
        return Case.objects.get(id=case_id)


def states_of(case_id: uuid.UUID) -> set[str]:
    with make.reading():
        return set(Deadline.objects.filter(subject_id=case_id).exclude(state=DeadlineState.SUPERSEDED).values_list("state", flat=True))


def do(actor: Actor, verb: Any, *args: Any, **more: Any) -> None:
    with acting_as(actor):
        verb(actor, *args, **more)


@pytest.fixture
def two(anna: Actor) -> tuple[uuid.UUID, uuid.UUID]:
    """(older, newer): two open cases in Aalborg of one citizen."""
    _, old = make.delivered(anna)
    _, new = make.delivered(anna)
    return old, new


def test_the_newer_of_two_open_cases_asks_and_the_older_does_not(two: tuple[uuid.UUID, uuid.UUID]) -> None:
    assert [case_of(one).second_plan_open for one in two] == [False, True]


def test_until_it_is_answered_nothing_is_decided_or_offered_and_the_rest_goes_on(birgit: Actor, two: tuple[uuid.UUID, uuid.UUID]) -> None:
    old, new = two
    with pytest.raises(Refused, match="anden åben sag"):
        do(birgit, cases.triage, new, **LEVEL)
    for verb, more in (
        (cases.acknowledge, {}),
        (cases.take, {}),
        (questions.ask, {"text": "Er det samme hofte?"}),
        (cases.record_guidance, {"how": GuidanceHow.PHONE}),
        (holding.hold, {"reason": "udsat"}),
    ):
        do(birgit, verb, new, **more)
    do(birgit, cases.triage, old, **LEVEL)
    with make.reading():  # moved here with a level, as a case taken over is
        Case.objects.filter(id=new).update(state=CaseState.TRIAGED)
    with pytest.raises(Refused, match="anden åben sag"):
        do(birgit, offers.offer, new, meeting_at=clock.now() + timedelta(days=2), place="Vest")
    assert states_of(new) == {DeadlineState.OPEN}


def test_a_case_for_information_counts_neither_way(anna: Actor) -> None:
    specialised = {"plan_type": "specialiseret", "specialised_reason": "koordination", "performing_department_id": make.PHYSIO}
    make.delivered(anna, **specialised)
    _, almen = make.delivered(anna)
    make.delivered(anna, **specialised)
    with make.reading():
        assert Case.objects.filter(kind="information").count() == 2
        asks = list(Case.objects.filter(second_plan_open=True).values_list("plan_type", "department_id"))
    assert not case_of(almen).second_plan_open
    assert asks == [(PlanType.SPECIALISED_TRAINING, make.PHYSIO)]  # the department's second


def test_the_same_work_goes_on_in_the_new_case_with_goals_contacts_and_trainer(birgit: Actor, two: tuple[uuid.UUID, uuid.UUID]) -> None:
    old, new = two
    started(birgit, old)
    do(birgit, agree, old, uuid.uuid4(), GoalSaid("Går til købmanden.", clock.today()))
    do(birgit, name_trainer, old, name="Tove", phone="99 00 00 15", address="Vest")
    with make.reading():
        planned = {"form": "hold", "at": clock.now() + timedelta(days=3), "state": "planlagt", "made_at": clock.now(), "by_name": "Birgit"}
        CaseContact.objects.create(organisation_id=make.AALBORG, case_id=old, **planned)
    do(birgit, answer, new, old, said(SecondPlan.CONTINUES, asked=True, elsewhere="Ingen andre."))
    ended, goes_on = told_alike(old), told_alike(new)
    assert (ended.state, ended.end_code, goes_on.state, goes_on.level) == (CaseState.ENDED, EndCode.REPLACED, CaseState.RECEIVED, "")
    assert (goes_on.trainer_name, goes_on.second_plan_open) == ("Tove", False)
    with make.reading():
        assert list(Goal.objects.filter(case_id=new, closed_on=None).values_list("text", flat=True)) == ["Går til købmanden."]
        assert Goal.objects.get(case_id=old).note == "Fortsætter i den nye sag"
        assert CaseContact.objects.get(case_id=new).state == "planlagt"
        assert CaseEvent.objects.get(case_id=old, action="afslut").data["successor"] == str(new)
        assert CaseEvent.objects.get(case_id=new, action="anden_plan").data["replaces"] == str(old)
        told = Delivery.objects.filter(case_id=old, kind=DeliveryKind.MILESTONE).order_by("sequence").last()
    assert told is not None
    assert told.payload == {"code": "afsluttet", "end_code": "erstattet"}
    make.deliver_all()
    do(birgit, cases.triage, new, **LEVEL)


def test_other_work_begins_anew_and_the_old_clocks_lapse(birgit: Actor, two: tuple[uuid.UUID, uuid.UUID]) -> None:
    old, new = two
    do(birgit, name_trainer_when_triaged, old)
    do(birgit, answer, new, old, said(SecondPlan.CHANGES))
    assert (case_of(old).end_code, case_of(new).trainer_name) == (EndCode.REPLACED, "")
    assert (states_of(old), states_of(new)) == ({DeadlineState.LAPSED}, {DeadlineState.OPEN})
    with pytest.raises(Exception, match="kan ikke genåbnes"):
        do(birgit, reopening.reopen, old, reason="Fejl.")


def test_independent_problems_both_go_on_with_their_own_clocks(birgit: Actor, two: tuple[uuid.UUID, uuid.UUID]) -> None:
    old, new = two
    do(birgit, answer, new, old, said(SecondPlan.INDEPENDENT))
    assert [case_of(one).ended_at for one in two] == [None, None]
    assert (states_of(old), states_of(new)) == ({DeadlineState.OPEN}, {DeadlineState.OPEN})
    do(birgit, cases.triage, new, **LEVEL)
    with make.reading():  # the record links both ways
        assert dict(CaseEvent.objects.filter(action="anden_plan").values_list("case_id", "data__other")) == {new: str(old), old: str(new)}


def test_an_answer_is_changed_while_both_are_open_and_the_former_is_kept(birgit: Actor, two: tuple[uuid.UUID, uuid.UUID]) -> None:
    old, new = two
    do(birgit, answer, new, old, said(SecondPlan.INDEPENDENT))
    do(birgit, answer, new, old, said(SecondPlan.INDEPENDENT))  # the same form again
    do(birgit, answer, new, old, said(SecondPlan.CHANGES))
    with make.reading():
        assert list(SecondPlanAnswer.objects.order_by("at").values_list("answer", flat=True)) == [
            SecondPlan.INDEPENDENT,
            SecondPlan.CHANGES,
        ]
    assert case_of(old).end_code == EndCode.REPLACED


def test_a_colleague_is_told_who_answered(birgit: Actor, two: tuple[uuid.UUID, uuid.UUID]) -> None:
    old, new = two
    lena, seen = make.team_lead(), clock.now()
    do(birgit, answer, new, old, said(SecondPlan.INDEPENDENT), seen)
    with pytest.raises(AlreadyDone) as told:
        do(lena, answer, new, old, said(SecondPlan.CONTINUES), seen)
    assert told.value.by_name == "Birgit"


def test_an_answer_needs_a_reason_and_names_no_number_and_is_given_on_the_newer_case(
    birgit: Actor, two: tuple[uuid.UUID, uuid.UUID]
) -> None:
    old, new = two
    for wrong in (
        Said(None, "Ukendt."),
        Said(SecondPlan.INDEPENDENT, " "),
        Said(SecondPlan.INDEPENDENT, f"Se {make.NANCY}."),
        Said(SecondPlan.INDEPENDENT, "To problemer.", asked=True),
    ):
        with pytest.raises(Refused):
            do(birgit, answer, new, old, wrong)
    with pytest.raises(Refused, match="nyeste"):
        do(birgit, answer, old, new, said(SecondPlan.INDEPENDENT))
    with pytest.raises(Refused):
        do(birgit, answer, new, uuid.uuid4(), said(SecondPlan.INDEPENDENT))


def test_walls(birgit: Actor, two: tuple[uuid.UUID, uuid.UUID]) -> None:
    old, new = two
    with pytest.raises(NotFound):
        do(make.triage_officer("helle", make.HERNING), answer, new, old, said(SecondPlan.CONTINUES))
    with pytest.raises(NotAllowed):
        do(replace(birgit, role=make.Role.ANALYST), answer, new, old, said(SecondPlan.CONTINUES))
    make.delivered(make.author("bo"), home_municipality_id=make.HERNING, municipality_contact="Herning", region_contact="Midt")
    with make.reading():  # another authority's case is nobody's business here
        assert not Case.objects.get(organisation_id=make.HERNING).second_plan_open


def test_the_older_case_ends_and_the_newer_asks_no_more(birgit: Actor, two: tuple[uuid.UUID, uuid.UUID]) -> None:
    old, new = two
    do(birgit, offers.end_case, old, code=EndCode.DECLINED)
    assert not case_of(new).second_plan_open
    do(birgit, cases.triage, new, **LEVEL)


def test_a_reopened_case_makes_the_newer_one_ask_again(birgit: Actor, two: tuple[uuid.UUID, uuid.UUID]) -> None:
    old, _ = two
    do(birgit, offers.end_case, old, code=EndCode.DECLINED)
    do(birgit, reopening.reopen, old, reason="Afsluttet ved en fejl.")
    assert [case_of(one).second_plan_open for one in two] == [False, True]


def test_an_answer_holds_through_an_end_and_a_reopening(birgit: Actor, two: tuple[uuid.UUID, uuid.UUID]) -> None:
    old, new = two
    do(birgit, answer, new, old, said(SecondPlan.INDEPENDENT))
    do(birgit, offers.end_case, new, code=EndCode.DECLINED)
    do(birgit, reopening.reopen, new, reason="Afsluttet ved en fejl.")
    assert not case_of(new).second_plan_open


def test_the_hospitals_own_replacement_asks_nothing_of_the_case_it_ends(anna: Actor) -> None:
    plan_id, case_id = make.delivered(anna)
    new = replaced(anna, plan_id)
    assert (case_of(case_id).end_code, case_of(new.case_id or case_id).second_plan_open) == (EndCode.REPLACED, False)


def test_a_replacing_plan_asks_about_the_other_case_and_the_former_answer_is_kept(
    anna: Actor, birgit: Actor, two: tuple[uuid.UUID, uuid.UUID]
) -> None:
    old, new = two
    do(birgit, answer, new, old, said(SecondPlan.INDEPENDENT))
    third = replaced(anna, case_of(new).plan_id).case_id
    assert third is not None
    with acting_as(birgit):
        case = Case.objects.get(id=third)
        assert asks_first(case)
        assert [one.id for one in waiting(case)] == [old]
    with make.reading():
        assert SecondPlanAnswer.objects.get(case_id=new).other_case_id == old


def test_a_case_that_moves_is_asked_about_where_it_comes_and_the_answer_goes_with_both(
    birgit: Actor, two: tuple[uuid.UUID, uuid.UUID]
) -> None:
    old, new = two
    do(birgit, answer, new, old, said(SecondPlan.INDEPENDENT))
    make.delivered(make.author("bo"), home_municipality_id=make.HERNING, municipality_contact="Herning", region_contact="Midt")
    do(birgit, forward, new, make.HERNING)
    make.deliver_all()
    do(birgit, forward, old, make.HERNING)
    make.deliver_all()
    helle = make.triage_officer("helle", make.HERNING)
    with acting_as(helle):
        own, moved, last = Case.objects.order_by("received_at")
        assert [one.second_plan_open for one in (own, moved, last)] == [False, True, True]
        assert [one.id for one in waiting(last)] == [own.id]  # what was said of the two that came holds
        assert SecondPlanAnswer.objects.get().answer == SecondPlan.INDEPENDENT
    with make.reading():
        assert SecondPlanAnswer.objects.filter(organisation_id=make.AALBORG).count() == 1


def started(birgit: Actor, case_id: uuid.UUID) -> None:
    do(birgit, cases.triage, case_id, **LEVEL)
    do(birgit, offers.offer, case_id, meeting_at=clock.now() + timedelta(hours=1), place="Vest")
    do(birgit, offers.register_first_meeting, case_id, on=clock.today())


def name_trainer_when_triaged(birgit: Actor, case_id: uuid.UUID) -> None:
    cases.triage(birgit, case_id, **LEVEL)
    name_trainer(birgit, case_id, name="Tove", phone="99 00 00 15", address="Vest")
