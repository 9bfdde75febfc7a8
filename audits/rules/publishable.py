"""Which figures may be published (domain.md 6). Pure: numbers in, numbers or None out.

A count below five is hidden, totals are rounded to the nearest five, and no hidden count may be found again by
subtraction: a line with too little to hide behind gives up one more cell, or in the end its total.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median

LEAST = 5
# How many different numbers a hidden count must at least be able to be, for a reader who knows these rules.
ROOM = 3
MANY = 10**9

# Row and column; an empty name is the total.
Cell = tuple[str, str]
ROWS, COLUMNS = ("", "rows"), ("", "columns")
Edges = Mapping[Cell, list[tuple[Cell, Cell, int]]]
Move = tuple[Cell, int]


@dataclass
class Table:
    """What is published, totals rounded. What is missing is hidden; `small` are the hidden ones below five."""

    shown: dict[Cell, int] = field(default_factory=dict)
    small: frozenset[Cell] = frozenset()


def rounded(count: int) -> int:
    """To the nearest five."""
    return 5 * ((count + 2) // 5)


def publishable_table(counts: Mapping[str, Mapping[str, int]], columns: tuple[str, ...]) -> Table:
    """`counts` is row → column → count; a missing column counts as nought."""
    full = _with_totals(counts, columns)
    small = {cell for cell, count in full.items() if count < LEAST}
    covers: set[Cell] = set()
    bounds = {cell: _bounds(cell, count, small, covers) for cell, count in full.items()}
    edges = _edges(full)
    # Hiding more never gives away what was safe, so one pass is enough.
    for cell in sorted(cell for cell in small if all(cell)):
        while _possible(cell, full, bounds, edges) < ROOM:
            cover = _cover(cell, full, small, covers)
            covers.add(cover)
            small.discard(cover)
            bounds[cover] = _bounds(cover, full[cover], small, covers)
    shown = {cell: count if all(cell) else rounded(count) for cell, count in full.items() if cell not in small | covers}
    return Table(shown, frozenset(small))


def _with_totals(counts: Mapping[str, Mapping[str, int]], columns: tuple[str, ...]) -> dict[Cell, int]:
    full = {(row, column): counts[row].get(column, 0) for row in counts for column in columns}
    inside = list(full.items())
    for (row, column), count in inside:
        for total in ((row, ""), ("", column), ("", "")):
            full[total] = full.get(total, 0) + count
    return full


def _cover(cell: Cell, full: Mapping[Cell, int], small: set[Cell], covers: set[Cell]) -> Cell:
    """What is hidden next to protect the cell: the smallest count of its row, else of its column, else a total."""
    row, column = cell
    free = [(count, other) for other, count in full.items() if "" not in other and other not in small and other not in covers]
    for line in ([pair for pair in free if pair[1][0] == row], [pair for pair in free if pair[1][1] == column]):
        if line:
            return min(line)[1]
    return next(total for total in ((row, ""), ("", column), ("", "")) if total not in covers)


def _bounds(cell: Cell, count: int, small: set[Cell], covers: set[Cell]) -> tuple[int, int]:
    """What a reader knows of one number: all of it, below five, within the rounding, or five and more or nothing."""
    if cell in small:
        return 0, LEAST - 1
    if cell in covers:
        return (0 if "" in cell else LEAST), MANY
    return (max(rounded(count) - 2, LEAST), rounded(count) + 2) if "" in cell else (count, count)


def _possible(cell: Cell, full: Mapping[Cell, int], bounds: Mapping[Cell, tuple[int, int]], edges: Edges) -> int:
    """How many numbers the cell could be, up to ROOM. Counts and totals are a flow from rows to columns and back
    through the total, the true table is one such flow, and what the cell could be is how far it can be changed.
    """
    found = 1
    for change in (1, -1):
        flow = dict(full)
        while found < ROOM and bounds[cell][0] <= flow[cell] + change <= bounds[cell][1]:
            around = _way_round(cell, flow, bounds, edges, change)
            if around is None:
                break
            flow[cell] += change
            for other, step in around:
                flow[other] += step
            found += 1
    return found


def _way_round(
    cell: Cell, flow: Mapping[Cell, int], bounds: Mapping[Cell, tuple[int, int]], edges: Edges, change: int
) -> list[Move] | None:
    """Other numbers that can give way by one, so that every total still holds. Breadth first."""
    tail, head = _ends(cell)
    start, goal = (head, tail) if change > 0 else (tail, head)
    came: dict[Cell, tuple[Cell, Move]] = {}
    waiting = deque([start])
    while waiting and goal not in came:
        at = waiting.popleft()
        for other, to, step in edges[at]:
            low, high = bounds[other]
            if other != cell and to not in came and to != start and low <= flow[other] + step <= high:
                came[to] = (at, (other, step))
                waiting.append(to)
    if goal not in came:
        return None
    moves, at = [], goal
    while at != start:
        at, move = came[at]
        moves.append(move)
    return moves


def _ends(cell: Cell) -> tuple[Cell, Cell]:
    """An edge of the flow: a row's total leads to the row, a count to its column, a column's total out, the total back."""
    row, column = cell
    if row and column:
        return (row, ""), ("", f"c{column}")
    if row:
        return ROWS, (row, "")
    return (("", f"c{column}"), COLUMNS) if column else (COLUMNS, ROWS)


def _edges(full: Mapping[Cell, int]) -> Edges:
    """By node: (number that changes, node it leads to, by how much)."""
    edges: dict[Cell, list[tuple[Cell, Cell, int]]] = {}
    for cell in full:
        tail, head = _ends(cell)
        edges.setdefault(tail, []).append((cell, head, 1))
        edges.setdefault(head, []).append((cell, tail, -1))
    return edges


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    def may_be_shown(self) -> bool:
        """At least five, and neither those who did nor those who did not are one to four."""
        return self.whole >= LEAST and not 0 < self.part < LEAST and not 0 < self.whole - self.part < LEAST

    def percent(self) -> float:
        return round(100 * self.part / self.whole, 1)


def publishable_shares(shares: Mapping[str, Share]) -> tuple[dict[str, float], float | None]:
    """By row, and for all rows together. What is hidden is together as large as what may be shown, or the whole is not told."""
    whole = Share(sum(s.part for s in shares.values()), sum(s.whole for s in shares.values()))
    shown = {row for row, share in shares.items() if share.may_be_shown()}
    if not whole.may_be_shown():
        return {row: shares[row].percent() for row in shown}, None
    for row in sorted(shown, key=lambda name: (shares[name].whole, name)):
        rest = Share(whole.part - sum(shares[r].part for r in shown), whole.whole - sum(shares[r].whole for r in shown))
        lone = sum(1 for r, s in shares.items() if r not in shown and s.whole) == 1
        if rest.whole == 0 or (rest.may_be_shown() and not lone):
            break
        shown.discard(row)
    return {row: shares[row].percent() for row in shown}, whole.percent()


def publishable_count(count: int) -> int | None:
    """Rounded to the nearest five; None below five. A total rounded likewise leaves every hidden count three numbers it could be."""
    return rounded(count) if count >= LEAST else None


def publishable_median(values: list[int]) -> float | None:
    """None for fewer than five."""
    return float(median(values)) if len(values) >= LEAST else None
