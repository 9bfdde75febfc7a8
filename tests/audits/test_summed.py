"""Facts added up: the same by any way of asking, and the same as adding them one by one."""

import random
from collections import defaultdict
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audits.enums import AgeGroup, Measure, PeriodKind, PlanKind, Split
from audits.folding import Sums
from audits.indicators import INDICATORS, TABLES
from audits.models import Fact
from audits.rules.period import Period
from audits.selectors.naming import inhabitants, named
from audits.selectors.summed import TOTAL, added, monthly, summed, together
from tests import factories as make
from tests.audits.facts import fact, stand

pytestmark = pytest.mark.django_db
QUARTER = Period(date(2026, 7, 1), PeriodKind.QUARTER)
ON = date(2026, 10, 15)
KEYS = {Measure.ENDED: "gennemfoert", Measure.MISSED: "kapacitet", Measure.CHOICE_ANSWERED: "venter"}


@pytest.fixture
def facts() -> list[Fact]:
    """Some hundred of every kind, with changes taken back."""
    make.registry()
    drawn, made = random.Random(8), []
    for number in range(400):
        measure = drawn.choice(list(Measure))
        days = drawn.choice([0, 3, 7, 7, 12]) if measure.name.startswith("WAIT") else None
        said = {
            "home_id": drawn.choice([make.AALBORG, make.HERNING, None]),
            "hospital_id": drawn.choice([make.AALBORG_HOSPITAL, make.GOEDSTRUP]),
            "month": date(2026, drawn.randint(6, 10), 1),
            "on": date(2026, 6, 1) + timedelta(days=drawn.randint(0, 160)),
            "kind": drawn.choice(list(PlanKind)).value,
            "age_group": drawn.choice(list(AgeGroup)).value,
            "diagnosis_group": drawn.choice(["Hofte", "Ånde", ""]),
            "psychiatry": drawn.random() < 0.2,
            "key": drawn.choice([KEYS.get(measure, ""), ""]),
            "days": days,
        }
        made.append(fact(measure, number=1, part=drawn.randint(0, 1), **said))
        if number % 5 == 0:
            again = said | {"on": said["on"] + timedelta(days=9)}  # type: ignore[operator]
            made.append(fact(measure, number=-1, part=-made[-1].part, **again))
    stand(*made, tallied=False)
    return made


def one_by_one(facts: list[Fact], key: str, period: Period, on: date) -> dict[str, dict[str, tuple[int, int, dict[int, int]]]]:
    """The slow way, apart from the code it is held against."""
    table = TABLES[key]
    found: dict[str, dict[str, list[object]]] = defaultdict(lambda: {one.key: [0, 0, {}] for one in table.columns})
    found[""] = found[""]
    for row in facts:
        in_time = row.on <= on and (table.now or period.first <= row.month <= period.last)
        if not in_time or (table.psychiatry and not row.psychiatry) or (table.age and row.age_group != table.age):
            continue
        column_of = {"kommune": "home_id", "sygehus": "hospital_id", "afdeling": "department_id", "alder": "age_group"}
        column_of |= {"diagnose": "diagnosis_group", "aarsag": "key"}
        at = str(getattr(row, column_of[table.rows]) or "ingen") if table.rows != Split.TOTAL else ""
        for one in table.columns:
            indicator = INDICATORS[one.indicator]
            if (
                indicator.measure != row.measure
                or (one.value and row.kind != one.value)
                or (indicator.only and row.key not in indicator.only)
            ):
                continue
            for name in {at, ""}:
                cell = found[name][one.key]
                cell[0] += row.part  # type: ignore[operator]
                cell[1] += row.whole  # type: ignore[operator]
                if row.days is not None:
                    cell[2][row.days] = cell[2].get(row.days, 0) + row.whole  # type: ignore[attr-defined, index]
    said = {
        row: {
            column: (part, whole, {day: times for day, times in days.items() if times}) for column, (part, whole, days) in columns.items()
        }  # type: ignore[attr-defined]
        for row, columns in found.items()
    }
    return {row: columns for row, columns in said.items() if row == "" or any(any(cell) for cell in columns.values())}  # type: ignore[return-value]


@pytest.mark.parametrize("key", list(TABLES))
def test_every_table_is_the_sum_of_its_facts_as_of_the_day(key: str, facts: list[Fact]) -> None:
    with make.reading(), CaptureQueriesContext(connection) as ran:
        found = summed(TABLES[key], QUARTER, ON, Fact.objects.all())
    assert len(ran) == 1
    plain = {row: {column: (one.part, one.whole, dict(one.days)) for column, one in columns.items()} for row, columns in found.items()}
    assert plain == one_by_one(facts, key, QUARTER, ON)


def test_months_put_together_are_the_quarter_and_take_one_statement(facts: list[Fact]) -> None:
    for key in ("planer", "frister", "slutkoder", "psykiatri_tider"):
        with make.reading(), CaptureQueriesContext(connection) as ran:
            months = monthly(TABLES[key], QUARTER.months, ON, Fact.objects.all())
        assert (len(ran), list(months)) == (1, list(QUARTER.months))
        with make.reading():
            whole = summed(TABLES[key], QUARTER, ON, Fact.objects.all())
        said = together(months.values())
        assert {row: columns for row, columns in said.items() if row in whole} == whole
        assert all(one == Sums() for row in said.keys() - whole.keys() for one in said[row].values())


def test_lengths_that_come_to_nought_are_gone() -> None:
    assert added([Sums(1, 2, {3: 2}), Sums(-1, -1, {3: -2, 4: 1})]) == Sums(0, 1, {4: 1})
    assert added([]) == Sums()


def test_rows_are_named_by_the_danish_alphabet_or_as_their_list_has_them() -> None:
    make.registry()
    with make.reading():
        towns = named(Split.MUNICIPALITY, [TOTAL, "ingen", str(make.AALBORG), str(make.HERNING), str(UUID(int=1))])
        assert [name for _, name in towns] == ["Herning Kommune", "Ukendt", "Aalborg Kommune", "Bopæl ikke kendt"]
        assert inhabitants()[str(make.AALBORG)] > 200_000
    assert [key for key, _ in named(Split.AGE, ["80+", "ukendt", "0-17"])] == ["0-17", "80+", "ukendt"]
    assert named(Split.KEY, ["ingen", "andet", "kapacitet"], Measure.MISSED)[0] == ("kapacitet", "Manglende kapacitet")
    assert named(Split.DIAGNOSIS, ["Ånde", "Hofte"]) == [("Hofte", "Hofte"), ("Ånde", "Ånde")]
    assert named(Split.MONTH, ["2026-11-01", "2026-10-01"])[0] == ("2026-10-01", "oktober 2026")
