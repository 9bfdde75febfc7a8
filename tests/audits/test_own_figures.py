"""An organisation's own figures: one place gives the number, from sums and from facts alike."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import clock
from accounts.actor import Actor, NotAllowed
from accounts.tenancy import acting_as
from audits.enums import AgeGroup, CellState, Measure, PeriodKind, PlanKind
from audits.grid import Column, Grid
from audits.rules.period import Period, period_of
from audits.selectors.figures import Filters, available, own_grid, own_series, own_tables
from gop.errors import NotFound
from tests import factories as make
from tests.audits.facts import NOVEMBER, OCTOBER, fact, stand

pytestmark = pytest.mark.django_db
QUARTER = Period(OCTOBER, PeriodKind.QUARTER)
IN_OCTOBER = Period(OCTOBER, PeriodKind.MONTH)


@pytest.fixture(autouse=True)
def registry() -> None:
    make.registry()


def asked(actor: Actor, table: str, period: Period = QUARTER, **how: object) -> Grid:
    with acting_as(actor):
        return own_grid(actor, table, period, **how)  # type: ignore[arg-type]


def values(grid: Grid, column: str) -> list[tuple[str, Decimal | None]]:
    return [(row.name, row.cells[column].value) for row in grid.rows]


def a_little_of_everything() -> None:
    stand(
        fact(Measure.PLANS),
        fact(Measure.PLANS, number=2, kind="almen_avanceret", age_group="80+", hospital_id=make.GOEDSTRUP, department_id=None),
        fact(Measure.PLANS, kind="specialiseret", hospital_id=None, department_id=None, month=NOVEMBER),
        fact(Measure.PLANS, number=4, organisation_id=make.HERNING, home_id=make.HERNING, department_id=make.PHYSIO),
        *[fact(Measure.OFFERED, part=1), fact(Measure.OFFERED, number=2), fact(Measure.INFORMED, part=1)],
        *[fact(Measure.WAIT_OFFERED, days=days) for days in (3, 5, 9)],
        fact(Measure.WAIT_OFFERED, days=40),
        fact(Measure.WAIT_OFFERED, number=-1, days=40, on=NOVEMBER),
        *[fact(Measure.MISSED, key="kapacitet"), fact(Measure.MISSED)],
        *[fact(Measure.CHOICE_ARISEN, number=3), fact(Measure.CHOICE_ANSWERED, key="venter")],
        fact(Measure.CHOICE_ANSWERED, number=2, key="valgt_leverandoer"),
        *[fact(Measure.SENT_AT_DISCHARGE, part=1), fact(Measure.SENT_NEXT_DAY, part=1), fact(Measure.SENT_AT_DISCHARGE)],
        *[fact(Measure.OPEN_NOW, number=6), fact(Measure.OPEN_NOW, number=-2, on=NOVEMBER), fact(Measure.OVERDUE_NOW)],
        *[fact(Measure.ENDED, key="gennemfoert"), fact(Measure.GOALS, part=1), fact(Measure.CONTACTS, part=7, key="kommune")],
        fact(Measure.PLANS, age_group="0-17", psychiatry=True),
        fact(Measure.UNSENT_NOW, organisation_id=make.AALBORG_HOSPITAL),
    )


def test_a_municipality_sees_its_plans_by_hospital_and_by_kind_with_the_total_last() -> None:
    a_little_of_everything()
    grid = asked(make.triage_officer(), "planer")
    assert values(grid, "planer") == [
        ("Regionshospitalet Gødstrup", 2), ("Aalborg Universitetshospital", 2), ("Ikke oplyst", 1), ("I alt", 5)
    ]  # fmt: skip
    assert [value for _, value in values(grid, "planer:almen_avanceret")] == [2, 0, 0, 2]
    assert asked(make.triage_officer("b2"), "planer", IN_OCTOBER).total.cells["planer"].value == 4  # type: ignore[union-attr]


def test_a_hospital_sees_its_plans_by_municipality_and_a_department_its_own_alone() -> None:
    a_little_of_everything()
    whole = asked(make.author(), "planer")
    assert values(whole, "planer") == [("Herning Kommune", 4), ("Aalborg Kommune", 2), ("I alt", 6)]
    narrowed = make.author("fys", make.AALBORG_HOSPITAL, make.PHYSIO)
    assert values(asked(narrowed, "planer"), "planer") == [("Herning Kommune", 4), ("I alt", 4)]
    assert [row.key for row in asked(narrowed, "afdelinger").rows] == [str(make.PHYSIO), ""]
    assert asked(make.author("hel"), "planer", department=make.PHYSIO).rows == asked(narrowed, "planer").rows
    with pytest.raises(NotFound):
        asked(narrowed, "planer", department=make.ORTHOPAEDIC)


@pytest.mark.parametrize("who", ["municipality", "hospital", "department"])
def test_the_sums_that_stand_ready_say_what_the_facts_say_in_every_table(who: str) -> None:
    a_little_of_everything()
    actor = {
        "municipality": make.team_lead,
        "hospital": make.author,
        "department": lambda: make.author("fys", make.AALBORG_HOSPITAL, make.PHYSIO),
    }[who]()
    for key, table in own_tables(actor).items():
        for kind in table.periods:
            period = period_of(OCTOBER if not table.now else clock.today(), kind)
            ready, counted = asked(actor, key, period), asked(actor, key, period, on=clock.today())
            assert ready == counted, (key, kind)


def test_a_number_as_of_a_day_is_what_counted_then() -> None:
    a_little_of_everything()
    lena = make.team_lead()
    assert asked(lena, "nu", period_of(clock.today(), PeriodKind.MONTH)).total.cells["aabne_nu"].value == 4  # type: ignore[union-attr]
    before = asked(lena, "nu", period_of(clock.today(), PeriodKind.MONTH), on=date(2026, 10, 31))
    assert (before.total.cells["aabne_nu"].value, before.data_on) == (6, date(2026, 10, 31))  # type: ignore[union-attr]
    assert asked(lena, "frister").total.cells["ventetid_median"].value == 5  # type: ignore[union-attr]
    assert asked(lena, "frister", on=date(2026, 10, 31)).total.cells["ventetid_median"].value == 7  # type: ignore[union-attr]


def test_filters_narrow_and_leave_the_tables_own_rows() -> None:
    a_little_of_everything()
    lena = make.team_lead()
    grids = {
        "kind": asked(lena, "planer", filters=Filters(kind=PlanKind.GENERAL_ADVANCED)),
        "age": asked(lena, "planer", filters=Filters(age_group=AgeGroup.OLDEST)),
        "subject": asked(lena, "planer", filters=Filters(subject=make.GOEDSTRUP)),
        "psychiatry": asked(lena, "planer", filters=Filters(psychiatry=True)),
        "diagnosis": asked(lena, "planer", filters=Filters(diagnosis_group="Skulder")),
    }
    assert {name: grid.total.cells["planer"].value for name, grid in grids.items()} == {  # type: ignore[union-attr]
        "kind": 2, "age": 2, "subject": 2, "psychiatry": 1, "diagnosis": 0
    }  # fmt: skip


def test_causes_codes_and_ages_stand_in_the_order_of_their_lists() -> None:
    a_little_of_everything()
    lena = make.team_lead()
    assert values(asked(lena, "aarsager"), "ikke_tilbudt") == [("Manglende kapacitet", 1), ("Ikke angivet", 1), ("I alt", 2)]
    assert [row.name for row in asked(lena, "alder").rows] == ["0-17 år", "18-39 år", "40-64 år", "65-79 år", "80 år og derover", "I alt"]
    assert values(asked(lena, "slutkoder"), "afsluttet") == [("Gennemført", 1), ("I alt", 1)]
    assert values(asked(lena, "udfoerere"), "kontakter_pr_plan") == [("Kommunen selv", 7), ("I alt", 7)]


def test_a_sending_hospital_sees_no_causes_complaints_answers_or_goals_of_an_authority() -> None:
    for table in ("aarsager", "klager", "frit_valg", "udbytte", "oplevelse", "nu", "indbyggere"):
        with pytest.raises(NotFound):
            asked(make.author(f"anna-{table}"), table)


def test_only_roles_with_the_verb_read_own_figures_and_only_of_their_own() -> None:
    a_little_of_everything()
    with pytest.raises(NotAllowed):
        asked(make.provider_therapist(), "planer")
    assert asked(make.triage_officer("h", make.HERNING), "planer").total.cells["planer"].value == 4  # type: ignore[union-attr]
    # A therapist's are of the cases the hospital handles itself, not of the plans it has sent.
    assert asked(make.hospital_therapist(), "planer").total.cells["planer"].value == 0  # type: ignore[union-attr]
    with pytest.raises(NotFound):
        asked(make.hospital_therapist("t2"), "planer", department=make.PHYSIO)


def test_fewer_than_five_answers_are_not_shown_to_the_organisation_they_are_about() -> None:
    lena = make.team_lead()
    stand(fact(Measure.AS_ONE, number=4, part=4, hospital_id=None), fact(Measure.INVOLVED, number=9, part=7, hospital_id=None))
    cells = asked(lena, "oplevelse", IN_OCTOBER).total.cells  # type: ignore[union-attr]
    assert [cells[key].state for key in ("oplevelse_helhed", "oplevelse_inddraget")] == [CellState.SMALL, CellState.WITHHELD]
    assert all(cell.value is None and cell.base is None for cell in cells.values())
    with pytest.raises(NotFound):  # a quarter with its months would tell by subtraction
        asked(lena, "oplevelse", QUARTER)
    with pytest.raises(NotFound):
        asked(make.triage_officer(), "oplevelse", IN_OCTOBER)
    with acting_as(lena):
        assert {cell.state for _, cell in own_series(lena, Column("oplevelse_helhed"), PeriodKind.MONTH, 3)} == {
            CellState.SMALL,
            CellState.NONE,
        }
        with pytest.raises(NotFound):
            own_series(lena, Column("oplevelse_helhed"), PeriodKind.QUARTER, 3)


def test_a_trend_ends_with_the_running_period_and_what_stands_now_is_as_it_was_at_each_end() -> None:
    a_little_of_everything()
    lena = make.team_lead()
    with acting_as(lena):
        plans = own_series(lena, Column("planer"), PeriodKind.MONTH, 3)
        basic = own_series(lena, Column("planer", "almen_basal"), PeriodKind.QUARTER, 1)
        open_now = own_series(lena, Column("aabne_nu"), PeriodKind.MONTH, 3)
    assert [(period.code, cell.value) for period, cell in plans] == [("2026-09", 0), ("2026-10", 4), ("2026-11", 1)]
    assert [cell.value for _, cell in basic] == [2]
    assert [(period.code, cell.value) for period, cell in open_now] == [("2026-09", 0), ("2026-10", 6), ("2026-11", 4)]
    with acting_as(lena), pytest.raises(NotFound):
        own_series(lena, Column("ikke_sendt_nu"), PeriodKind.MONTH, 3)


def test_periods_to_choose_from_begin_with_the_first_number() -> None:
    a_little_of_everything()
    lena = make.team_lead()
    with acting_as(lena):
        assert [period.code for period in available(lena, "planer")] == ["2026-11", "2026-10", "2026-K4", "2026-H2", "2026"]
        assert [period.code for period in available(lena, "nu")] == ["2026-11"]
        assert available(lena, "findes_ikke") == []


def test_plans_by_inhabitants_are_of_the_own_municipality() -> None:
    stand(fact(Measure.PLANS, number=4432))
    cell = asked(make.team_lead(), "indbyggere", Period(date(2026, 1, 1), PeriodKind.YEAR)).total.cells["planer_pr_1000"]  # type: ignore[union-attr]
    assert (cell.base, cell.value is not None and Decimal(15) < cell.value < Decimal(25)) == (4432, True)


def test_as_many_queries_whatever_the_size() -> None:
    lena = make.team_lead()
    number = []
    for times in (1, 40):
        stand(*[fact(Measure.PLANS, home_id=uuid4(), diagnosis_group=f"Gruppe {one}") for one in range(times)])
        with (
            acting_as(lena),
            CaptureQueriesContext(
                connection,
            ) as ran,
        ):
            own_grid(lena, "planer", QUARTER)
            own_grid(lena, "diagnoser", QUARTER, on=clock.today())
            own_series(lena, Column("planer"), PeriodKind.MONTH, 13)
        number.append(len(ran))
    assert number[0] == number[1] <= 5
