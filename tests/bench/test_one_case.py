"""The script of a plain case: played through Django as the bench does, to the next case, in few enough interactions."""

import pytest

from config.bench.case_script import FROM_OPEN_TO_NEXT, MOST, interactions
from config.bench.journey import Visitor
from gop.enums import CaseState
from gop.models import Case, CaseLetter
from tests import factories as make
from tests.gop import first_times as ours
from tests.gop_web.pages import client_of

pytestmark = pytest.mark.django_db


def test_a_plain_case_is_decided_offered_told_and_left_for_the_next_in_at_most_ten_interactions() -> None:
    make.registry()
    anna = make.author()
    make.triage_officer()
    (_, case_id), (_, following) = make.delivered(anna), make.delivered(anna)
    ours.weekly(ours.place(), ours.open_day())
    visitor = Visitor(client_of("birgit"))
    visitor.go(f"/sager/{case_id}/")
    for one in FROM_OPEN_TO_NEXT:
        visitor.do(one)
    with make.reading():
        assert Case.objects.get(id=case_id).state == CaseState.OFFERED
        assert CaseLetter.objects.filter(case_id=case_id).count() == 1
    assert visitor.path == f"/sager/{following}/"
    assert interactions() <= MOST
