"""The script of a plain plan: played through Django as the bench does, whole, and short enough."""

import pytest

from config.bench.journey import START, Visitor
from config.bench.script import FROM_NOTICE_TO_SENT, MOST, PRESS, Do, interactions
from gop.enums import PlanState
from gop.models import Plan
from tests import factories as make
from tests.gop.notice_steps import notified
from tests.hospitals.signed_in import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor() -> Visitor:
    make.registry()
    notified(make.author("anna"))
    visitor = Visitor(client_of("anna"))
    visitor.go(START)
    return visitor


def test_the_script_is_played_whole_and_its_time_counted(visitor: Visitor) -> None:
    for one in FROM_NOTICE_TO_SENT:
        before = visitor.taken
        visitor.do(one)
        assert (visitor.taken > before) == (one.how == PRESS)
    with make.reading():
        assert [plan.state for plan in Plan.objects.all()] == [PlanState.SENT]
    assert interactions() <= MOST


def test_a_field_that_is_gone_from_the_page_stops_the_script(visitor: Visitor) -> None:
    with pytest.raises(RuntimeError, match="is not on /planer/"):
        visitor.do(Do("fill", "training_need", "Gang."))
