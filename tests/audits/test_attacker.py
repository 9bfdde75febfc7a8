"""A reader who solves the linear programme over everything published of a date finds no hidden number; without covers the same one does."""

import random
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audits.enums import PeriodKind, PlanKind, Population
from audits.folding import Sums
from audits.grid import Grid, Row
from audits.indicators import TABLES
from audits.protection import Block, Count, Hiding, Key, Share, Sum, protect
from audits.protection.block import may_be_shown
from audits.protection.linked import Filled, Place, block_of, cells
from audits.protection.ranges import Ranges
from audits.rules.period import Period, period_of
from audits.rules.publishable import LEAST
from tests.audits.attacker import Reader, read

MONTHS = tuple(date(2026, month, 1) for month in range(1, 7))
KINDS = [kind.value for kind in PlanKind]
GROUPS = {"east": ("a", "b"), "west": ("c", "d", "e")}
HOMES = [home for homes in GROUPS.values() for home in homes]
Decide = Callable[[Block], Mapping[Key, Hiding]]


def half_a_year(plans: int, seed: int) -> list[Filled]:
    """Counts and deadlines by home and kind in a made region: the six months, two quarters, the half-year and the year."""
    drawn = random.Random(seed)
    size = [drawn.paretovariate(1) for _ in HOMES]
    counted: Counter[tuple[date, str, str, bool]] = Counter()
    for _ in range(plans):
        home, kind = drawn.choices(HOMES, size)[0], drawn.choices(KINDS, [60, 20, 5, 14, 1])[0]
        counted[drawn.choice(MONTHS), home, kind, drawn.random() < 0.8] += 1
    periods = sorted({period_of(month, kind) for month in MONTHS for kind in PeriodKind}, key=lambda one: (one.kind.value, one.first))
    return [_filled(key, period, counted) for key in ("planer", "frister") for period in periods]


def _filled(key: str, period: Period, counted: Counter[tuple[date, str, str, bool]]) -> Filled:
    table = TABLES[key]
    months = tuple(month for month in period.months if month in MONTHS)
    columns = table.of_months if table.of_months and period.kind == PeriodKind.MONTH else table.columns
    columns = tuple(column for column in columns if key == "planer" or column.indicator == "tilbudt_inden_dag_7")

    def sums(home: str, value: str) -> Sums:
        every = [(kept, n) for (month, at, kind, kept), n in counted.items() if month in months and at == home and value in ("", kind)]
        return Sums(sum(n for kept, n in every if kept), sum(n for _, n in every))

    base = {Place("kommune", home): {column.key: sums(home, column.value) for column in columns} for home in HOMES}
    groups = {Place("gruppe", group): tuple(Place("kommune", home) for home in homes) for group, homes in GROUPS.items()}
    return Filled(table, period, months, columns, base, groups, {})


def reader(filled: list[Filled], decide: Decide, *, exact: bool = False) -> Reader:
    states = decide(block_of(filled))
    grids = []
    for one in filled:
        rows = tuple(Row(place.value, place.value, shown) for place, shown in cells(one, states).items())
        grids.append(Grid(one.table.key, one.period, date(2026, 7, 14), "test", one.columns, rows, Population.HOME))
    return read(grids, GROUPS, exact=exact)


def small_ones_only(block: Block) -> dict[Key, Hiding]:
    """What hiding would be without rounding and covers."""
    states = {key: Hiding.SMALL if count.value < LEAST else Hiding.EXACT for key, count in block.counts.items()}
    for share in block.shares:
        shown = may_be_shown(block.counts[share.part].value, block.counts[share.rest].value)
        states |= dict.fromkeys((share.part, share.rest), Hiding.EXACT if shown else Hiding.WITHHELD)
    return states


@pytest.mark.parametrize(("plans", "seed"), [(40, 1), (300, 2), (1500, 3), (4000, 4)])
def test_the_attacker_finds_no_hidden_number(plans: int, seed: int) -> None:
    attacker = reader(half_a_year(plans, seed), protect)
    assert attacker.hidden
    assert attacker.found() == {}


def test_the_same_attacker_finds_numbers_where_only_the_small_are_hidden() -> None:
    assert reader(half_a_year(1500, 3), small_ones_only, exact=True).found()


def test_the_same_tables_are_published_alike_whatever_order_they_come_in() -> None:
    filled = half_a_year(600, 5)
    assert protect(block_of(filled)) == protect(block_of(filled[::-1]))


def test_plenty_is_shown_where_there_is_plenty() -> None:
    states = Counter(protect(block_of(half_a_year(4000, 4))).values())
    assert states[Hiding.WITHHELD] < 0.3 * sum(states.values())


@settings(max_examples=40)
@given(st.lists(st.lists(st.integers(0, 40), min_size=3, max_size=3), min_size=2, max_size=4), st.booleans())
def test_no_small_number_of_a_made_table_is_found(rows: list[list[int]], exact: bool) -> None:
    """By trying every number it could be: with exact counts inside as with rounded ones."""
    counts = {(f"r{r}", f"c{c}"): Count(value, exact) for r, row in enumerate(rows) for c, value in enumerate(row)}
    sums = []
    for r, row in enumerate(rows):
        counts[f"r{r}", ""] = Count(sum(row))
        sums.append(Sum((f"r{r}", ""), tuple((f"r{r}", f"c{c}") for c in range(3))))
    for c in range(3):
        counts["", f"c{c}"] = Count(sum(row[c] for row in rows))
        sums.append(Sum(("", f"c{c}"), tuple((f"r{r}", f"c{c}") for r in range(len(rows)))))
    states = protect(Block(counts, sums))
    attacker = Reader()
    for key, count in counts.items():
        near = 5 * round(count.value / 5)
        at = {
            Hiding.EXACT: (count.value, count.value),
            Hiding.SMALL: (0, 4),
            Hiding.WITHHELD: (0, 1e6),
            Hiding.ROUNDED: (max(5, near - 2), near + 2),
        }
        attacker.knows(key, *at[states[key]])
    for one in sums:
        attacker.adds(one.total, one.parts)
    attacker.hidden = {key for key in counts if states[key].hidden}
    assert attacker.found() == {}


def test_a_share_with_few_left_over_is_hidden_and_the_rounding_of_the_others_protects_it() -> None:
    kept = {"a": (17, 3), "b": (30, 10), "c": (40, 20)}
    counts: dict[Key, Count] = {}
    for at, (part, rest) in {**kept, "": (87, 33)}.items():
        counts |= {(at, "part"): Count(part), (at, "rest"): Count(rest), (at, "whole"): Count(part + rest)}
    sums = [Sum(("", side), tuple((at, side) for at in kept)) for side in ("part", "rest", "whole")]
    states = protect(Block(counts, sums, [Share((at, "part"), (at, "rest"), (at, "whole")) for at in (*kept, "")]))
    assert states["a", "part"] == states["a", "rest"] == Hiding.WITHHELD
    assert [states[at, "rest"] for at in ("b", "c", "")] == [Hiding.ROUNDED] * 3


def test_where_the_solver_gives_no_answer_more_is_hidden_and_nothing_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = {key: Count(value) for key, value in {("a",): 3, ("b",): 12, ("c",): 40, ("i alt",): 55}.items()}
    block = Block(counts, [Sum(("i alt",), (("a",), ("b",), ("c",)))])
    assert sum(hiding.hidden for hiding in protect(block).values()) == 1, "rounding alone protects it"
    monkeypatch.setattr(Ranges, "_run", lambda _: False)
    assert sum(hiding.hidden for hiding in protect(block).values()) > 1
