"""docs/law.md shows the rows of law as they stand in the data files."""

import pytest

from accounts.registry import read_rows
from tests.docs.reading import DOCS, ROOT, tables

COLUMNS = {
    ("Clocks", "deadlines/data/rules.csv"): ["kind", "days", "holds_for", "valid_from", "valid_to", "paragraph", "assumption"],
    ("Who is responsible", "gop/data/responsibility.csv"): [
        "plan_type",
        "level",
        "authority",
        "payer",
        "performer",
        "valid_from",
        "valid_to",
        "paragraph",
        "assumption",
    ],
}


@pytest.mark.parametrize(("where", "columns"), COLUMNS.items(), ids=lambda value: value[0])
def test_rows_are_those_of_the_file(where: tuple[str, str], columns: list[str]) -> None:
    heading, file = where
    in_file = [[row[name] or "–" for name in columns] for row in read_rows(ROOT / file)]
    assert [cells for above, cells in tables(DOCS / "law.md") if above == heading] == in_file
