"""Figures are counted from the columns the job may read, published once a day, and frozen."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection

from accounts import clock
from accounts.actor import Actor, job_actor
from accounts.danish import COPENHAGEN
from accounts.enums import Role
from accounts.tenancy import acting_as, seeding
from audits import definitions as d
from audits.models import Figure, Publication
from audits.selectors.region import latest
from audits.services.publishing import publish, publish_when_due
from config.demo.load import load
from config.registry_loader import id_of
from gop.models import Case
from tests import factories as make

pytestmark = pytest.mark.django_db
MONTH = date(2026, 10, 1)
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=COPENHAGEN)


@pytest.fixture(autouse=True)
def wednesday(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    make.registry()


@pytest.fixture
def analyst() -> Actor:
    return make.person("rune", Role.ANALYST, make.NORDJYLLAND)


def case(home: Any = make.AALBORG, **facts: Any) -> Case:
    """A case as the rules would leave it, without the way there."""
    day = facts.pop("day_zero", MONTH + timedelta(days=4))
    values = {
        "organisation_id": home,
        "home_municipality_id": home,
        "plan_id": make.uuid.uuid4(),
        "plan_version": 1,
        "sender_id": make.AALBORG_HOSPITAL,
        "sender_name": "Sygehus",
        "citizen_name": "N",
        "name_key": "n",
        "cpr_hash": b"0" * 32,
        "plan_type": "almen",
        "level": "basal",
        "received_at": NOW - timedelta(days=30),
        "day_zero": day,
        "inform_by": day + timedelta(days=4),
        "inform_state": "aaben",
        "offer_by": day + timedelta(days=7),
        "offer_state": "aaben",
    }
    return Case(**{**values, **facts})


def in_time(**facts: Any) -> Case:
    day = facts.get("day_zero", MONTH + timedelta(days=4))
    met = {"inform_state": "overholdt", "informed_on": day + timedelta(days=4), "offer_state": "overholdt", "guidance_at": NOW}
    return case(**{**met, "offer_meeting_at": datetime(day.year, day.month, day.day, 9, tzinfo=COPENHAGEN) + timedelta(days=6), **facts})


def stored(*cases: Case) -> None:
    with seeding():
        Case.objects.bulk_create(cases)


def figure(analyst: Actor, indicator: d.Indicator, municipality: Any = None) -> Figure:
    with acting_as(analyst):
        return Figure.objects.get(indicator=indicator.key, municipality_id=municipality, month=MONTH)


def elsewhere() -> list[Case]:
    """Enough small municipalities for a total to hide behind; none of it due."""
    return [
        case(home=id_of(f"kommune-{code}"), inform_by=None, offer_by=None) for code in ("0860", "0846", "0840", "0849") for _ in range(2)
    ]


def test_the_shares_are_of_rows_due(analyst: Actor) -> None:
    late_told = {"informed_on": MONTH + timedelta(days=12)}
    lapsed = {"inform_state": "bortfaldet", "offer_state": "bortfaldet", "state": "afsluttet", "ended_at": NOW, "end_code": "fravalg"}
    stored(
        *[in_time() for _ in range(14)],
        *[in_time(**late_told) for _ in range(3)],
        *[case() for _ in range(3)],
        *[case(**lapsed) for _ in range(6)],
        *[case(kind="information") for _ in range(7)],
        *elsewhere(),
        *[case(state="afsluttet", ended_at=NOW, end_code="returneret") for _ in range(5)],
    )
    publish()
    assert figure(analyst, d.INFORMED).value == 70
    assert figure(analyst, d.OFFERED).value is None  # three of twenty did not: too few to tell
    assert figure(analyst, d.WAITING).value == 6
    assert figure(analyst, d.TOTAL).value == 35  # 26 and 8, rounded


def test_a_row_is_due_when_its_last_day_is_over(analyst: Actor) -> None:
    today = NOW.date()
    stored(*[in_time() for _ in range(10)], *[case(inform_by=today, offer_by=today) for _ in range(10)])
    publish()
    assert figure(analyst, d.INFORMED).value == 100


def test_waiting_counts_from_a_clinical_later_start(analyst: Actor) -> None:
    day = MONTH + timedelta(days=4)
    stored(*[in_time(earliest_start=day + timedelta(days=4), start_reason_kind="sundhedsfaglig") for _ in range(5)])
    publish()
    assert figure(analyst, d.WAITING).value == 2


def test_few_are_hidden_and_home_region_decides(analyst: Actor) -> None:
    stored(*[in_time() for _ in range(30)], *[in_time(home=make.HERNING) for _ in range(9)], case(level="avanceret"))
    publish()
    shown = figure(analyst, d.GENERAL_BASIC, make.AALBORG)
    few = figure(analyst, d.GENERAL_ADVANCED, make.AALBORG)
    assert few.value is None
    assert few.hidden
    assert shown.value in (30, None)
    with acting_as(analyst):
        assert not Figure.objects.filter(municipality_id=make.HERNING).exists()
    west = make.person("mia", Role.ANALYST, make.MIDTJYLLAND)
    with acting_as(west):
        assert Figure.objects.filter(municipality_id=make.HERNING).exists()
        assert not Figure.objects.exclude(organisation_id=make.MIDTJYLLAND).exists()


def test_once_a_day_and_then_frozen(analyst: Actor) -> None:
    stored(*[in_time() for _ in range(7)], *elsewhere())
    assert publish() is not None
    stored(*[in_time() for _ in range(20)])
    assert publish() is None
    assert figure(analyst, d.TOTAL).value == 15
    with pytest.raises(ProgrammingError, match="permission denied"), acting_as(job_actor("audits.publish")):
        Figure.objects.update(value=1)


def test_not_before_six(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW.replace(hour=5, minute=59))
    assert publish_when_due() is None
    monkeypatch.setattr(clock, "now", lambda: NOW.replace(hour=6, minute=0))
    assert publish_when_due() is not None


def test_the_command_publishes_and_a_second_time_does_nothing() -> None:
    call_command("publish_figures")
    call_command("publish_figures")
    with seeding():
        assert Publication.objects.count() == 1


def test_the_demo_gives_the_analyst_a_table(analyst: Actor) -> None:
    load(300, 1)
    publish()
    with acting_as(analyst):
        published = latest(analyst)
    assert published is not None
    assert {figure.municipality.name for figure in published.table} >= {"Aalborg Kommune", "Læsø Kommune"}
    assert len(published.months) >= 4


@pytest.mark.parametrize(
    "table",
    [
        "gop_case", "gop_plan", "gop_planversion", "gop_planaddress", "gop_consent", "gop_recipient", "gop_milestone", "gop_planevent",
        "gop_caseevent", "gop_offer", "gop_delivery", "gop_assignment", "deadlines_deadline", "deadlines_alert", "accounts_membership",
        "accounts_user", "accounts_accesslog",
    ],
)  # fmt: skip
def test_the_analyst_reads_no_table_with_a_citizen(analyst: Actor, table: str) -> None:
    with pytest.raises(ProgrammingError) as refused, acting_as(analyst), connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")
    assert refused.value.__cause__.sqlstate == "42501"
