"""Goals are agreed with the citizen in the terms of FSIII or ICF; a change is a new row and the old one stays, closed."""

import uuid
from datetime import timedelta

import pytest

from accounts import clock
from accounts.actor import Actor, NotAllowed
from accounts.enums import Role
from accounts.tenancy import acting_as
from gop.enums import GoalCodes, GoalReached
from gop.errors import AlreadyDone, NotFound, Refused
from gop.fsiii import CONDITION, INTERVENTION, terms
from gop.models import CaseEvent, Goal
from gop.rules import TransitionNotAllowed
from gop.services import goals
from gop.services.goals import GoalSaid
from tests import factories as make
from tests.gop.in_hand import AIM, aimed, begun, goal

pytestmark = pytest.mark.django_db


def test_fsiii_has_seventeen_conditions_and_ten_interventions_each_with_its_source() -> None:
    assert (len(terms(CONDITION)), len(terms(INTERVENTION))) == (17, 10)
    assert all(uuid.UUID(code) and one.text and one.source for kind in (CONDITION, INTERVENTION) for code, one in terms(kind).items())


def test_a_goal_is_agreed_in_terms_of_fsiii_or_icf_and_sent_twice_it_is_one(anna: Actor, birgit: Actor) -> None:
    case_id = begun(anna, birgit)
    code = next(one.code for one in terms(CONDITION).values() if one.text == "Mobilitet og bevægelse")
    first = aimed(birgit, case_id, code_list=GoalCodes.FSIII, code=code)
    said = GoalSaid(text="Noget andet.", agreed_on=clock.today())
    with acting_as(birgit):
        goals.agree(birgit, case_id, first, said)
    second = aimed(birgit, case_id, code_list=GoalCodes.ICF, code="FD4")
    assert (goal(first).text, goal(first).code_text) == (AIM, "Mobilitet og bevægelse")
    assert (goal(second).code, goal(second).code_text) == ("d4", "Bevægelse og færden")
    with make.reading():
        assert CaseEvent.objects.filter(case_id=case_id, action="maal").count() == 2


def test_a_changed_goal_is_a_new_row_and_the_old_one_is_closed(anna: Actor, birgit: Actor) -> None:
    case_id = begun(anna, birgit)
    old, new = aimed(birgit, case_id), uuid.uuid4()
    with acting_as(birgit):
        goals.change(birgit, case_id, old, new, GoalSaid(text="Kan gå 500 meter.", agreed_on=clock.today()))
        goals.change(birgit, case_id, old, new, GoalSaid(text="Kan gå 500 meter.", agreed_on=clock.today()))
    assert (goal(old).text, goal(old).closed_on, goal(old).reached) == (AIM, clock.today(), "")
    assert (goal(new).text, goal(new).replaces_id, goal(new).closed_on) == ("Kan gå 500 meter.", old, None)
    with make.reading():
        assert Goal.objects.filter(case_id=case_id).count() == 2


def test_the_same_words_again_change_no_goal(anna: Actor, birgit: Actor) -> None:
    case_id = begun(anna, birgit)
    old = aimed(birgit, case_id)
    with acting_as(birgit):
        goals.change(birgit, case_id, old, uuid.uuid4(), GoalSaid(text=AIM, agreed_on=clock.today()))
    assert goal(old).closed_on is None


def test_a_goal_is_reached_partly_or_not_with_its_day_and_a_colleague_is_told(anna: Actor, birgit: Actor) -> None:
    case_id, lena = begun(anna, birgit), make.team_lead()
    goal_id = aimed(birgit, case_id)
    with acting_as(birgit):
        goals.close_goal(birgit, case_id, goal_id, reached=GoalReached.PARTLY, on=clock.today(), note="Trapper mangler.")
        goals.close_goal(birgit, case_id, goal_id, reached=GoalReached.PARTLY, on=clock.today())
    assert (goal(goal_id).reached, goal(goal_id).closed_on, goal(goal_id).note) == ("delvist", clock.today(), "Trapper mangler.")
    with acting_as(lena), pytest.raises(AlreadyDone) as told:
        goals.close_goal(lena, case_id, goal_id, reached=GoalReached.NO, on=clock.today())
    assert told.value.by_name == "Birgit"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"text": " "}, "text"),
        ({"text": "x" * 501}, "text"),
        ({"code_list": "fsiii", "code": "findes-ikke"}, "code"),
        ({"code_list": "icf", "code": "zz9"}, "code"),
        ({"agreed_on": timedelta(days=1)}, "agreed_on"),
        ({"target_on": timedelta(days=-1)}, "target_on"),
        ({"target_on": timedelta(days=900)}, "target_on"),
    ],
)
def test_what_cannot_be_a_goal_is_refused_at_its_field(anna: Actor, birgit: Actor, said: dict[str, object], field: str) -> None:
    case_id = begun(anna, birgit)
    days = {key: clock.today() + value if isinstance(value, timedelta) else value for key, value in said.items()}
    with acting_as(birgit), pytest.raises(Refused) as refused:
        goals.agree(birgit, case_id, uuid.uuid4(), GoalSaid(**{"text": AIM, "agreed_on": clock.today(), **days}))  # type: ignore[arg-type]
    assert refused.value.messages[0][0] == field


def test_a_goal_waits_for_the_start_and_is_not_the_departments_nor_another_municipalitys(anna: Actor, birgit: Actor) -> None:
    _, waiting = make.delivered(anna)
    said = GoalSaid(text=AIM, agreed_on=clock.today())
    with acting_as(birgit), pytest.raises(TransitionNotAllowed):
        goals.agree(birgit, waiting, uuid.uuid4(), said)
    hanne = make.person("hanne", Role.HOSPITAL_THERAPIST, make.AALBORG_HOSPITAL, make.PHYSIO)
    with acting_as(hanne), pytest.raises(NotAllowed):
        goals.agree(hanne, waiting, uuid.uuid4(), said)
    hans = make.triage_officer("hans", make.HERNING)
    with acting_as(hans), pytest.raises(NotFound):
        goals.agree(hans, waiting, uuid.uuid4(), said)


def test_the_id_of_another_cases_goal_is_no_way_into_it(anna: Actor, birgit: Actor) -> None:
    one, other = begun(anna, birgit), begun(anna, birgit)
    goal_id = aimed(birgit, one)
    for do in (
        lambda: goals.agree(birgit, other, goal_id, GoalSaid(text="x", agreed_on=clock.today())),
        lambda: goals.close_goal(birgit, other, goal_id, reached=GoalReached.YES, on=clock.today()),
    ):
        with acting_as(birgit), pytest.raises(NotFound):
            do()
