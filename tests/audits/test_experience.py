"""The citizens' answers as figures: whole months, five at least, and no one's own."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from accounts import clock
from accounts.danish import COPENHAGEN
from accounts.tenancy import seeding
from audits import definitions as d
from audits.models import Figure
from audits.rules.publishable import LEAST, publishable_count
from audits.services.publishing import publish
from gop.enums import ExperienceAnswer as A
from gop.models import Experience
from tests import factories as make

pytestmark = pytest.mark.django_db
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=COPENHAGEN)


@pytest.fixture(autouse=True)
def wednesday(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    make.registry()


def said(number: int, as_one: A = A.YES, involved: A = A.YES, organisation: Any = make.AALBORG, month: date = OCTOBER) -> None:
    with seeding():
        rows = [Experience(organisation_id=organisation, month=month, as_one=as_one, involved=involved) for _ in range(number)]
        Experience.objects.bulk_create(rows)


def figures(organisation: Any) -> dict[str, Any]:
    with seeding():
        return dict(Figure.objects.filter(municipality_id=organisation, month=OCTOBER).values_list("indicator", "value"))


def test_shares_leave_out_who_does_not_know_and_a_count_is_rounded() -> None:
    said(15, A.YES, A.MOSTLY)
    said(5, A.MOSTLY, A.NO)
    said(6, A.LITTLE, A.UNKNOWN)
    publish()
    assert figures(make.AALBORG) == {d.ANSWERS.key: 25, d.AS_ONE.key: Decimal("76.9"), d.INVOLVED.key: 75}


def test_fewer_than_five_are_hidden_and_not_told_from_none() -> None:
    said(20)
    said(4, organisation=make.id_of("kommune-0860"))
    publish()
    hidden = {d.ANSWERS.key: None, d.AS_ONE.key: None, d.INVOLVED.key: None}
    assert figures(make.id_of("kommune-0860")) == figures(make.id_of("kommune-0820")) == hidden


def test_what_a_rounded_total_leaves_of_a_hidden_count_is_three_numbers_at_least() -> None:
    for hidden in range(LEAST):
        for shown in range(LEAST, 60):
            seen = (publishable_count(shown), publishable_count(shown + hidden))
            could = {h for h in range(LEAST) for s in range(LEAST, 70) if (publishable_count(s), publishable_count(s + h)) == seen}
            assert len(could) >= 3, (hidden, shown)


def test_a_month_is_published_when_it_is_over() -> None:
    """Else today's figure beside yesterday's would tell the one answer between them."""
    said(30, month=NOVEMBER)
    publish()
    with seeding():
        assert not Figure.objects.filter(indicator=d.ANSWERS.key).exists()
