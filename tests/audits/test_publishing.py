"""Tables are published from facts once a day, whole or not at all, of what was over the day before; then they are frozen."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection

from accounts import clock
from accounts.actor import Actor, job_actor
from accounts.danish import COPENHAGEN
from accounts.enums import Role
from accounts.tenancy import acting_as, seeding
from audits.enums import CellState, Measure, PeriodKind, Population
from audits.grid import Cell, Grid, from_plain
from audits.models import Publication, PublishedTable
from audits.services import publishing
from audits.services.publishing import publish, publish_now, publish_when_due
from config.registry_loader import id_of
from tests import factories as make
from tests.audits.tables import fact

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=COPENHAGEN)
NORTH = [id_of(f"kommune-{code}") for code in ("0851", "0860", "0846", "0820", "0810", "0813", "0787", "0840", "0849", "0773", "0825")]


@pytest.fixture(autouse=True)
def wednesday(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    make.registry()


@pytest.fixture
def analyst() -> Actor:
    return make.person("rune", Role.ANALYST, make.NORDJYLLAND)


def plans(home: UUID, number: int, measure: Measure = Measure.PLANS, *, on: date = date(2026, 11, 1), **said: Any) -> None:
    usual = {"home_id": home, "hospital_id": make.AALBORG_HOSPITAL, "kind": "almen_basal", "age_group": "40-64", "month": OCTOBER}
    fact(home, measure, on, number, **{**usual, **said})


def made() -> None:
    with seeding():
        assert publish_now() is not None


def table(key: str, region: UUID = make.NORDJYLLAND, first: date = OCTOBER, kind: PeriodKind = PeriodKind.MONTH) -> Grid:
    with seeding():
        found = PublishedTable.objects.get(organisation_id=region, table=key, period=first, period_kind=kind, population=Population.HOME)
        return from_plain(found.content)


def cell(grid: Grid, column: str, row: str = "") -> Cell:
    found = grid.row(row)
    assert found is not None
    return found.cells[column]


def test_counts_are_rounded_and_fewer_than_five_are_hidden() -> None:
    for home, number in zip(NORTH, (43, 3, 18, 22, 27, 0, 31, 26, 38, 19, 24), strict=True):
        plans(home, number) if number else None
    made()
    grid = table("planer")
    shown = [cell(grid, "planer", str(home)).value for home in NORTH]
    assert shown == [45, None, 20, 20, 25, None, 30, 25, 40, 20, 25]
    assert cell(grid, "planer").value == 250  # of 251
    assert cell(grid, "planer", str(NORTH[1])) == Cell(None, CellState.SMALL)
    assert cell(grid, "planer", str(NORTH[5])) == Cell(None, CellState.SMALL)  # nobody is not told from one to four


def test_a_share_with_one_to_four_left_over_is_hidden() -> None:
    for at, home in enumerate(NORTH):
        plans(home, 20, Measure.OFFERED, part=18 if at in (1, 2) else 12)
    made()
    grid = table("frister")
    assert cell(grid, "tilbudt_inden_dag_7", str(NORTH[1])) == Cell(None, CellState.WITHHELD)


def test_a_median_has_five_behind_it_and_does_not_tell_how_many() -> None:
    plans(make.AALBORG, 40, Measure.WAIT_OFFERED, days=6)
    plans(NORTH[1], 4, Measure.WAIT_OFFERED, days=9)
    made()
    grid = table("frister")
    assert cell(grid, "ventetid_median", str(make.AALBORG)) == Cell(6)
    assert cell(grid, "ventetid_median", str(NORTH[1])) == Cell(None, CellState.SMALL)


def test_what_was_recorded_today_and_the_month_that_runs_are_not_in_it() -> None:
    plans(make.AALBORG, 40)
    plans(make.AALBORG, 30, on=NOW.date())
    plans(make.AALBORG, 50, month=date(2026, 11, 1), on=date(2026, 11, 10))
    made()
    assert cell(table("planer"), "planer").value == 40
    assert cell(table("planer", first=OCTOBER, kind=PeriodKind.QUARTER), "planer").value == 40
    with seeding():
        assert not PublishedTable.objects.filter(table="planer", period=date(2026, 11, 1)).exists()


def test_a_number_belongs_to_the_region_its_municipality_lay_in_in_that_month(monkeypatch: pytest.MonkeyPatch) -> None:
    """From 1 January 2027 Holbæk lies in Region Østdanmark."""
    monkeypatch.setattr(clock, "now", lambda: NOW.replace(year=2027, month=2))
    holbaek, home = make.HOLBAEK, {"kind": "almen_basal"}
    fact(holbaek, Measure.PLANS, date(2026, 12, 31), 90, month=date(2026, 12, 1), home_id=holbaek, **home)
    fact(holbaek, Measure.PLANS, date(2027, 1, 31), 70, month=date(2027, 1, 1), home_id=holbaek, **home)
    made()
    with seeding():
        found = PublishedTable.objects.filter(table="planer", period_kind=PeriodKind.MONTH, population=Population.HOME)
        told = {
            (one.period, one.organisation.name): grid.total.cells["planer"].value
            for one in found.select_related("organisation")
            if (grid := from_plain(one.content)).total and grid.total.cells["planer"].value
        }
    assert told == {(date(2026, 12, 1), "Region Sjælland"): 90, (date(2027, 1, 1), "Region Østdanmark"): 70}


def test_plans_per_1000_are_of_the_rounded_count() -> None:
    plans(make.AALBORG, 43)
    made()
    year = table("indbyggere", first=date(2026, 1, 1), kind=PeriodKind.YEAR)
    assert cell(year, "planer_pr_1000", str(make.AALBORG)).base == 45


def test_where_a_row_has_too_few_on_average_the_total_stands_alone() -> None:
    plans(make.AALBORG, 9)
    made()
    assert [row.key for row in table("planer").rows] == [""]


def test_once_a_day_and_then_frozen() -> None:
    plans(make.AALBORG, 40)
    assert publish() is not None
    plans(make.AALBORG, 40)
    assert publish() is None
    assert cell(table("planer"), "planer").value == 40
    for model in (PublishedTable, Publication):
        with pytest.raises(ProgrammingError, match="permission denied"), acting_as(job_actor("audits.publish")):
            model.objects.update(id=None)
        with pytest.raises(ProgrammingError, match="permission denied"), acting_as(job_actor("audits.publish")):
            model.objects.all()._raw_delete("default")


def test_a_crash_leaves_nothing_half_published(monkeypatch: pytest.MonkeyPatch) -> None:
    plans(make.AALBORG, 40)
    whole = publishing._of_region
    calls = []

    def dies(*arguments: Any) -> Any:
        calls.append(1)
        if len(calls) == 3:
            raise RuntimeError("killed")
        return whole(*arguments)

    monkeypatch.setattr(publishing, "_of_region", dies)
    with pytest.raises(RuntimeError, match="killed"):
        publish()
    with seeding():
        assert not Publication.objects.exists()
    monkeypatch.undo()
    monkeypatch.setattr(clock, "now", lambda: NOW)
    assert publish() is not None


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


def test_an_analyst_reads_the_own_region_alone(analyst: Actor) -> None:
    plans(make.AALBORG, 40)
    plans(make.HERNING, 40)
    made()
    with acting_as(analyst):
        assert set(PublishedTable.objects.values_list("organisation_id", flat=True)) == {make.NORDJYLLAND}


TABLES = (
    "gop_case", "gop_plan", "gop_planversion", "gop_recipient", "gop_milestone", "gop_caseevent", "gop_offer", "gop_delivery",
    "gop_assignment", "deadlines_deadline", "accounts_membership", "accounts_user", "audits_fact", "audits_tally", "audits_counted",
)  # fmt: skip


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1 FROM {0} LIMIT 1",
        "SELECT 1 FROM audits_publishedtable p LEFT JOIN {0} x ON true LIMIT 1",
        "EXPLAIN SELECT 1 FROM {0}",
        "SELECT 1 / (SELECT count(*) FROM {0} WHERE false)",
        "SELECT query_to_xml('SELECT * FROM {0}', true, true, '')",
        "CREATE TEMP VIEW peep AS SELECT * FROM {0}; SELECT * FROM peep",
    ],
)
def test_the_analysts_role_reads_no_fact_and_no_citizen_whatever_way_it_asks(analyst: Actor, sql: str) -> None:
    for name in TABLES:
        with pytest.raises(ProgrammingError) as refused, acting_as(analyst), connection.cursor() as cursor:
            cursor.execute(sql.format(name))
        assert refused.value.__cause__.sqlstate == "42501", name


def test_an_error_tells_the_analyst_nothing_of_another_regions_tables(analyst: Actor) -> None:
    """The policy comes before the condition: a row that may not be seen makes no error."""
    plans(make.HERNING, 400)
    made()
    with acting_as(analyst), connection.cursor() as cursor:
        for asked in (
            "1 / (CASE WHEN organisation_id = %s THEN 0 ELSE 1 END) = 1",
            "(CASE WHEN organisation_id = %s THEN content::text ELSE '1' END)::int = 1",
        ):
            cursor.execute(f"SELECT count(*) FROM audits_publishedtable WHERE {asked}", [make.MIDTJYLLAND])
            assert cursor.fetchone()[0] > 0


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audits_publishedtable SET content = '{}'",
        "DELETE FROM audits_publishedtable",
        "INSERT INTO audits_publication VALUES (gen_random_uuid(), now(), now(), 'x')",
        "UPDATE audits_publication SET definition = 'x'",
        "TRUNCATE audits_publishedtable",
        "INSERT INTO audits_report (id) VALUES (gen_random_uuid())",
    ],
)
def test_the_analyst_changes_nothing_of_what_is_published(analyst: Actor, sql: str) -> None:
    with pytest.raises(ProgrammingError) as refused, acting_as(analyst), connection.cursor() as cursor:
        cursor.execute(sql)
    assert refused.value.__cause__.sqlstate == "42501"
