"""The citizens' answers as figures: whole months, five at least, and no one's own."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from accounts import clock
from accounts.actor import Actor
from accounts.danish import COPENHAGEN
from accounts.enums import Role
from accounts.models import User
from accounts.tenancy import acting_as, seeding
from audits import definitions as d
from audits.models import Figure
from audits.rules.publishable import LEAST, publishable_count
from audits.selectors.region import own_experience
from audits.services.publishing import publish
from config.demo.experience import UNUSED
from config.demo.load import load
from gop.enums import ExperienceAnswer as A
from gop.models import Experience
from gop.services import experience
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


def page(actor: Actor, url: str) -> Any:
    client = Client()
    client.force_login(User.objects.get(id=actor.user), backend="accounts.sign_in.PasswordBackend")
    return client.get(url)


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


def test_a_lead_reads_the_own_organisations_and_nobody_else_of_it() -> None:
    said(20)
    said(20, organisation=make.AALBORG_HOSPITAL)
    said(30, organisation=make.HERNING)
    publish()
    lena, hanne = make.team_lead(), make.team_lead("hanne", make.HERNING)
    assert [row["cells"][0]["text"] for row in page(lena, "/oplevelse/").context["rows"]] == ["20"]
    assert [row["cells"][0]["text"] for row in page(hanne, "/oplevelse/").context["rows"]] == ["30"]
    assert page(make.triage_officer(), "/oplevelse/").status_code == 403
    with acting_as(lena):
        assert {figure.municipality_id for figure in Figure.objects.all()} == {make.AALBORG}
        assert len(own_experience(lena)) == 3


def test_without_answers_the_page_says_how_to_get_them() -> None:
    assert "Der er ingen svar" in page(make.team_lead(), "/oplevelse/").content.decode()


def test_the_demos_answers_stand_on_the_regions_page_and_one_code_is_unused() -> None:
    load(100, 1)
    publish()
    html = page(make.person("rune", Role.ANALYST, make.NORDJYLLAND), "/region/").content.decode()
    said_of = html[html.index("Borgernes oplevelse, ") :]
    assert "Aalborg Universitetshospital" in said_of
    assert "Læsø" not in said_of
    assert experience.answer(UNUSED, as_one=A.YES, involved=A.YES) == experience.Answered.THANKS
