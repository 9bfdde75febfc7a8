"""The tables of one region and population as one set of linked counts, and back as cells. Pure.

A number has one key wherever it stands: measure, period, and what it is narrowed to. So a table's row that another table
repeats is the same number, and the sums between tables follow from the keys.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from audits.enums import CellState, Measure, PeriodKind, PlanKind
from audits.folding import Sums, fold
from audits.grid import Cell, Column
from audits.indicators import INDICATORS, Fold, Table
from audits.protection.block import Block, Count, Hiding, Key, Share, Sum
from audits.rules.period import Period, period_of
from audits.rules.publishable import LEAST, rounded

TOTAL = ""
PART, REST, WHOLE = "del", "rest", "alle"
# Both are of the plans sent: their wholes are one number.
ONE_WHOLE = {Measure.SENT_NEXT_DAY: Measure.SENT_AT_DISCHARGE}
PSYCHIATRY = "psykiatri"
FINER = {PeriodKind.QUARTER: (PeriodKind.MONTH,), PeriodKind.HALF_YEAR: (PeriodKind.QUARTER, PeriodKind.MONTH)}
FINER[PeriodKind.YEAR] = (PeriodKind.HALF_YEAR, PeriodKind.QUARTER, PeriodKind.MONTH)


class Place(NamedTuple):
    """A row: by what, and which; the total is by nothing."""

    by: str
    value: str


class Name(NamedTuple):
    """A number without its period: what is counted, which side of a share, and what it is narrowed to."""

    what: str
    side: str
    narrowed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """One table of one period as counted. `base`: rows that make the total; `groups`: rows that some of them make.

    `months`: those of the period that are over. `inhabitants`: of each row, for a rate.
    """

    table: Table
    period: Period
    months: tuple[date, ...]
    columns: tuple[Column, ...]
    base: Mapping[Place, Mapping[str, Sums]]
    groups: Mapping[Place, tuple[Place, ...]]
    inhabitants: Mapping[Place, int]

    def sums(self) -> Iterator[tuple[Place, Mapping[str, Sums]]]:
        yield from self.base.items()
        for group, members in self.groups.items():
            yield group, _together(self.columns, [self.base[one] for one in members])
        if Place("", TOTAL) not in self.base:
            yield Place("", TOTAL), _together(self.columns, self.base.values())


def block_of(filled: Sequence[Filled]) -> Block:
    """Every count of the tables and every sum between them."""
    made = _Made()
    for one in filled:
        made.table(one)
    made.periods()
    made.between_measures()
    return Block(made.counts, made.sums, list(made.shares), made.corners())


def cells(filled: Filled, states: Mapping[Key, Hiding]) -> dict[Place, dict[str, Cell]]:
    """What is published of a table."""
    people = _people(filled)
    return {
        place: {column.key: _cell(filled, place, column, sums[column.key], states, people.get(place)) for column in filled.columns}
        for place, sums in filled.sums()
    }


class _Made:
    def __init__(self) -> None:
        self.counts: dict[Key, Count] = {}
        self.sums: list[Sum] = []
        self.shares: dict[Share, None] = {}
        self.times: dict[Name, dict[str, tuple[Period, tuple[date, ...]]]] = defaultdict(dict)

    def table(self, filled: Filled) -> None:
        told = {column.key: column for column in filled.columns if INDICATORS[column.indicator].fold in (Fold.COUNT, Fold.SHARE)}
        for place, sums in filled.sums():
            for column in told.values():
                for name, value in _numbers(filled.table, place, column, sums[column.key]):
                    self.counts[_key(name, _code(filled))] = Count(value)
                    self.times[name][_code(filled)] = filled.period, filled.months
                if INDICATORS[column.indicator].fold == Fold.SHARE:
                    self.shares[Share(*(_key(name, _code(filled)) for name, _ in _numbers(filled.table, place, column, Sums())))] = None
        for column in told.values():
            self._add_up(filled, column, Place("", TOTAL), filled.base)
            for group, members in filled.groups.items():
                self._add_up(filled, column, group, members)
        for place, _ in filled.sums():
            self._columns(filled, place)

    def _add_up(self, filled: Filled, column: Column, total: Place, parts: Iterable[Place]) -> None:
        if total in filled.base:
            return
        each = [_numbers(filled.table, part, column, Sums()) for part in parts]
        for at, (name, _) in enumerate(_numbers(filled.table, total, column, Sums())):
            self._sum(name, [numbers[at][0] for numbers in each], _code(filled))

    def _columns(self, filled: Filled, place: Place) -> None:
        """All kinds together are the column without a kind."""
        kinds = [column for column in filled.columns if column.value in set(PlanKind)]
        for whole in (column for column in filled.columns if not column.value and any(k.indicator == column.indicator for k in kinds)):
            parts = [_numbers(filled.table, place, kind, Sums()) for kind in kinds if kind.indicator == whole.indicator]
            for at, (name, _) in enumerate(_numbers(filled.table, place, whole, Sums())):
                self._sum(name, [numbers[at][0] for numbers in parts], _code(filled))

    def _sum(self, total: Name, parts: Sequence[Name], code: str) -> None:
        if parts:
            self.sums.append(Sum(_key(total, code), tuple(_key(part, code) for part in parts)))

    def periods(self) -> None:
        """A period is its quarters or months, and what of it no table tells."""
        for name, at in self.times.items():
            for code, (period, months) in at.items():
                for kind in FINER.get(period.kind, ()):
                    inner = [(other, its) for other, (one, its) in at.items() if one.kind == kind and its and set(its) <= set(months)]
                    if inner:
                        covered = {month for _, its in inner for month in its}
                        self._add_remainder(_key(name, code), [_key(name, other) for other, _ in inner], covered == set(months))
                        break

    def between_measures(self) -> None:
        """What was not offered in time is the rest of the share that was; psychiatry is some of all."""
        for name, at in list(self.times.items()):
            for code in at:
                if name.what == Measure.MISSED and not name.narrowed:
                    rest = _key(Name(Measure.OFFERED, REST, ()), code)
                    if rest in self.counts:
                        self.sums.append(Sum(_key(name, code), (rest,)))
                if name.what.endswith(PSYCHIATRY) and name.side != WHOLE and not name.narrowed:
                    every = _key(name._replace(what=name.what.removesuffix(PSYCHIATRY)), code)
                    if name.side and every in self.counts:
                        self._add_remainder(every, [_key(name, code)], whole=False)

    def _add_remainder(self, total: Key, parts: list[Key], whole: bool) -> None:
        if not whole:
            left = (*total, "andre", parts[0][0])
            self.counts[left] = Count(self.counts[total].value - sum(self.counts[part].value for part in parts), told=False)
            parts = [*parts, left]
        self.sums.append(Sum(total, tuple(parts)))

    def corners(self) -> list[frozenset[Key]]:
        """A quarter with its months and the years it lies in: first the sides of shares alone, whose whole then stands still."""
        quarters = sorted({period for at in self.times.values() for period, _ in at.values() if period.kind == PeriodKind.QUARTER})
        codes = [_around(quarter) for quarter in quarters]
        near: list[set[Key]] = [{_key(name, code) for name, at in self.times.items() for code in at if code in corner} for corner in codes]
        every = {_key(name, code) for name, at in self.times.items() for code in at}
        sides = [{key for key in corner if key[1] in (PART, REST)} for corner in (*near, every)]
        return [frozenset(corner) for corner in (*sides, *near) if corner]


def _around(quarter: Period) -> set[str]:
    months = [Period(month, PeriodKind.MONTH).code for month in quarter.months]
    return {quarter.code, *months, *(period_of(quarter.first, kind).code for kind in (PeriodKind.HALF_YEAR, PeriodKind.YEAR))}


def _numbers(table: Table, place: Place, column: Column, sums: Sums) -> list[tuple[Name, int]]:
    """The counts behind one cell: one, or part, rest and whole."""
    indicator = INDICATORS[column.indicator]
    narrowed = [f"{place.by}={place.value}"] if place.by else []
    if table.age is not None:
        narrowed.append(f"alder={table.age.value}")
    if column.value:
        narrowed.append(f"{'type' if column.value in set(PlanKind) else 'aarsag'}={column.value}")
    made = tuple(sorted(narrowed))
    psychiatry = PSYCHIATRY if table.psychiatry else ""
    what = "+".join([indicator.measure.value, *sorted(indicator.only), *sorted(indicator.kinds)]) + psychiatry
    if indicator.fold != Fold.SHARE:
        return [(Name(what, "", made), sums.whole)]
    of_whole = ONE_WHOLE.get(indicator.measure, indicator.measure).value + psychiatry
    values = ((what, PART, sums.part), (what, REST, sums.whole - sums.part), (of_whole, WHOLE, sums.whole))
    return [(Name(measured, side, made), value) for measured, side, value in values]


def _key(name: Name, code: str) -> Key:
    return name.what, name.side, code, *name.narrowed


def _code(filled: Filled) -> str:
    return "nu" if filled.table.now else filled.period.code


def _together(columns: Sequence[Column], rows: Iterable[Mapping[str, Sums]]) -> dict[str, Sums]:
    every = list(rows)
    return {column.key: _added([row[column.key] for row in every]) for column in columns}


def _added(every: Sequence[Sums]) -> Sums:
    days: dict[int, int] = defaultdict(int)
    for sums in every:
        for length, number in sums.days.items():
            days[length] += number
    return Sums(sum(one.part for one in every), sum(one.whole for one in every), dict(days))


def _people(filled: Filled) -> dict[Place, int]:
    people = dict(filled.inhabitants)
    people |= {group: sum(people.get(one, 0) for one in members) for group, members in filled.groups.items()}
    return people | {Place("", TOTAL): sum(filled.inhabitants.values())}


def _cell(filled: Filled, place: Place, column: Column, sums: Sums, states: Mapping[Key, Hiding], people: int | None) -> Cell:
    indicator = INDICATORS[column.indicator]
    keys = [_key(name, _code(filled)) for name, _ in _numbers(filled.table, place, column, sums)]
    if indicator.fold in (Fold.COUNT, Fold.RATE):
        state = states[keys[0]]
        return _told(state) or fold(indicator, Sums(whole=_shown(sums.whole, state)), people)
    if sums.whole < LEAST:
        return Cell(None, CellState.SMALL)
    if indicator.fold == Fold.SHARE:
        part, rest = (_shown(value, states[key]) for value, key in zip((sums.part, sums.whole - sums.part), keys[:2], strict=True))
        return _told(states[keys[0]]) or Cell(_percent(part, part + rest), base=part + rest)
    return replace(fold(indicator, sums), base=None)  # the number behind stands nowhere: it cannot be subtracted


def _shown(value: int, state: Hiding) -> int:
    return value if state == Hiding.EXACT else rounded(value)


def _percent(part: int, whole: int) -> Decimal:
    """Of rounded counts, a tenth would say more than is known."""
    return (Decimal(100 * part) / whole).quantize(Decimal(1), ROUND_HALF_UP)


def _told(state: Hiding) -> Cell | None:
    """The cell of what is hidden; None: it is shown."""
    if not state.hidden:
        return None
    return Cell(None, CellState.SMALL if state == Hiding.SMALL else CellState.WITHHELD)
