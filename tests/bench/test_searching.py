"""What the search for codes is measured with: enough different lines, and queries of every kind."""

from config.bench.searching import LINES, QUERIES, made, queries
from gop.registry import diagnoses
from gop.rules.code_words import words_of


def test_twenty_thousand_lines_have_codes_of_their_own_and_many_words() -> None:
    rows = made(LINES)
    assert len({row.code for row in rows} | {row.code for row in diagnoses()}) == LINES + len(diagnoses())
    assert len({word for row in rows for word in words_of(row.text)}) > 10_000


def test_the_queries_are_the_same_at_every_run_and_differ_among_themselves() -> None:
    assert queries() == queries()
    assert len(queries()) == QUERIES
    assert len(set(queries())) > QUERIES * 0.8
