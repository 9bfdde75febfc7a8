"""How far each number can move when every published one and every sum must hold: a linear programme, solved by HiGHS.

The unknowns are how far each number is moved from the true one, so nought is always a solution.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import highspy
import numpy as np
from numpy.typing import NDArray

from audits.protection.block import Bounds

ENOUGH = 2.0
NEAR = 1e-6
# Further than any rule asks: it keeps every solution finite.
FAR = 10.0
# As long as pushing everything up and down at once frees so many, none gets a solution of its own.
WORTH = 6
PRIMAL, DUAL = 4, 1
Line = tuple[int, Sequence[int]]  # the total, the parts


class Ranges:
    """Numbers are given by place. `free`: those that may move, the others stand still; fewer give a quick answer on the safe side.

    Every solution found widens the known range of every number.
    """

    def __init__(self, truth: Sequence[int], bounds: Sequence[Bounds], sums: Sequence[Line], free: Iterable[int]) -> None:
        self.truth = truth
        self.bounds = list(bounds)
        self.column, rows = _together(set(free), sums)
        self.members: dict[int, list[int]] = defaultdict(list)
        for place, (column, _) in self.column.items():
            self.members[column].append(place)
        self.size = len(self.members)
        self.low, self.high = np.zeros(self.size), np.zeros(self.size)
        self.solver = _solver([self._room(column) for column in range(self.size)], rows)
        self.columns = np.arange(self.size, dtype=np.int32)

    def widen(self, place: int, bounds: Bounds) -> None:
        """The number is hidden further: earlier solutions hold still."""
        self.bounds[place] = bounds
        if place in self.column:
            column = self.column[place][0]
            self.solver.changeColBounds(column, *self._room(column))

    def narrow(self, asked: Iterable[int], *, exactly: bool) -> list[int]:
        """Those of the asked that cannot move by two: which a reader could work out. Not `exactly`: some that can may be among them."""
        asked = list(asked)
        waiting = sorted({self.column[place][0] for place in asked if place in self.column})
        waiting = [column for column in waiting if not self._wide(column)]
        push, before = 0, len(waiting) + 2 * WORTH
        while waiting and (push % 2 or before - len(waiting) >= WORTH):
            before = before if push % 2 else len(waiting)
            self._solve(_push(self.size, waiting, push))
            waiting = [column for column in waiting if not self._wide(column)]
            push += 1
        still = {column for column in waiting if not exactly or not self._moves(column)}
        return [place for place in asked if place not in self.column or self.column[place][0] in still]

    def _room(self, column: int) -> Bounds:
        """How far down and up what moves together may go."""
        down, up = -FAR, FAR
        for place in self.members[column]:
            low, high = (bound - self.truth[place] for bound in self.bounds[place])
            if self.column[place][1] < 0:
                low, high = -high, -low
            down, up = max(down, low), min(up, high)
        return down, up

    def _moves(self, column: int) -> bool:
        for direction in (-1.0, 1.0):
            if not self._wide(column):
                cost = np.zeros(self.size)
                cost[column] = direction
                self._solve(cost)
        return self._wide(column)

    def _wide(self, column: int) -> bool:
        return bool(self.high[column] - self.low[column] >= ENOUGH - NEAR)

    def _solve(self, cost: NDArray[np.float64]) -> None:
        self.solver.changeColsCost(self.size, self.columns, cost)
        if not self._run():
            return  # no answer frees no number: more is hidden, never less
        found = np.array(self.solver.getSolution().col_value)
        np.minimum(self.low, found, out=self.low)
        np.maximum(self.high, found, out=self.high)

    def _run(self) -> bool:
        """From the last solution; where rounding errors have led that astray, once more from the beginning, either way."""
        for strategy in (PRIMAL, PRIMAL, DUAL):
            self.solver.setOptionValue("simplex_strategy", strategy)
            self.solver.run()
            if self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal:
                return True
            self.solver.clearSolver()
        return False


def _together(free: set[int], sums: Sequence[Line]) -> tuple[dict[int, tuple[int, int]], list[dict[int, int]]]:
    """Place → column and sign, and the sums over columns. What moves alike or opposite shares a column, what cannot move has none."""
    parent = {place: (place, 1) for place in free}

    def root(place: int) -> tuple[int, int]:
        above, sign = parent[place]
        if above == place:
            return place, sign
        top, more = root(above)
        parent[place] = top, sign * more
        return parent[place]

    still: set[int] = set()
    lines = [{total: -1, **dict.fromkeys(parts, 1)} for total, parts in sums if total in free or not free.isdisjoint(parts)]
    changed = True
    while changed:
        changed = False
        reduced: dict[tuple[tuple[int, int], ...], None] = {}
        for line in lines:
            net: dict[int, int] = defaultdict(int)
            for place, factor in line.items():
                if place in free:
                    top, sign = root(place)
                    net[top] += 0 if top in still else factor * sign
            left = sorted((place, factor) for place, factor in net.items() if factor)
            if len(left) == 1:
                still.add(left[0][0])
                changed = True
            elif len(left) == 2 and abs(left[0][1]) == abs(left[1][1]):
                parent[left[1][0]] = left[0][0], -1 if left[0][1] == left[1][1] else 1
                changed = True
            elif left:
                turn = 1 if left[0][1] > 0 else -1
                reduced[tuple((place, factor * turn) for place, factor in left)] = None
        lines = [dict(left) for left in reduced]
    roots = sorted({root(place)[0] for place in free} - still)
    number = {place: at for at, place in enumerate(roots)}
    columns = {place: (number[top], sign) for place in free for top, sign in [root(place)] if top in number}
    return columns, [{number[place]: factor for place, factor in line.items()} for line in lines]


def _push(size: int, waiting: Sequence[int], push: int) -> NDArray[np.float64]:
    """Some up, some down, by a fixed draw: the same table gives the same answer. Every second push is the first turned round."""
    drawn = np.random.default_rng(push // 2).uniform(0.5, 1.0, len(waiting))
    drawn *= np.random.default_rng(1000 + push // 2).choice([-1.0, 1.0], len(waiting))
    cost = np.zeros(size)
    cost[np.array(waiting, dtype=np.int32)] = drawn if push % 2 else -drawn
    return cost


def _solver(bounds: Sequence[Bounds], rows: Sequence[dict[int, int]]) -> highspy.Highs:
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("solver", "simplex")
    # From a solution that holds: only the costs change.
    solver.setOptionValue("simplex_strategy", PRIMAL)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(bounds), len(rows)
    model.col_cost_ = np.zeros(len(bounds))
    model.col_lower_ = np.array([low for low, _ in bounds], dtype=np.float64)
    model.col_upper_ = np.array([high for _, high in bounds], dtype=np.float64)
    model.row_lower_ = model.row_upper_ = np.zeros(len(rows))
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *map(len, rows)], dtype=np.int32)
    model.a_matrix_.index_ = np.array([column for row in rows for column in row], dtype=np.int32)
    model.a_matrix_.value_ = np.array([sign for row in rows for sign in row.values()], dtype=np.float64)
    solver.passModel(model)
    return solver
