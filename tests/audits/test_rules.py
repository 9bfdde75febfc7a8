"""A hidden count stays hidden: a reader who knows the rules finds several tables behind what is published."""

from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from audits.rules.publishable import LEAST, ROOM, Share, Table, publishable_median, publishable_shares, publishable_table, rounded

COLUMNS = ("a", "b", "c")
counts = st.one_of(st.integers(0, 6), st.integers(0, 14))
small_tables = st.lists(st.tuples(counts, counts), min_size=1, max_size=3)
tables = st.lists(st.tuples(counts, counts, counts), min_size=1, max_size=12)
shares = st.builds(lambda part, rest: Share(part, part + rest), st.integers(0, 30), st.integers(0, 30))


def as_counts(rows: list[tuple[int, ...]]) -> dict[str, dict[str, int]]:
    return {f"r{n}": dict(zip(COLUMNS, row, strict=False)) for n, row in enumerate(rows)}


@given(tables)
def test_no_count_below_five_is_shown_and_what_is_shown_is_true(rows: list[tuple[int, ...]]) -> None:
    full = as_counts(rows)
    table = publishable_table(full, COLUMNS)
    for (row, column), shown in table.shown.items():
        assert shown >= LEAST
        rows_of = [row] if row else list(full)
        count = sum(full[r][c] for r in rows_of for c in ([column] if column else COLUMNS))
        assert shown == (count if row and column else rounded(count))
    assert not table.small & table.shown.keys()


def fits(guess: dict[tuple[str, str], int], table: Table, rows: list[str], columns: tuple[str, ...]) -> bool:
    """Whether the guess could lie behind the published table."""

    def agrees(total: tuple[str, str], count: int) -> bool:
        if total in table.small:
            return count < LEAST
        return total not in table.shown or (rounded(count) == table.shown[total] and count >= LEAST)

    return (
        all(agrees((r, ""), sum(guess[r, c] for c in columns)) for r in rows)
        and all(agrees(("", c), sum(guess[r, c] for r in rows)) for c in columns)
        and agrees(("", ""), sum(guess.values()))
    )


@settings(max_examples=200, deadline=None)
@given(small_tables)
def test_every_hidden_small_count_could_be_another(rows: list[tuple[int, ...]]) -> None:
    """By trying every table that could lie behind."""
    columns = COLUMNS[:2]
    full = as_counts(rows)
    table = publishable_table(full, columns)
    hidden = [(r, c) for r in full for c in columns if (r, c) not in table.shown]
    covers = [cell for cell in hidden if cell not in table.small]
    assume(len(covers) <= 2)  # else there are too many to try
    possible: dict[tuple[str, str], set[int]] = {cell: set() for cell in hidden}
    inside = {cell: count for cell, count in table.shown.items() if all(cell)}
    for values in product(*[range(LEAST) if cell in table.small else range(LEAST, 24) for cell in hidden]):
        guess = {**inside, **dict(zip(hidden, values, strict=True))}
        if fits(guess, table, list(full), columns):
            for cell, value in zip(hidden, values, strict=True):
                possible[cell].add(value)
    for row, column in (cell for cell in hidden if cell in table.small):
        assert full[row][column] in possible[row, column]
        assert len(possible[row, column]) >= ROOM


def test_a_lone_small_count_takes_another_with_it() -> None:
    table = publishable_table({"x": {"a": 12, "b": 2, "c": 9}, "y": {"a": 20, "b": 31, "c": 40}}, COLUMNS)
    assert ("x", "b") not in table.shown
    assert table.shown["", ""] == 115
    assert table.shown["x", ""] == 25  # 23: the hidden one is two, three or four
    exact = publishable_table({"x": {"a": 10, "b": 0, "c": 12}, "y": {"a": 20, "b": 32, "c": 40}}, COLUMNS)
    assert ("x", "a") not in exact.shown or ("x", "c") not in exact.shown


def test_totals_are_rounded_to_the_nearest_five() -> None:
    assert [rounded(n) for n in (5, 7, 8, 12, 13)] == [5, 5, 10, 10, 15]


@given(st.dictionaries(st.sampled_from("abcdefgh"), shares, min_size=1))
def test_a_share_is_shown_only_of_many_and_the_rest_cannot_be_found(by_row: dict[str, Share]) -> None:
    shown, whole = publishable_shares(by_row)
    for row, percent in shown.items():
        assert by_row[row].may_be_shown()
        assert percent == by_row[row].percent()
    if whole is None:
        return
    hidden = [share for row, share in by_row.items() if row not in shown]
    rest = Share(sum(s.part for s in hidden), sum(s.whole for s in hidden))
    assert rest.whole == 0 or rest.may_be_shown()
    assert sum(1 for share in hidden if share.whole) != 1


def test_one_to_four_on_either_side_hides_a_share() -> None:
    assert [Share(*s).may_be_shown() for s in ((0, 4), (0, 5), (3, 20), (5, 10), (18, 20), (20, 20))] == [
        False,
        True,
        False,
        True,
        False,
        True,
    ]


def test_a_median_needs_five() -> None:
    assert publishable_median([1, 2, 3, 4]) is None
    assert publishable_median([6, 2, 3, 40]) is None
    assert publishable_median([9, 1, 6, 2, 30]) == 6.0
    assert publishable_median([1, 2, 6, 7, 8, 9]) == 6.5
