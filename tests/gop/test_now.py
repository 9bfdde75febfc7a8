"""The numbers that stand first on a page of figures are those of the lists they lead to."""

import pytest

from accounts import clock
from accounts.tenancy import acting_as
from config.demo.load import load
from gop.selectors.inbox import inbox
from gop.selectors.notices import discharged_without_plan, unsent_drafts
from gop.selectors.now import OF_CASES, cases_now, plans_now
from gop.selectors.plans import outbox
from gop.selectors.questions import unanswered
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house(db: None) -> None:
    make.registry()
    load(200, 1)


def test_each_number_of_an_authority_is_that_of_its_list() -> None:
    lead, today = make.team_lead(), clock.today()
    with acting_as(lead):
        counted = cases_now(lead, today)
        for view in OF_CASES:
            found, after, number = inbox(lead, today, view), "", 0
            while found.cases:
                assert found.chosen == view
                number += len(found.cases)
                after = found.next_after
                if not after:
                    break
                found = inbox(lead, today, view, after)
            assert number == counted[view], view
    assert 0 < counted["overskredet"] < counted["alle"]
    assert counted["uge"]


def test_each_number_of_a_hospital_is_that_of_its_list() -> None:
    author, today = make.author(), clock.today()
    with acting_as(author):
        counted, begun = plans_now(author, today), {plan.id for plan in unsent_drafts(author, today)}
        without = [one for one in discharged_without_plan(author, today) if one.plan_id not in begun]
        assert counted.unsent == len(begun) + len(without) > 0
        assert counted.returned == sum(1 for plan in outbox(author, today).asking if plan.returned_at)
        assert counted.unanswered == len(unanswered(author)) > 0
