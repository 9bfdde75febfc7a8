"""Reports are planned when their day has come, made once, and say why when they are not there."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import clock
from accounts.actor import Actor
from accounts.danish import COPENHAGEN
from accounts.enums import RelationKind, Role
from accounts.groupings import groupings_on
from accounts.selectors import children_of
from accounts.tenancy import acting_as, seeding
from audits.enums import PeriodKind, Population, ReportKind, ReportState
from audits.indicators import TABLES
from audits.indicators import report_list as listed
from audits.models import Report
from audits.rules.period import Period
from audits.services import reports as service
from audits.services.committees import add_meeting, call_off
from audits.services.report_planning import due_period
from audits.services.reports import make_reports
from config.demo.people import make_people
from config.demo.providers import make_providers
from config.demo.reports import make_reports_to_see
from config.registry_loader import id_of
from tests import factories as make
from tests.audits.report_rows import BEFORE, BROENDERSLEV, CLUSTER, DATA_ON, LAESOE, QUARTER, a_quarter, cluster, the
from tests.audits.tables import published

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=COPENHAGEN)


@pytest.fixture(autouse=True)
def wednesday(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, NOW)
    make.registry()


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.fixture
def analyst() -> Actor:
    return make.person("rune", Role.ANALYST, make.NORDJYLLAND)


def rows(**which: Any) -> list[Report]:
    with seeding():
        return list(Report.objects.filter(**which).select_related("subject").order_by("subject__name", "kind", "population"))


def everybody() -> set[Any]:
    """The region, its groupings and its eleven municipalities."""
    day = QUARTER.last
    with seeding():
        municipalities = children_of(make.NORDJYLLAND, RelationKind.MUNICIPALITY_IN, day).values_list("id", flat=True)
        return {make.NORDJYLLAND, *municipalities, *(one.id for one in groupings_on(day, make.NORDJYLLAND))}


def test_each_table_of_a_report_is_one_of_the_fixed_ones() -> None:
    named = {key for one in (*listed.SERIES, listed.STATUS_OF_REGION, listed.STATUS_OF_GROUPING) for key in one.tables}
    assert named <= set(TABLES)
    assert listed.STATUS_NOW
    for one in (*listed.SERIES, listed.STATUS_OF_REGION, listed.STATUS_OF_GROUPING):
        assert one.held(), one


def test_a_municipalitys_and_a_groupings_report_hold_only_tables_by_municipality() -> None:
    for one in (*listed.SERIES, listed.STATUS_OF_GROUPING):
        if not one.whole:
            assert {table.rows.value for table in one.held()} == {"kommune"}, one


@pytest.mark.parametrize(
    ("kind", "today", "period"),
    [
        (PeriodKind.QUARTER, date(2026, 10, 9), date(2026, 4, 1)),
        (PeriodKind.QUARTER, date(2026, 10, 10), date(2026, 7, 1)),
        (PeriodKind.HALF_YEAR, date(2026, 7, 9), date(2025, 7, 1)),
        (PeriodKind.HALF_YEAR, date(2026, 7, 10), date(2026, 1, 1)),
        (PeriodKind.YEAR, date(2027, 1, 9), date(2025, 1, 1)),
        (PeriodKind.YEAR, date(2027, 1, 10), date(2026, 1, 1)),
    ],
)
def test_a_report_is_due_from_the_tenth_day_after_its_period(kind: PeriodKind, today: date, period: date) -> None:
    assert due_period(kind, today).first == period


def test_the_quarter_of_a_region_its_groupings_and_its_municipalities_is_made(analyst: Actor) -> None:
    cluster(make.AALBORG, LAESOE)
    a_quarter()
    assert make_reports() == len(everybody())
    assert everybody() >= {make.NORDJYLLAND, make.AALBORG, CLUSTER}
    made = rows(kind=ReportKind.QUARTER)
    assert {row.subject_id for row in made} == everybody()
    assert {row.state for row in made} == {ReportState.READY}
    assert {row.progress for row in made} == {100}
    assert {row.data_on for row in made} == {DATA_ON}
    assert all(row.definition for row in made)
    assert {row.due_on for row in made} == {date(2026, 10, 10)}
    assert not rows(organisation_id=make.MIDTJYLLAND)


def test_a_report_shows_the_published_rows_and_the_regions_total_and_nothing_else() -> None:
    cluster(make.AALBORG, LAESOE)
    a_quarter()
    make_reports()
    keys = {name: [row["key"] for row in the(name).content["tables"][0]["grid"]["rows"]] for name in (make.AALBORG, make.NORDJYLLAND)}
    assert keys[make.AALBORG] == [str(make.AALBORG), ""]
    assert keys[make.NORDJYLLAND] == [str(make.AALBORG), str(BROENDERSLEV), str(LAESOE), ""]
    grouped = the(CLUSTER).content["tables"][0]["grid"]["rows"]
    assert [row["key"] for row in grouped] == [str(make.AALBORG), str(LAESOE), ""]
    small = next(row for row in grouped if row["key"] == str(LAESOE))
    assert small["cells"]["planer"] == [None, "under_5", None]


def test_the_total_beside_anothers_rows_is_said_to_be_the_regions() -> None:
    cluster(make.AALBORG, LAESOE)
    a_quarter()
    make_reports()
    totals = {name: the(name).content["tables"][0]["grid"]["rows"][-1]["name"] for name in (make.AALBORG, CLUSTER, make.NORDJYLLAND)}
    assert totals == {make.AALBORG: "Hele regionen", CLUSTER: "Hele regionen", make.NORDJYLLAND: "I alt"}


def test_a_sentence_tells_the_figure_the_region_and_the_period_before() -> None:
    a_quarter()
    a_quarter(aalborg="79.5", period=BEFORE)
    make_reports()
    said = the(make.AALBORG).content["sentences"]
    assert "82,3 % fik besked inden dag 4. Hele regionen: 84,1 %. Kvartalet før: 79,5 %." in said
    assert "84,1 % fik besked inden dag 4. Kvartalet før: 84,1 %." in the(make.NORDJYLLAND).content["sentences"]


def test_a_report_carries_its_definitions_as_they_were_worded() -> None:
    a_quarter()
    make_reports()
    explained = {one["key"]: one for one in the(make.AALBORG).content["indicators"]}
    assert explained["besked_inden_dag_4"]["definition"]
    assert "planer" in explained


def test_both_populations_are_reports_of_their_own() -> None:
    a_quarter()
    published(make.NORDJYLLAND, "retur_sygehuse", {"": {"returneret": 10}}, period=QUARTER, data_on=DATA_ON, population=Population.SENDER)
    make_reports()
    sender = the(make.NORDJYLLAND, population=Population.SENDER)
    assert [table["grid"]["population"] for table in sender.content["tables"]] == ["afsender"]
    assert {table["grid"]["population"] for table in the(make.NORDJYLLAND).content["tables"]} == {"hjem"}


def test_psychiatrys_quarter_is_made_of_psychiatrys_tables() -> None:
    population = next(iter(TABLES["psykiatri_tider"].populations))
    published(make.NORDJYLLAND, "psykiatri_tider", {"": {"sendt_24_timer": 80}}, period=QUARTER, data_on=DATA_ON, population=population)
    make_reports()
    held = the(make.NORDJYLLAND, ReportKind.PSYCHIATRY, population).content["tables"]
    assert [table["grid"]["table"] for table in held] == ["psykiatri_tider"]


def test_a_grouping_has_its_half_year() -> None:
    cluster(make.AALBORG)
    half = Period(date(2026, 1, 1), PeriodKind.HALF_YEAR)
    published(make.NORDJYLLAND, "planer", {make.AALBORG: {"planer": 500}, "": {"planer": 700}}, period=half, data_on=DATA_ON)
    make_reports()
    with seeding():
        groupings = {one.id for one in groupings_on(half.last, make.NORDJYLLAND)}
    assert {row.subject_id for row in rows(kind=ReportKind.GROUPING)} == groupings
    assert the(CLUSTER, ReportKind.GROUPING).content["tables"][0]["grid"]["period_kind"] == "halvaar"


def test_the_year_is_made_of_the_region_and_its_municipalities(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, datetime(2027, 1, 10, 9, tzinfo=COPENHAGEN))
    year = Period(date(2026, 1, 1), PeriodKind.YEAR)
    for key, column in (("planer", "planer"), ("klager", "klager")):
        published(make.NORDJYLLAND, key, {make.AALBORG: {column: 20}, "": {column: 60}}, period=year, data_on=date(2027, 1, 9))
    make_reports()
    assert {row.subject_id for row in rows(kind=ReportKind.YEAR)} == everybody()
    assert [table["grid"]["table"] for table in the(make.AALBORG, ReportKind.YEAR).content["tables"]] == ["planer", "klager"]


def test_a_status_is_made_fourteen_days_before_the_committee_meets(analyst: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    a_quarter()
    published(make.NORDJYLLAND, "nu", {"": {"aabne_nu": 120}}, data_on=DATA_ON)
    with acting_as(analyst):
        add_meeting(analyst, "Følgegruppen", date(2026, 12, 3), make.NORDJYLLAND)
    make_reports()
    assert not rows(kind=ReportKind.COMMITTEE)
    at(monkeypatch, NOW + timedelta(days=1))
    a_quarter(data_on=DATA_ON + timedelta(days=1))
    published(make.NORDJYLLAND, "nu", {"": {"aabne_nu": 125}}, data_on=DATA_ON + timedelta(days=1))
    make_reports()
    status = the(make.NORDJYLLAND, ReportKind.COMMITTEE)
    assert (status.committee, status.meets_on, status.due_on) == ("Følgegruppen", date(2026, 12, 3), date(2026, 11, 19))
    assert [table["grid"]["table"] for table in status.content["tables"]] == ["nu", "planer", "frister"]
    assert status.content["tables"][0]["grid"]["rows"][0]["cells"]["aabne_nu"][0] == "125"


def test_no_status_is_planned_for_a_meeting_that_is_called_off(analyst: Actor) -> None:
    a_quarter()
    with acting_as(analyst):
        call_off(analyst, add_meeting(analyst, "Følgegruppen", date(2026, 11, 25), make.NORDJYLLAND).id)
    make_reports()
    assert not rows(kind=ReportKind.COMMITTEE)


def test_a_second_run_makes_nothing_twice() -> None:
    a_quarter()
    assert make_reports() == len(everybody())
    before = {row.id: row.made_at for row in rows()}
    assert make_reports() == 0
    assert {row.id: row.made_at for row in rows()} == before


def test_without_figures_nothing_is_planned() -> None:
    assert make_reports() == 0
    assert not rows()


def test_a_report_waits_for_the_figures_of_the_day_before_it_is_due_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, datetime(2026, 10, 10, 3, tzinfo=COPENHAGEN))
    a_quarter(data_on=date(2026, 10, 8))
    make_reports()
    waiting = the(make.AALBORG)
    assert (waiting.state, waiting.progress) == (ReportState.PLANNED, 0)
    assert waiting.problem == "Venter på, at tallene til og med fredag 9. oktober 2026 bliver offentliggjort."
    a_quarter(data_on=date(2026, 10, 9))
    at(monkeypatch, datetime(2026, 10, 10, 6, 5, tzinfo=COPENHAGEN))
    make_reports()
    assert the(make.AALBORG).state == ReportState.READY


def test_one_that_fails_says_why_keeps_no_other_back_and_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    a_quarter()
    real = service.content_of

    def broken(asked: Any, *more: Any) -> Any:
        if asked.own == str(make.AALBORG):
            raise ValueError("251248-9996")
        return real(asked, *more)

    monkeypatch.setattr(service, "content_of", broken)
    assert make_reports() == len(everybody()) - 1
    failed = the(make.AALBORG)
    assert (failed.state, failed.attempts) == (ReportState.FAILED, 1)
    assert failed.problem == "Rapporten kunne ikke laves (ValueError). Den prøves igen af sig selv."
    monkeypatch.setattr(service, "content_of", real)
    assert make_reports() == 0  # not before its time
    at(monkeypatch, NOW + service.RETRY)
    assert make_reports() == 1
    assert (the(make.AALBORG).state, the(make.AALBORG).problem) == (ReportState.READY, "")


def test_the_reports_of_a_region_that_ended_are_of_the_country_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, datetime(2027, 1, 11, 9, tzinfo=COPENHAGEN))
    make.registry()
    sjaelland = id_of("region-sjaelland")
    last = Period(date(2026, 10, 1), PeriodKind.QUARTER)
    a_quarter(region=sjaelland, period=last, data_on=date(2027, 1, 10))
    make_reports()
    assert make.HOLBAEK in {row.subject_id for row in rows(organisation_id=sjaelland)}


def test_when_nothing_is_due_a_run_is_a_few_queries() -> None:
    a_quarter()
    make_reports()
    with CaptureQueriesContext(connection) as captured:
        make_reports()
    assert len(captured) < 40


def test_the_demo_has_reports_ready_one_released_with_a_comment_and_a_committees_status() -> None:
    with seeding():
        make_providers()
        make_people()
    a_quarter()
    with seeding():
        make_reports_to_see()
    released = rows(state=ReportState.RELEASED)
    assert [row.subject_id for row in released] == [make.AALBORG]
    assert released[0].comment
    assert released[0].reader_id == make.AALBORG
    assert len(rows(kind=ReportKind.QUARTER, state=ReportState.READY)) == len(everybody()) - 1
    assert [row.state for row in rows(kind=ReportKind.COMMITTEE)] == [ReportState.READY]
