"""Which figures may be published (domain.md 6). Pure: numbers in, numbers or None out.

A count below five is hidden. A hidden count must not be found again by subtraction, so a line with too
little to hide behind gives up one more cell; totals are rounded to the nearest five, and one that would
still give a count away is not published.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from statistics import median

LEAST = 5
# How many different values a hidden count must at least be able to have, for a reader who knows these rules.
ROOM = 3
MANY = 10**9

Span = tuple[int, int]
Cell = tuple[str, str]


@dataclass
class Table:
    """Counts by row and column. `shown` lacks what is hidden; totals are rounded, None when not published."""

    shown: dict[Cell, int] = field(default_factory=dict)
    rows: dict[str, int | None] = field(default_factory=dict)
    columns: dict[str, int | None] = field(default_factory=dict)
    total: int | None = None
    # Below five, as opposed to hidden to protect those
    small: frozenset[Cell] = frozenset()


def rounded(count: int) -> int:
    """To the nearest five."""
    return 5 * ((count + 2) // 5)


def publishable_table(counts: Mapping[str, Mapping[str, int]], columns: tuple[str, ...]) -> Table:
    """`counts` is row → column → count; a missing column counts as nought."""
    full = {(row, column): counts[row].get(column, 0) for row in counts for column in columns}
    small = frozenset(cell for cell, count in full.items() if count < LEAST)
    lines = {("r", row): [(row, column) for column in columns] for row in counts}
    lines |= {("c", column): [(row, column) for row in counts] for column in columns}
    lines[("t", "")] = list(full)
    hidden, silent = set(small), {line for line, cells in lines.items() if sum(full[c] for c in cells) < LEAST}
    while (line := _given_away(full, small, hidden, silent, lines)) is not None:
        covers = sorted((full[cell], cell) for cell in lines[line] if cell not in hidden)
        if covers and line[0] != "t":
            hidden.add(covers[0][1])
        else:
            silent.add(line)
    table = Table(shown={cell: count for cell, count in full.items() if cell not in hidden}, small=small)
    total = {line: None if line in silent else rounded(sum(full[c] for c in cells)) for line, cells in lines.items()}
    table.rows, table.columns = {row: total[("r", row)] for row in counts}, {column: total[("c", column)] for column in columns}
    table.total = total[("t", "")]
    return table


def _given_away(
    full: Mapping[Cell, int], small: frozenset[Cell], hidden: set[Cell], silent: set[Cell], lines: Mapping[Cell, list[Cell]]
) -> Cell | None:
    """A line with a published total that narrows a hidden small count too far; None when all are safe.

    Reckons as a reader would: every line says between which bounds its hidden cells lie, until nothing changes.
    """
    spans: dict[Cell, Span] = {cell: (0, LEAST - 1) if cell in small else (LEAST, MANY) for cell in hidden}
    changed = True
    while changed:
        changed = False
        for line, cells in lines.items():
            if line in silent:
                continue
            total = rounded(sum(full[cell] for cell in cells))
            known = sum(full[cell] for cell in cells if cell not in hidden)
            for cell, span in _narrowed([c for c in cells if c in hidden], spans, max(total - 2, LEAST) - known, total + 2 - known):
                if span != spans[cell]:
                    spans[cell], changed = span, True
                if cell in small and span[1] - span[0] + 1 < ROOM:
                    return line
    return None


def _narrowed(cells: list[Cell], spans: Mapping[Cell, Span], low: int, high: int) -> Iterator[tuple[Cell, Span]]:
    """Each cell's bounds when the cells together lie between `low` and `high`."""
    lows, highs = sum(spans[c][0] for c in cells), sum(spans[c][1] for c in cells)
    for cell in cells:
        least, most = spans[cell]
        yield cell, (max(least, low - (highs - most)), min(most, high - (lows - least)))


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


def publishable_median(values: list[int]) -> float | None:
    """None for fewer than five."""
    return float(median(values)) if len(values) >= LEAST else None
