"""Two who keep the same book of agreements at once."""

import pytest

from accounts import clock
from accounts.errors import NotAccepted
from municipalities.agreement_asked import AgreementAsked
from municipalities.agreement_services import OWN, add, review
from municipalities.models import Contract
from tests import factories as make
from tests.broken.test_races import as_, race
from tests.municipalities.providers import FIELD, LEVEL, SINCE, contract

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_leads_who_make_the_same_agreement_make_it_once() -> None:
    make.registry()
    one, other, provider = make.team_lead(), make.team_lead("lise"), make.provider()
    asked = AgreementAsked(provider, FIELD, LEVEL, SINCE)
    assert race(as_(one, add, OWN, asked), as_(other, add, OWN, asked)) == [None, None]
    with make.reading():
        assert Contract.objects.count() == 1


def test_of_two_leads_who_review_at_once_one_is_told_of_the_other() -> None:
    make.registry()
    one, other, row = make.team_lead(), make.team_lead("lise"), contract(make.provider(), review_on=clock.today())
    tomorrow = clock.today() + make.days(1)
    answers = race(
        as_(one, review, OWN, row.id, again_on=None, shown=clock.today()),
        as_(other, review, OWN, row.id, again_on=tomorrow, shown=clock.today()),
    )
    assert sorted(type(answer) for answer in answers if answer) == [NotAccepted]
