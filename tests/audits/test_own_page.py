"""An organisation's own figures: what is now leads to its cases, trends, tables, filters and an earlier day in the address."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import clock
from accounts.actor import Actor
from accounts.danish import COPENHAGEN
from accounts.enums import Role
from accounts.models import User
from accounts.tenancy import seeding
from audits.enums import Measure, PeriodKind, Split
from audits.models import CountedMark
from audits.rules.period import Period, back
from tests import factories as make
from tests.audits.tables import fact, tally

pytestmark = pytest.mark.django_db
URL = "/tal/"
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=COPENHAGEN)
OCTOBER = date(2026, 10, 1)
MONTHS = back(Period(OCTOBER, PeriodKind.MONTH), 13)
KNEE = "Knæ"


@pytest.fixture(autouse=True)
def wednesday(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    make.registry()


def client_of(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(id=actor.user), backend="accounts.sign_in.PasswordBackend")
    return client


def text(actor: Actor, **said: str) -> str:
    answer = client_of(actor).get(URL, said)
    assert answer.status_code == 200
    return answer.content.decode()


def summed(owner: Any = make.AALBORG, **more: Any) -> None:
    """Thirteen months: 10 plans each, and the share told in time one point up a month."""
    for number, month in enumerate(MONTHS):
        tally(owner, Measure.PLANS, month.first, 10, **more)
        tally(owner, Measure.INFORMED, month.first, 100, 80 + number, **more)
        tally(owner, Measure.OFFERED, month.first, 100, 70, **more)
        tally(owner, Measure.SENT_AT_DISCHARGE, month.first, 50, 45, **more)
    tally(owner, Measure.PLANS, OCTOBER, 10, split=Split.DIAGNOSIS, value=KNEE, **more)


def test_what_is_now_stands_first_and_leads_to_its_cases() -> None:
    make.delivered(make.author())
    html = text(make.triage_officer())
    assert html.index('id="nu"') < html.index('id="udvikling"') < html.index('id="tabel"')
    for view in ("?vis=overskredet", "?vis=uge", "?vis=venter"):
        assert f'href="/sager/{view}"' in html
    assert html.count("<strong>1</strong>") >= 2
    assert client_of(make.team_lead()).get("/sager/", {"vis": "uge"}).context["chosen"] == "Frist inden 7 dage"


def test_a_hospital_sees_what_it_has_not_sent_what_came_back_and_what_is_asked() -> None:
    html = text(make.author())
    for said in ("Udskrevet uden at planen er sendt", "Returneret til jer", "Spørgsmål og uenigheder uden svar"):
        assert said in html
    assert "/sager/" not in html


def test_sentences_have_their_trend_comparison_and_definition() -> None:
    summed()
    html = text(make.triage_officer())
    assert "92,0 % fik besked inden dag 4" in html
    assert "Måneden før, september 2026: 91,0 %. Nu 1 procentpoint højere." in html
    assert "Samme måned året før, oktober 2025: 80,0 %. Nu 12 procentpoint højere." in html
    assert "Kontrolgrænser" in html
    assert "/metode/#besked_inden_dag_4" in html


def test_a_hospitals_figures_are_of_the_plans_it_has_sent() -> None:
    summed(make.AALBORG_HOSPITAL, as_hospital=True)
    html = text(make.author())
    assert "90,0 % blev sendt senest på udskrivningsdagen" in html
    assert "fik besked inden dag 4.</h3>" not in html


def test_a_department_sees_its_own_and_cannot_ask_for_anothers() -> None:
    summed(make.AALBORG_HOSPITAL, as_hospital=True)
    tally(make.AALBORG_HOSPITAL, Measure.PLANS, OCTOBER, 3, as_hospital=True, department_id=make.ORTHOPAEDIC)
    narrow = make.author("orto", make.AALBORG_HOSPITAL, make.ORTHOPAEDIC)
    assert "3 planer er modtaget" in text(narrow)
    html = text(narrow, afdeling=str(make.PHYSIO))
    assert "er ikke en af jeres afdelinger" in html
    assert "3 planer er modtaget" in html


def test_when_it_was_counted_is_said() -> None:
    assert "Tallene er ikke talt endnu" in text(make.triage_officer())
    with seeding():
        CountedMark.objects.create(source="sager", until=datetime(2026, 11, 18, 9, 41, tzinfo=COPENHAGEN))
    assert "ons. 18. nov. kl. 9.41" in text(make.team_lead())


def test_filters_stand_in_the_address_and_narrow_what_is_counted() -> None:
    summed()
    for group, number in ((KNEE, 3), ("Hofte", 2)):
        for _ in range(number):
            fact(make.AALBORG, Measure.PLANS, date(2026, 10, 5), diagnosis_group=group, kind="almen_basal")
    html = text(make.triage_officer(), diagnose=KNEE, type="almen_basal", tabel="planer")
    assert "3 planer er modtaget" in html
    assert f"Diagnosegruppe: {KNEE}." in html
    assert "Ryd filtre" in html
    assert "Måneden før, september 2026: 0." in html


def test_an_earlier_day_shows_the_numbers_as_they_stood() -> None:
    summed()
    for on in (date(2026, 10, 5), date(2026, 10, 20), date(2026, 11, 2)):
        fact(make.AALBORG, Measure.PLANS, on, month=OCTOBER)
    html = text(make.triage_officer(), pr="2026-10-31")
    assert "2 planer er modtaget" in html
    assert "som tallene stod lørdag 31. oktober 2026" in html


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("periode", "2026-13"),
        ("periode", "2026-12"),
        ("periode", "2026-K0"),
        ("tabel", "sygehuse"),
        ("type", "x"),
        ("diagnose", "Findes ikke"),
        ("modpart", str(make.HERNING)),
        ("pr", "2026-11-19"),
        ("pr", "i går"),
    ],
)
def test_what_cannot_be_given_is_the_usual_and_the_page_says_so(name: str, value: str) -> None:
    summed()
    html = text(make.triage_officer(), **{name: value})
    assert "er ikke e" in html
    assert "Siden viser oktober 2026." in html
    assert "92,0 % fik besked inden dag 4" in html


def test_anothers_figures_are_not_there() -> None:
    summed(make.HERNING)
    html = text(make.triage_officer())
    assert "92,0 %" not in html


@pytest.mark.parametrize("role", [Role.ANALYST, Role.REGIONAL_TRIAGE_OFFICER])
def test_a_region_has_own_figures_as_an_authority_only(role: Role) -> None:
    actor = make.person("reg", role, make.NORDJYLLAND)
    assert client_of(actor).get(URL).status_code == (403 if role == Role.ANALYST else 200)


def test_every_role_that_may_reads_it() -> None:
    for actor in (make.author(), make.hospital_therapist(), make.triage_officer(), make.team_lead()):
        assert "Jeres egne tal er nøjagtige" in text(actor)
    assert client_of(make.provider_therapist()).get(URL).status_code == 403


def test_the_page_takes_as_many_queries_for_one_month_as_for_thirteen() -> None:
    officer, counts = make.triage_officer(), []
    make.delivered(make.author())
    tally(make.AALBORG, Measure.PLANS, OCTOBER, 1)
    counts.append(_queries(client_of(officer)))
    with seeding():
        tally(make.AALBORG, Measure.PLANS, date(2026, 11, 1), 1)
    for number, month in enumerate(MONTHS[:-1]):
        tally(make.AALBORG, Measure.PLANS, month.first, number)
        tally(make.AALBORG, Measure.INFORMED, month.first, 10, 9)
        tally(make.AALBORG, Measure.PLANS, month.first, number, split=Split.DIAGNOSIS, value=f"Gruppe {number}")
    counts.append(_queries(client_of(officer)))
    assert counts[0] == counts[1] <= 25


def _queries(client: Client) -> int:
    client.get(URL)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(URL).status_code == 200
    return len(captured)
