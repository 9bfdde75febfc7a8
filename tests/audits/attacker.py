"""A reader of everything published of one date, who wants a hidden number. Knows the rules, sees the grids, solves a linear programme.

Written apart from audits/protection: it reads published cells alone, builds its own equations and has its own solver calls.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import highspy

from audits.enums import CellState, PlanKind, Split
from audits.grid import Grid
from audits.indicators import INDICATORS, TABLES, Fold

Number = tuple[str, ...]
TOP = 1e6
SIDES = ("kept", "missed")


@dataclass
class Reader:
    """What is known of each number, low and high, and what adds up to what."""

    known: dict[Number, tuple[float, float]] = field(default_factory=dict)
    sums: list[tuple[Number, list[Number]]] = field(default_factory=list)
    hidden: set[Number] = field(default_factory=set)

    def knows(self, number: Number, low: float, high: float) -> None:
        before = self.known.get(number, (0.0, TOP))
        self.known[number] = max(before[0], low), min(before[1], high)

    def adds(self, total: Number, parts: Iterable[Number]) -> None:
        """Rows and months that the tables show to be all there is of the total."""
        every = list(parts)
        for number in (total, *every):
            self.known.setdefault(number, (0.0, TOP))
        if every:
            self.sums.append((total, every))

    def found(self) -> dict[Number, tuple[float, float]]:
        """The hidden numbers that cannot be three different ones, with what they must lie between."""
        solver, place = self._programme()
        told = {}
        for number in sorted(self.hidden):
            low, high = (self._end(solver, place[number], sense) for sense in (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize))
            if high - low < 2 - 1e-6:
                told[number] = low, high
        return told

    def _programme(self) -> tuple[highspy.Highs, dict[Number, int]]:
        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        place = {number: at for at, number in enumerate(sorted(self.known))}
        for number in sorted(self.known):
            solver.addVar(*self.known[number])
        for total, parts in self.sums:
            factors: dict[int, float] = defaultdict(float)
            factors[place[total]] -= 1
            for part in parts:
                factors[place[part]] += 1
            solver.addRow(0, 0, len(factors), list(factors), list(factors.values()))
        return solver, place

    @staticmethod
    def _end(solver: highspy.Highs, column: int, sense: highspy.ObjSense) -> float:
        solver.changeObjectiveSense(sense)
        solver.changeColCost(column, 1)
        solver.run()
        assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal, solver.getModelStatus()
        reached = float(solver.getSolution().col_value[column])
        solver.changeColCost(column, 0)
        return reached


def read(grids: Sequence[Grid], members: Mapping[str, Sequence[str]], *, exact: bool = False) -> Reader:
    """`exact`: were the counts published as they are. `members`: a grouping's key → its municipalities' keys. All grids are of one region, population and date."""
    reader = Reader()
    for grid in grids:
        _cells(reader, grid, 0 if exact else 2)
        _rows(reader, grid, members)
        _kinds(reader, grid)
    _times(reader, grids)
    return reader


def _numbers(grid: Grid, row: str, column: str) -> list[Number]:
    """The counts behind a cell, under one name wherever they stand."""
    table, (indicator, _, value) = TABLES[grid.table], column.partition(":")
    said = INDICATORS[indicator]
    by = "" if not row else f"{'all' if table.rows == Split.TOTAL else table.rows.value}:{row}"
    if table.age:
        by = f"alder:{table.age.value}"
    code = "now" if table.now else grid.period.code
    at = (code, by, value, "psychiatry" if table.psychiatry else "")
    if said.fold == Fold.COUNT:
        return [(said.measure.value, ",".join(sorted(said.only)), *at)]
    return [(said.measure.value, side, *at) for side in SIDES] if said.fold == Fold.SHARE else []


def _cells(reader: Reader, grid: Grid, near: int) -> None:
    for row in grid.rows:
        for column, cell in row.cells.items():
            numbers = _numbers(grid, row.key, column)
            if len(numbers) == 1:
                if cell.state == CellState.SHOWN:
                    assert cell.value is not None
                    reader.knows(numbers[0], max(5.0, float(cell.value) - near), float(cell.value) + near)
                else:
                    reader.knows(numbers[0], *((0.0, 4.0) if cell.state == CellState.SMALL else (0.0, TOP)))
                    reader.hidden.add(numbers[0])
            elif numbers and cell.state == CellState.SHOWN:
                for number, count in zip(numbers, _fraction(float(cell.value or 0), cell.base or 0, near), strict=True):
                    reader.knows(number, *count)
            elif numbers:
                for number in numbers:
                    reader.knows(number, 0.0, 4.0 if cell.state == CellState.SMALL else TOP)
                reader.hidden.update(numbers)


def _fraction(percent: float, base: int, near: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """Lowest and highest of part and rest: the rounded counts that give this share, by trying; nobody is nobody."""
    fits = [part for part in range(0, base + 1, 5 if near else 1) if abs(100 * part / base - percent) <= 0.5 + 1e-9]
    return _around(min(fits), max(fits), near), _around(base - max(fits), base - min(fits), near)


def _around(low: int, high: int, near: int) -> tuple[float, float]:
    return (0.0, 0.0) if not high else (max(5, low - near), high + near)


def _rows(reader: Reader, grid: Grid, members: Mapping[str, Sequence[str]]) -> None:
    keys = {row.key for row in grid.rows}
    for column in (one.key for one in grid.columns):
        for at in range(len(_numbers(grid, "", column))):

            def number(row: str, column: str = column, at: int = at) -> Number:
                return _numbers(grid, row, column)[at]

            base = [key for key in sorted(keys) if key and key not in members]
            if base and TABLES[grid.table].rows != Split.TOTAL:
                reader.adds(number(""), [number(row) for row in base])
            for group in sorted(keys & set(members)):
                reader.adds(number(group), [number(row) for row in members[group] if row in keys])


def _kinds(reader: Reader, grid: Grid) -> None:
    columns = {one.key for one in grid.columns}
    kinds = [f"planer:{kind.value}" for kind in PlanKind]
    if columns >= {"planer", *kinds}:
        for row in grid.rows:
            reader.adds(_numbers(grid, row.key, "planer")[0], [_numbers(grid, row.key, kind)[0] for kind in kinds])


def _times(reader: Reader, grids: Sequence[Grid]) -> None:
    """A longer period is all the shorter ones of one kind in it, where they are all there; missed in time is the causes together."""
    ends = max((grid.data_on for grid in grids), default=None)
    periods = {grid.period.code: grid.period for grid in grids if not TABLES[grid.table].now}
    by: dict[Number, dict[str, Number]] = defaultdict(dict)
    for number in list(reader.known):
        if number[2] in periods:
            by[(*number[:2], *number[3:])][number[2]] = number
    for each in by.values():
        for code, number in each.items():
            over = {month for month in periods[code].months if ends and month < ends.replace(day=1)}
            for kind in {periods[other].kind for other in each if len(periods[other].months) < len(periods[code].months)}:
                inner = [other for other in each if periods[other].kind == kind and set(periods[other].months) <= set(periods[code].months)]
                told = {month for other in inner for month in periods[other].months if month in over}
                if told == over:
                    reader.adds(number, [each[other] for other in inner])
                elif inner:
                    reader.adds(number, [*(each[other] for other in inner), ("the rest", kind.value, *number)])
            missed = ("tilbud", "missed", *number[2:])
            if number[0] == "ikke_tilbudt" and number[3] == "" and missed in reader.known:
                reader.adds(number, [missed])
