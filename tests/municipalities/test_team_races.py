"""Two people at one case, one of them handing it to a team."""

import pytest

from accounts import clock
from gop.services import cases
from gop.services.teams import hand_to_team
from tests import factories as make
from tests.broken.test_races import as_, events, one_told, race
from tests.municipalities.desks import case_of, team

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_hand_one_case_to_two_teams_and_one_is_told() -> None:
    make.registry()
    birgit, lena = make.triage_officer(), make.team_lead()
    _, case_id = make.delivered(make.author())
    nord, syd, seen = team("Nord"), team("Syd"), clock.now()
    answers = race(as_(birgit, hand_to_team, case_id, nord.id, seen), as_(lena, hand_to_team, case_id, syd.id, seen))
    one_told(answers, "Birgit", "Lena")
    assert events(case_id)["overdrag"] == 1
    assert case_of(case_id).team_name == ("Nord" if answers[0] is None else "Syd")


def test_a_case_taken_while_it_is_handed_to_a_team_has_one_answer_to_whose_it_is() -> None:
    make.registry()
    birgit, lena = make.triage_officer(), make.team_lead()
    _, case_id = make.delivered(make.author())
    nord, seen = team("Nord", lena), clock.now()
    answers = race(as_(birgit, cases.take, case_id, seen), as_(lena, hand_to_team, case_id, nord.id, seen))
    assert answers == [None, None]  # two verbs: both are done, one after the other
    case = case_of(case_id)
    assert case.team_name == "Nord"
    assert case.owner_name in ("", "Birgit")
    assert (case.owner_id is None) == (case.owner_name == "")
